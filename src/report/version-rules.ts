import type { PodLike } from '../core/index.ts';
import { containersOf, isSidecar, objectsAt, podStatusOf, specOf } from '../core/pod-fields.ts';
import { isMirrorPod, isStaticPod, podPriority } from '../resources/priority.ts';

/** A rule that changed between minors. */
interface RuleChange {
  /** The first minor with the new rule, as the number after `1.`. */
  readonly since: number;
  /** What of a sizing it bears on: beginnings of paths, `*` for any container or volume; all where absent. */
  readonly facts?: readonly string[];
  /** Whether it changes the class of a pod, and with it everything else. */
  readonly ofClass?: boolean;
  /** Whether it bears on a pod at all. */
  readonly when?: (pod: PodLike) => boolean;
  readonly text: string;
  readonly upstream: string;
}

const init = (pod: PodLike): boolean => containersOf(pod, 'initContainers').length > 0;
const sidecar = (pod: PodLike): boolean => containersOf(pod, 'initContainers').some(isSidecar);
const overhead = (pod: PodLike): boolean => (specOf(pod)?.overhead ?? undefined) !== undefined;
const podLevel = (pod: PodLike): boolean => (specOf(pod)?.resources ?? undefined) !== undefined;
const critical = (pod: PodLike): boolean => isStaticPod(pod) || isMirrorPod(pod) || podPriority(pod) >= 2_000_000_000;
const resized = (pod: PodLike): boolean =>
  objectsAt(podStatusOf(pod)?.containerStatuses, 'status.containerStatuses').some(({ allocatedResources }) => allocatedResources);
const totals = 'component-helpers/resource/helpers.go PodRequests';
const podConfig = 'pkg/kubelet/cm/helpers_linux.go ResourceConfigForPod';
const emptyDir = 'pkg/volume/emptydir/empty_dir.go calculateEmptyDirMemorySize';
const oomScore = 'pkg/kubelet/qos/policy.go GetContainerOOMScoreAdjust';
const qosClass = 'pkg/apis/core/v1/helper/qos/qos.go ComputePodQOS';
const containerConfig = 'pkg/kubelet/kuberuntime/kuberuntime_container_linux.go generateLinuxContainerResources';
const podLimitFacts = ['cgroup.memory', 'cgroup.cpuQuota', 'cgroup.cpuPeriod', 'memoryVolumes[*]', 'containers[*].sharedMemory'];

