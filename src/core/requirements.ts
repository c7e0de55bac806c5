import type { Quantity } from '../quantity/index.ts';
import { amountIn } from './at-path.ts';
import { objectAt, requirementsOf, specOf, type RequirementsKind } from './pod-fields.ts';
import type { PodLike } from './pod.ts';
import { readList, type Totals } from './resource-lists.ts';

type Owner = Parameters<typeof requirementsOf>[0];

/** The amounts that a container, a status or a pod's spec requests or limits; `undefined` where it has no such list. */
export function readRequirements(owner: Owner, kind: RequirementsKind): Totals | undefined {
  return readList(requirementsOf(owner, kind), placeOf(kind));
}

/** The amount that it requests of one resource, or its limit; `undefined` where there is none. Nothing else of the list is read. */
export function readRequirement(owner: Owner, kind: RequirementsKind, name: string): Quantity | undefined {
  return amountIn(requirementsOf(owner, kind), name, placeOf(kind));
}

function placeOf(kind: RequirementsKind): string {
  return kind === 'requests' ? 'resources.requests' : 'resources.limits';
}

const overheadPlace = 'spec.overhead';

/** The overhead of a pod; `undefined` where it has none. */
export function readOverhead(pod: PodLike): Totals | undefined {
  return readList(objectAt(specOf(pod)?.overhead, overheadPlace), overheadPlace);
}

/** The overhead of a pod in one resource; nothing else of the list is read. */
export function overheadIn(pod: PodLike, name: string): Quantity | undefined {
  return amountIn(objectAt(specOf(pod)?.overhead, overheadPlace), name, overheadPlace);
}
