import { eraSince, type Era } from '../quantity/era.ts';
import type { Quantity } from '../quantity/index.ts';
import { amountIn } from './at-path.ts';
import { containersOf, objectAt, requirementsOf, specOf, type RequirementsKind } from './pod-fields.ts';
import type { ContainerLike, PodLike } from './pod.ts';
import { amountOf, readList, visitList, type ResourceLists, type Totals, type VisitAmount } from './resource-lists.ts';

type Owner = Parameters<typeof requirementsOf>[0];

/** A container whose lists are kept once they are read in an era. */
class ReadContainer implements ContainerLike {
  readonly name: string;
  readonly restartPolicy: ContainerLike['restartPolicy'];
  readonly resources: ContainerLike['resources'];
  readonly era: Era;
  requests: Totals | undefined;
  limits: Totals | undefined;

  constructor({ name, restartPolicy, resources }: ContainerLike, era: Era) {
    this.name = name;
    this.restartPolicy = restartPolicy;
    this.resources = resources;
    this.era = era;
    this.requests = undefined;
    this.limits = undefined;
  }
}

/**
 * What the totals, the class and the limits of a pod are computed from, with lists of its containers that are read once, by whoever asks
 * first. A pod whose containers are malformed stays as it is.
 */
export function readOnce(pod: PodLike, minor: number): PodLike {
  try {
    const spec = specOf(pod);
    const era = eraSince(minor);
    const read = (container: ContainerLike): ContainerLike => new ReadContainer(container, era);
    const containers = containersOf(pod, 'containers').map(read);
    const initContainers = containersOf(pod, 'initContainers').map(read);
    return { spec: { containers, initContainers, overhead: spec?.overhead, resources: spec?.resources }, status: pod.status };
  } catch {
    return pod;
  }
}

function isRead(owner: Owner, minor: number): owner is ReadContainer {
  return owner instanceof ReadContainer && owner.era === eraSince(minor);
}

/** The amounts that a container, a status or a pod's spec requests or limits; `undefined` where it has no such list. */
export function readRequirements(owner: Owner, kind: RequirementsKind, minor: number): Totals | undefined {
  if (isRead(owner, minor)) return (owner[kind] ??= readList(requirementsOf(owner, kind), placeOf(kind), minor));
  return readList(requirementsOf(owner, kind), placeOf(kind), minor);
}

/** What it requests and limits. */
export function readLists(owner: Owner, minor: number): ResourceLists {
  return { requests: readRequirements(owner, 'requests', minor) ?? {}, limits: readRequirements(owner, 'limits', minor) ?? {} };
}

/** Looks at every amount that it requests or limits; an error gets the place of the amount. */
export function visitRequirements(owner: Owner, kind: RequirementsKind, minor: number, visit: VisitAmount): void {
  const list = isRead(owner, minor) ? readRequirements(owner, kind, minor) : requirementsOf(owner, kind);
  visitList(list, placeOf(kind), minor, visit);
}

/** The amount that it requests of one resource, or its limit; `undefined` where there is none. Nothing else of the list is read. */
export function readRequirement(owner: Owner, kind: RequirementsKind, name: string, minor: number): Quantity | undefined {
  if (isRead(owner, minor) && owner[kind] !== undefined) return amountOf(owner[kind], name);
  return amountIn(requirementsOf(owner, kind), name, placeOf(kind), minor);
}

function placeOf(kind: RequirementsKind): string {
  return kind === 'requests' ? 'resources.requests' : 'resources.limits';
}

const overheadPlace = 'spec.overhead';

/** The overhead of a pod; `undefined` where it has none. */
export function readOverhead(pod: PodLike, minor: number): Totals | undefined {
  return readList(objectAt(specOf(pod)?.overhead, overheadPlace), overheadPlace, minor);
}

/** The overhead of a pod in one resource; nothing else of the list is read. */
export function overheadIn(pod: PodLike, name: string, minor: number): Quantity | undefined {
  return amountIn(objectAt(specOf(pod)?.overhead, overheadPlace), name, overheadPlace, minor);
}
