import { amountOf } from '../../core/resource-lists.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { isSizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { explainMemorySize, memoryBounds } from '../../volumes/empty-dir-memory-size.ts';
import { isLocalEphemeral } from '../../volumes/local-ephemeral.ts';
import { pageSizeMountOption } from '../../volumes/page-size.ts';
import { isSharedMemoryPath } from '../../volumes/shared-memory.ts';
import { isPlausible } from './amounts.ts';
import { placeText } from '../subject/place.ts';
import { type EmptyDir, type Owner, type Subject } from './subject.ts';

/** Volumes of the kind `emptyDir`: in memory, in hugepages and on disk. */
export function lintVolumes(subject: Subject): void {
  const { volumes, release } = subject;
  const memory = volumes.filter(({ medium }) => medium === 'Memory');
  if (memory.length > 0) lintMemory(subject, memory);
  lintPages(subject);
  if (release.gate('LocalStorageCapacityIsolation')) lintDisk(subject);
}

function lintPages({ known, volumes, release, note }: Subject): void {
  const refusals = new Map<string, string | undefined>();
  const refusalOf = (medium: string): string | undefined => {
    try {
      pageSizeMountOption(medium, known.pod, release);
      return undefined;
    } catch (error) {
      if (!isSizingError(error)) throw error;
      return error.message.replace('pod: ', '');
    }
  };
  for (const { medium, label, place } of volumes) {
    if (!medium.startsWith('HugePages')) continue;
    if (!refusals.has(medium)) refusals.set(medium, refusalOf(medium));
    const reason = refusals.get(medium);
    if (reason !== undefined) note('hugepages-volume-unmountable', [...place, 'medium'], { volume: label, reason });
  }
}

/** Stands for the memory of a node that is not known. */
const unknownMemory = (): Quantity => Quantity.parse('7Ei');

function lintMemory(subject: Subject, volumes: readonly EmptyDir[]): void {
  const { known, release, os, node, note } = subject;
  const bounds = memoryBounds(known, os, () => amountOf(node?.allocatable, 'memory') ?? unknownMemory());
  const limit = positive(bounds.podLimit());
  const mountsOf = mountsByVolume(subject);
  let total = Quantity.fromInt64(0, 'BinarySI');
  for (const volume of volumes) {
    const { sizeLimit, place, label } = volume;
    const own = positive(sizeLimit?.quantity);
    const mounts = mountsOf(volume);
    const { size, decidedBy } = explainMemorySize(volume, placeText(place.slice(0, -1)), bounds, {}).result;
    if (sizeLimit !== undefined && own !== undefined && decidedBy === undefined) {
      const instead = areLimited(mounts) ? withLimits : withoutLimits;
      note('size-limit-without-effect', sizeLimit, { minor: release.minor, instead });
    } else if (limit === undefined && decidedBy !== 'sizeLimit' && !areLimited(mounts))
      note('memory-volume-unbounded', place, { volume: label });
    if (decidedBy === 'sizeLimit') total = total.add(size);
    if (own === undefined) lintSharedMemory(subject, volume, mounts, decidedBy === 'podLimit' ? size : undefined);
    else lintSizeLimit(subject, volume, mounts, limit);
  }
  if (limit !== undefined && total.cmp(limit) > 0) note('memory-volumes-above-limit', ['spec', 'volumes'], { total, limit });
}

const withLimits = '; until then only the memory limits of the containers that mount it bound it';
const withoutLimits = ', or limit the memory of every container that mounts it';

/** A container that mounts a volume, its memory limit, and whether it does so at `/dev/shm`. */
interface Mount {
  readonly owner: Owner;
  readonly shm: boolean;
  readonly limit: Quantity | undefined;
}

/** The containers that mount a volume; of one that mounts it several times the first mount counts. */
function mountsByVolume({ owners }: Subject): (volume: EmptyDir) => readonly Mount[] {
  const mounts = new Map<string, Mount[]>();
  for (const owner of owners) {
    const limit = positive(owner.limits.get('memory')?.quantity);
    for (const { name, mountPath } of objectsAt(owner.container?.volumeMounts, `${placeText(owner.place)}.volumeMounts`)) {
      const list = mounts.get(name) ?? [];
      if (list.at(-1)?.owner !== owner) list.push({ owner, shm: isSharedMemoryPath(mountPath), limit });
      mounts.set(name, list);
    }
  }
  return ({ name }) => mounts.get(name) ?? [];
}

/** A size above the memory limit of the pod, of a container that has the volume as `/dev/shm`, or of all that mount it. */
function lintSizeLimit({ note }: Subject, { sizeLimit }: EmptyDir, mounts: readonly Mount[], ofPod: Quantity | undefined): void {
  const highest = areLimited(mounts) ? extreme(mounts, 1) : undefined;
  const limit = extreme([{ limit: ofPod }, { limit: highest }, ...mounts.filter(({ shm }) => shm)], -1);
  if (sizeLimit === undefined || !isPlausible(limit) || sizeLimit.quantity.cmp(limit) <= 0) return;
  note('size-limit-above-memory', sizeLimit, { limit, mended: limit }, [[sizeLimit.place, limit.toString()]]);
}

/** A `/dev/shm` as large as the pod's limit in a container whose own limit is lower. */
function lintSharedMemory({ note }: Subject, { place }: EmptyDir, mounts: readonly Mount[], size: Quantity | undefined): void {
  const shared = mounts.filter(({ shm }) => shm);
  const limit = extreme(shared, -1);
  if (size === undefined || !isPlausible(limit) || size.cmp(limit) <= 0) return;
  const owner = shared.find((mount) => mount.limit === limit)?.owner.label ?? '';
  note('shm-above-limit', place, { owner, size, limit, mended: limit }, [[[...place, 'sizeLimit'], limit.toString()]]);
}

/** Whether whoever can write to a volume is killed before the node is full. */
function areLimited(mounts: readonly Mount[]): boolean {
  return mounts.length > 0 && mounts.every(({ limit }) => limit !== undefined);
}

/** The least (-1) or the greatest (1) of the limits that are there. */
function extreme(mounts: readonly Pick<Mount, 'limit'>[], sign: -1 | 1): Quantity | undefined {
  return mounts.reduce<Quantity | undefined>((a, { limit }) => (a === undefined || limit?.cmp(a) === sign ? limit : a), undefined);
}

function positive(amount: Quantity | undefined): Quantity | undefined {
  return amount !== undefined && amount.sign() > 0 ? amount : undefined;
}

function lintDisk({ owners, volumes, release, requests, limits, note }: Subject): void {
  const disk = volumes.filter(({ emptyDir }) => isLocalEphemeral({ emptyDir }, release.minor));
  const name = 'ephemeral-storage';
  const limit = disk.length === 0 ? undefined : amountOf(limits(), name);
  if (isPlausible(limit))
    for (const { sizeLimit, label, place } of disk) {
      const changes = [[[...place, 'sizeLimit'], limit.toString()]] as const;
      const own = positive(sizeLimit?.quantity);
      if (sizeLimit === undefined || own === undefined) note('ephemeral-limit-open-volume', place, { volume: label, limit }, changes);
      else if (own.cmp(limit) > 0) note('ephemeral-limit-below-volume', sizeLimit, { limit, mended: limit }, changes);
    }
  const cares = disk.some(({ sizeLimit }) => sizeLimit !== undefined) || owners.some((owner) => owner.requests.has(name));
  if (cares && positive(amountOf(requests(), name)) === undefined) note('ephemeral-request-zero', ['spec'], {});
}
