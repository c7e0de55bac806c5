import { containersOf, objectsAt, specOf } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import { isSpared } from '../../eviction/ranking/critical-pods.ts';
import { storageLimits, type EphemeralStorageLimit, type StoragePart } from '../../eviction/local-storage/explain-ephemeral-storage.ts';
import { isolationOf } from '../../eviction/local-storage/local-storage-eviction.ts';
import { isLocalEphemeral } from '../../volumes/local-ephemeral.ts';
import type { Sized, VolumeSizing } from './options.ts';

/** A part of what a pod keeps on disk, and the limit for which the kubelet evicts the pod first if that part alone grows. */
export interface StorageTrip {
  /** A writable layer (`root`), logs, or an `emptyDir`. */
  readonly part: Extract<StoragePart, 'root' | 'logs' | 'localVolumeSource'>;
  /** The name of the container or volume. */
  readonly name: string;
  /** Whose limit it is. */
  readonly trips: EphemeralStorageLimit['kind'];
  readonly limit: Quantity;
}

/** What a sized pod may keep on the node's disk. */
export interface StorageSizing {
  /** Every limit with what counts against it, in the kubelet's order. */
  readonly limits: readonly EphemeralStorageLimit[];
  /** Which limit trips first, part by part; a part that is not listed is bounded by the node alone. The first of equal limits counts. */
  readonly trips: readonly StorageTrip[];
}

/** The limits of a pod's local storage. A pod that the kubelet spares has no trips, and neither does a memory-backed volume with a size. */
export function sizeStorage({ known, options }: Sized, memoryVolumes: readonly VolumeSizing[]): StorageSizing {
  const { dedicatedImageFs = false } = options;
  const { pod } = known;
  const { release, isolates } = isolationOf(options, known.release, 'options');
  const limits = storageLimits(pod, { stats: undefined, dedicatedImageFs }, release);
  if (!isolates || isSpared([], release)(pod)) return { limits, trips: [] };
  const least = leastLimits(limits);
  const trips: StorageTrip[] = [];
  const grow = (part: StorageTrip['part'], name: string, own: EphemeralStorageLimit['kind'], ofPod: boolean): void => {
    const first = earlier(least.get(keyOf(own, part, name)), ofPod ? least.get(keyOf('pod', part)) : undefined);
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

/** A limit with its place in the order. */
type PlacedLimit = EphemeralStorageLimit & { readonly place: number };

function keyOf(kind: EphemeralStorageLimit['kind'], part: StoragePart, name = ''): string {
  return `${kind} ${part} ${kind === 'pod' ? '' : name}`;
}

/** The least limit against which each part counts, by whose limit it is. */
function leastLimits(limits: readonly EphemeralStorageLimit[]): ReadonlyMap<string, PlacedLimit> {
  const least = new Map<string, PlacedLimit>();
  for (const [place, limit] of limits.entries())
    for (const part of limit.counts) {
      const key = keyOf(limit.kind, part, limit.name);
      const before = least.get(key);
      if (before === undefined || limit.limit.cmp(before.limit) < 0) least.set(key, { ...limit, place });
    }
  return least;
}

/** The smaller of two limits; of equal ones the first. */
function earlier(one: PlacedLimit | undefined, other: PlacedLimit | undefined): PlacedLimit | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return (one.limit.cmp(other.limit) || one.place - other.place) < 0 ? one : other;
}
