import type { VolumeLike } from '../../core/index.ts';
import { objectsAt, specOf } from '../../core/pod-fields.ts';
import { explainMemorySize } from '../../volumes/empty-dir-memory-size.ts';
import type { Sized, VolumeSizing } from './options.ts';

/** The memory-backed volumes of a pod. Without a node, only the pod and `sizeLimit` bound them. */
export function sizeVolumes(sized: Sized): readonly VolumeSizing[] {
  const volumes = objectsAt(specOf(sized.known.pod)?.volumes, 'spec.volumes');
  return volumes.flatMap((volume, i): readonly VolumeSizing[] =>
    volume.emptyDir?.medium === 'Memory' ? [sizeVolume(volume, `spec.volumes[${i}]`, sized)] : [],
  );
}

function sizeVolume(volume: VolumeLike, place: string, { bounds, machine, options }: Sized): VolumeSizing {
  const { name } = volume;
  const { result } = explainMemorySize(volume, place, bounds, { noswapSupported: options.noswapSupported, hostMemory: machine?.memory });
  if (machine !== undefined) return { name, ...result };
  const { size, decidedBy, mountOptions } = result;
  const candidates = result.candidates.filter(({ source }) => source !== 'nodeAllocatable');
  if (decidedBy === undefined || decidedBy === 'nodeAllocatable') return { name, candidates, mountOptions: [] };
  return { name, size, decidedBy, candidates, mountOptions };
}
