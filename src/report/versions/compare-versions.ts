import type { NodeLike, PodLike } from '../../core/index.ts';
import { objectOf } from '../../core/checks.ts';
import { Quantity } from '../../quantity/index.ts';
import { minorOf, parseKubernetesVersion, type KubernetesVersion, type Minor } from '../../version/minors.ts';
import { releaseOf } from '../../version/release.ts';
import type { FoundPod, WorkloadLike } from '../subject/find-pods.ts';
import { subjectOf } from '../subject/subject.ts';
import type { SizePodOptions } from '../size/options.ts';
import type { Facts, SizingFact } from './facts.ts';
import { factsOverMinors } from './over-minors.ts';
import { rulesFor, type VersionRule } from './version-rules.ts';

/** Two versions to compare. */
export interface VersionPair {
  readonly from: KubernetesVersion;
  readonly to: KubernetesVersion;
}

/** One fact about a pod that differs between two versions. */
export interface VersionChange {
  /**
   * Such as `requests.cpu`, `cgroup.memory`, `containers[app].oomScoreAdj`, `memoryVolumes[shm].size`, `ephemeralStorage.pod.counts`,
   * `quota.limits.cpu`, `fit.count`, or `scheduling.cpu` for what the scheduler counts.
   */
  readonly fact: string;
  /** The first minor with the new value; on the way down, the last one with the old value. */
  readonly since: Minor;
  readonly from?: SizingFact;
  readonly to?: SizingFact;
  /** The rules that changed in that minor and bear on the fact. */
  readonly rules: readonly VersionRule[];
}

/** What {@link compareVersions} finds. */
export interface VersionComparison {
  readonly from: Minor;
  readonly to: Minor;
  /** In the order of the minors; empty when nothing changes for this pod. */
  readonly changes: readonly VersionChange[];
}

/**
 * What a change of the Kubernetes version changes for a pod, and the rules that changed.
 *
 * The answer is that of sizing the pod at every minor on the way, each time with that minor's feature gates and the defaults of its kubelet
 * and, for a pod from a file, of its API server. A fact that is the same in the end is left out, whatever it was in between. Only what a
 * changed rule bears on is computed again.
 *
 * Upstream: none.
 *
 * @param object a pod, an object with one pod template, or one of the pods that `findPods` found
 * @param node the node that it runs on
 * @param versions the two versions; the second may be the older one
 * @param options as for `sizePod`, without their version
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
  objectOf(versions, 'versions', "write { from: '1.36', to: '1.37' }");
  const from = parseKubernetesVersion(versions.from);
  const to = parseKubernetesVersion(versions.to);
  const [first, last] = [minorOf({ kubernetesVersion: from }), minorOf({ kubernetesVersion: to })];
  const { found } = subjectOf(object, releaseOf({ kubernetesVersion: from }));
  const factsAt = factsOverMinors(found, node ?? undefined, options ?? {});
  const start = factsAt(first);
  const step = first <= last ? 1 : -1;
  const changes: (VersionChange & { readonly part: number })[] = [];
  let before = start;
  for (let minor = first; minor !== last; minor += step) {
    const after = factsAt(minor + step);
    const since = Math.max(minor, minor + step);
    const facts = differing(before, after);
    const classChanged = facts.some(({ fact }) => fact === 'qosClass');
    for (const { part, fact, ...values } of facts)
      changes.push({ part, fact, since: `1.${since}` as Minor, ...values, rules: rulesFor(since, fact, found.pod, classChanged) });
    before = after;
  }
  const differs = ({ part, fact }: (typeof changes)[number]): boolean => !same(start[part]?.get(fact), before[part]?.get(fact));
  return { from, to, changes: changes.filter(differs).map(({ part: _part, ...change }) => change) };
}

/** What differs between the facts of two minors, sorted by name. */
function differing(
  before: readonly Facts[],
  after: readonly Facts[],
): readonly (Values & { readonly part: number; readonly fact: string })[] {
  const found: (Values & { readonly part: number; readonly fact: string })[] = [];
  for (const [part, facts] of before.entries()) {
    const later = after[part];
    if (later === undefined || later === facts) continue;
    for (const [fact, from] of facts) {
      const to = later.get(fact);
      if (!same(from, to)) found.push({ part, fact, ...valuesOf(from, to) });
    }
    for (const [fact, to] of later) if (!facts.has(fact)) found.push({ part, fact, to });
  }
  return found.sort((a, b) => (a.fact < b.fact ? -1 : 1));
}

type Values = Pick<VersionChange, 'from' | 'to'>;

function valuesOf(from: SizingFact | undefined, to: SizingFact | undefined): Values {
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

function same(a: SizingFact | undefined, b: SizingFact | undefined): boolean {
  return a instanceof Quantity && b instanceof Quantity ? a.equals(b) : a === b;
}
