import { annotationOf, configMirrorAnnotationKey } from './annotations.ts';
import type { PodLike } from './pod.ts';
import { objectAt, objectsAt } from './pod-fields.ts';
import { invalid } from '../errors.ts';
import type { PodStatsLike, StatsFunc, StatsLike } from './stats.ts';

/**
 * A lookup of pod statistics by `metadata.uid`.
 *
 * Where two statistics have one uid, the last counts. A mirror pod whose uid has no statistics is found by its annotation
 * `kubernetes.io/config.mirror`, because the kubelet reports a static pod under the uid that the annotation holds. Statistics without a uid
 * count under the empty uid.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `cachedStatsFunc`, every supported minor; the annotation is ours, as upstream asks with the
 * static pod itself.
 *
 * @param podStats the `pods` of a `/stats/summary`
 * @throws {SizingError} `InvalidInput` for anything but a list of statistics
 * @example
 * const stats = cachedStatsFunc([{ podRef: { name: 'web', uid: 'a' }, memory: { workingSetBytes: 1024 } }]);
 * stats({ metadata: { uid: 'a' } })?.memory?.workingSetBytes // => 1024
 * stats({ metadata: { uid: 'b' } }) // => undefined
 */
export function cachedStatsFunc(podStats: readonly PodStatsLike[]): StatsFunc {
  return lookup(podStats, 'stats');
}

function lookup(podStats: readonly PodStatsLike[], place: string): StatsFunc {
  const byUID = new Map<string, PodStatsLike>();
  const list = objectsAt(podStats ?? 0, place);
  for (let i = 0; i < list.length; i++) {
    const one = list[i] as PodStatsLike;
    const podRef: unknown = one.podRef;
    if (typeof podRef !== 'object') objectAt(podRef as undefined, `${place}[${i}].podRef`);
    byUID.set((podRef as PodStatsLike['podRef'] | null | undefined)?.uid ?? '', one);
  }
  return (pod) => byUID.get(pod.metadata?.uid ?? '') ?? byMirror(byUID, pod);
}

function byMirror(byUID: ReadonlyMap<string, PodStatsLike>, pod: PodLike): PodStatsLike | undefined {
  const uid = annotationOf(pod, configMirrorAnnotationKey) ?? '';
  return uid === '' ? undefined : byUID.get(uid);
}

/** Statistics as functions take them: looked up, and, for errors, where those of a pod stand that stands at a place. Internal. */
export interface StatsSource {
  readonly statsOf: StatsFunc;
  readonly placeOf: (pod: PodLike, place: string) => string;
}

/** The lookup itself, or a list that is wrapped once. Internal. */
export function statsSourceOf(stats: StatsLike, listPlace = 'stats'): StatsSource {
  if (typeof stats === 'function') return { statsOf: (pod) => checkedStats(stats(pod)), placeOf: (_pod, place) => `stats(${place})` };
  const statsOf = lookup(stats, listPlace);
  return { statsOf, placeOf: (pod) => `${listPlace}[${stats.lastIndexOf(statsOf(pod) as PodStatsLike)}]` };
}

/** What a lookup found. A promise is an object too, but one without any statistics in it. */
function checkedStats(found: PodStatsLike | null | undefined): PodStatsLike | undefined {
  const stats = objectAt(found, '');
  if (stats !== undefined && typeof (stats as { readonly then?: unknown }).then === 'function')
    throw invalid('statistics instead of a promise', '', stats, 'await them before the call');
  return stats;
}
