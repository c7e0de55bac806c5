import { quantityAt } from '../../core/at-path.ts';
import { flagAt, objectOf, oneOf } from '../../core/checks.ts';
import { machineBytes } from '../../core/int64.ts';
import type { Opt } from '../../core/optional.ts';
import { invalid } from '../../errors.ts';
import type { QuantityLike } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { defaultPeriod } from '../cpu-conversions.ts';
import { policyOf, type PodCgroupSettings } from '../pod/settings.ts';

/** How a kubelet lets containers use swap; the empty text is unset. Upstream: `KubeletConfiguration.memorySwap.swapBehavior`. */
export type SwapBehavior = '' | 'NoSwap' | 'LimitedSwap' | 'UnlimitedSwap';

/** The machine that a container runs on, and how its kubelet handles swap. Upstream has no type for it: it asks the machine. */
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

/** A machine as rules read it: amounts in bytes, int64, 0 where they are not known. */
export interface ContainerMachineFacts {
  readonly memory: bigint;
  readonly allocatable: bigint;
  readonly swap: bigint;
  readonly swapBehavior: SwapBehavior;
  readonly swapControllerAvailable: boolean;
  readonly cgroupV2: boolean;
  readonly hugePageSizes: readonly string[];
  readonly exclusiveCPUs: boolean;
}

/**
 * The facts of a machine.
 *
 * @throws {SizingError} `InvalidInput` for what may not stand in a field; as `Quantity.from` for an amount
 */
export function machineFacts(machine: ContainerMachine, minor: number): ContainerMachineFacts {
  const { swapBehavior, swapControllerAvailable, cgroupVersion, exclusiveCPUs, hugePageSizes } = objectOf(machine, 'machine');
  return {
    swapBehavior: oneOf(swapBehavior, swapBehaviors, 'machine.swapBehavior'),
    swapControllerAvailable: oneOf(swapControllerAvailable, [true, false], 'machine.swapControllerAvailable'),
    cgroupV2: oneOf<1 | 2>(cgroupVersion, [1, 2], 'machine.cgroupVersion') === 2,
    exclusiveCPUs: flagAt(exclusiveCPUs, 'machine.exclusiveCPUs') === true,
    hugePageSizes: namesAt(hugePageSizes, 'machine.hugePageSizes'),
    memory: machineBytes(machine.nodeMemory, 'machine.nodeMemory'),
    allocatable: quantityAt(machine.nodeAllocatableMemory ?? 0, 'machine.nodeAllocatableMemory', minor).value(),
    swap: machineBytes(machine.swapCapacity, 'machine.swapCapacity'),
  };
}

const swapBehaviors: readonly SwapBehavior[] = ['', 'NoSwap', 'LimitedSwap', 'UnlimitedSwap'];

function namesAt(names: readonly string[], path: string): readonly string[] {
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw invalid('a list of names', path, names);
}

/** The kubelet's settings as they count for a container's cgroup. */
export interface ContainerSettings extends Pick<PodCgroupSettings, 'enforceCPULimits' | 'cpuPeriod' | 'memoryReservationPolicy'> {
  /** `undefined` where the minor's default counts. */
  readonly memoryThrottlingFactor: number | null | undefined;
  readonly singleProcessOOMKill: boolean;
}

/**
 * The settings in options, whose kinds are checked already; unset ones have upstream's defaults.
 *
 * @throws {SizingError} `InvalidInput` for an unknown policy
 */
export function containerSettings(options: ContainerResourceConfigOptions | null | undefined): ContainerSettings {
  return {
    enforceCPULimits: options?.enforceCPULimits ?? true,
    cpuPeriod: options?.cpuPeriod ?? defaultPeriod,
    memoryReservationPolicy: policyOf(options?.memoryReservationPolicy),
    memoryThrottlingFactor: options?.memoryThrottlingFactor,
    singleProcessOOMKill: options?.singleProcessOOMKill ?? false,
  };
}
