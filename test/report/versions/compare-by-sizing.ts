import type { NodeLike } from '../../../src/core/index.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import type { SizePodOptions } from '../../../src/report/size/options.ts';
import { sizePod, type PodSizing } from '../../../src/report/size/size-pod.ts';
import { subjectOf } from '../../../src/report/subject/subject.ts';
import type { VersionChange, VersionComparison, VersionPair } from '../../../src/report/versions/compare-versions.ts';
import type { SizingFact } from '../../../src/report/versions/facts.ts';
import { rulesFor } from '../../../src/report/versions/version-rules.ts';
import { computePodResourceRequest } from '../../../src/scheduling/pod-requests.ts';
import { quantityOfUnits, type Resource } from '../../../src/scheduling/resource.ts';
import { fitRulesOf } from '../../../src/scheduling/rules.ts';
import { minorOf, parseKubernetesVersion, type Minor } from '../../../src/version/minors.ts';
import { releaseOf } from '../../../src/version/release.ts';

/** As `compareVersions`, of a pod that is sized anew at every minor. */
export function compareBySizing(
  object: object,
  node: NodeLike | null | undefined,
  versions: VersionPair,
  options?: SizePodOptions,
): VersionComparison {
  const from = parseKubernetesVersion(versions.from);
  const to = parseKubernetesVersion(versions.to);
  const [first, last] = [minorOf({ kubernetesVersion: from }), minorOf({ kubernetesVersion: to })];
  const step = first <= last ? 1 : -1;
  const { found } = subjectOf(object, releaseOf({ kubernetesVersion: from }));
  const factsAt = (minor: number): Facts => {
    const settings = { ...options, kubernetesVersion: `1.${minor}` };
    const sizing = sizePod(found, node, settings);
    return factsOf(sizing, minor, computePodResourceRequest(subjectOf(found, releaseOf(settings)).pod, fitRulesOf(releaseOf(settings))));
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
function factsOf(sizing: PodSizing, minor: number, { milliCPU, memory, ephemeralStorage: storage, scalarResources }: Resource): Facts {
  const { requests, limits, qos, critical, cgroup, containers, memoryVolumes, ephemeralStorage, quota, fit } = sizing;
  const facts = new Map<string, SizingFact>();
  const counted = [
    ['cpu', milliCPU] as const,
    ['memory', memory] as const,
    ['ephemeral-storage', storage] as const,
    ...(scalarResources ?? []),
  ];
  for (const [name, amount] of counted) if (amount !== 0) facts.set(`scheduling.${name}`, quantityOfUnits(name, amount, minor));
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
