import type { PodLike, VolumeLike } from '../../core/index.ts';
import { objectsAt, specOf } from '../../core/pod-fields.ts';
import { explainMemorySizeAt } from '../../volumes/empty-dir-memory-size.ts';
import type { Machine } from '../subject/machine.ts';
import { boundless, type SizePodOptions, type VolumeSizing } from './options.ts';

/** The memory-backed volumes of a pod. Without a node, only the pod and `sizeLimit` bound them. */
export function sizeVolumes(pod: PodLike, machine: Machine | undefined, options: SizePodOptions): readonly VolumeSizing[] {
  const volumes = objectsAt(specOf(pod)?.volumes, 'spec.volumes');
  return volumes.flatMap((volume, i): readonly VolumeSizing[] =>
    volume.emptyDir?.medium === 'Memory' ? [sizeVolume(volume, `spec.volumes[${i}]`, pod, machine, options)] : [],
  );
}

function sizeVolume(volume: VolumeLike, place: string, pod: PodLike, machine: Machine | undefined, options: SizePodOptions): VolumeSizing {
  const { name } = volume;
  const settings = { ...options, ...(machine === undefined ? {} : { hostMemory: machine.memory }) };
  const { result } = explainMemorySizeAt(place, machine?.allocatable ?? boundless, volume, pod, settings);
  if (machine !== undefined) return { name, ...result };
  const { size, decidedBy, mountOptions } = result;
  const candidates = result.candidates.filter(({ source }) => source !== 'nodeAllocatable');
  if (decidedBy === undefined || decidedBy === 'nodeAllocatable') return { name, candidates, mountOptions: [] };
  return { name, size, decidedBy, candidates, mountOptions };
}
