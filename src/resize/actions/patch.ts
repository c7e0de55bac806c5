import { quantityAt } from '../../core/at-path.ts';
import type { ContainerLike, PodLike, PodSpecLike, ResizePolicyLike, ResourceListLike } from '../../core/index.ts';
import type { ResourceRequirementsLike, VolumeLike } from '../../core/index.ts';
import { containersOf, objectAt, objectsAt, requirementsOf, specOf, textAt, type ContainerSection } from '../../core/pod-fields.ts';
import { invalid, SizingError } from '../../errors.ts';

/** New resources of containers, by name; as in a patch, what is not named stays and `null` removes. */
export interface ContainerResourcesLike {
  readonly [containerName: string]: ResourceRequirementsLike | null | undefined;
}

/** A container in a patch. */
export interface ContainerPatchLike {
  readonly name: string;
  readonly resources?: ResourceRequirementsLike | null | undefined;
  readonly resizePolicy?: readonly ResizePolicyLike[] | null | undefined;
}

/** A patch of a pod's resources, as `kubectl patch --subresource resize` takes it. */
export interface ResizePatchLike {
  readonly spec: {
    readonly containers?: readonly ContainerPatchLike[] | null | undefined;
    readonly initContainers?: readonly ContainerPatchLike[] | null | undefined;
    readonly resources?: ResourceRequirementsLike | null | undefined;
    readonly volumes?: readonly VolumeLike[] | null | undefined;
  };
}

/** The pod with new resources; lists are merged by name, and amounts that are `null` are removed. */
export function patchedPod(pod: PodLike, given: ContainerResourcesLike | ResizePatchLike, minor: number): PodLike {
  const wanted = objectAt<object>(given, 'newResources');
  if (wanted === undefined) throw invalid('new resources', 'newResources', given);
  const patch = isPatch(wanted) ? (objectAt(wanted.spec, 'newResources.spec') ?? {}) : patchByName(pod, wanted as ContainerResourcesLike);
  const place = isPatch(wanted) ? 'newResources.spec' : 'newResources';
  const spec: PodSpecLike = { containers: [], ...specOf(pod) };
  const merged = (section: ContainerSection): readonly ContainerLike[] =>
    mergedByName(containersOf(pod, section), objectsAt(patch[section], `${place}.${section}`), (before, one, i) => {
      const owner = isPatch(wanted) ? `${place}.${section}[${i}]` : place;
      const name = textAt(one.name, `${owner}.name`);
      return mergedContainer(before, one, { place: isPatch(wanted) ? `${owner}.resources` : `${owner}.${name}`, minor });
    });
  return {
    ...pod,
    spec: {
      ...spec,
      containers: merged('containers'),
      initContainers: merged('initContainers'),
      resources: mergedResources(spec.resources, patch.resources, { place: `${place}.resources`, minor }),
      volumes: mergedByName(objectsAt(spec.volumes, 'spec.volumes'), objectsAt(patch.volumes, `${place}.volumes`), mergedVolume),
    },
  };
}

function isPatch(wanted: object): wanted is ResizePatchLike {
  return Object.hasOwn(wanted, 'spec');
}

function patchByName(pod: PodLike, resources: ContainerResourcesLike): ResizePatchLike['spec'] {
  const inits = new Set(containersOf(pod, 'initContainers').map(({ name }) => name));
  const all = new Set([...inits, ...containersOf(pod, 'containers').map(({ name }) => name)]);
  const named = Object.entries(resources).filter(([, wanted]) => wanted !== undefined);
  for (const [name] of named)
    if (!all.has(name))
      throw new SizingError('NotFound', 'the pod has no such container', {
        path: `newResources.${name}`,
        input: name,
        hint: `its containers are ${[...all].join(', ')}`,
      });
  const patches = named.map(([name, resources]): ContainerPatchLike => ({ name, resources }));
  return {
    containers: patches.filter(({ name }) => !inits.has(name)),
    initContainers: patches.filter(({ name }) => inits.has(name)),
  };
}

/** The list with each patch merged into the first of its name, or added at the end. */
function mergedByName<T extends { readonly name: string }, P extends { readonly name: string }>(
  list: readonly T[],
  patches: readonly P[],
  merged: (before: T | undefined, patch: P, index: number) => T,
): readonly T[] {
  const result = [...list];
  const places = new Map<string, number>();
  for (const [i, { name }] of list.entries()) if (!places.has(name)) places.set(name, i);
  for (const [i, patch] of patches.entries()) {
    const place = places.get(patch.name) ?? result.length;
    result[place] = merged(result[place], patch, i);
    places.set(patch.name, place);
  }
  return result;
}

/** Where a part of a patch stands, and the minor that reads its amounts. */
interface PatchPlace {
  readonly place: string;
  readonly minor: number;
}

function mergedContainer(
  before: ContainerLike | undefined,
  { name, resources, resizePolicy }: ContainerPatchLike,
  at: PatchPlace,
): ContainerLike {
  return {
    ...(before ?? { name }),
    resources: mergedResources(before?.resources, resources, at),
    ...(resizePolicy === undefined ? {} : { resizePolicy }),
  };
}

function mergedResources(
  before: ResourceRequirementsLike | null | undefined,
  patch: ResourceRequirementsLike | null | undefined,
  { place, minor }: PatchPlace,
): ResourceRequirementsLike | null | undefined {
  if (patch === undefined) return before;
  if (patch === null) return undefined;
  const wanted = objectAt(patch, place);
  const merged = (kind: 'requests' | 'limits'): ResourceListLike | undefined =>
    mergedList(requirementsOf({ resources: before }, kind), wanted?.[kind], { place: `${place}.${kind}`, minor });
  return { ...before, requests: merged('requests'), limits: merged('limits') };
}

function mergedList(
  before: ResourceListLike | undefined,
  patch: ResourceListLike | null | undefined,
  { place, minor }: PatchPlace,
): ResourceListLike | undefined {
  if (patch === undefined) return before;
  const entries = new Map(Object.entries(before ?? {}));
  if (patch === null) entries.clear();
  for (const [name, amount] of Object.entries(objectAt(patch, place) ?? {})) {
    if (amount === undefined) continue;
    if (amount === null) entries.delete(name);
    else entries.set(name, quantityAt(amount, `${place}.${name}`, minor));
  }
  return Object.fromEntries(entries);
}

function mergedVolume(before: VolumeLike | undefined, patch: VolumeLike): VolumeLike {
  return { ...before, ...patch, ...(patch.emptyDir ? { emptyDir: { ...before?.emptyDir, ...patch.emptyDir } } : {}) };
}
