import type { StatsSource } from '../../core/cached-stats.ts';
import type { IntegerLike, PodLike, PodStatsLike, StatsFunc, VolumeLike } from '../../core/index.ts';
import { objectAt } from '../../core/pod-fields.ts';
import type { Format, Quantity } from '../../quantity/index.ts';
import { podPriority } from '../../resources/qos/priority.ts';
import { requestReader } from '../../resources/totals/request-quantity.ts';
import { gatesOf, type GateLookup, type GateOptions } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import {
  exactQuantity,
  isRankedVolume,
  memoryUsage,
  podDiskUsage,
  processUsage,
  type DiskResource,
  type FsStatsType,
} from './pod-usage.ts';

/** What pods are ranked by. */
export type Measure = 'memory' | 'pids' | { readonly parts: readonly FsStatsType[]; readonly resource: DiskResource };

/** What can decide on the order of two pods: statistics and whether they exceed the request, priority, usage above the request. */
export type Criterion = 'group' | 'priority' | 'above';

/** How it is read what a pod uses and requests of what is measured, and what of it decides in which order. */
export interface UseReader {
  readonly criteria: readonly Criterion[];
  readonly format: Format;
  readonly priorityOf: (pod: PodLike) => number;
  readonly statsOf: StatsFunc;
  /** Where the statistics of a pod stand. */
  readonly placeOf: StatsSource['placeOf'];
  readonly usageOf: (pod: PodLike, stats: PodStatsLike) => IntegerLike;
  /** What usage above the request counts from; absent of processes. */
  readonly requestOf?: (pod: PodLike) => Quantity;
  /** What decides whether usage exceeds the request where that is something else: the request of inodes. */
  readonly ownRequestOf?: ((pod: PodLike) => Quantity) | undefined;
}

/** What the options say, looked up once. */
export interface Rules {
  readonly minor: number;
  readonly gate: GateLookup;
}

export function rulesOf(options: GateOptions | undefined): Rules {
  return { minor: minorOf(options), gate: gatesOf(options) };
}

/** Whether priorities count. */
export const prioritiesCount = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': (gate) => gate('PodPriority'),
  '1.16': () => true,
});

const pidCriteria = /* @__PURE__ */ since<readonly Criterion[]>({ '1.15': ['priority'], '1.19': ['priority', 'group', 'above'] });

/** Upstream: `exceedMemoryRequests`, `exceedDiskRequests`, `priority`, `memory`, `disk`, `process`. */
export function useReader(measure: Measure, source: StatsSource, rules: Rules): UseReader {
  const { minor, gate } = rules;
  const requestOf = (name: string): ((pod: PodLike) => Quantity) => requestReader(name, rules);
  const reader = {
    criteria: useCriteria,
    format: 'BinarySI' as const,
    priorityOf: prioritiesCount(minor)(gate) ? podPriority : () => 0,
    statsOf: (pod: PodLike) => objectAt(source.statsOf(pod), ''),
    placeOf: source.placeOf,
  };
  if (measure === 'pids')
    return { ...reader, criteria: pidCriteria(minor), format: 'DecimalSI', usageOf: (_pod, found) => processUsage(found) };
  if (measure === 'memory') return { ...reader, usageOf: (_pod, found) => memoryUsage(found), requestOf: requestOf('memory') };
  const counts = isRankedVolume(minor);
  const disk = { ...measure, counts: (volume: VolumeLike) => counts(volume, minor) };
  const ofDisk: UseReader = {
    ...reader,
    usageOf: (pod, found) => podDiskUsage(pod, found, disk),
    requestOf: requestOf('ephemeral-storage'),
  };
  return measure.resource === 'inodes' ? { ...ofDisk, format: 'DecimalSI', ownRequestOf: requestOf('inodes') } : ofDisk;
}

const useCriteria: readonly Criterion[] = ['group', 'priority', 'above'];

/** Usage above the request as upstream computes it. */
export function usageAbove(usage: IntegerLike, request: Quantity | undefined, format: Format): Quantity {
  const used = exactQuantity(usage, format);
  return request === undefined ? used : used.sub(request);
}
