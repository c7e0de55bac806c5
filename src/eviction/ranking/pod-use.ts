import { atPath } from '../../core/at-path.ts';
import type { StatsSource } from '../../core/cached-stats.ts';
import type { PodLike, PodStatsLike, VolumeLike } from '../../core/index.ts';
import type { Int64 } from '../../core/int64.ts';
import { isSizingError } from '../../errors.ts';
import type { Format, Quantity } from '../../quantity/index.ts';
import { internals } from '../../quantity/quantity.ts';
import { podPriority } from '../../resources/qos/priority.ts';
import { requestReader } from '../../resources/totals/request-quantity.ts';
import type { GateLookup } from '../../version/feature-gates.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { exactQuantity, isRankedVolume, memoryUsage, podDiskUsage, processUsage } from './pod-usage.ts';
import type { DiskResource, FsStatsType } from './pod-usage.ts';

/** What pods are ranked by: memory, processes, or parts of a disk. */
export type Measure = 'memory' | 'pids' | { readonly parts: readonly FsStatsType[]; readonly resource: DiskResource };

/** How it is read what a pod uses and requests of what is measured. */
export interface UseReader extends StatsSource {
  readonly minor: number;
  readonly format: Format;
  readonly priorityOf: (pod: PodLike) => number;
  readonly usageOf: (pod: PodLike, stats: PodStatsLike) => Int64;
  /** What usage above the request counts from; absent of processes. */
  readonly requestOf?: (pod: PodLike) => Quantity;
  /** What decides whether usage exceeds the request where that is something else: the request of inodes. */
  readonly ownRequestOf?: (pod: PodLike) => Quantity;
}

/** What a pod uses of what is measured. */
export interface PodUse {
  readonly usage: Int64;
  /** What it requests; `undefined` of processes. */
  readonly request: Quantity | undefined;
  /** Usage above the request, below zero where it is less: a number where that is exact. */
  readonly above: number | Quantity;
  /** Whether it uses more than it requests; never where it requests nothing of the kind. */
  readonly exceedsRequest: boolean;
}

/** Whether priorities count. */
export const prioritiesCount = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': (gate) => gate('PodPriority'),
  '1.16': () => true,
});

/** The reader of a measure, with what the release says looked up once for many pods. */
export function useReader(measure: Measure, source: StatsSource, release: Release): UseReader {
  const { minor, gate } = release;
  const reader = { ...source, minor, priorityOf: prioritiesCount(minor)(gate) ? podPriority : () => 0, format: 'BinarySI' as const };
  if (measure === 'pids') return { ...reader, format: 'DecimalSI', usageOf: (_pod, stats) => processUsage(stats) };
  if (measure === 'memory') return { ...reader, usageOf: (_pod, stats) => memoryUsage(stats), requestOf: requestReader('memory', release) };
  const counts = isRankedVolume(minor);
  const disk = { ...measure, counts: (volume: VolumeLike) => counts(volume, minor) };
  const ofDisk = {
    ...reader,
    usageOf: (pod: PodLike, stats: PodStatsLike) => podDiskUsage(pod, stats, disk),
    requestOf: requestReader('ephemeral-storage', release),
  };
  if (measure.resource === 'ephemeral-storage') return ofDisk;
  return { ...ofDisk, format: 'DecimalSI', ownRequestOf: requestReader('inodes', release) };
}

/** The priority of the pod at a place of its list. */
export function priorityAt(pods: readonly PodLike[], place: number, reader: UseReader): number {
  try {
    return reader.priorityOf(pods[place] as PodLike);
  } catch (error) {
    throw atPath(error, `pods[${place}]`);
  }
}

/** What the pod at a place of its list uses beside its request; `undefined` where it has no statistics. */
export function useAt(pods: readonly PodLike[], place: number, reader: UseReader): PodUse | undefined {
  const usage = usageAt(pods, place, reader);
  return usage === undefined ? undefined : besideRequest(pods, place, usage, reader);
}

/** What the statistics of a pod say that it uses; `undefined` where it has none. */
export function usageAt(pods: readonly PodLike[], place: number, reader: UseReader): Int64 | undefined {
  const pod = pods[place] as PodLike;
  try {
    const stats = reader.statsOf(pod);
    return stats === undefined ? undefined : reader.usageOf(pod, stats);
  } catch (error) {
    throw atPodOrStats(error, `pods[${place}]`, pod, reader);
  }
}

/** The usage of a pod beside its request. */
export function besideRequest(pods: readonly PodLike[], place: number, usage: Int64, reader: UseReader): PodUse {
  const { requestOf, ownRequestOf } = reader;
  const pod = pods[place] as PodLike;
  try {
    const request = requestOf?.(pod);
    if (request === undefined)
      return { usage, request, above: typeof usage === 'number' ? usage : exactUse(usage, reader), exceedsRequest: false };
    const above = usageAbove(usage, request, reader);
    const own = ownRequestOf === undefined ? above : usageAbove(usage, ownRequestOf(pod), reader);
    return { usage, request, above, exceedsRequest: typeof own === 'number' ? own > 0 : own.sign() > 0 };
  } catch (error) {
    throw atPath(error, `pods[${place}]`);
  }
}

/** What is used, as a quantity. */
export function exactUse(usage: Int64, { format, minor }: UseReader): Quantity {
  return exactQuantity(usage, format, minor);
}

/** Usage above a request: a number where that is exact. */
function usageAbove(usage: Int64, request: Quantity, reader: UseReader): number | Quantity {
  const above = typeof usage === 'number' ? usage - wholeOf(request) : NaN;
  return Number.isSafeInteger(above) ? above : exactUse(usage, reader).sub(request);
}

/** A whole amount as a number, NaN where it is not whole. Most are integers already, so no bigint has to be made. */
function wholeOf(amount: Quantity): number {
  const { coefficient, exponent } = internals(amount);
  if (typeof coefficient === 'number' && (exponent === 0 || coefficient === 0)) return coefficient;
  const rounded = amount.value();
  return amount.cmpInt64(rounded) === 0 ? Number(rounded) : NaN;
}

/** An error about a pod or its statistics with its place; a pod that is an argument of its own has none. */
export function atPodOrStats(error: unknown, place: string | undefined, pod: PodLike, { placeOf }: Pick<StatsSource, 'placeOf'>): unknown {
  const isOfPod = isSizingError(error) && /^(spec|status|metadata)\b/.test(error.path ?? '');
  if (!isOfPod) return atPath(error, placeOf(pod, place ?? 'pod'));
  return place === undefined ? error : atPath(error, place);
}
