import type { NodeLike, PodLike } from '../../core/index.ts';
import { SizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { computePodResourceRequest } from '../../scheduling/pod-requests.ts';
import { quantityOfUnits, type Resource } from '../../scheduling/resource.ts';
import { fitRulesOf } from '../../scheduling/rules.ts';
import { minorOf, parseKubernetesVersion, type KubernetesVersion, type Minor } from '../../version/minors.ts';
import { releaseOf } from '../../version/release.ts';
import type { FoundPod, WorkloadLike } from '../subject/find-pods.ts';
import type { SizePodOptions } from '../size/options.ts';
import { sizePod, type PodSizing } from '../size/size-pod.ts';
import { subjectOf } from '../subject/subject.ts';
import { rulesFor, type VersionRule } from './version-rules.ts';

/** Two versions to compare. No upstream counterpart. */
export interface VersionPair {
  readonly from: KubernetesVersion;
  readonly to: KubernetesVersion;
}

/** A value of a sizing; absent where it is not set. No upstream counterpart. */
export type SizingFact = Quantity | string | number | boolean;

/** One fact about a pod that differs between two versions. No upstream counterpart. */
export interface VersionChange {
  /**
   * Such as `requests.cpu`, `cgroup.memory`, `containers[app].oomScoreAdj`, `memoryVolumes[shm].size`, `ephemeralStorage.pod.counts`,
   * `quota.limits.cpu`, `fit.count`, or `scheduling.cpu` for what the scheduler counts.
   */
  readonly fact: string;
  /** The minor from which on the new value holds; on the way down, the last one that has the old value. */
  readonly since: Minor;
  readonly from?: SizingFact;
  readonly to?: SizingFact;
  /** The rules that changed in that minor and bear on the fact. */
  readonly rules: readonly VersionRule[];
}

/** What {@link compareVersions} finds. No upstream counterpart. */
export interface VersionComparison {
  readonly from: Minor;
  readonly to: Minor;
  /** In the order of the minors; empty when nothing changes for this pod. */
  readonly changes: readonly VersionChange[];
}

/**
 * What a change of the Kubernetes version changes for a pod, and the rule that changed.
 *
 * The pod is sized at every minor on the way, each time with the defaults of that minor: its API server's for a pod from a file, its feature
 * gates, its kubelet's. A fact that is the same in the end is left out, whatever it was in between.
 *
 * Upstream: none.
 *
 * @param object a pod, an object with one pod template, or one of the pods that `findPods` found
 * @param node the node that it runs on
 * @param versions from which to which version; downward too
 * @param options as for `sizePod`; its version does not count
 * @throws {SizingError} as `sizePod`; `UnsupportedVersion`
 * @example
 * const limited = { name: 'app', resources: { limits: { cpu: '1', memory: '2Gi' } } };
 * const pod = { spec: { containers: [limited], initContainers: [{ name: 'setup' }] } };
 * const { changes } = compareVersions(pod, undefined, { from: '1.22', to: '1.23' });
 * changes.map(({ fact, from, to, rules }) => [fact, from, to, rules[0]])
 * // => [
 * //   ['cgroup.cpuPeriod', 100000, undefined, 'init-containers-limit'],
 * //   ['cgroup.cpuQuota', 100000, undefined, 'init-containers-limit'],
 * //   ['cgroup.memory', '2Gi', undefined, 'init-containers-limit'],
 * //   ['containers[setup].sharedMemory.oomKilled', 'together', 'never', 'init-containers-limit'],
 * // ]
 */
export function compareVersions(
  object: PodLike | WorkloadLike | FoundPod,
  node: NodeLike | null | undefined,
  versions: VersionPair,
  options?: SizePodOptions,
): VersionComparison {
  if (typeof versions !== 'object' || versions === null)
    throw new SizingError('InvalidInput', 'two versions were expected', { path: 'versions', input: versions });
  const from = parseKubernetesVersion(versions.from);
  const to = parseKubernetesVersion(versions.to);
  const [first, last] = [minorOf({ kubernetesVersion: from }), minorOf({ kubernetesVersion: to })];
  const step = first <= last ? 1 : -1;
  const { found } = subjectOf(object, { kubernetesVersion: from });
  const factsAt = (minor: number): Facts => {
    const settings = { ...options, kubernetesVersion: `1.${minor}` };
    const sizing = sizePod(found, node, settings);
    return factsOf(sizing, computePodResourceRequest(subjectOf(found, settings).pod, fitRulesOf(releaseOf(settings))));
  };
  const start = factsAt(first);
  const changes: VersionChange[] = [];
  let before = start;
  for (let minor = first; minor !== last; minor += step) {
    const after = factsAt(minor + step);
    const since = Math.max(minor, minor + step);
    const facts = differing(before, after);
    const classChanged = facts.includes('qosClass');
    for (const fact of facts)
      changes.push({
        fact,
        since: `1.${since}` as Minor,
        ...values(before.get(fact), after.get(fact)),
        rules: rulesFor(since, fact, found.pod, classChanged),
      });
    before = after;
  }
  const net = differing(start, before);
  return { from, to, changes: changes.filter(({ fact }) => net.includes(fact)) };
}

type Facts = ReadonlyMap<string, SizingFact>;

function values(from: SizingFact | undefined, to: SizingFact | undefined): Pick<VersionChange, 'from' | 'to'> {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The names of what differs, sorted. */
function differing(a: Facts, b: Facts): readonly string[] {
  const names = [...new Set([...a.keys(), ...b.keys()])].sort();
  return names.filter((name) => !same(a.get(name), b.get(name)));
}

function same(a: SizingFact | undefined, b: SizingFact | undefined): boolean {
  return a instanceof Quantity && b instanceof Quantity ? a.equals(b) : a === b;
}

/** Every fact of a sizing by its name, and what the scheduler counts of the pod. */
function factsOf(sizing: PodSizing, { milliCPU, memory, ephemeralStorage: storage, scalarResources }: Resource): Facts {
  const { requests, limits, qos, critical, cgroup, containers, memoryVolumes, ephemeralStorage, quota, fit } = sizing;
  const facts = new Map<string, SizingFact>();
  const counted = [
    ['cpu', milliCPU] as const,
    ['memory', memory] as const,
    ['ephemeral-storage', storage] as const,
    ...(scalarResources ?? []),
  ];
  for (const [name, amount] of counted) if (amount !== 0) facts.set(`scheduling.${name}`, quantityOfUnits(name, amount));
  if (fit !== undefined) gather(facts, 'fit', { ...fit, lacks: fit.lacks.map(({ resourceName }) => resourceName).join() });
  for (const [name, amount] of Object.entries(quota))
    if (!Object.hasOwn(quota, `requests.${name}`)) facts.set(`quota.${name}`, amount as Quantity);
  for (const { kind, name, limit, counts } of ephemeralStorage.limits)
    gather(facts, `ephemeralStorage.${named(kind, name)}`, { limit, counts: counts.join() });
  for (const { part, name, trips } of ephemeralStorage.trips) facts.set(`ephemeralStorage.trips.${named(part, name)}`, trips);
  gather(facts, 'requests', requests);
  gather(facts, 'limits', limits);
  facts.set('qosClass', qos.qosClass);
  facts.set('critical', critical);
  gather(facts, 'cgroup', cgroup?.config);
  for (const { name, oomScoreAdj, cgroup: own, sharedMemory } of containers) {
    const place = `containers[${name}]`;
    gather(facts, place, { oomScoreAdj });
    const { oomScoreAdj: _told, ...config } = own?.config ?? {};
    gather(facts, `${place}.cgroup`, config);
    gather(facts, `${place}.sharedMemory`, { size: sharedMemory.size, oomKilled: sharedMemory.oomKilled });
  }
  for (const { name, size, kernelDefault, mountOptions } of memoryVolumes)
    gather(facts, `memoryVolumes[${name}]`, { size: kernelDefault ?? size, mountOptions: mountOptions.join(',') });
  return facts;
}

function named(kind: string, name: string | undefined): string {
  return name === undefined ? kind : `${kind}[${name}]`;
}

/** Goes into objects that are no quantities. */
function gather(facts: Map<string, SizingFact>, place: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'object' || value instanceof Quantity) facts.set(place, value as SizingFact);
  else for (const [name, inner] of Object.entries(value)) gather(facts, `${place}.${name}`, inner);
}
