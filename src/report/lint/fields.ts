import type { ContainerLike, PodLike, VolumeLike } from '../../core/index.ts';
import { containersOf, isSidecar, objectsAt, specOf } from '../../core/pod-fields.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import type { Place } from './patch.ts';
import type { Note } from './subject.ts';

const knowsSidecars = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.28': (gate) => gate('SidecarContainers'),
  '1.33': () => true,
});
const knowsPodLevel = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.32': (gate) => gate('PodLevelResources'),
});

/** Whether ephemeral storage is limited at all. */
export const isolatesStorage = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': (gate) => gate('LocalStorageCapacityIsolation'),
  '1.25': () => true,
});

/** The pod without the fields that the API server of a minor drops, with a note about each. */
export function withKnownFields(pod: PodLike, options: GateOptions | undefined, gate: GateLookup, note: Note): PodLike {
  const minor = minorOf(options);
  const spec = specOf(pod);
  if (spec === undefined) return pod;
  const drop = (place: Place, field: string, first: string): undefined =>
    note('field-ignored', place, { minor, field, since: first }, [[place, undefined]]) as undefined;
  const sidecars = knowsSidecars(minor)(gate);
  const initContainers = containersOf(pod, 'initContainers').map((container, i): ContainerLike => {
    if (sidecars || !isSidecar(container)) return container;
    return {
      ...container,
      restartPolicy: drop(['spec', 'initContainers', i, 'restartPolicy'], 'restartPolicy of init containers', 'Kubernetes 1.29'),
    };
  });
  const isolates = isolatesStorage(minor)(gate);
  const volumes = objectsAt(spec.volumes, 'spec.volumes').map((volume, i): VolumeLike => {
    if (isolates || !volume.emptyDir?.sizeLimit) return volume;
    const sizeLimit = drop(['spec', 'volumes', i, 'emptyDir', 'sizeLimit'], 'sizeLimit', 'the gate LocalStorageCapacityIsolation');
    return { ...volume, emptyDir: { ...volume.emptyDir, sizeLimit } };
  });
  const podLevel = !spec.resources || knowsPodLevel(minor)(gate);
  const overhead = !spec.overhead || gate('PodOverhead');
  return {
    ...pod,
    spec: {
      ...spec,
      initContainers,
      volumes,
      ...(podLevel ? {} : { resources: drop(['spec', 'resources'], 'resources of the pod itself', 'Kubernetes 1.34') }),
      ...(overhead ? {} : { overhead: drop(['spec', 'overhead'], 'overhead', 'Kubernetes 1.18') }),
    },
  };
}
