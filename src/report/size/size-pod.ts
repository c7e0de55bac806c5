import { cgroupV1Files, cgroupV2Files } from '../../cgroup/cgroup-files.ts';
import { podConfigRules, type ResourceConfigReason, type ResourceConfigRule } from '../../cgroup/pod/explanation.ts';
import type { ResourceConfigStep } from '../../cgroup/pod/explanation.ts';
import { withMemoryHigh } from '../../cgroup/pod/pod-memory-high.ts';
import { podConfig, type ResourceConfig } from '../../cgroup/pod/resource-config.ts';
import { podCgroupSettings } from '../../cgroup/pod/settings.ts';
import type { NodeLike, PodLike, ResourceList } from '../../core/index.ts';
import { recorded, type Note } from '../../explanation.ts';
import { quotaUsage } from '../../admission/quota/quota-usage.ts';
import type { PodQOSExplained } from '../../resources/qos/explain-pod-qos.ts';
import { podPriority } from '../../resources/qos/priority.ts';
import type { Minor } from '../../version/minors.ts';
import { lintStored, type SizingWarning } from '../lint/lint-pod.ts';
import type { FoundPod, WorkloadLike } from '../subject/find-pods.ts';
import { machineOf } from '../subject/machine.ts';
import { ReportedPod } from '../subject/reported-pod.ts';
import { assumption, at, subjectOf, versionFor, type Assumption } from '../subject/subject.ts';
import { sizeContainers, type ContainerSizing } from './containers.ts';
import { sizeFit, type FitSizing } from './fit.ts';
import { sizedOn, type Sized, type SizePodOptions, type VolumeSizing } from './options.ts';
import { sizeStorage, type StorageSizing } from './storage.ts';
import { sizeVolumes } from './volumes.ts';

/** Which pod a report is about. */
export interface SizedSubject {
  readonly kind?: string;
  readonly name?: string;
  readonly namespace?: string;
  /** Where the pod template stands in the object; `''` for a pod. */
  readonly path: string;
  readonly replicas?: number;
}

/** What the kubelet writes to the cgroup of a sized pod. */
export interface CgroupSizing {
  readonly config: ResourceConfig;
  /** Why some values are not set. */
  readonly unset: readonly ResourceConfigStep[];
  readonly v1: { readonly [file: string]: string };
  readonly v2: { readonly [file: string]: string };
}

/** Everything about one pod. */
export interface PodSizing {
  readonly kubernetesVersion: Minor;
  readonly subject: SizedSubject;
  /** What the report takes for granted. */
  readonly assumptions: readonly Assumption[];
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  /** The class, and what keeps the pod from being Guaranteed. */
  readonly qos: PodQOSExplained;
  readonly priority: number;
  /** Whether the kubelet never evicts it. */
  readonly critical: boolean;
  /** Absent on Windows. */
  readonly cgroup?: CgroupSizing;
  readonly containers: readonly ContainerSizing[];
  /** The memory-backed volumes. */
  readonly memoryVolumes: readonly VolumeSizing[];
  /** The limits of what the pod keeps on the node's disk. */
  readonly ephemeralStorage: StorageSizing;
  /** What the ResourceQuotas of the namespace are charged, as `podQuotaUsage`. */
  readonly quota: ResourceList;
  /** Absent without a node, and for a node whose `allocatable` lacks cpu, memory or pods. */
  readonly fit?: FitSizing;
  /** Known mistakes, as `lintPod` finds them. */
  readonly warnings: readonly SizingWarning[];
}

/**
 * Everything about one pod: totals, quality of service, what the kubelet writes to its cgroup, its containers with their cgroups, OOM scores
 * and `/dev/shm`, the sizes of its memory-backed volumes, which limit of local storage trips first, what quotas are charged, how many like it
 * fit on the empty node, and known mistakes.
 *
 * The pod may stand in anything with one pod template: a Deployment, StatefulSet, DaemonSet, Job, CronJob or custom resource. A pod from a
 * file has neither uid nor time of creation nor phase; it gets the API server's defaults first, and the priority of the classes
 * `system-node-critical` and `system-cluster-critical`. Memory is protected where the gate MemoryQoS of the version is on. The version is that
 * of the options, else that of the node, else the newest. The report lists what it takes for granted.
 *
 * Upstream: none; it puts together the functions of the other folders.
 *
 * @param object a pod, an object with one pod template, or one of the pods that `findPods` found
 * @param node the node that the pod runs on, with `status.allocatable` and `status.capacity`; it has no resource that it does not list, and
 * without cpu, memory and pods in `allocatable` the fit is left out
 * @param options settings of kubelet and runtime, version and gates
 * @throws {SizingError} `InvalidInput` for an object without a pod or with several (see `findPods`); `MissingField` for a node without memory;
 * whatever the other functions throw, with paths that start in the object
 * @example
 * const shm = { name: 'shm', emptyDir: { medium: 'Memory' } };
 * const app = { name: 'app', resources: { limits: { cpu: '1', memory: '2Gi' } } };
 * const deployment = { kind: 'Deployment', spec: { template: { spec: { containers: [app], volumes: [shm] } } } };
 * const node = { status: { allocatable: { cpu: '8', memory: '14Gi', pods: '110' }, capacity: { memory: '16Gi' } } };
 * const sizing = sizePod(deployment, node, { kubernetesVersion: '1.36' });
 * sizing.qos.qosClass // => 'Guaranteed'
 * sizing.cgroup?.v2 // => { 'cpu.weight': '39', 'cpu.max': '100000 100000', 'memory.max': '2147483648' }
 * sizing.memoryVolumes.map(({ name, size, decidedBy }) => [name, size, decidedBy]) // => [['shm', '2Gi', 'podLimit']]
 * sizing.fit // => { count: 7, limitedBy: 'memory', lacks: [] }
 * sizing.assumptions.map(({ code }) => code) // => ['defaults-filled-in', 'memory-qos-of-gate']
 */
