import { invalid } from '../../errors.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, StatsLike } from '../../core/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { objectOf } from '../../core/checks.ts';
import type { DiskResource, FsStatsType } from './pod-usage.ts';
import { keysOf, orderedBy, rankedPlaces } from './ordered-by.ts';
import { useReader, type Measure } from './pod-use.ts';
import { buildSignalToRankFunc } from './signal-measures.ts';
import type { Signal } from '../thresholds/signals.ts';

/** What {@link rankDiskPressure} measures. */
export interface DiskPressure {
  /** Which parts of a pod's use count. */
  readonly fsStatsToMeasure: readonly FsStatsType[];
  readonly diskResource: DiskResource;
}

/**
 * The pods in the order in which the kubelet evicts them when memory runs low: the first is evicted first.
 *
 * The first of these in which two pods differ decides: a pod without statistics goes first, then a pod that uses more memory than it requests,
 * then the lower priority, then the more memory above the request. A pod uses its working set. Its quality of service decides nothing. Pods
 * that are equal keep their order.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `rankMemoryPressure`, every supported minor.
 *
 * @throws {SizingError} `InvalidInput` for pods and statistics that are not lists of objects; as `getResourceRequestQuantity`; paths start with `pods[…]`
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
  return ranked('memory', pods, stats, releaseOf(options));
}

/**
 * The pods in the order in which the kubelet evicts them when process ids run low: the lower priority goes first and, since 1.19, among equal
 * ones a pod without statistics, then the one with more processes (`process_stats.process_count`).
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `rankPIDPressure`, every supported minor.
 *
 * @throws {SizingError} as {@link rankMemoryPressure}
 * @example
 * const pods = [{ metadata: { name: 'few', uid: 'a' } }, { metadata: { name: 'many', uid: 'b' } }];
 * const stats = [{ podRef: { uid: 'a' }, process_stats: { process_count: 3 } }, { podRef: { uid: 'b' }, process_stats: { process_count: 400 } }];
 * rankPIDPressure(pods, stats).map(({ metadata }) => metadata.name) // => ['many', 'few']
 * rankPIDPressure(pods, stats, { kubernetesVersion: '1.18' }).map(({ metadata }) => metadata.name) // => ['few', 'many']
 */
export function rankPIDPressure<P extends PodLike>(pods: readonly P[], stats: StatsLike, options?: GateOptions): P[] {
  return ranked('pids', pods, stats, releaseOf(options));
}

/**
 * The pods in the order in which the kubelet evicts them when a disk runs full, for the parts of their use that lie on it.
 *
 * As {@link rankMemoryPressure}, with what writable layers (`root`), `logs` and local volumes (`hostPath`, `emptyDir` on disk, `configMap`,
 * `gitRepo`) use in place of the working set. A pod that uses any inode exceeds its request of inodes, and its usage above the request is
 * inodes less the bytes of ephemeral-storage that it requests, as upstream counts it. `images` counts as nothing.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `rankDiskPressureFunc`, every supported minor.
 *
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
  const release = releaseOf(options);
  const { fsStatsToMeasure: parts, diskResource: resource } = objectOf(pressure, 'pressure');
  if (!Array.isArray(parts) || !parts.every((part) => fsStatsTypes.includes(part)))
    throw invalid(`a list of ${fsStatsTypes.join(', ')}`, 'pressure.fsStatsToMeasure', parts);
  if (!diskResources.includes(resource)) throw invalid(diskResources.join(' or '), 'pressure.diskResource', resource);
  return ranked({ parts, resource }, pods, stats, release);
}

const fsStatsTypes: readonly FsStatsType[] = ['root', 'logs', 'localVolumeSource', 'images'];
const diskResources: readonly DiskResource[] = ['ephemeral-storage', 'inodes'];

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
  const release = releaseOf(options);
  return ranked(buildSignalToRankFunc(signal, filesystems, release.minor), pods, stats, release);
}

function ranked<P extends PodLike>(measure: Measure, pods: readonly P[], stats: StatsLike, release: Release): P[] {
  const reader = useReader(measure, statsSourceOf(stats), release);
  const keys = keysOf(pods, reader, orderedBy(measure, release.minor));
  const places = rankedPlaces(keys);
  const result: P[] = [];
  for (let i = 0; i < places.length; i++) result.push(pods[places[i] as number] as P);
  return result;
}
