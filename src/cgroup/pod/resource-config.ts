import type { PodLike } from '../../core/index.ts';
import { specOf } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import type { ResourceConfigExplanation, ResourceConfigStep } from './explanation.ts';
import { basisOf, cpuQuotaOf, cpuSharesOf, hugePagesOf, memoryOf, noteStep, unifiedOf } from './resource-config-values.ts';

/**
 * What the kubelet gives the cgroup of a pod. A value that is not set is absent: the cgroup is then not limited.
 *
 * Upstream: `pkg/kubelet/cm/types.go`, `ResourceConfig`.
 */
export interface ResourceConfig {
  /** Memory limit, bytes. */
  readonly memory?: Quantity;
  readonly cpuShares?: number;
  /** Microseconds per period; -1 is no limit. */
  readonly cpuQuota?: number;
  /** Microseconds. */
  readonly cpuPeriod?: number;
  /** Bytes by page size in bytes. */
  readonly hugePageLimit: { readonly [pageSize: string]: Quantity };
  /** Files of cgroup v2 and their content. */
  readonly unified?: { readonly [file: string]: string };
}

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
  /** The node's operating system; `linux` when absent. */
  readonly os?: string | undefined;
}

/**
 * What the kubelet gives the cgroup of a pod, or `undefined` on an operating system other than Linux.
 *
 * - CPU shares from the pod's total request; the least for a BestEffort pod.
 * - CPU quota and memory limit from the pod's total limits: of a Guaranteed pod always, of a Burstable pod if every container has the limit
 *   (since 1.23 init containers too) or the pod itself has it (gate PodLevelResources), of a BestEffort pod never.
 * - Hugepages from the pod's requests.
 * - With `enforceMemoryQoS`, memory that is not reclaimed: up to 1.35 the request as `memory.min`; since 1.36, with the policy
 *   TieredReservation, as `memory.min` of a Guaranteed and `memory.low` of a Burstable pod.
 *
 * Amounts are int64 and wrap as upstream's do. The pod is taken as allocated: of its status, `qosClass` counts since 1.29, and from 1.27 to
 * 1.31 the allocated resources with the gate InPlacePodVerticalScaling.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`, every supported minor.
 *
 * @param pod the pod
 * @param options how the kubelet is set up, version and gates
 * @throws {SizingError} as `podRequests` and `getPodQOS`; `OutOfRange` when shares or quota are beyond the safe integers
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '500m', memory: '2Gi' } } };
 * resourceConfigForPod({ spec: { containers: [app] } })
 * // => { memory: '2Gi', cpuShares: 256, cpuQuota: 50000, cpuPeriod: 100000, hugePageLimit: {} }
 * resourceConfigForPod({ spec: { containers: [app, { name: 'helper' }] } }) // => { cpuShares: 256, hugePageLimit: {} }
 * resourceConfigForPod({ spec: { containers: [{ name: 'helper' }] } }) // => { cpuShares: 2, hugePageLimit: {} }
 */
export function resourceConfigForPod(pod: PodLike, options?: ResourceConfigOptions): ResourceConfig | undefined {
  return configOf(pod, options, undefined);
}

/**
 * The same as {@link resourceConfigForPod}, with the reason of every value, and of every value that is not set.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`, every supported minor.
 *
 * @param pod the pod
 * @param options how the kubelet is set up, version and gates
 * @throws {SizingError} as {@link resourceConfigForPod}
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m' }, limits: { memory: '1Gi' } } };
 * const { steps } = explainResourceConfigForPod({ spec: { containers: [app, { name: 'helper' }] } });
 * steps.map(({ because, inputs }) => [because, inputs['container'] ?? ''])
 * // => [
 * //   ['cgroup-qos-found', ''],
 * //   ['cgroup-shares-from-request', ''],
 * //   ['cgroup-limit-undeclared', 'app'],
 * //   ['cgroup-limit-undeclared', 'helper'],
 * //   ['cgroup-protection-off', ''],
 * // ]
 */
export function explainResourceConfigForPod(
  pod: PodLike,
  options?: ResourceConfigOptions,
): ResourceConfigExplanation<ResourceConfig | undefined> {
  const steps: ResourceConfigStep[] = [];
  return { result: configOf(pod, options, steps), steps };
}

function configOf(
  pod: PodLike,
  options: ResourceConfigOptions | undefined,
  steps: ResourceConfigStep[] | undefined,
): ResourceConfig | undefined {
  const os = options?.os ?? 'linux';
  if (os !== 'linux') {
    minorOf(options);
    specOf(pod);
    noteStep(steps, 'cgroup-os', 'cgroup-not-linux', 'skipped', { os });
    return undefined;
  }
  const basis = basisOf(pod, options, steps);
  const cpuShares = cpuSharesOf(basis);
  const quota = cpuQuotaOf(basis, options);
  const memory = memoryOf(basis);
  const hugePageLimit = hugePagesOf(pod, basis);
  const unified = unifiedOf(basis, options);
  return {
    ...(memory === undefined ? {} : { memory }),
    cpuShares,
    ...quota,
    hugePageLimit,
    ...(unified === undefined ? {} : { unified }),
  };
}
