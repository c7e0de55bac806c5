import type { PodLike, VolumeLike } from '../../core/index.ts';
import { operatingSystemOf } from '../../cgroup/pod/settings.ts';
import { objectsAt, specOf } from '../../core/pod-fields.ts';
import { Quantity } from '../../quantity/index.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import { releaseOf } from '../../version/release.ts';
import { explainMemorySize, memoryBounds, type MemoryBounds } from '../../volumes/empty-dir-memory-size.ts';
import type { Machine } from '../subject/machine.ts';
import { boundless, type SizePodOptions, type VolumeSizing } from './options.ts';

/** The memory-backed volumes of a pod. Without a node, only the pod and `sizeLimit` bound them. */
export function sizeVolumes(pod: PodLike, machine: Machine | undefined, options: SizePodOptions): readonly VolumeSizing[] {
  const volumes = objectsAt(specOf(pod)?.volumes, 'spec.volumes');
  const allocatable = machine?.allocatable ?? Quantity.from(boundless);
  const bounds = memoryBounds(new KnownPod(pod, releaseOf(options)), operatingSystemOf(options.os), () => allocatable);
  return volumes.flatMap((volume, i): readonly VolumeSizing[] =>
    volume.emptyDir?.medium === 'Memory' ? [sizeVolume(volume, `spec.volumes[${i}]`, bounds, machine, options)] : [],
  );
}

function sizeVolume(
  volume: VolumeLike,
  place: string,
  bounds: MemoryBounds,
  machine: Machine | undefined,
  { noswapSupported }: SizePodOptions,
): VolumeSizing {
  const { name } = volume;
  const { result } = explainMemorySize(volume, place, bounds, { noswapSupported, hostMemory: machine?.memory });
  if (machine !== undefined) return { name, ...result };
  const { size, decidedBy, mountOptions } = result;
  const candidates = result.candidates.filter(({ source }) => source !== 'nodeAllocatable');
  if (decidedBy === undefined || decidedBy === 'nodeAllocatable') return { name, candidates, mountOptions: [] };
  return { name, size, decidedBy, candidates, mountOptions };
}
