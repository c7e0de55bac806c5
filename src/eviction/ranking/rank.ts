import { invalid } from '../../errors.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, StatsLike } from '../../core/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { objectOf } from '../../core/checks.ts';
import type { DiskResource, FsStatsType } from './pod-usage.ts';
import { rulesOf, useReader, type Measure } from './pod-use.ts';
import { keysOf, rankedPlaces } from './rank-keys.ts';
import { measureOf } from './signal-measures.ts';
import type { Signal } from '../thresholds/signals.ts';

/** What {@link rankDiskPressure} measures. No upstream counterpart. */
export interface DiskPressure {
  /** Which parts of a pod's use count. */
  readonly fsStatsToMeasure: readonly FsStatsType[];
  readonly diskResource: DiskResource;
}

/**
 * The pods in the order in which the kubelet evicts them when memory runs low: the first is evicted first.
 *
 * A pod without statistics comes first. Then come pods that use more memory than they request, then the others; among equals the lower
 * priority, then the more memory above the request. Use is the pod's working set. The quality of service decides nothing. Pods that are
 * equal keep their order. Each pod's key is computed once.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `rankMemoryPressure`, every supported minor.
 *
 * @param pods the pods of a node
 * @param stats their statistics: the `pods` of a `/stats/summary`, or a lookup
 * @param options version and gates
 * @throws {SizingError} `InvalidInput` for pods and statistics that are none; as `getResourceRequestQuantity`; paths start with `pods[…]`
 * or `stats[…]`, with a lookup `stats(pods[…])`
 * @example
 * const container = { name: 'app', resources: { requests: { memory: '1Gi' } } };
 * const within = { metadata: { name: 'within', uid: 'a' }, spec: { containers: [container] } };
 * const above = { metadata: { name: 'above', uid: 'b' }, spec: { containers: [container], priority: 1000 } };
 * const stats = [
 *   { podRef: { uid: 'a' }, memory: { workingSetBytes: 2 ** 30 } },
 *   { podRef: { uid: 'b' }, memory: { workingSetBytes: 2 ** 30 + 1 } },
 * ];
 * rankMemoryPressure([within, above], stats).map(({ metadata }) => metadata.name) // => ['above', 'within']
 */
export function rankMemoryPressure<P extends PodLike>(pods: readonly P[], stats: StatsLike, options?: GateOptions): P[] {
  return ranked('memory', pods, stats, options);
}

/**
 * The pods in the order in which the kubelet evicts them when process ids run low: the lower priority first and, since 1.19, among equals
 * a pod without statistics, then the more processes.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `rankPIDPressure`, every supported minor.
 *
 * @param pods the pods of a node
 * @param stats their statistics: the `pods` of a `/stats/summary`, or a lookup
 * @param options version and gates
 * @throws {SizingError} as {@link rankMemoryPressure}
 * @example
 * const pods = [{ metadata: { name: 'few', uid: 'a' } }, { metadata: { name: 'many', uid: 'b' } }];
 * const stats = [{ podRef: { uid: 'a' }, process_stats: { process_count: 3 } }, { podRef: { uid: 'b' }, process_stats: { process_count: 400 } }];
 * rankPIDPressure(pods, stats).map(({ metadata }) => metadata.name) // => ['many', 'few']
 * rankPIDPressure(pods, stats, { kubernetesVersion: '1.18' }).map(({ metadata }) => metadata.name) // => ['few', 'many']
 */
export function rankPIDPressure<P extends PodLike>(pods: readonly P[], stats: StatsLike, options?: GateOptions): P[] {
  return ranked('pids', pods, stats, options);
}

