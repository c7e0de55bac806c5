import type { PodLike } from '../../core/index.ts';
import { podStatusOf } from '../../core/pod-fields.ts';
import { isStaticPod, isMirrorPod } from '../../resources/qos/priority.ts';
import {
  claiming,
  critical,
  init,
  overhead,
  podLevel,
  reported,
  resized,
  saidGuaranteed,
  sidecar,
  wide,
  type RuleChange,
} from './rule-change.ts';

const podLimitFacts = ['cgroup.memory', 'cgroup.cpuQuota', 'cgroup.cpuPeriod', 'memoryVolumes[*]', 'containers[*].sharedMemory'];
const swapFacts = ['containers[*].cgroup.unified.memory.swap.max', 'containers[*].cgroup.memorySwapLimit'];

/** The rules that changed from minor to minor and bear on the size of a pod, oldest first. */
export const versionRules = {
  /** Init containers count for the quality of service. Upstream: `pkg/apis/core/v1/helper/qos/qos.go`, `ComputePodQOS`. */
  'init-containers-in-qos': { since: 16, ofClass: true, when: init },
  /** Static pods are critical. Upstream: `pkg/kubelet/types/pod_update.go`, `IsCriticalPod`. */
  'static-pods-critical': { since: 16, facts: ['critical', 'containers[*].oomScoreAdj'], when: isStaticPod },
  /** Init containers of pods that are on a node count there. Upstream: `pkg/scheduler/nodeinfo/node_info.go`, `calculateResource`. */
  'init-containers-on-nodes': { since: 16, facts: ['fit'], when: init },
  /**
   * `/etc/hosts` counts against a pod's limit of ephemeral-storage. Upstream: `pkg/kubelet/eviction/eviction_manager.go`,
   * `localStorageEviction`.
   */
  'hosts-file-counts': { since: 16, facts: ['ephemeralStorage.pod.counts'] },
  /** Mirror pods are critical. Upstream: `pkg/kubelet/types/pod_update.go`, `IsCriticalPod`. */
  'mirror-pods-critical': { since: 17, facts: ['critical', 'containers[*].oomScoreAdj'], when: isMirrorPod },
  /** The kubelet evicts no critical pod. Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `evictPod`. */
  'critical-pods-stay': { since: 17, facts: ['ephemeralStorage.trips'], when: critical },
  /** A pod's overhead counts by default. Upstream: `component-helpers/resource/helpers.go`, `PodRequests`. */
  'overhead-counts': { since: 18, when: overhead },
  /**
   * Containers get hugepage limits of their own. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`,
   * `generateLinuxContainerResources`.
   */
  'container-hugepages': { since: 18, facts: ['containers[*].cgroup.hugepageLimits'] },
  /** CPU shares of pods have an upper bound, 262144. Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`. */
  'pod-shares-capped': { since: 19, facts: ['cgroup.cpuShares'] },
  /**
   * The OOM score of Guaranteed and critical pods is -997 instead of -998, and the least of others 3 instead of 2. Upstream:
   * `pkg/kubelet/qos/policy.go`, `GetContainerOOMScoreAdjust`.
   */
  'guaranteed-oom-score': { since: 20, facts: ['containers[*].oomScoreAdj'] },
  /**
   * Writable layers count against a pod's limit also with a dedicated image filesystem. Upstream:
   * `pkg/kubelet/eviction/eviction_manager.go`, `localStorageEviction`.
   */
  'layers-count-everywhere': { since: 21, facts: ['ephemeralStorage.pod.counts', 'ephemeralStorage.trips.root'] },
  /**
   * Only an `emptyDir` of the default medium is local ephemeral storage; before, one of hugepages was, too. Upstream:
   * `pkg/volume/util/util.go`, `IsLocalEphemeralVolume`.
   */
  'hugepages-are-no-storage': { since: 21, facts: ['ephemeralStorage.trips.localVolumeSource'] },
  /**
   * What the scheduler compares no longer wraps where requests are near 2^63. Upstream:
   * `pkg/scheduler/framework/plugins/noderesources/fit.go`, `fitsRequest`.
   */
  'sums-do-not-wrap': { since: 21, facts: ['fit'] },
  /**
   * Memory-backed volumes get a size, instead of the kernel's half of the RAM. Upstream: `pkg/volume/emptydir/empty_dir.go`,
   * `calculateEmptyDirMemorySize`.
   */
  'memory-volumes-sized': {
    since: 22,
    facts: ['memoryVolumes[*]', 'containers[*].sharedMemory', 'ephemeralStorage.trips.localVolumeSource'],
  },
  /**
   * Only node-critical pods are spared by the OOM killer, not every critical pod. Upstream: `pkg/kubelet/qos/policy.go`,
   * `GetContainerOOMScoreAdjust`.
   */
  'node-critical-oom-score': { since: 22, facts: ['containers[*].oomScoreAdj'], when: critical },
  /**
   * Init containers too must have a limit before it reaches the pod's cgroup, and count for its hugepages. Upstream:
   * `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`.
   */
  'init-containers-limit': { since: 23, facts: /* @__PURE__ */ podLimitFacts.concat('cgroup.hugePageLimit'), when: init },
  /**
   * CPU shares of containers have an upper bound, 262144. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`,
   * `generateLinuxContainerResources`.
   */
  'container-shares-capped': { since: 24, facts: ['containers[*].cgroup.cpuShares'] },
  /**
   * A CPU request of 0 counts as one; it no longer gives way to the limit. Upstream:
   * `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`, `generateLinuxContainerResources`.
   */
  'zero-cpu-request': { since: 26, facts: ['containers[*].cgroup.cpuShares'] },
  /** The pod's hugepages are its total requests. Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`. */
  'pod-hugepages-total': { since: 27, facts: ['cgroup.hugePageLimit'] },
  /**
   * The scheduler rounds the requests of a pod once, not of each container. Upstream:
   * `pkg/scheduler/framework/plugins/noderesources/fit.go`, `computePodResourceRequest`.
   */
  'requests-rounded-once': { since: 27, facts: ['scheduling', 'fit'] },
  /**
   * Quotas are charged an overhead on top of limits only where the pod has them. Upstream: `pkg/quota/v1/evaluator/core/pods.go`,
   * `PodUsageFunc`.
   */
  'quota-counts-as-totals': { since: 27, facts: ['quota.limits'], when: overhead },
  /**
   * Init containers that restart always are sidecars, which run beside the others. Upstream: `component-helpers/resource/helpers.go`,
   * `PodRequests`.
   */
  'sidecars-count': { since: 28, when: sidecar },
  /**
   * An init container counts as limited once a sidecar before it is. Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`.
   */
  'limits-behind-sidecars': { since: 28, facts: podLimitFacts, when: sidecar },
  /**
   * The kubelet forbids swap unless it is allowed. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`,
   * `generateLinuxContainerResources`.
   */
  'swap-without-gate': { since: 28, facts: swapFacts },
  /**
   * On cgroup v2 the kernel kills a container as a whole. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`,
   * `generateLinuxContainerResources`.
   */
  'oom-group': { since: 28, facts: ['containers[*].cgroup.unified.memory.oom.group'] },
  /**
   * A request of 0 fits also where a node is overcommitted. Upstream: `pkg/scheduler/framework/plugins/noderesources/fit.go`,
   * `fitsRequest`.
   */
  'zero-requests-fit': { since: 28, facts: ['fit'] },
  /** The class in the status comes before the one that the spec gives. Upstream: `pkg/apis/core/v1/helper/qos/qos.go`, `GetPodQOS`. */
  'status-qos': { since: 29, ofClass: true, when: (pod) => (podStatusOf(pod)?.qosClass ?? '') !== '' },
  /**
   * NodeSwap is on by default, and unset means no swap. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`,
   * `generateLinuxContainerResources`.
   */
  'swap-by-default': { since: 30, facts: swapFacts },
  /** Critical pods get no swap. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`, `generateLinuxContainerResources`. */
  'swap-of-critical-pods': {
    since: 31,
    facts: swapFacts,
    when: critical,
  },
  /**
   * Memory-backed volumes are kept out of swap where the kernel can do that. Upstream: `pkg/volume/emptydir/empty_dir.go`,
   * `generateTmpfsMountOptions`.
   */
  'volumes-without-swap': { since: 31, facts: ['memoryVolumes[*].mountOptions'] },
  /**
   * A sidecar is killed no sooner than the containers that it serves. Upstream: `pkg/kubelet/qos/policy.go`, `GetContainerOOMScoreAdjust`.
   */
  'sidecar-oom-score': { since: 32, facts: ['containers[*].oomScoreAdj'], when: sidecar },
  /**
   * The kubelet takes what is allocated from its own record, no longer from the status. Upstream: `pkg/kubelet/cm/helpers_linux.go`,
   * `ResourceConfigForPod`.
   */
  'allocated-pod': { since: 32, facts: ['containers[*].oomScoreAdj', 'cgroup', 'requests', 'memoryVolumes[*]'], when: resized },
  /**
   * Quotas are charged what a pod has by its status, where that is more than it asks for. Upstream: `pkg/quota/v1/evaluator/core/pods.go`,
   * `PodUsageFunc`.
   */
  'quota-from-status': { since: 33, facts: ['quota'], when: reported },
  /** The pod's own resources count by default. Upstream: `component-helpers/resource/helpers.go`, `PodRequests`. */
  'pod-level-resources': { since: 34, when: podLevel },
  /** Quotas are charged for device classes as for extended resources. Upstream: `pkg/quota/v1/evaluator/core/pods.go`, `PodUsageFunc`. */
  'device-classes-charged': { since: 35, facts: ['quota.requests.deviceclass.resource.kubernetes.io/'] },
  /** A CPU period other than 100 ms counts by default. Upstream: `pkg/kubelet/cm/helpers_linux.go`, `MilliCPUToQuota`. */
  'cpu-period': { since: 36, facts: ['cgroup.cpuQuota', 'containers[*].cgroup.cpuQuota', 'containers[*].cgroup.cpuPeriod'] },
  /**
   * Requested memory is protected only with the policy TieredReservation. Upstream: `pkg/kubelet/cm/helpers_linux.go`,
   * `ResourceConfigForPod`.
   */
  'memory-protection-policy': { since: 36, facts: ['cgroup.unified', 'containers[*].cgroup.unified'] },
  /**
   * Each container is Guaranteed or not by itself; sums are not compared. Upstream: `pkg/apis/core/v1/helper/qos/qos.go`, `ComputePodQOS`.
   */
  'qos-by-container': { since: 37, ofClass: true },
  /** Each init container counts as limited by its own limit alone. Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`. */
  'own-limits-declare': { since: 37, facts: podLimitFacts, when: sidecar },
  /**
   * The kubelet holds sidecars to their own limits of ephemeral-storage. Upstream: `pkg/kubelet/eviction/eviction_manager.go`,
   * `localStorageEviction`.
   */
  'sidecar-storage-limits': { since: 37, facts: ['ephemeralStorage'], when: sidecar },
  /**
   * What a pod asks for, has and was allocated is compared as a whole, not container by container. Upstream:
   * `component-helpers/resource/helpers.go`, `PodRequests`.
   */
  'status-by-sums': { since: 37, facts: ['quota'], when: reported },
  /**
   * MemoryQoS is on by default, without a throttling factor. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`,
   * `generateLinuxContainerResources`.
   */
  'memory-qos-by-default': { since: 37, facts: ['cgroup.unified', 'containers[*].cgroup.unified'] },
  /**
   * The pod's own limits are filled in where all its containers have one, and an empty `resources` no longer decides its class. Upstream:
   * `pkg/api/pod/util.go`, `DefaultPodLevelResources`.
   */
  'pod-level-limit-defaults': { since: 37, when: podLevel },
  /**
   * The total limit of cpu or memory is left out unless every container, init containers too, has such a limit that is not 0. Upstream:
   * `component-helpers/resource/helpers.go`, `AggregateContainerLimits`.
   */
  'limits-all-or-none': { since: 38, facts: ['limits'] },
  /**
   * Quotas are charged no limit of cpu or memory for a pod that has none in total. Upstream: `pkg/quota/v1/evaluator/core/pods.go`,
   * `PodUsageFunc`.
   */
  'quota-limits-all-or-none': { since: 38, facts: ['quota.limits'] },
  /**
   * A pod whose status says Guaranteed although a container lacks a limit has no limit at all, where it had the sum of those that there are.
   * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`.
   */
  'stale-guaranteed-unlimited': { since: 38, facts: podLimitFacts, when: saidGuaranteed },
  /**
   * A limit of 0 of the pod itself, or of a pod without containers, is not written to its cgroup. Upstream:
   * `pkg/kubelet/cm/helpers_linux.go`, `ResourceConfigForPod`.
   */
  'zero-pod-limit': { since: 38, facts: podLimitFacts },
  /**
   * A container whose limit is 0 keeps the pod's own limit from being filled in. Upstream: `pkg/api/pod/util.go`,
   * `DefaultPodLevelResources`.
   */
  'zero-limit-fills-nothing': { since: 38, when: podLevel },
  /**
   * What claims take counts as long as the containers run that name them. Upstream: `component-helpers/resource/helpers.go`,
   * `PodRequests`.
   */
  'claims-by-life-time': { since: 38, when: claiming },
  /**
   * Amounts beyond 64 bits count as the greatest integer there is, where they wrapped or counted as 0, and negative ones are rounded away from
   * zero. Upstream: `apimachinery/pkg/api/resource/quantity.go`, `ScaledValue`.
   */
  'amounts-end-at-int64': { since: 38, when: wide },
  /**
   * What the pods on a node request ends at 2^63 − 1, so that nothing fits beside an amount that is greater. Upstream:
   * `pkg/scheduler/framework/types.go`, `SaturatingAdd`.
   */
  'node-sums-end': { since: 38, facts: ['fit'] },
} as const satisfies Readonly<Record<string, RuleChange>>;

/** A rule that changed from one minor to the next. */
export type VersionRule = keyof typeof versionRules;

/** The rules of a minor that bear on a fact of a pod, whose class may have changed as well. */
export function rulesFor(minor: number, fact: string, pod: PodLike, classChanged: boolean): readonly VersionRule[] {
  const rules = Object.entries<RuleChange>(versionRules) as readonly (readonly [VersionRule, RuleChange])[];
  const plain = fact.replace(/^(containers|memoryVolumes)\[[^\]]*\]/, '$1[*]');
  const bears = ({ since, facts, ofClass = false, when }: RuleChange): boolean =>
    since === minor &&
    (!ofClass || classChanged) &&
    (facts === undefined || facts.some((start) => plain.startsWith(start))) &&
    (when === undefined || when(pod));
  return rules.filter(([, rule]) => bears(rule)).map(([name]) => name);
}
