import type { ContainerLike, PodLike, VolumeLike } from '../../core/index.ts';
import { containersOf, isRestartableInitContainer, objectsAt, specOf } from '../../core/pod-fields.ts';
import type { Release } from '../../version/release.ts';
import type { Place } from '../subject/place.ts';
import type { Note } from './subject.ts';

/** The pod without the fields that the API server of a release drops, with a note about each; the same where it drops none. */
export function withKnownFields(pod: PodLike, { minor, gate }: Release, note: Note): PodLike {
  const spec = specOf(pod);
  if (spec === undefined) return pod;
  let dropped = false;
  const drop = (place: Place, field: string, first: string): undefined => {
    dropped = true;
    note('field-ignored', place, { minor, field, since: first }, [[place, undefined]]);
    return undefined;
  };
  const initContainers = containersOf(pod, 'initContainers').map((container, i): ContainerLike => {
    if (!isRestartableInitContainer(container) || gate('SidecarContainers')) return container;
    return {
      ...container,
      restartPolicy: drop(['spec', 'initContainers', i, 'restartPolicy'], 'restartPolicy of init containers', 'Kubernetes 1.29'),
    };
  });
  const volumes = objectsAt(spec.volumes, 'spec.volumes').map((volume, i): VolumeLike => {
    if (!volume.emptyDir?.sizeLimit || gate('LocalStorageCapacityIsolation')) return volume;
    const sizeLimit = drop(['spec', 'volumes', i, 'emptyDir', 'sizeLimit'], 'sizeLimit', 'the gate LocalStorageCapacityIsolation');
    return { ...volume, emptyDir: { ...volume.emptyDir, sizeLimit } };
  });
  const resources =
    !spec.resources || gate('PodLevelResources')
      ? spec.resources
      : drop(['spec', 'resources'], 'resources of the pod itself', 'Kubernetes 1.34');
  const overhead = !spec.overhead || gate('PodOverhead') ? spec.overhead : drop(['spec', 'overhead'], 'overhead', 'Kubernetes 1.18');
  return dropped ? { ...pod, spec: { ...spec, initContainers, volumes, resources, overhead } } : pod;
}
