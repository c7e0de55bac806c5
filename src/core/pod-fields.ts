import { hasFields, invalid, wayFrom } from '../errors.ts';
import { atPath } from './at-path.ts';
import { clusterObject } from './cluster-object.ts';
import type { NodeLike, NodeStatusLike } from './node.ts';
import type { ContainerLike, ContainerStatusLike, ObjectMetaLike, PodLike, PodSpecLike, PodStatusLike } from './pod.ts';
import type { ResourceListLike, ResourceRequirementsLike } from './resources.ts';
import type { EmptyDirLike, VolumeLike, VolumeSourceLike } from './volume.ts';

/** The object that stands at a place, `undefined` where there is none. */
export function objectAt<T extends object>(value: T | null | undefined, place: string): T | undefined {
  if (value === undefined || value === null) return undefined;
  if (hasFields(value)) return value;
  throw invalid('an object', place, value, Array.isArray(value) ? undefined : wayFrom(value));
}

/** The objects of a list that stands at a place; empty where there is none. */
export function objectsAt<T extends object>(value: readonly T[] | null | undefined, place: string): readonly T[] {
  if (value === undefined || value === null) return none;
  if (!Array.isArray(value)) throw invalid('a list', place, value, wayFrom(value, 'list'));
  for (let i = 0; i < value.length; i++) {
    const element: unknown = value[i];
    if (!hasFields(element)) throw invalid('an object', `${place}[${i}]`, element, wayFrom(element));
  }
  return value as readonly T[];
}

const none: readonly never[] = [];

/** Looks at every object of a list that stands at a place; an error gets the place of its object. */
export function visitEach<T extends object>(
  list: readonly T[] | null | undefined,
  place: string,
  visit: (element: T, index: number) => void,
): void {
  const elements = objectsAt(list, place);
  let i = 0;
  try {
    for (; i < elements.length; i++) visit(elements[i] as T, i);
  } catch (error) {
    throw atPath(error, `${place}[${i}]`);
  }
}

/** The text that stands at a place; empty where there is none. */
export function textAt(value: string | null | undefined, place: string): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') throw invalid('a string', place, value);
  return value;
}

/** What a pod says of itself, beside what it wants to be. */
export function metadataOf(pod: PodLike): ObjectMetaLike | undefined {
  checkPod(pod);
  return objectAt(pod.metadata, 'metadata');
}

/** A text of what a pod says of itself; empty where there is none. */
export function metadataText(pod: PodLike, field: 'name' | 'namespace' | 'uid'): string {
  const text = metadataOf(pod)?.[field];
  return typeof text === 'string' ? text : textAt(text, `metadata.${field}`);
}

/** The spec of a pod; `place` is where the pod stands, for errors. */
export function specOf(pod: PodLike, place?: string): PodSpecLike | undefined {
  checkPod(pod, place);
  return objectAt(pod.spec, 'spec');
}

/** Most pods have a spec, which nothing that wraps them has. */
function checkPod(pod: PodLike, place?: string): void {
  if (typeof pod !== 'object' || pod === null || pod.spec === undefined) clusterObject(pod, 'a pod', place);
}

export function podStatusOf(pod: PodLike): PodStatusLike | undefined {
  checkPod(pod);
  return objectAt(pod.status, 'status');
}

/** What a node that stands at a place says that it has. */
export function nodeStatusOf(node: NodeLike, place: string): NodeStatusLike | undefined {
  return objectAt(clusterObject(node, 'a node', place).status, `${place}.status`);
}

/**
 * Whether a pod has ended and needs nothing any more.
 *
 * Upstream: `pkg/api/v1/pod`, `IsPodTerminal`, since 1.21.
 */
export function isPodTerminal(pod: PodLike): boolean {
  const phase = podStatusOf(pod)?.phase;
  return phase === 'Succeeded' || phase === 'Failed';
}

/** Which of a pod's two lists of containers; ephemeral containers have no resources. */
export type ContainerSection = 'containers' | 'initContainers';

export function containersOf(pod: PodLike, section: ContainerSection): readonly ContainerLike[] {
  const containers = specOf(pod)?.[section];
  visitEach(containers, `spec.${section}`, checkContainer);
  return containers ?? none;
}

function checkContainer({ name, restartPolicy }: ContainerLike): void {
  if (typeof name !== 'string') textAt(name, 'name');
  if (restartPolicy !== undefined) textAt(restartPolicy, 'restartPolicy');
}

export function volumesOf(pod: PodLike): readonly VolumeLike[] {
  const volumes = specOf(pod)?.volumes;
  visitEach(volumes, 'spec.volumes', ({ name, emptyDir }) => {
    if (typeof name !== 'string') textAt(name, 'name');
    if (emptyDir !== undefined) textAt(objectAt(emptyDir, 'emptyDir')?.medium, 'emptyDir.medium');
  });
  return volumes ?? none;
}

/** The directory of a volume that stands at a place; `undefined` where the volume is another one. */
export function emptyDirAt(volume: VolumeSourceLike | null | undefined, place: string): EmptyDirLike | undefined {
  const emptyDir = objectAt(volume, place)?.emptyDir;
  if (emptyDir === undefined || emptyDir === null) return undefined;
  const found = objectAt(emptyDir, `${place}.emptyDir`);
  textAt(found?.medium, `${place}.emptyDir.medium`);
  return found;
}

/** Looks at every container of a section; an error gets the container's place. */
export function visitContainers(pod: PodLike, section: ContainerSection, visit: (container: ContainerLike, index: number) => void): void {
  const place = section === 'containers' ? 'spec.containers' : 'spec.initContainers';
  const containers = objectsAt(specOf(pod)?.[section], place);
  let i = 0;
  try {
    for (; i < containers.length; i++) {
      const container = containers[i] as ContainerLike;
      checkContainer(container);
      visit(container, i);
    }
  } catch (error) {
    throw atPath(error, `${place}[${i}]`);
  }
}

export type StatusSection = 'containerStatuses' | 'initContainerStatuses';

/** Looks at every container status of a section; an error gets the status' place. */
export function visitStatuses(pod: PodLike, section: StatusSection, visit: (status: ContainerStatusLike, index: number) => void): void {
  visitEach<ContainerStatusLike>(podStatusOf(pod)?.[section], `status.${section}`, (status, index) => {
    textAt(status.name, 'name');
    visit(status, index);
  });
}

/** Whether an init container keeps running beside the containers. */
export function isRestartableInitContainer(container: ContainerLike): boolean {
  return container.restartPolicy === 'Always';
}

/** Requests or limits. */
export type RequirementsKind = 'requests' | 'limits';

/** The requests or limits of what has resources; `undefined` where there are none. */
export function requirementsOf(
  owner: { readonly resources?: ResourceRequirementsLike | null | undefined },
  kind: RequirementsKind,
): ResourceListLike | undefined {
  const resources = objectAt(owner.resources, 'resources');
  return resources === undefined ? undefined : objectAt(resources[kind], kind === 'requests' ? 'resources.requests' : 'resources.limits');
}
