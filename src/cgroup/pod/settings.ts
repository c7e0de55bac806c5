import { choiceOf } from '../../core/checks.ts';
import { integerArgument, narrowed, type Int64 } from '../../core/int64.ts';
import { SizingError } from '../../errors.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { defaultPeriod } from '../cpu-conversions.ts';

/** How the kubelet is set up. Upstream: the arguments of `ResourceConfigForPod`. */
export interface ResourceConfigOptions extends GateOptions {
  /** Whether CPU limits are enforced (`cpuCFSQuota` of the kubelet's configuration); true when absent. */
  readonly enforceCPULimits?: boolean | undefined;
  /** The period of CPU quotas in microseconds; 100000 when absent. It counts in the quota only with the gate CustomCPUCFSQuotaPeriod. */
  readonly cpuPeriod?: number | undefined;
  /** Whether memory is protected, which the kubelet does with the gate MemoryQoS on cgroup v2; false when absent. Since 1.22. */
  readonly enforceMemoryQoS?: boolean | undefined;
  /** What is protected (`memoryReservationPolicy` of the kubelet's configuration); `None` when absent. Since 1.36. */
  readonly memoryReservationPolicy?: 'None' | 'TieredReservation' | undefined;
  /** The node's operating system, `linux` or `windows`; `linux` when absent. */
  readonly os?: string | undefined;
}

/** The settings of a kubelet that bear on a pod's cgroup. Internal. */
export interface PodCgroupSettings {
  readonly os: 'linux' | 'windows';
  readonly enforceCPULimits: boolean;
  /** Microseconds. */
  readonly cpuPeriod: number;
  readonly enforceMemoryQoS: boolean;
  readonly memoryReservationPolicy: MemoryReservationPolicy;
}

type MemoryReservationPolicy = 'None' | 'TieredReservation';

/**
 * The settings in options, whose kinds are checked already; unset ones have upstream's defaults. Internal.
 *
 * @throws {SizingError} `InvalidInput` for an unknown operating system or policy
 */
export function podCgroupSettings(options: ResourceConfigOptions | undefined): PodCgroupSettings {
  return {
    os: operatingSystemOf(options?.os),
    enforceCPULimits: options?.enforceCPULimits ?? true,
    cpuPeriod: options?.cpuPeriod ?? defaultPeriod,
    enforceMemoryQoS: options?.enforceMemoryQoS ?? false,
    memoryReservationPolicy: policyOf(options?.memoryReservationPolicy),
  };
}

const systems: readonly string[] = ['linux', 'windows'] satisfies PodCgroupSettings['os'][];
const policies: readonly MemoryReservationPolicy[] = ['None', 'TieredReservation'];

/** The operating system that an option names; Linux where it names none. Internal. */
export function operatingSystemOf(os: string | null | undefined): PodCgroupSettings['os'] {
  return choiceOf(os, systems, 'options.os') === 'windows' ? 'windows' : 'linux';
}

/** The policy that an option names; None where it names none. Internal. */
export function policyOf(policy: MemoryReservationPolicy | null | undefined): MemoryReservationPolicy {
  return choiceOf(policy, policies, 'options.memoryReservationPolicy') ?? 'None';
}

/**
 * The period of CPU quotas in microseconds, a uint64. Internal.
 *
 * @throws {SizingError} `OutOfRange` for what is not an integer of at least 0
 */
export function periodOf({ cpuPeriod }: PodCgroupSettings): Int64 {
  const period = narrowed(integerArgument(cpuPeriod, 'options.cpuPeriod'));
  if (period >= 0) return period;
  throw new SizingError('OutOfRange', 'a period is not negative', { path: 'options.cpuPeriod', input: cpuPeriod });
}
