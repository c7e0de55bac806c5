import type { Opt } from '../core/optional.ts';
import { objectAt } from '../core/pod-fields.ts';
import { SizingError } from '../errors.ts';
import type { QuantityLike } from '../quantity/index.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { since } from '../version/since.ts';
import { defaultPeriod } from './cpu-conversions.ts';
import { machineBytes } from './machine-bytes.ts';
import { integerArgument } from './safe-integer.ts';
import { throttlingFactor } from './throttled-memory.ts';

/** How a kubelet lets containers use swap; the empty text is unset. Upstream: `KubeletConfiguration.memorySwap.swapBehavior`. */
export type SwapBehavior = '' | 'NoSwap' | 'LimitedSwap' | 'UnlimitedSwap';

/** The machine that a container runs on, and how its kubelet handles swap. No upstream counterpart. */
export interface ContainerMachine {
  /** The memory of the machine, bytes. */
  readonly nodeMemory: QuantityLike;
  /** The memory that the node gives to pods, bytes; absent where that is not known. */
  readonly nodeAllocatableMemory?: Opt<QuantityLike>;
  /** The swap of the machine, bytes. */
  readonly swapCapacity: QuantityLike;
  readonly swapBehavior: SwapBehavior;
  /** Whether the machine can limit the swap of a cgroup. */
  readonly swapControllerAvailable: boolean;
  readonly cgroupVersion: 1 | 2;
  /** The sizes of hugepages that the machine has, such as `2MB` and `1GB`. */
  readonly hugePageSizes: readonly string[];
  /** Whether the container has CPUs of its own, by the static CPU manager. Since 1.33. */
  readonly exclusiveCPUs?: Opt<boolean>;
}

/** The kubelet's settings that bear on a container's cgroup. Upstream: `KubeletConfiguration`. */
export interface ContainerResourceConfigOptions extends GateOptions {
  /** Whether CPU limits are enforced (`cpuCFSQuota`); true when absent. */
  readonly enforceCPULimits?: Opt<boolean>;
  /** The period of CPU quotas in microseconds (`cpuCFSQuotaPeriod`); 100000 when absent. It counts with the gate CustomCPUCFSQuotaPeriod. */
  readonly cpuPeriod?: Opt<number>;
  /** Where memory is throttled; when absent 0.8 from 1.22 to 1.26, 0.9 from 1.27 to 1.36, and nowhere in 1.37. */
  readonly memoryThrottlingFactor?: Opt<number>;
  /** Whether requested memory is protected; `None` when absent. Since 1.36. */
  readonly memoryReservationPolicy?: Opt<'None' | 'TieredReservation'>;
  /** Whether the kernel kills single processes instead of the whole container; false when absent. Since 1.32. */
  readonly singleProcessOOMKill?: Opt<boolean>;
}

/** The machine as it counts. */
export interface Machine {
  readonly nodeMemory: bigint;
  readonly nodeAllocatableMemory: bigint | undefined;
  readonly swapCapacity: bigint;
  readonly swapBehavior: SwapBehavior;
  readonly swapControllerAvailable: boolean;
  readonly cgroupV2: boolean;
  readonly hugePageSizes: readonly string[];
  readonly exclusiveCPUs: boolean;
}

export function readMachine(machine: ContainerMachine): Machine {
  if (objectAt(machine, 'machine') === undefined) throw new SizingError('MissingField', 'a machine was expected', { path: 'machine' });
  const { nodeAllocatableMemory: allocatable, hugePageSizes } = machine;
  if (!Array.isArray(hugePageSizes) || hugePageSizes.some((size) => typeof size !== 'string'))
    throw new SizingError('InvalidInput', 'a list of texts was expected', { path: 'machine.hugePageSizes', input: hugePageSizes });
  return {
    nodeMemory: machineBytes(machine.nodeMemory, 'machine.nodeMemory'),
    nodeAllocatableMemory:
      allocatable === undefined || allocatable === null ? undefined : machineBytes(allocatable, 'machine.nodeAllocatableMemory'),
    swapCapacity: machineBytes(machine.swapCapacity, 'machine.swapCapacity'),
    swapBehavior: oneOf(machine.swapBehavior, ['', 'NoSwap', 'LimitedSwap', 'UnlimitedSwap'], 'machine.swapBehavior'),
    swapControllerAvailable: oneOf(machine.swapControllerAvailable, flags, 'machine.swapControllerAvailable'),
    cgroupV2: oneOf(machine.cgroupVersion, [1, 2], 'machine.cgroupVersion') === 2,
    hugePageSizes: machine.hugePageSizes,
    exclusiveCPUs: oneOf(machine.exclusiveCPUs ?? false, flags, 'machine.exclusiveCPUs'),
  };
}

/** The settings as they count in a minor. */
export interface Settings {
  readonly enforceCPULimits: boolean;
  readonly cpuPeriod: bigint;
  readonly throttlingFactor: number | undefined;
  readonly tieredReservation: boolean;
  /** Whether the kernel kills whole containers, which it does on cgroup v2. */
  readonly killsGroups: boolean;
}

const defaultFactor = /* @__PURE__ */ since<number | undefined>({ '1.15': undefined, '1.22': 0.8, '1.27': 0.9, '1.37': undefined });

const killsGroups = /* @__PURE__ */ since<(singleProcess: boolean) => boolean>({
  '1.15': () => false,
  '1.28': () => true,
  '1.32': (singleProcess) => !singleProcess,
});

export function readSettings(options: ContainerResourceConfigOptions | undefined, minor: number): Settings {
  const policy = oneOf(options?.memoryReservationPolicy ?? 'None', ['None', 'TieredReservation'], 'options.memoryReservationPolicy');
  return {
    enforceCPULimits: oneOf(options?.enforceCPULimits ?? true, flags, 'options.enforceCPULimits'),
    cpuPeriod: integerArgument(options?.cpuPeriod ?? Number(defaultPeriod), 'options.cpuPeriod'),
    throttlingFactor: throttlingFactor(options?.memoryThrottlingFactor, 'options.memoryThrottlingFactor') ?? defaultFactor(minor),
    tieredReservation: policy === 'TieredReservation',
    killsGroups: killsGroups(minor)(oneOf(options?.singleProcessOOMKill ?? false, flags, 'options.singleProcessOOMKill')),
  };
}

const flags: readonly boolean[] = [true, false];

function oneOf<T>(value: T, allowed: readonly T[], path: string): T {
  if (allowed.includes(value)) return value;
  throw new SizingError('InvalidInput', `expected is one of ${JSON.stringify(allowed)}`, { path, input: value });
}
