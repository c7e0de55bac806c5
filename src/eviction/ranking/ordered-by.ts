import { listOf } from '../../core/checks.ts';
import type { PodLike } from '../../core/index.ts';
import { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { priorityAt, useAt, type Measure, type PodUse, type UseReader } from './pod-use.ts';

/**
 * What two pods are compared by, as upstream names it:
 *
 * - `exceedMemoryRequests`, `exceedDiskRequests`: a pod without statistics goes first, then one that uses more than it requests;
 * - `priority`: the lower goes first;
 * - `memory`, `disk`: the one that uses more above its request goes first;
 * - `process`: a pod without statistics goes first, then the one with more processes.
 */
export type Criterion = 'exceedMemoryRequests' | 'exceedDiskRequests' | 'priority' | 'memory' | 'disk' | 'process';

/** The first criterion in which two pods differ decides. Upstream: `orderedBy`. */
export type OrderedBy = readonly Criterion[];

const rankMemoryPressure: OrderedBy = ['exceedMemoryRequests', 'priority', 'memory'];
const rankDiskPressure: OrderedBy = ['exceedDiskRequests', 'priority', 'disk'];
const rankPIDPressure = /* @__PURE__ */ since<OrderedBy>({ '1.15': ['priority'], '1.19': ['priority', 'process'] });

/** The criteria of a measure, in their order. */
export function orderedBy(measure: Measure, minor: number): OrderedBy {
  if (measure === 'memory') return rankMemoryPressure;
  return measure === 'pids' ? rankPIDPressure(minor) : rankDiskPressure;
}

/** What decides on the place of each pod, read once: a column of numbers for each criterion, of which the lesser goes first. */
export interface RankKeys {
  readonly criteria: OrderedBy;
  readonly columns: readonly Float64Array[];
  /** Usage above the request where no number is exact. */
  readonly exact: ReadonlyMap<number, Quantity>;
}

/** The key of a pod without statistics: before all others, and equal to itself. */
const first = -Number.MAX_VALUE;

/** The keys of pods, in their order. */
export function keysOf(pods: readonly PodLike[], reader: UseReader, criteria: OrderedBy): RankKeys {
  const { length } = listOf(pods, 'pods');
  const exact = new Map<number, Quantity>();
  const columns = criteria.map(() => new Float64Array(length));
  const usageCounts = criteria.length > 1;
  for (let place = 0; place < length; place++) {
    const priority = priorityAt(pods, place, reader);
    const use = usageCounts ? useAt(pods, place, reader) : undefined;
    for (let i = 0; i < columns.length; i++) (columns[i] as Float64Array)[place] = keyOf(criteria[i] as Criterion, priority, use);
    if (use !== undefined && typeof use.above !== 'number') exact.set(place, use.above);
  }
  return { criteria, columns, exact };
}

function keyOf(criterion: Criterion, priority: number, use: PodUse | undefined): number {
  if (criterion === 'priority') return priority;
  if (use === undefined) return first;
  if (criterion === 'exceedMemoryRequests' || criterion === 'exceedDiskRequests') return use.exceedsRequest ? 1 : 2;
  return typeof use.above === 'number' ? -use.above : 0;
}

/** Which of two pods goes first: below zero the first, above zero the second, 0 where they are equal. */
export function comparisonOf({ columns, exact }: RankKeys): (i: number, j: number) => number {
  const [a, b = a, c = b] = columns as [Float64Array, Float64Array?, Float64Array?];
  const compare = (i: number, j: number): number =>
    (a[i] as number) - (a[j] as number) || (b[i] as number) - (b[j] as number) || (c[i] as number) - (c[j] as number);
  if (exact.size === 0) return compare;
  const before = comparisonOf({ criteria: [], columns: columns.slice(0, -1), exact: new Map() });
  const exactly = (i: number): Quantity => exact.get(i) ?? Quantity.fromInt64(-(c[i] as number));
  return (i, j) => {
    const isWide = (exact.has(i) && c[j] !== first) || (exact.has(j) && c[i] !== first);
    return isWide ? before(i, j) || exactly(j).cmp(exactly(i)) : compare(i, j);
  };
}

/** What put a pod before the next one. */
export type RankingDecision = 'statistics' | 'request' | 'priority' | 'usage' | 'nothing';

const decisions: { readonly [criterion in Criterion]: RankingDecision } = {
  exceedMemoryRequests: 'request',
  exceedDiskRequests: 'request',
  priority: 'priority',
  memory: 'usage',
  disk: 'usage',
  process: 'usage',
};

/** What decided that one pod goes before another. */
export function decisionOf(keys: RankKeys, i: number, j: number): RankingDecision {
  const { criteria, columns } = keys;
  if (comparisonOf(keys)(i, j) === 0) return 'nothing';
  const differing = columns.findIndex((column) => column[i] !== column[j]);
  const at = differing === -1 ? columns.length - 1 : differing;
  return columns[at]?.[i] === first ? 'statistics' : decisions[criteria[at] as Criterion];
}

/**
 * The places of pods in the order in which they are evicted; equal ones keep theirs. It is a merge sort of its own because the comparison
 * becomes a part of its loop, which that of an array's sort does not.
 */
export function rankedPlaces(keys: RankKeys): Uint32Array {
  const compare = comparisonOf(keys);
  const length = keys.columns[0]?.length ?? 0;
  let [from, to] = [new Uint32Array(length), new Uint32Array(length)];
  for (let place = 0; place < length; place++) from[place] = place;
  for (let width = 1; width < length; width *= 2) {
    for (let start = 0; start < length; start += 2 * width) merge(from, to, start, width, compare);
    [from, to] = [to, from];
  }
  return from;
}

/** Merges two runs that stand side by side, each of a width or what is left of it. */
function merge(from: Uint32Array, to: Uint32Array, start: number, width: number, compare: (i: number, j: number) => number): void {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(middle + width, from.length);
  let [left, right] = [start, middle];
  for (let at = start; at < end; at++) {
    const takesLeft = right >= end || (left < middle && compare(from[left] as number, from[right] as number) <= 0);
    to[at] = (takesLeft ? from[left++] : from[right++]) as number;
  }
}
