import { atPath } from '../../core/at-path.ts';
import type { StatsSource } from '../../core/cached-stats.ts';
import type { PodLike } from '../../core/index.ts';
import { isSizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { listOf } from '../../core/checks.ts';
import { usageAbove, type UseReader } from './pod-use.ts';
import { exactQuantity } from './pod-usage.ts';

/**
 * What decides on the place of each pod, computed once: numbers in arrays, so that a hundred thousand are sorted fast. `first` and `second`
 * hold the first two criteria: the priority, and the group, which is 0 without statistics, 1 above the request, 2 within it.
 */
export interface RankKeys {
  readonly first: Float64Array;
  readonly second: Float64Array;
  /** Usage above the request, below zero where it is less; of processes their number. */
  readonly above: Float64Array;
  /** The same where it is no safe integer. */
  readonly exact: Map<number, Quantity>;
}

/** The keys of pods, in their order. */
export function keysOf(pods: readonly PodLike[], reader: UseReader): RankKeys {
  const { length } = listOf(pods, 'pods');
  const keys = { first: new Float64Array(length), second: new Float64Array(length), above: new Float64Array(length), exact: new Map() };
  const [priority, group] = reader.criteria[0] === 'priority' ? [keys.first, keys.second] : [keys.second, keys.first];
  const usageCounts = reader.criteria.length > 1;
  for (let i = 0; i < length; i++) {
    const pod = pods[i] as PodLike;
    try {
      priority[i] = reader.priorityOf(pod);
      if (usageCounts) group[i] = groupOf(pod, i, keys, reader);
    } catch (error) {
      throw atPod(error, `pods[${i}]`, pod, reader);
    }
  }
  return keys;
}

/** The group of a pod; its usage above the request is set. */
function groupOf(pod: PodLike, i: number, { above, exact }: RankKeys, reader: UseReader): number {
  const stats = reader.statsOf(pod);
  if (stats === undefined) return 0;
  const usage = reader.usageOf(pod, stats);
  const request = reader.requestOf?.(pod);
  const whole = typeof usage === 'number' ? usage - (request === undefined ? 0 : wholeOf(request)) : NaN;
  const precise = Number.isSafeInteger(whole) ? undefined : usageAbove(usage, request, reader.format);
  if (precise === undefined) above[i] = whole;
  else exact.set(i, precise);
  if (request === undefined) return 1;
  const own = reader.ownRequestOf?.(pod);
  const exceeds = own === undefined ? (precise?.sign() ?? whole) > 0 : exactQuantity(usage, reader.format).cmp(own) > 0;
  return exceeds ? 1 : 2;
}

/** A whole amount as a number, NaN where it is none. */
function wholeOf(amount: Quantity): number {
  const fast = amount.asInt64();
  if (fast !== undefined) return Number(fast);
  const rounded = amount.value();
  return amount.cmpInt64(rounded) === 0 ? Number(rounded) : NaN;
}

/** Which of two pods goes first: below zero the first, above zero the second, 0 where they are equal. One function, for speed. */
export function comparisonOf({ first, second, above, exact }: RankKeys): (i: number, j: number) => number {
  const exactly = (i: number): Quantity => exact.get(i) ?? Quantity.fromInt64(above[i] as number);
  return (i, j) =>
    (first[i] as number) - (first[j] as number) ||
    (second[i] as number) - (second[j] as number) ||
    (exact.size > 0 && (exact.has(i) || exact.has(j)) ? exactly(j).cmp(exactly(i)) : (above[j] as number) - (above[i] as number));
}

/** What decides on the order of two pods. No upstream counterpart. */
export type RankingDecision = 'statistics' | 'request' | 'priority' | 'usage' | 'nothing';

/** What decided that one pod goes before another. */
export function decisionOf(keys: RankKeys, { criteria }: UseReader, i: number, j: number): RankingDecision {
  const { first, second } = keys;
  const at = first[i] !== first[j] ? 0 : second[i] !== second[j] ? 1 : comparisonOf(keys)(i, j) === 0 ? 3 : 2;
  const criterion = criteria[at];
  if (criterion === 'group') return (at === 0 ? first : second)[i] === 0 ? 'statistics' : 'request';
  return criterion === 'priority' ? 'priority' : criterion === 'above' ? 'usage' : 'nothing';
}

/** The places of pods in the order in which they are evicted; equal ones keep theirs. */
export function rankedPlaces(keys: RankKeys): number[] {
  return Array.from(keys.first, (_first, place) => place).sort(comparisonOf(keys));
}

/** The error with its pod, or with the place of the statistics that it is about. */
export function atPod(error: unknown, place: string, pod: PodLike, { placeOf }: Pick<StatsSource, 'placeOf'>): unknown {
  return isOfPod(error) ? atPath(error, place) : atPath(error, placeOf(pod, place));
}

/** Whether an error is about a pod, not its statistics. */
export function isOfPod(error: unknown): boolean {
  return isSizingError(error) && /^(spec|status|metadata)\b/.test(error.path ?? '');
}
