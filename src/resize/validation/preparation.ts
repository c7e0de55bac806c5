import type { ContainerLike, Opt, PodLike, PodSpecLike, ResourceRequirementsLike } from '../../core/index.ts';
import { containersOf, objectAt, objectsAt, specOf, textAt, visitContainers, volumesOf } from '../../core/pod-fields.ts';
import type { ContainerSection } from '../../core/pod-fields.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { withLateDefaults } from '../../admission/defaults/defaults.ts';
import { isPodLevelSet } from '../../resources/totals/pod-level.ts';

/** Whether claims to devices are left out where the pod has none: the gate DynamicResourceAllocation is off by default up to 1.33. */
const dropsClaims = /* @__PURE__ */ since({ '1.15': true, '1.34': false });

/** Refuses a pod whose names and policies are not all texts. */
export function checkTexts(pod: PodLike): PodLike {
  for (const [i, { name }] of objectsAt(specOf(pod)?.resourceClaims, 'spec.resourceClaims').entries())
    textAt(name, `spec.resourceClaims[${i}].name`);
  checkClaims(specOf(pod)?.resources, 'spec.resources');
  for (const section of ['containers', 'initContainers'] as const)
    visitContainers(pod, section, ({ name, resources, resizePolicy }) => {
      textAt(name, 'name');
      checkClaims(resources, 'resources');
      for (const [i, policy] of objectsAt(resizePolicy, 'resizePolicy').entries())
        for (const field of ['resourceName', 'restartPolicy'] as const) textAt(policy[field], `resizePolicy[${i}].${field}`);
    });
  return pod;
}

function checkClaims(resources: Opt<ResourceRequirementsLike>, place: string): void {
  for (const [i, claim] of objectsAt(objectAt(resources, place)?.claims, `${place}.claims`).entries())
    for (const field of ['name', 'request'] as const) textAt(claim[field], `${place}.claims[${i}].${field}`);
}

/**
 * The pod that the API server validates for a sent one: the old pod, with the sent resources and resize policies of its containers, and with the
 * sent pod's own resources and its volumes where they can be resized. Where the number of containers differs, it
 * is the sent pod as it is; where a name differs, the sent list of containers. Fields that are switched off are dropped.
 *
 * Upstream: `pkg/registry/core/pod/strategy.go`, `podResizeStrategy.PrepareForUpdate`, since 1.33.
 */
export function prepareForUpdate(sent: PodLike, old: PodLike, release: Release): PodLike {
  const sections: readonly ContainerSection[] = ['containers', 'initContainers'];
  const sameCount = sections.every((section) => containersOf(sent, section).length === containersOf(old, section).length);
  const pod = sameCount ? { ...old, spec: dropNonResizeUpdates(sent, old, release) } : sent;
  return dropDisabledPodFields(withLateDefaults(withKeptResources(pod, old, release), release), old, release);
}

/** Upstream: `dropNonResizeUpdates`. */
function dropNonResizeUpdates(sent: PodLike, old: PodLike, { gate }: Release): PodSpecLike {
  const [wanted, spec] = [specOf(sent), specOf(old)];
  return {
    ...spec,
    containers: mergedContainers(sent, old, 'containers'),
    initContainers: mergedContainers(sent, old, 'initContainers'),
    resources: (gate('InPlacePodLevelResourcesVerticalScaling') ? wanted : spec)?.resources,
    volumes: (gate('InPlacePodVerticalScalingMemoryBackedVolumes') ? wanted : spec)?.volumes,
  };
}

function mergedContainers(sent: PodLike, old: PodLike, section: ContainerSection): readonly ContainerLike[] {
  const [wanted, containers] = [containersOf(sent, section), containersOf(old, section)];
  if (wanted.some(({ name }, i) => name !== containers[i]?.name)) return wanted;
  return containers.map((container, i) => ({ ...container, resources: wanted[i]?.resources, resizePolicy: wanted[i]?.resizePolicy }));
}

/** A pod whose own resources a client dropped that does not know them keeps them. */
function withKeptResources(pod: PodLike, old: PodLike, { gate }: Release): PodLike {
  const resources = specOf(pod)?.resources ?? (gate('PodLevelResourcesFixDefaulting') ? specOf(old)?.resources : undefined);
  return { ...pod, spec: { containers: [], ...pod.spec, resources } };
}

/** Upstream: `pkg/api/pod`, `DropDisabledPodFields`. */
function dropDisabledPodFields(pod: PodLike, old: PodLike, { minor, gate }: Release): PodLike {
  const spec: PodSpecLike = { containers: [], ...pod.spec };
  const resources = gate('PodLevelResources') || isPodLevelSet(old, minor) ? spec.resources : undefined;
  const modes = gate('EmptyDirVolumeMode') || volumesOf(old).some(({ emptyDir }) => (emptyDir?.mode ?? undefined) !== undefined);
  const volumes = modes
    ? spec.volumes
    : objectsAt(spec.volumes, 'spec.volumes').map((volume) =>
        volume.emptyDir ? { ...volume, emptyDir: { ...volume.emptyDir, mode: undefined } } : volume,
      );
  const dropped = dropsClaims(minor) && (specOf(old)?.resourceClaims ?? []).length === 0;
  const withoutClaims = (section: ContainerSection): readonly ContainerLike[] =>
    containersOf(pod, section).map((container) =>
      dropped ? { ...container, resources: { ...container.resources, claims: undefined } } : container,
    );
  return {
    ...pod,
    spec: {
      ...spec,
      resources,
      volumes,
      containers: withoutClaims('containers'),
      initContainers: withoutClaims('initContainers'),
      resourceClaims: dropped ? undefined : spec.resourceClaims,
    },
  };
}
