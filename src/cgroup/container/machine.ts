import type { Opt } from '../../core/optional.ts';
import { objectAt } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import type { QuantityLike } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';

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

const flags = [true, false];
const optionalFlags = [true, false, null, undefined];

/** What may stand where, beside numbers and amounts. */
const allowedOfMachine: Readonly<Record<string, readonly unknown[]>> = {
  swapBehavior: ['', 'NoSwap', 'LimitedSwap', 'UnlimitedSwap'],
  swapControllerAvailable: flags,
  cgroupVersion: [1, 2],
  exclusiveCPUs: optionalFlags,
};

const allowedOfOptions: Readonly<Record<string, readonly unknown[]>> = {
  enforceCPULimits: optionalFlags,
  memoryReservationPolicy: ['None', 'TieredReservation', null, undefined],
  singleProcessOOMKill: optionalFlags,
};

/** Refuses a machine or options with what may not stand there. */
export function checkChoices(machine: ContainerMachine, options: ContainerResourceConfigOptions): void {
  check(machine, 'machine', allowedOfMachine);
  check(options, 'options', allowedOfOptions);
  const sizes: unknown = machine.hugePageSizes;
  if (!Array.isArray(sizes) || sizes.some((size) => typeof size !== 'string'))
    throw new SizingError('InvalidInput', 'a list of names was expected', { path: 'machine.hugePageSizes', input: sizes });
}

function check(owner: object, place: string, allowed: Readonly<Record<string, readonly unknown[]>>): void {
  const values = objectAt(owner, place) as Readonly<Record<string, unknown>> | undefined;
  for (const name in allowed)
    if (allowed[name]?.includes(values?.[name]) !== true)
      throw new SizingError('InvalidInput', 'another value was expected', { path: `${place}.${name}`, input: values?.[name] });
}