/** The rules that changed from minor to minor and bear on the size of a pod, oldest first. */
export const versionRules = {
  'init-containers-in-qos': {
    since: 16,
    ofClass: true,
    when: init,
    upstream: qosClass,
    text: 'Init containers count for the quality of service.',
  },
  'static-pods-critical': {
    since: 16,
    facts: ['critical', 'containers[*].oomScoreAdj'],
    when: isStaticPod,
    upstream: 'pkg/kubelet/types/pod_update.go IsCriticalPod',
    text: 'Static pods are critical.',
  },
  'mirror-pods-critical': {
    since: 17,
    facts: ['critical', 'containers[*].oomScoreAdj'],
    when: isMirrorPod,
    upstream: 'pkg/kubelet/types/pod_update.go IsCriticalPod',
    text: 'Mirror pods are critical.',
  },
  'overhead-counts': { since: 18, when: overhead, upstream: totals, text: "A pod's overhead counts by default." },
  'container-hugepages': {
    since: 18,
    facts: ['containers[*].cgroup.hugepageLimits'],
    upstream: containerConfig,
    text: 'Containers get hugepage limits of their own.',
  },
  'pod-shares-capped': {
    since: 19,
    facts: ['cgroup.cpuShares'],
    upstream: podConfig,
    text: 'CPU shares of pods have an upper bound, 262144.',
  },
  'guaranteed-oom-score': {
    since: 20,
    facts: ['containers[*].oomScoreAdj'],
    upstream: oomScore,
    text: 'The OOM score of Guaranteed and critical pods is -997 instead of -998, and the least of others 3 instead of 2.',
  },
  'memory-volumes-sized': {
    since: 22,
    facts: ['memoryVolumes[*]', 'containers[*].sharedMemory'],
    upstream: emptyDir,
    text: "Memory-backed volumes get a size, instead of the kernel's half of the RAM.",
  },
  'node-critical-oom-score': {
    since: 22,
    facts: ['containers[*].oomScoreAdj'],
    when: critical,
    upstream: oomScore,
    text: 'Only node-critical pods are spared by the OOM killer, not every critical pod.',
  },
  'init-containers-limit': {
    since: 23,
    facts: [...podLimitFacts, 'cgroup.hugePageLimit'],
    when: init,
    upstream: podConfig,
    text: "Init containers too must have a limit before it reaches the pod's cgroup, and count for its hugepages.",
  },
  'container-shares-capped': {
    since: 24,
    facts: ['containers[*].cgroup.cpuShares'],
    upstream: containerConfig,
    text: 'CPU shares of containers have an upper bound, 262144.',
  },
  'zero-cpu-request': {
    since: 26,
    facts: ['containers[*].cgroup.cpuShares'],
    upstream: containerConfig,
    text: 'A CPU request of 0 counts as one; it no longer gives way to the limit.',
  },
  'pod-hugepages-total': {
    since: 27,
    facts: ['cgroup.hugePageLimit'],
    upstream: podConfig,
    text: "The pod's hugepages are its total requests.",
  },
  'sidecars-count': {
    since: 28,
    when: sidecar,
    upstream: totals,
    text: 'Init containers that restart always are sidecars, which run beside the others.',
  },
  'limits-behind-sidecars': {
    since: 28,
    facts: podLimitFacts,
    when: sidecar,
    upstream: podConfig,
    text: 'An init container counts as limited once a sidecar before it is.',
  },
  'swap-without-gate': {
    since: 28,
    facts: ['containers[*].cgroup.unified.memory.swap.max', 'containers[*].cgroup.memorySwapLimit'],
    upstream: containerConfig,
    text: 'The kubelet forbids swap unless it is allowed.',
  },
  'oom-group': {
    since: 28,
    facts: ['containers[*].cgroup.unified.memory.oom.group'],
    upstream: containerConfig,
    text: 'On cgroup v2 the kernel kills a container as a whole.',
  },
  'status-qos': {
    since: 29,
    ofClass: true,
    when: (pod) => (podStatusOf(pod)?.qosClass ?? '') !== '',
    upstream: 'pkg/apis/core/v1/helper/qos/qos.go GetPodQOS',
    text: 'The class in the status comes before the one that the spec gives.',
  },
  'swap-by-default': {
    since: 30,
    facts: ['containers[*].cgroup.unified.memory.swap.max', 'containers[*].cgroup.memorySwapLimit'],
    upstream: containerConfig,
    text: 'NodeSwap is on by default, and unset means no swap.',
  },
  'swap-of-critical-pods': {
    since: 31,
    facts: ['containers[*].cgroup.unified.memory.swap.max', 'containers[*].cgroup.memorySwapLimit'],
    when: critical,
    upstream: containerConfig,
    text: 'Critical pods get no swap.',
  },
  'volumes-without-swap': {
    since: 31,
    facts: ['memoryVolumes[*].mountOptions'],
    upstream: 'pkg/volume/emptydir/empty_dir.go generateTmpfsMountOptions',
    text: 'Memory-backed volumes are kept out of swap where the kernel can do that.',
  },
  'sidecar-oom-score': {
    since: 32,
    facts: ['containers[*].oomScoreAdj'],
    when: sidecar,
    upstream: oomScore,
    text: 'A sidecar is killed no sooner than the containers that it serves.',
  },
  'allocated-pod': {
    since: 32,
    facts: ['containers[*].oomScoreAdj', 'cgroup', 'requests', 'memoryVolumes[*]'],
    when: resized,
    upstream: podConfig,
    text: 'The kubelet takes what is allocated from its own record, no longer from the status.',
  },
  'pod-level-resources': { since: 34, when: podLevel, upstream: totals, text: "The pod's own resources count by default." },
  'cpu-period': {
    since: 36,
    facts: ['cgroup.cpuQuota', 'containers[*].cgroup.cpuQuota', 'containers[*].cgroup.cpuPeriod'],
    upstream: 'pkg/kubelet/cm/helpers_linux.go MilliCPUToQuota',
    text: 'A CPU period other than 100 ms counts by default.',
  },
  'memory-protection-policy': {
    since: 36,
    facts: ['cgroup.unified', 'containers[*].cgroup.unified'],
    upstream: podConfig,
    text: 'Requested memory is protected only with the policy TieredReservation.',
  },
  'qos-by-container': {
    since: 37,
    ofClass: true,
    upstream: qosClass,
    text: 'Each container is Guaranteed or not by itself; sums are not compared.',
  },
  'own-limits-declare': {
    since: 37,
    facts: podLimitFacts,
    when: sidecar,
    upstream: podConfig,
    text: 'Each init container counts as limited by its own limit alone.',
  },
  'memory-qos-by-default': {
    since: 37,
    facts: ['cgroup.unified', 'containers[*].cgroup.unified'],
    upstream: containerConfig,
    text: 'MemoryQoS is on by default, without a throttling factor.',
  },
  'pod-level-limit-defaults': {
    since: 37,
    when: podLevel,
    upstream: 'pkg/api/pod/util.go DefaultPodLevelResources',
    text: "The pod's own limits are filled in where all its containers have one, and an empty `resources` no longer decides its class.",
  },
} as const satisfies Readonly<Record<string, RuleChange>>;

/** A rule that changed from one minor to the next. No upstream counterpart. */
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
