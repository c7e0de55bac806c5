import { quantityAt, within } from '../../core/at-path.ts';
import type { EmptyDirLike, VolumeLike } from '../../core/index.ts';
import { objectAt, volumesOf } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { PodResize } from './pod-resize.ts';

/** The size limit of a volume on a disk or in memory. */
export function sizeLimitOf(emptyDir: EmptyDirLike | null | undefined, place: string, minor: number): Quantity | undefined {
  const limit = emptyDir?.sizeLimit;
  return limit === undefined || limit === null ? undefined : quantityAt(limit, place, minor);
}

/** Refuses every change of a volume but that of the size limit of one in memory. Upstream: part of `ValidatePodResize`, since 1.37. */
export function validateVolumes(resize: PodResize): void {
  const { pod, old, refuse, places } = resize;
  const volumes = volumesOf(pod);
  const before = within(places.old, () => volumesOf(old));
  if (volumes.length !== before.length) refuse('Forbidden', 'spec.volumes', 'volumes may not be added or removed on resize');
  else for (const [i, volume] of volumes.entries()) validateVolume(volume, before[i] as VolumeLike, `spec.volumes[${i}]`, resize);
}

function validateVolume(volume: VolumeLike, old: VolumeLike, place: string, { refuse, places, release }: PodResize): void {
  if (volume.name !== old.name) {
    refuse('Forbidden', `${place}.name`, 'volumes may not be renamed or reordered on resize');
    return;
  }
  const [dir, oldDir] = [emptyDirOf(volume, place), within(places.old, () => emptyDirOf(old, place))];
  if (comparable(volume, dir, oldDir) !== comparable(old, oldDir, dir)) {
    refuse('Forbidden', place, 'only sizeLimit of memory-backed emptyDir volumes is mutable on resize');
    return;
  }
  if (dir === undefined || oldDir === undefined) return;
  const field = `${place}.emptyDir.sizeLimit`;
  const { minor } = release;
  const [limit, oldLimit] = [sizeLimitOf(dir, field, minor), within(places.old, () => sizeLimitOf(oldDir, field, minor))];
  if ((limit?.isZero() ?? true) !== (oldLimit?.isZero() ?? true))
    refuse('Forbidden', field, 'adding or removing sizeLimit on an existing volume is not allowed');
  else if (limit !== undefined && oldLimit !== undefined && !limit.equals(oldLimit) && dir.medium !== 'Memory')
    refuse('Forbidden', field, 'sizeLimit is only mutable for memory-backed emptyDir volumes');
}

/** A volume without a source is an emptyDir. */
function emptyDirOf(volume: VolumeLike, place: string): EmptyDirLike | undefined {
  const hasSource = Object.entries(volume).some(([key, source]) => key !== 'name' && source !== undefined && source !== null);
  return objectAt(hasSource ? volume.emptyDir : {}, `${place}.emptyDir`);
}

/** A volume as text, without the size limit where it and the other are emptyDirs. */
function comparable(volume: VolumeLike, dir: EmptyDirLike | undefined, other: EmptyDirLike | undefined): string {
  const compared = dir === undefined || other === undefined ? volume : { ...volume, emptyDir: { ...dir, sizeLimit: undefined } };
  return JSON.stringify(shape(compared));
}

/** A value without what means unset, keys in order. */
function shape(value: unknown): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value === '' || value === null ? undefined : value;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(shape);
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, shape(inner)] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.length === 0 ? undefined : entries;
}
