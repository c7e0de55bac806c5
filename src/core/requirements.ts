import { eraSince, type Era } from '../quantity/era.ts';
import type { Quantity } from '../quantity/index.ts';
import { amountIn } from './at-path.ts';
import { containersOf, objectAt, requirementsOf, specOf, type RequirementsKind } from './pod-fields.ts';
import type { ContainerLike, PodLike } from './pod.ts';
import { amountOf, readList, visitList, visitTotals, type ResourceLists, type Totals, type VisitAmount } from './resource-lists.ts';

type Owner = Parameters<typeof requirementsOf>[0];

/** A container whose lists are kept once they are read in an era, by which it is told from others: nobody else has the object that is the era. */
interface ReadContainer extends ContainerLike {
  readonly era: Era;
  requests: Totals | undefined;
  limits: Totals | undefined;
}

/**
 * What the totals, the class and the limits of a pod are computed from, with lists of its containers that are read once, by whoever asks
 * first. A pod whose containers are malformed stays as it is.
 */
export function readOnce(pod: PodLike, minor: number): PodLike {
  try {
    const spec = specOf(pod);
    const era = eraSince(minor);
    const read = ({ name, restartPolicy, resources }: ContainerLike): ReadContainer => ({
      name,
      restartPolicy,
      resources,
      era,
      requests: undefined,
      limits: undefined,
    });
    const containers = containersOf(pod, 'containers').map(read);
    const initContainers = containersOf(pod, 'initContainers').map(read);
    return { spec: { containers, initContainers, overhead: spec?.overhead, resources: spec?.resources }, status: pod.status };
  } catch {
    return pod;
  }
}

function isRead(owner: Owner, minor: number): owner is ReadContainer {
  const { era } = owner as Partial<ReadContainer>;
  return era !== undefined && era === eraSince(minor);
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
  if (isRead(owner, minor)) visitTotals(readRequirements(owner, kind, minor), placeOf(kind), visit);
  else visitList(requirementsOf(owner, kind), placeOf(kind), minor, visit);
}

/** The amount that it requests of one resource, or its limit; `undefined` where there is none. Nothing else of the list is read. */
export function readRequirement(owner: Owner, kind: RequirementsKind, name: string, minor: number): Quantity | undefined {
  if (isRead(owner, minor) && owner[kind] !== undefined) return amountOf(owner[kind], name);
  return amountIn(requirementsOf(owner, kind), name, placeOf(kind), minor);
}

/** Is given what is requested of a resource, and its limit. */
export type VisitPair = (name: 'cpu' | 'memory', request: Quantity | undefined, limit: Quantity | undefined) => void;

/** Looks at its cpu and then at its memory. Nothing else of the lists is read, and the list of limits only after the request of cpu. */
export function visitPairs(owner: Owner, minor: number, visit: VisitPair): void {
  if (isRead(owner, minor) && owner.requests !== undefined && owner.limits !== undefined) {
    visit('cpu', owner.requests['cpu'], owner.limits['cpu']);
    visit('memory', owner.requests['memory'], owner.limits['memory']);
    return;
  }
  const requests = requirementsOf(owner, 'requests');
  const cpu = amountIn(requests, 'cpu', placeOf('requests'), minor);
  const limits = requirementsOf(owner, 'limits');
  visit('cpu', cpu, amountIn(limits, 'cpu', placeOf('limits'), minor));
  visit('memory', amountIn(requests, 'memory', placeOf('requests'), minor), amountIn(limits, 'memory', placeOf('limits'), minor));
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
