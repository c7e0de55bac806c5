import type { PodLike } from '../../core/index.ts';
import { containersOf, objectsAt, specOf } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import { isSpared } from '../../eviction/ranking/critical-pods.ts';
import { storageLimits, type EphemeralStorageLimit, type StoragePart } from '../../eviction/local-storage/explain-ephemeral-storage.ts';
import { isolationOf } from '../../eviction/local-storage/local-storage-eviction.ts';
import { releaseOf } from '../../version/release.ts';
import { isLocalEphemeral } from '../../volumes/local-ephemeral.ts';
import type { SizePodOptions, VolumeSizing } from './options.ts';

/** A part of what a pod keeps on disk, and the limit for which the kubelet evicts the pod first if that part alone grows. No upstream counterpart. */
export interface StorageTrip {
  /** A writable layer (`root`), logs, or an `emptyDir`. */
  readonly part: Extract<StoragePart, 'root' | 'logs' | 'localVolumeSource'>;
  /** The name of the container or volume. */
  readonly name: string;
  /** Whose limit it is. */
  readonly trips: EphemeralStorageLimit['kind'];
  readonly limit: Quantity;
}

/** What a sized pod may keep on the node's disk. No upstream counterpart. */
export interface StorageSizing {
  /** Every limit with what counts against it, in the order in which the kubelet looks at them. */
  readonly limits: readonly EphemeralStorageLimit[];
  /** Which limit trips first, part by part; a part that is not listed is bounded by the node alone. Of equal limits the first counts. */
  readonly trips: readonly StorageTrip[];
}

/** The limits of a pod's local storage. A pod that the kubelet spares trips none, nor does a memory-backed volume that has a size. */
export function sizeStorage(pod: PodLike, memoryVolumes: readonly VolumeSizing[], options: SizePodOptions): StorageSizing {
  const { dedicatedImageFs = false } = options;
  const { release, isolates } = isolationOf(options, releaseOf(options));
  const limits = storageLimits(pod, { stats: undefined, dedicatedImageFs }, release);
  if (!isolates || isSpared([], release)(pod)) return { limits, trips: [] };
  const trips: StorageTrip[] = [];
  const grow = (part: StorageTrip['part'], name: string, own: EphemeralStorageLimit['kind'], ofPod: boolean): void => {
    let first: EphemeralStorageLimit | undefined;
    for (const one of limits) {
      const counts = one.counts.includes(part) && (one.kind === 'pod' ? ofPod : one.kind === own && one.name === name);
      if (counts && (first === undefined || one.limit.cmp(first.limit) < 0)) first = one;
    }
    if (first !== undefined) trips.push({ part, name, trips: first.kind, limit: first.limit });
  };
  for (const container of [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers')])
    for (const part of ['root', 'logs'] as const) grow(part, container.name, 'container', true);
  const sized = new Set(memoryVolumes.filter(({ candidates }) => candidates.length > 0).map(({ name }) => name));
  for (const volume of objectsAt(specOf(pod)?.volumes, 'spec.volumes'))
    if ((volume.emptyDir ?? undefined) !== undefined && !sized.has(volume.name))
      grow('localVolumeSource', volume.name, 'volume', isLocalEphemeral(volume, release.minor));
  return { limits, trips };
}