export function sizePod(object: PodLike | WorkloadLike | FoundPod, node?: NodeLike | null, options?: SizePodOptions): PodSizing {
  const { minor, release, assumptions } = versionFor(node ?? undefined, options);
  const { found, pod, assumptions: ofPod } = subjectOf(object, release);
  const machine = machineOf(node ?? undefined, release.minor);
  const known = new ReportedPod(pod, release);
  const warnings = lintStored(found, node ?? undefined, known);
  const setting = { node: node ?? undefined, machine, options: options ?? {} };
  const { fit, ...sizing } = at(found.path, () => sizingOf(known, sizedOn(known, setting)));
  const assumed: Assumption[] = [];
  if (options?.enforceMemoryQoS === undefined) assumed.push(assumption('memory-qos-of-gate', release.gate('MemoryQoS') ? 'on' : 'off'));
  if (machine === undefined || fit === undefined) assumed.push(assumption(machine === undefined ? 'node-unknown' : 'fit-unknown'));
  return {
    kubernetesVersion: minor,
    subject: describedSubject(found),
    assumptions: assumptions.concat(ofPod, assumed),
    ...sizing,
    ...(fit === undefined ? {} : { fit }),
    warnings,
  };
}

function describedSubject({ kind, name, namespace, path, replicas }: FoundPod): SizedSubject {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(name === undefined ? {} : { name }),
    ...(namespace === undefined ? {} : { namespace }),
    path,
    ...(replicas === undefined ? {} : { replicas }),
  };
}

type Sizing = Omit<PodSizing, 'kubernetesVersion' | 'subject' | 'assumptions' | 'fit' | 'warnings'> & {
  readonly fit: FitSizing | undefined;
};

function sizingOf(known: ReportedPod, sized: Sized): Sizing {
  const cgroup = sizeCgroup(sized);
  const memoryVolumes = sizeVolumes(sized);
  return {
    requests: known.requests(),
    limits: known.limits(),
    qos: known.qos(),
    priority: podPriority(known.pod),
    critical: known.critical(),
    ...(cgroup === undefined ? {} : { cgroup }),
    containers: sizeContainers(sized),
    memoryVolumes,
    ephemeralStorage: sizeStorage(sized, memoryVolumes),
    quota: quotaUsage(known.read(), undefined, known.release),
    fit: sizeFit(sized),
  };
}

function sizeCgroup(sized: Sized): CgroupSizing | undefined {
  const { result: config, steps } = recorded<ResourceConfig | undefined, ResourceConfigRule, ResourceConfigReason>(podConfigRules, (note) =>
    podCgroup(sized, note),
  );
  if (config === undefined) return undefined;
  return {
    config,
    // A copy has no room for more, as what filter gives has.
    unset: steps.filter(({ outcome }) => outcome === 'skipped').slice(),
    v1: cgroupV1Files(config),
    v2: cgroupV2Files(config, { conversion: 'linear' }),
  };
}

/** The values of a pod's cgroup; `undefined` on Windows. */
export function podCgroup(
  { known, os, options }: Sized,
  note?: Note<ResourceConfigRule, ResourceConfigReason>,
): ResourceConfig | undefined {
  const enforceMemoryQoS = options.enforceMemoryQoS ?? known.release.gate('MemoryQoS');
  const config = podConfig(known, podCgroupSettings({ ...options, os, enforceMemoryQoS }), note);
  return config && withMemoryHigh(known, config, { memoryThrottlingFactor: options.memoryThrottlingFactor, enforceMemoryQoS });
}
