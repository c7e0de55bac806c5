import { resourceConfigForPod } from '../../cgroup/pod/resource-config.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { isSizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { podLimits, podRequests } from '../../resources/totals/pod-resources.ts';
import { explainEmptyDirMemorySize } from '../../volumes/empty-dir-memory-size.ts';
import { isLocalEphemeralVolume } from '../../volumes/local-ephemeral.ts';
import { getPageSizeMountOption } from '../../volumes/page-size.ts';
import { isSharedMemoryPath } from '../../volumes/shared-memory.ts';
import { isPlausible } from './amounts.ts';
import { isolatesStorage } from './fields.ts';
import { placeText } from './patch.ts';
import { type EmptyDir, type Owner, type Subject } from './subject.ts';

/** Volumes of the kind `emptyDir`: in memory, in hugepages and on disk. */
export function lintVolumes(subject: Subject): void {
  const { pod, volumes, options, note } = subject;
  const memory = volumes.filter(({ medium }) => medium === 'Memory');
  if (memory.length > 0) lintMemory(subject, memory);
  for (const { medium, label, place } of volumes) {
    if (!medium.startsWith('HugePages')) continue;
    try {
      getPageSizeMountOption(medium, pod, options);
    } catch (error) {
      if (!isSizingError(error)) throw error;
      note('hugepages-volume-unmountable', [...place, 'medium'], { volume: label, reason: error.message.replace('pod: ', '') });
    }
  }
  lintDisk(subject);
}

/** Stands for the memory of a node that is not known. */
const unknownMemory = '7Ei';

function lintMemory(subject: Subject, volumes: readonly EmptyDir[]): void {
  const { pod, minor, node, options, note } = subject;
  const limit = positive(resourceConfigForPod(pod, options)?.memory);
  let total = Quantity.fromInt64(0, 'BinarySI');
  for (const volume of volumes) {
    const { sizeLimit, place, label } = volume;
    const own = positive(sizeLimit?.quantity);
    const mounts = mountsOf(subject, volume);
    const allocatable = node?.allocatable?.['memory'] ?? unknownMemory;
    const { size, decidedBy } = explainEmptyDirMemorySize(allocatable, volume, pod, options).result;
    if (sizeLimit !== undefined && own !== undefined && decidedBy === undefined) note('size-limit-without-effect', sizeLimit, { minor });
    else if (limit === undefined && decidedBy !== 'sizeLimit' && !areLimited(mounts))
      note('memory-volume-unbounded', place, { volume: label });
    if (decidedBy === 'sizeLimit') total = total.add(size);
    if (own === undefined) lintSharedMemory(subject, volume, mounts, decidedBy === 'podLimit' ? size : undefined);
    else lintSizeLimit(subject, volume, mounts, limit);
  }
  if (limit !== undefined && total.cmp(limit) > 0) note('memory-volumes-above-limit', ['spec', 'volumes'], { total, limit });
}

/** A container that mounts a volume, its memory limit, and whether it does so at `/dev/shm`. */
interface Mount {
  readonly owner: Owner;
  readonly shm: boolean;
  readonly limit: Quantity | undefined;
}

function mountsOf({ owners }: Subject, { name }: EmptyDir): readonly Mount[] {
  return owners.flatMap((owner) => {
    const mount = objectsAt(owner.container?.volumeMounts, `${placeText(owner.place)}.volumeMounts`).find((one) => one.name === name);
    if (mount === undefined) return [];
    return [{ owner, shm: isSharedMemoryPath(mount.mountPath), limit: positive(owner.limits.get('memory')?.quantity) }];
  });
}

/** A size above the memory limit of the pod, of a container that has the volume as `/dev/shm`, or of all that mount it. */
function lintSizeLimit({ note }: Subject, { sizeLimit }: EmptyDir, mounts: readonly Mount[], ofPod: Quantity | undefined): void {
  const highest = areLimited(mounts) ? extreme(mounts, 1) : undefined;
  const limit = extreme([{ limit: ofPod }, { limit: highest }, ...mounts.filter(({ shm }) => shm)], -1);
  if (sizeLimit === undefined || !isPlausible(limit) || sizeLimit.quantity.cmp(limit) <= 0) return;
  note('size-limit-above-memory', sizeLimit, { limit }, [[sizeLimit.place, limit.toString()]]);
}

/** A `/dev/shm` as large as the pod's limit in a container whose own limit is lower. */
function lintSharedMemory({ note }: Subject, { place }: EmptyDir, mounts: readonly Mount[], size: Quantity | undefined): void {
  const shared = mounts.filter(({ shm }) => shm);
  const limit = extreme(shared, -1);
  if (size === undefined || !isPlausible(limit) || size.cmp(limit) <= 0) return;
  const owner = shared.find((mount) => mount.limit === limit)?.owner.label ?? '';
  note('shm-above-limit', place, { owner, size, limit }, [[[...place, 'sizeLimit'], limit.toString()]]);
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

function lintDisk({ pod, owners, volumes, minor, gate, options, note }: Subject): void {
  if (!isolatesStorage(minor)(gate)) return;
  const disk = volumes.filter(({ emptyDir }) => isLocalEphemeralVolume({ emptyDir }, options));
  const name = 'ephemeral-storage';
  const limit = podLimits(pod, options)[name];
  if (isPlausible(limit))
    for (const { sizeLimit, label, place } of disk) {
      const changes = [[[...place, 'sizeLimit'], limit.toString()]] as const;
      const own = positive(sizeLimit?.quantity);
      if (sizeLimit === undefined || own === undefined) note('ephemeral-limit-open-volume', place, { volume: label, limit }, changes);
      else if (own.cmp(limit) > 0) note('ephemeral-limit-below-volume', sizeLimit, { limit }, changes);
    }
  const request = podRequests(pod, options)[name];
  const cares = disk.some(({ sizeLimit }) => sizeLimit !== undefined) || owners.some(({ requests }) => requests.has(name));
  if (cares && positive(request) === undefined) note('ephemeral-request-zero', ['spec'], {});
}
