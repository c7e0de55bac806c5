import { listOf } from '../../core/checks.ts';
import type { PodLike } from '../../core/index.ts';
import type { Int64 } from '../../core/int64.ts';
import { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { besideRequest, priorityAt, usageAt, type Measure, type UseReader } from './pod-use.ts';

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

/** What decides on the place of each pod, read once: a column of numbers for each criterion. The lesser number goes first. */
export interface RankKeys {
  readonly criteria: OrderedBy;
  readonly columns: readonly Float64Array[];
  /** Usage above the request where no number is exact. */
  readonly exact: ReadonlyMap<number, Quantity>;
}

/** The key of a pod without statistics: before all others, and equal to itself. */
const first = -1.7976931348623157e308;

/**
 * The keys of pods, in their order. What pods request is read after all statistics: read in turns, each would push the other out of the
 * processor's cache, which costs more than a second loop.
 */
export function keysOf(pods: readonly PodLike[], reader: UseReader, criteria: OrderedBy): RankKeys {
  const { length } = listOf(pods, 'pods');
  const column = (): Float64Array => new Float64Array(length);
  const [priority, excess, usage] = [column(), column(), column()];
  const exact = new Map<number, Quantity>();
  const measured: (Int64 | undefined)[] = [];
  for (let place = 0; place < length; place++) {
    // Not -0, whose bytes differ from those of 0.
    priority[place] = 0 + priorityAt(pods, place, reader);
    if (criteria.length > 1) measured.push(usageAt(pods, place, reader));
  }
  for (let place = 0; place < measured.length; place++) {
    const used = measured[place];
    const use = used === undefined ? undefined : besideRequest(pods, place, used, reader);
    excess[place] = use === undefined ? first : use.exceedsRequest ? 1 : 2;
    usage[place] = use === undefined ? first : typeof use.above === 'number' ? 0 - use.above : 0;
    if (use !== undefined && typeof use.above !== 'number') exact.set(place, use.above);
  }
  const byCriterion = { exceedMemoryRequests: excess, exceedDiskRequests: excess, priority, memory: usage, disk: usage, process: usage };
  return { criteria, columns: criteria.map((criterion) => byCriterion[criterion]), exact };
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

/** The places of pods in the order in which they are evicted; equal ones keep theirs. */
export function rankedPlaces(keys: RankKeys): Uint32Array {
  const places = new Uint32Array(keys.columns[0]?.length ?? 0);
  for (let place = 0; place < places.length; place++) places[place] = place;
  return keys.exact.size > 0 ? places.sort(comparisonOf(keys)) : keys.columns.reduceRight(sortedBy, places);
}

/**
 * Places sorted by their numbers in a column, equal ones as they stand: by one byte of the numbers after the other from the lowest on, which
 * takes a hundred thousand places half the time that comparisons take. The sign is turned, and of negative numbers every bit, so that the
 * bytes are in the order of the numbers.
 */
function sortedBy(places: Uint32Array, column: Float64Array): Uint32Array {
  const bytes = new Uint8Array(column.buffer);
  const digits = new Uint8Array(places.length);
  const lowestFirst = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;
  let [from, to]: [Uint32Array, Uint32Array] = [places, new Uint32Array(places.length)];
  for (let part = 0; part < 8; part++) {
    const starts = new Uint32Array(257);
    for (let place = 0; place < digits.length; place++) {
      const byte = bytes[8 * place + (lowestFirst ? part : 7 - part)] as number;
      const isNegative = (bytes[8 * place + (lowestFirst ? 7 : 0)] as number) > 127;
      const digit = isNegative ? 255 - byte : part === 7 ? byte + 128 : byte;
      digits[place] = digit;
      (starts[digit + 1] as number)++;
    }
    if (starts[(digits[0] ?? 0) + 1] === digits.length) continue;
    for (let digit = 1; digit < 257; digit++) (starts[digit] as number) += starts[digit - 1] as number;
    for (let i = 0; i < from.length; i++) {
      const place = from[i] as number;
      to[(starts[digits[place] as number] as number)++] = place;
    }
    [from, to] = [to, from];
  }
  return from;
}
