import { addInt64, subInt64, type Int64 } from '../core/int64.ts';
import { since } from '../version/since.ts';
import { scalarOf, type Resource } from './resource.ts';

/** A resource that a node does not have enough of, in the scheduler's units. Upstream: `noderesources`, `InsufficientResource`. */
export interface Shortage {
  readonly name: string;
  readonly requested: Int64;
  readonly used: Int64;
  readonly capacity: Int64;
  /** Whether the node would not have enough even if it were empty; told since 1.34. */
  readonly unresolvable: boolean;
}

/** What a node has, and what the pods on it take. */
export interface Occupied {
  readonly allocatable: Resource;
  readonly requested: Resource;
  readonly pods: Int64;
}

/** Whether an amount is too much beside what is used already; the sums wrap as upstream's. */
const exceeds = /* @__PURE__ */ since<(asked: Int64, allocatable: Int64, used: Int64) => boolean>({
  '1.15': (asked, allocatable, used) => allocatable < addInt64(asked, used),
  '1.21': (asked, allocatable, used) => asked > subInt64(allocatable, used),
});

const fields = [
  ['milliCPU', 'cpu'],
  ['memory', 'memory'],
  ['ephemeralStorage', 'ephemeral-storage'],
] as const;

/** Which requests of 0 fit an overcommitted node. */
const zeroFits = /* @__PURE__ */ since<'none' | 'scalars' | 'all'>({ '1.15': 'none', '1.26': 'scalars', '1.28': 'all' });

const tellsUnresolvable = /* @__PURE__ */ since({ '1.15': false, '1.34': true });

/**
 * What a node lacks for a pod: a place, then cpu, memory and ephemeral-storage, then scalar resources by name. A pod that requests nothing at
 * all needs only a place.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/fit.go`, `fitsRequest`, since 1.18; `algorithm/predicates` before.
 *
 * @param added what is compared where it is less than the request, because the pod is on the node already
 */
export function fitsRequest(request: Resource, { allocatable, requested, pods }: Occupied, minor: number, added = request): Shortage[] {
  const shortages: Shortage[] = [];
  const { allowedPodNumber: capacityOfPods } = allocatable;
  if (addInt64(pods, 1) > capacityOfPods)
    shortages.push({ name: 'pods', requested: 1, used: pods, capacity: capacityOfPods, unresolvable: false });
  if (isNothing(request)) return shortages;
  const zeros = zeroFits(minor);
  const tooMuch = exceeds(minor);
  for (const [field, name] of fields) {
    const wanted = request[field];
    const [capacity, used] = [allocatable[field], requested[field]];
    if ((zeros === 'all' && wanted <= 0) || !tooMuch(added[field], capacity, used)) continue;
    shortages.push({ name, requested: wanted, used, capacity, unresolvable: wanted > capacity && tellsUnresolvable(minor) });
  }
  for (const name of [...(request.scalarResources?.keys() ?? [])].sort()) {
    const [wanted, more] = [scalarOf(request, name), scalarOf(added, name)];
    const [capacity, used] = [scalarOf(allocatable, name), scalarOf(requested, name)];
    if ((zeros !== 'none' && more === 0) || !tooMuch(more, capacity, used)) continue;
    shortages.push({ name, requested: wanted, used, capacity, unresolvable: more > capacity && tellsUnresolvable(minor) });
  }
  return shortages;
}

function isNothing({ milliCPU, memory, ephemeralStorage, scalarResources }: Resource): boolean {
  return milliCPU === 0 && memory === 0 && ephemeralStorage === 0 && scalarResources === undefined;
}

const podsReason = /* @__PURE__ */ since({ '1.15': 'Insufficient pods', '1.18': 'Too many pods' });

/** The scheduler's words for a resource that is insufficient. */
export function insufficientReason(name: string, minor: number): string {
  return name === 'pods' ? podsReason(minor) : `Insufficient ${name}`;
}

/** What is left of an amount, at least 0. */
export function differenceOrZero(a: Int64, b: Int64): Int64 {
  const left = subInt64(a, b);
  return left > 0 ? left : 0;
}
