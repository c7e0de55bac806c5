import { annotationOf, configMirrorAnnotationKey } from './annotations.ts';
import type { PodLike } from './pod.ts';
import { clusterObject } from './cluster-object.ts';
import { metadataText, objectAt, objectsAt, textAt } from './pod-fields.ts';
import { hasFields } from '../errors.ts';
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
    byUID.set(uidOf(one, place, i), one);
  }
  return (pod) => byUID.get(metadataText(pod, 'uid')) ?? byMirror(byUID, pod);
}

/** The uid of the pod that statistics are about; most are texts, and need no text of their place. */
function uidOf(stats: PodStatsLike, place: string, i: number): string {
  const { podRef } = stats as Partial<PodStatsLike>;
  if (hasFields(podRef) && typeof podRef.uid === 'string') return podRef.uid;
  clusterObject(stats, 'statistics of a pod', `${place}[${i}]`);
  return textAt(objectAt(podRef, `${place}[${i}].podRef`)?.uid, `${place}[${i}].podRef.uid`);
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

/** What a lookup found; that of an asynchronous one is a promise, which is refused. */
function checkedStats(found: PodStatsLike | null | undefined): PodStatsLike | undefined {
  return found === undefined || found === null ? undefined : clusterObject(found, 'statistics of a pod', '');
}
