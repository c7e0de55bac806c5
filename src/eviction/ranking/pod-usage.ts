import type { ContainerStatsLike, IntegerLike, Opt, PodLike, PodStatsLike, VolumeLike } from '../../core/index.ts';
import { objectAt, textAt, visitEach, volumesOf } from '../../core/pod-fields.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity, type Format } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { isLocalEphemeral } from '../../volumes/local-ephemeral.ts';
import { addExact, int64Of } from '../../core/int64.ts';

/**
 * A part of what a pod takes of the disk: the writable layers of its containers, their logs, its local volumes, its images. There are no
 * statistics of images, so that they count as nothing.
 *
 * Upstream: `pkg/kubelet/eviction/types.go`, `fsStatsType`.
 */
export type FsStatsType = 'root' | 'logs' | 'localVolumeSource' | 'images';

/** What is measured on a disk. */
export type DiskResource = 'ephemeral-storage' | 'inodes';

/** A number of a part of statistics, `undefined` where that is not known. */
export function statOf<Part extends string, Field extends string>(
  owner: { readonly [part in Part]?: Opt<{ readonly [field in Field]?: Opt<IntegerLike> }> },
  part: Part,
  field: Field,
): IntegerLike | undefined {
  const found = objectAt<{ readonly [field in Field]?: Opt<IntegerLike> }>(owner[part], part);
  const value = found?.[field];
  // Most are this, and need no text of their place.
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  return int64Of(value, `${part}.${field}`);
}

/** The memory that a pod works with, in bytes; 0 where that is not known. Upstream: `memoryUsage`. */
export const memoryUsage = (stats: PodStatsLike): IntegerLike => statOf(stats, 'memory', 'workingSetBytes') ?? 0;

/** The processes of a pod; 0 where that is not known. Upstream: `processUsage`. */
export const processUsage = (stats: PodStatsLike): IntegerLike => statOf(stats, 'process_stats', 'process_count') ?? 0;

const fields = { 'ephemeral-storage': 'usedBytes', inodes: 'inodesUsed' } as const;

/** What a container uses of a filesystem; 0 where that is not known. Upstream: `diskUsage`, `inodeUsage`. */
export function fsUsage(container: ContainerStatsLike, part: 'rootfs' | 'logs', resource: DiskResource): IntegerLike {
  return statOf(container, part, fields[resource]) ?? 0;
}

/** Which volumes count. */
export type VolumeRule = (volume: VolumeLike, minor: number) => boolean;

/** Which volumes count when pods are ranked by disk. Upstream: `localVolumeNames`. */
export const isRankedVolume = /* @__PURE__ */ since<VolumeRule>({
  '1.15': (volume, minor) => isHostPath(volume) || isLocalEphemeral({ ...volume, downwardAPI: null }, minor),
  '1.21': (volume, minor) => isHostPath(volume) || isLocalEphemeral(volume, minor),
});

const isHostPath = ({ hostPath }: VolumeLike): boolean => hostPath !== undefined && hostPath !== null;

/** What is measured of a disk. */
export interface DiskMeasure {
  readonly parts: readonly FsStatsType[];
  readonly resource: DiskResource;
  readonly counts: (volume: VolumeLike) => boolean;
}

/**
 * What a pod takes of a disk: of its containers the parts that are named, and with `localVolumeSource` of each volume that counts the first
 * statistic of its name.
 *
 * Upstream: `podDiskUsage`; `podLocalEphemeralStorageUsage` up to 1.20.
 */
export function podDiskUsage(pod: PodLike, stats: PodStatsLike, { parts, resource, counts }: DiskMeasure): IntegerLike {
  const [root, logs] = [parts.includes('root'), parts.includes('logs')];
  let used: IntegerLike = 0;
  visitEach(stats.containers, 'containers', (container) => {
    if (root) used = addExact(used, fsUsage(container, 'rootfs', resource));
    if (logs) used = addExact(used, fsUsage(container, 'logs', resource));
  });
  if (!parts.includes('localVolumeSource')) return used;
  const byName = new Map<string, IntegerLike>();
  visitEach(stats.volume, 'volume', (volume) => {
    const name = textAt(volume.name, 'name');
    if (!byName.has(name)) byName.set(name, int64Of(volume[fields[resource]], fields[resource]) ?? 0);
  });
  if (byName.size > 0) for (const name of localVolumeNames(pod, counts)) used = addExact(used, byName.get(name) ?? 0);
  return used;
}

/** The names of a pod's volumes that count. */
function localVolumeNames(pod: PodLike, counts: (volume: VolumeLike) => boolean): readonly string[] {
  const names: string[] = [];
  visitEach(volumesOf(pod), 'spec.volumes', (volume) => {
    if (counts(volume)) names.push(volume.name ?? '');
  });
  return names;
}

/** An exact amount, also beyond an int64, which upstream's sums of quantities do not wrap at. */
export function exactQuantity(amount: IntegerLike, format: Format, minor: number): Quantity {
  const era = eraSince(minor);
  if (typeof amount === 'number') return Quantity.fromInt64(amount, format, era);
  const low = Quantity.fromInt64(BigInt.asUintN(62, amount), format, era);
  return Quantity.fromInt64(amount >> 62n, format, era)
    .mul(2n ** 62n)
    .add(low);
}
