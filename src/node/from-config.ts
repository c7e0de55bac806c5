import type { Opt, ResourceListLike } from '../core/index.ts';
import { objectAt, textAt } from '../core/pod-fields.ts';
import { invalid } from '../errors.ts';
import { mergesDefaults, platformOf, withDefaults } from '../eviction/thresholds/kubelet-thresholds.ts';
import type { KubeletEvictionConfig, OperatingSystemOptions, Platform } from '../eviction/thresholds/kubelet-thresholds.ts';
import { since } from '../version/since.ts';
import { computeAllocatable, type NodeNote } from './allocatable.ts';
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
 * signals that it does not name. `reservedSystemCPUs` (1.17) replaces every reservation of cpu by the number of cpus that it names.
 * `kubeReserved` and `systemReserved` hold only cpu, memory, ephemeral-storage and pid. `reservedMemory` counts where `memoryManagerPolicy` is
 * `Static`.
 *
 * Upstream: `cmd/kubelet/app/server.go`, `run`, `parseResourceList` and `loadConfigFile`; and as {@link nodeAllocatable}.
 *
 * @param capacity what the node has
 * @param kubeletConfiguration the file's content; fields that do not bear on it are ignored
 * @throws {SizingError} as {@link nodeAllocatable}; `InvalidInput` for a resource that cannot be reserved, or for a text that is not a list of cpus
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
  const platform = platformOf(options);
  return computeAllocatable(inputsOf(capacity, kubeletConfiguration, platform), platform.minor);
}

/** How many cpus a configuration sets aside by number, `undefined` where it does not. */
const reservedCPUs = /* @__PURE__ */ since<(config: KubeletReservationConfig) => number | undefined>({
  '1.15': () => undefined,
  '1.17': ({ reservedSystemCPUs }) => {
    const list = textAt(reservedSystemCPUs, 'reservedSystemCPUs');
    return list === '' ? undefined : countCPUs(list, 'reservedSystemCPUs');
  },
});

/** What a configuration comes to. */
export function inputsOf(
  capacity: ResourceListLike,
  config: KubeletReservationConfig,
  platform: Platform,
  note?: NodeNote,
): NodeAllocatableInputs {
  const { evictionHard } = withDefaults(config, platform).config;
  if ((config.evictionHard ?? undefined) === undefined) note?.('node-default-thresholds', 'node-thresholds-defaulted', {}, 'applied');
  else if (mergesDefaults(config, platform.minor)) note?.('node-default-thresholds', 'node-thresholds-merged', {}, 'applied');
  else note?.('node-default-thresholds', 'node-thresholds-own', {}, 'skipped');
  const cpus = reservedCPUs(platform.minor)(config);
  if (cpus !== undefined) note?.('node-reserved-cpus', 'node-cpus-counted', { cpus }, 'applied');
  const kubeReserved = reservable(config.kubeReserved, 'kubeReserved');
  const systemReserved = reservable(config.systemReserved, 'systemReserved');
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
  const unknown = Object.keys(own).find((name) => !reservableNames.includes(name));
  if (unknown === undefined) return own;
  throw invalid(`a resource that can be reserved: ${reservableNames.join(', ')}`, `${place}.${unknown}`, unknown);
}

function withoutCPU(list: ResourceListLike): ResourceListLike {
  return Object.fromEntries(Object.entries(list).filter(([name]) => name !== 'cpu')) as ResourceListLike;
}