/**
 * The pods in the order in which the kubelet evicts them when a disk runs full, for the parts of their use that lie on it.
 *
 * As {@link rankMemoryPressure}, with the use of writable layers (`root`), `logs` and local volumes (`hostPath`, `emptyDir` on disk,
 * `configMap`, `gitRepo`) in place of the working set. A pod that uses any inode is above its request of inodes, and what it uses above
 * its request is inodes less the bytes of ephemeral-storage that it requests, as upstream counts it. `images` counts as nothing.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `rankDiskPressureFunc`, every supported minor.
 *
 * @param pods the pods of a node
 * @param stats their statistics: the `pods` of a `/stats/summary`, or a lookup
 * @param pressure what is measured
 * @param options version and gates
 * @throws {SizingError} as {@link rankMemoryPressure}; `InvalidInput` for a part or resource that does not exist
 * @example
 * const pods = [{ metadata: { name: 'small', uid: 'a' } }, { metadata: { name: 'large', uid: 'b' } }];
 * const statsOf = (uid: string, usedBytes: number) => ({ podRef: { uid }, containers: [{ name: 'app', logs: { usedBytes } }] });
 * const pressure = { fsStatsToMeasure: ['logs'], diskResource: 'ephemeral-storage' } as const;
 * rankDiskPressure(pods, [statsOf('a', 5), statsOf('b', 7)], pressure).map(({ metadata }) => metadata.name) // => ['large', 'small']
 */
export function rankDiskPressure<P extends PodLike>(
  pods: readonly P[],
  stats: StatsLike,
  pressure: DiskPressure,
  options?: GateOptions,
): P[] {
  const { fsStatsToMeasure: parts, diskResource: resource } = objectOf(pressure, 'pressure');
  check(Array.isArray(parts) && parts.every((part) => fsStatsTypes.includes(part)), fsStatsTypes, 'pressure.fsStatsToMeasure', parts);
  check(diskResources.includes(resource), diskResources, 'pressure.diskResource', resource);
  return ranked({ parts, resource }, pods, stats, options);
}

const fsStatsTypes: readonly FsStatsType[] = ['root', 'logs', 'localVolumeSource', 'images'];
const diskResources: readonly DiskResource[] = ['ephemeral-storage', 'inodes'];

function check(holds: boolean, known: readonly string[], path: string, input: unknown): void {
  if (!holds) throw invalid(known.join(', '), path, input);
}

/**
 * The pods in the order in which the kubelet evicts them when the threshold of a signal is met.
 *
 * Memory signals rank as {@link rankMemoryPressure}, `pid.available` as {@link rankPIDPressure}, the others as {@link rankDiskPressure}
 * with what lies on the signal's filesystem. On one filesystem for all that is everything. A dedicated image filesystem holds the
 * writable layers, the other one logs and local volumes. With a split container filesystem, 1.29 and later, the image filesystem holds only
 * images, for which no pod is charged, and the other everything else. No gate is consulted for that.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `buildSignalToRankFunc`, every supported minor.
 *
 * @param signal the signal whose threshold is met
 * @param pods the pods of a node
 * @param stats their statistics: the `pods` of a `/stats/summary`, or a lookup
 * @param filesystems where images and writable layers live
 * @param options version and gates
 * @throws {SizingError} as {@link rankMemoryPressure}; `InvalidInput` for a signal that the minor does not have
 * @example
 * const pods = [{ metadata: { name: 'logs', uid: 'a' } }, { metadata: { name: 'layer', uid: 'b' } }];
 * const stats = [
 *   { podRef: { uid: 'a' }, containers: [{ name: 'app', logs: { usedBytes: 5 } }] },
 *   { podRef: { uid: 'b' }, containers: [{ name: 'app', rootfs: { usedBytes: 7 } }] },
 * ];
 * rankForSignal('nodefs.available', pods, stats, {}).map(({ metadata }) => metadata.name) // => ['layer', 'logs']
 * rankForSignal('nodefs.available', pods, stats, { dedicatedImageFs: true }).map(({ metadata }) => metadata.name) // => ['logs', 'layer']
 */
export function rankForSignal<P extends PodLike>(
  signal: Signal,
  pods: readonly P[],
  stats: StatsLike,
  filesystems: ImageFilesystems,
  options?: GateOptions,
): P[] {
  return ranked(measureOf(signal, filesystems, options), pods, stats, options);
}

function ranked<P extends PodLike>(measure: Measure, pods: readonly P[], stats: StatsLike, options: GateOptions | undefined): P[] {
  const reader = useReader(measure, statsSourceOf(stats), rulesOf(options));
  return rankedPlaces(keysOf(pods, reader)).map((place) => pods[place] as P);
}
