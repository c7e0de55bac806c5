import { withDefaults, type KubeletEvictionConfig, type OperatingSystemOptions } from '../eviction/thresholds/kubelet-thresholds.ts';
import type { Opt, ResourceListLike } from '../core/index.ts';
import { objectAt } from '../core/pod-fields.ts';
import { SizingError } from '../errors.ts';
import { minorOf } from '../version/minors.ts';
import { since } from '../version/since.ts';
import { nodeAllocatable } from './allocatable.ts';
import { countCPUs } from './cpu-set.ts';
import type { MemoryReservationLike, NodeAllocatable, NodeAllocatableInputs } from './inputs.ts';

/** The parts of a KubeletConfiguration that decide what is left to pods, as a file holds them. Upstream: `KubeletConfiguration`. */
export interface KubeletReservationConfig extends KubeletEvictionConfig {
  readonly kubeReserved?: Opt<ResourceListLike>;
  readonly systemReserved?: Opt<ResourceListLike>;
  /** Such as `0-1,8`: replaces what is reserved of cpu, 1.17 and later. */
  readonly reservedSystemCPUs?: Opt<string>;
  readonly memoryManagerPolicy?: Opt<string>;
  readonly reservedMemory?: Opt<readonly MemoryReservationLike[]>;
}

/**
 * As {@link nodeAllocatable}, for a kubelet with a configuration file: the defaults are applied first.
 *
 * An absent `evictionHard` takes all default thresholds; one that is present takes none, or with `mergeDefaultEvictionSettings` (1.33) those of
 * signals that it does not name. `reservedSystemCPUs` (1.17) replaces what is reserved of cpu by the number of cpus that it names. Of
 * `kubeReserved` and `systemReserved` the kubelet knows only cpu, memory, ephemeral-storage and pid. `reservedMemory` counts where
 * `memoryManagerPolicy` is `Static`.
 *
 * Upstream: `cmd/kubelet/app/server.go`, `run`, `parseResourceList` and `loadConfigFile`; and as {@link nodeAllocatable}.
 *
 * @param capacity what the node has
 * @param kubeletConfiguration the file's content; fields that do not bear on it are ignored
 * @param options version and operating system
 * @throws {SizingError} as {@link nodeAllocatable}; `InvalidInput` for a resource that cannot be reserved, or for what is no list of cpus
 * @example
 * const capacity = { cpu: '2', memory: '3943312Ki', pods: '17' };
 * nodeAllocatableFromConfig(capacity, { kubeReserved: { memory: '442Mi' } }).allocatable // => { cpu: '2', memory: '3388304Ki', pods: '17' }
 * nodeAllocatableFromConfig(capacity, { evictionHard: {} }).allocatable // => { cpu: '2', memory: '3943312Ki', pods: '17' }
 */
export function nodeAllocatableFromConfig(
  capacity: ResourceListLike,
  kubeletConfiguration: KubeletReservationConfig,
  options?: OperatingSystemOptions,
): NodeAllocatable {
  return nodeAllocatable(inputsOf(capacity, kubeletConfiguration, options), options);
}

const knowsReservedCPUs = /* @__PURE__ */ since({ '1.15': false, '1.17': true });

/** The cpus that a configuration sets aside by number, `undefined` where it does not. */
export function reservedCPUs(config: KubeletReservationConfig, options: OperatingSystemOptions | undefined): number | undefined {
  const list = config.reservedSystemCPUs ?? '';
  return list === '' || !knowsReservedCPUs(minorOf(options)) ? undefined : countCPUs(list, 'reservedSystemCPUs');
}

/** What a configuration comes to. */
export function inputsOf(
  capacity: ResourceListLike,
  config: KubeletReservationConfig,
  options: OperatingSystemOptions | undefined,
): NodeAllocatableInputs {
  const { evictionHard } = withDefaults(config, options);
  const cpus = reservedCPUs(config, options);
  const [kubeReserved, systemReserved] = (['kubeReserved', 'systemReserved'] as const).map((place) => reservable(config[place], place));
  return {
    capacity,
    kubeReserved: cpus === undefined ? kubeReserved : withoutCPU(kubeReserved),
    systemReserved: cpus === undefined ? systemReserved : { ...systemReserved, cpu: cpus },
    evictionHard,
    ...(config.memoryManagerPolicy === 'Static' ? { reservedMemory: config.reservedMemory ?? [] } : {}),
  };
}

const reservableNames: readonly string[] = ['cpu', 'memory', 'ephemeral-storage', 'pid'];

function reservable(list: Opt<ResourceListLike>, place: string): ResourceListLike {
  const own = objectAt(list, place) ?? {};
  for (const name of Object.keys(own))
    if (!reservableNames.includes(name))
      throw new SizingError('InvalidInput', `${name} cannot be reserved`, { path: `${place}.${name}`, hint: reservableNames.join(', ') });
  return own;
}

function withoutCPU(list: ResourceListLike | undefined): ResourceListLike {
  return Object.fromEntries(Object.entries(list ?? {}).filter(([name]) => name !== 'cpu')) as ResourceListLike;
}
