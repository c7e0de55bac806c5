import type { PodLike, ResourceList } from '../../core/index.ts';
import { minorOf } from '../../version/minors.ts';
import { releaseOf } from '../../version/release.ts';
import { containerCounting, countingOf, type PodResourcesOptions } from './options.ts';
import { containerTotals, limitsOf, requestsOf } from './totals.ts';

/**
 * What a pod requests: of each resource the sum of its containers and sidecars or, where that is greater, the most that is needed while an
 * init container runs; replaced by what the pod requests itself; plus the pod's overhead.
 *
 * Sidecars count as such since 1.28. The pod's own requests count since 1.32 (cpu and memory) and 1.33 (hugepages), whatever the gate
 * PodLevelResources says: callers inside Kubernetes set `skipPodLevelResources` where it is off. Overhead counts with the gate PodOverhead
 * (1.16 to 1.25; off by default before 1.18), and always later. A resource that nothing requests is absent; an amount that was not added
 * to anything is spelled as it was.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `PodRequests`, since 1.32; `pkg/api/v1/resource/helpers.go`, `PodRequests` since 1.27
 * and `PodRequestsAndLimits` before.
 *
 * @param pod the pod; of its status only what the options ask for counts
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field; `OutOfRange` for a
 * sum that cannot be written out; `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m', memory: '1Gi' } } };
 * const setup = { name: 'setup', resources: { requests: { cpu: '2' } } };
 * const proxy = { name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: '100m' } } };
 * podRequests({ spec: { containers: [app], initContainers: [setup] } }) // => { cpu: '2', memory: '1Gi' }
 * podRequests({ spec: { containers: [app], initContainers: [proxy, setup] } }) // => { cpu: '2100m', memory: '1Gi' }
 * podRequests({ spec: { containers: [app], overhead: { cpu: '50m' } } }) // => { cpu: '300m', memory: '1Gi' }
 * podRequests({ spec: { containers: [app], resources: { requests: { cpu: '1' } } } }) // => { cpu: '1', memory: '1Gi' }
 */
export function podRequests(pod: PodLike, options?: PodResourcesOptions): ResourceList {
  return requestsOf(pod, countingOf(options, releaseOf(options)));
}

/**
 * What a pod may use: of each resource the limits of its containers, totalled as requests are; replaced by the pod's own limit; plus the
 * pod's overhead where the limit is not 0.
 *
 * Up to 1.37 a resource is present when any container limits it, although the others may then use without limit: what reaches the pod's cgroup
 * says `resourceConfigForPod`. Since 1.38 cpu and memory are present only if every init container and container has such a limit that is not
 * 0, or the pod itself has one.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `PodLimits`, since 1.32; `pkg/api/v1/resource/helpers.go`, `PodLimits` since 1.27 and
 * `PodRequestsAndLimits` before.
 *
 * @param pod the pod; of its status only what the options ask for counts
 * @throws {SizingError} as {@link podRequests}
 * @example
 * const app = { name: 'app', resources: { limits: { memory: '1Gi' } } };
 * const helper = { name: 'helper', resources: { limits: { cpu: '1' } } };
 * podLimits({ spec: { containers: [app, helper] } }, { kubernetesVersion: '1.37' }) // => { memory: '1Gi', cpu: '1' }
 * podLimits({ spec: { containers: [app, helper] } }, { kubernetesVersion: '1.38' }) // => {}
 * podLimits({ spec: { containers: [app], overhead: { cpu: '50m', memory: '64Mi' } } }) // => { memory: '1088Mi' }
 */
export function podLimits(pod: PodLike, options?: PodResourcesOptions): ResourceList {
  return limitsOf(pod, countingOf(options, releaseOf(options)));
}

/**
 * What the containers of a pod request together: as `podRequests`, without the pod's own requests and its overhead.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `AggregateContainerRequests`, since 1.32; before, the part of `PodRequests` that it
 * became.
 *
 * @throws {SizingError} as {@link podRequests}
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m' } } };
 * aggregateContainerRequests({ spec: { containers: [app, app], resources: { requests: { cpu: '2' } } } }) // => { cpu: '500m' }
 */
export function aggregateContainerRequests(pod: PodLike, options?: PodResourcesOptions): ResourceList {
  return containerTotals(pod, 'requests', containerCounting(options, minorOf(options)));
}

/**
 * What the containers of a pod may use together: as `podLimits`, without the pod's own limits and its overhead.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `AggregateContainerLimits`, since 1.32; before, the part of `PodLimits` that it became.
 *
 * @throws {SizingError} as {@link podRequests}
 * @example
 * const app = { name: 'app', resources: { limits: { memory: '1Gi' } } };
 * aggregateContainerLimits({ spec: { containers: [app, app], overhead: { memory: '64Mi' } } }) // => { memory: '2Gi' }
 */
export function aggregateContainerLimits(pod: PodLike, options?: PodResourcesOptions): ResourceList {
  return containerTotals(pod, 'limits', containerCounting(options, minorOf(options)));
}
