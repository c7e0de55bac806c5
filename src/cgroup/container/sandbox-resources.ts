import { oneOf } from '../../core/checks.ts';
import type { PodLike } from '../../core/index.ts';
import type { Opt } from '../../core/optional.ts';
import { amountOf } from '../../core/resource-lists.ts';
import { readOnce } from '../../core/requirements.ts';
import { allocatedPodCounting } from '../../resources/totals/options.ts';
import { limitsOf, requestsOf } from '../../resources/totals/totals.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { calculateLinuxResources, type LinuxResources } from './linux-resources.ts';
import { containerSettings, type ContainerResourceConfigOptions } from './machine.ts';

/** The kubelet's settings and the facts of the machine that bear on a sandbox. */
export interface SandboxResourcesOptions
  extends GateOptions, Pick<ContainerResourceConfigOptions, 'enforceCPULimits' | 'cpuPeriod' | 'singleProcessOOMKill'> {
  /** 2 when absent. */
  readonly cgroupVersion?: Opt<1 | 2>;
  /** Whether a container of the pod has CPUs of its own, by the static CPU manager; false when absent. Since 1.33. */
  readonly exclusiveCPUs?: Opt<boolean>;
}

const isKnown = /* @__PURE__ */ since({ '1.15': false, '1.23': true });

/**
 * The resources of a whole pod that the kubelet tells the runtime when it makes the pod's sandbox; `undefined` before 1.23. A runtime that
 * puts pods into virtual machines can size the machine by them.
 *
 * - They come from the total requests and limits of the pod without its overhead, which the kubelet tells separately. The pod's own resources
 *   count with the gate PodLevelResources, since 1.32; claims with the gate DRANodeAllocatableResources, since 1.37.
 * - Shares come from the request or, where there is none, up to 1.25 also where it is 0, from the limit; at least 2 and, since 1.24, at most
 *   262144.
 * - Quota and memory limit come from the limits, so up to 1.37 one container with a limit limits the sandbox, although the others have none.
 *   Since 1.38 cpu and memory are limited only if every container and init container has a limit, or the pod itself. The quota is at least
 *   1000 microseconds, and -1 for a pod with CPUs of its own since 1.33. The quality of service does not count.
 * - `memory.oom.group` on cgroup v2, since 1.28; since 1.32 not with `singleProcessOOMKill`.
 *
 * Amounts are int64, as upstream's are. The status counts only for claims.
 *
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_sandbox_linux.go`, `calculateSandboxResources`, since 1.23.
 *
 * @throws {SizingError} as `podRequests`; `OutOfRange` when shares, quota or period are not safe integers; `InvalidInput` for an unknown version
 * of cgroups
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m' }, limits: { cpu: '1', memory: '1Gi' } } };
 * const pod = { spec: { containers: [app, { name: 'helper' }], overhead: { memory: '64Mi' } } };
 * calculateSandboxResources(pod, { kubernetesVersion: '1.37' })
 * // => { cpuShares: 256, cpuQuota: 100000, cpuPeriod: 100000, memoryLimit: '1Gi', unified: { 'memory.oom.group': '1' } }
 * calculateSandboxResources(pod, { kubernetesVersion: '1.38' })
 * // => { cpuShares: 256, cpuPeriod: 100000, unified: { 'memory.oom.group': '1' } }
 * calculateSandboxResources(pod, { kubernetesVersion: '1.22' }) // => undefined
 */
export function calculateSandboxResources(pod: PodLike, options?: SandboxResourcesOptions): LinuxResources | undefined {
  const release = releaseOf(options);
  const cgroupV2 = oneOf<1 | 2>(options?.cgroupVersion ?? 2, [1, 2], 'options.cgroupVersion') === 2;
  const machine = { cgroupV2, exclusiveCPUs: options?.exclusiveCPUs ?? false };
  if (!isKnown(release.minor)) return undefined;
  const read = readOnce(pod, release.minor);
  const counting = { ...allocatedPodCounting(read, release), overhead: false, useStatus: false };
  const requests = requestsOf(read, counting);
  const limits = limitsOf(read, counting);
  const cpuLimit = amountOf(limits, 'cpu');
  const memoryLimit = amountOf(limits, 'memory')?.value() ?? 0n;
  const amounts = { cpuRequest: amountOf(requests, 'cpu'), cpuLimit, quotaLimit: () => cpuLimit, memoryLimit };
  return calculateLinuxResources(amounts, { ...containerSettings(options), machine }, release);
}
