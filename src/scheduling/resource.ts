import type { ResourceListLike } from '../core/index.ts';
import { addInt64, mulInt64, narrowed, type Int64 } from '../core/int64.ts';
import { isHugePageName, isScalarResourceName } from '../core/resource-names.ts';
import { Quantity } from '../quantity/index.ts';
import { readList, type Totals } from '../core/resource-lists.ts';
import type { CountedResources } from './rules.ts';

/**
 * Amounts as the scheduler counts them: cpu in thousandths of a core, everything else in whole units, each rounded up.
 *
 * A resource that is neither of the first three nor a scalar one is not counted at all.
 *
 * Upstream: `pkg/scheduler/framework/types.go`, `Resource`, since 1.19; `pkg/scheduler/nodeinfo` before.
 */
export interface Resource {
  milliCPU: Int64;
  memory: Int64;
  ephemeralStorage: Int64;
  /** Counted of nodes only. */
  allowedPodNumber: Int64;
  /** Hugepages, extended resources and those that Kubernetes prefixes with its own name; a name that was seen is there with 0, too. */
  scalarResources: Map<string, Int64> | undefined;
}

/** No amount of anything. */
export function emptyResource(): Resource {
  return { milliCPU: 0, memory: 0, ephemeralStorage: 0, allowedPodNumber: 0, scalarResources: undefined };
}

/** The amounts of a list that stands at a place. Upstream: `NewResource`. */
export function newResource(list: ResourceListLike | undefined, place: string, counted: CountedResources): Resource {
  const resource = emptyResource();
  addResourceList(resource, readList(list, place), counted);
  return resource;
}

/** An amount as the scheduler counts it. */
export function unitsOf(name: string, amount: Quantity): Int64 {
  return narrowed(name === 'cpu' ? amount.milliValue() : amount.value());
}

/** An amount that the scheduler counted, as a quantity. */
export function quantityOfUnits(name: string, units: Int64): Quantity {
  if (name === 'cpu') return Quantity.fromMilli(units);
  const isBinary = name === 'memory' || name === 'ephemeral-storage' || isHugePageName(name);
  return Quantity.fromInt64(units, isBinary ? 'BinarySI' : 'DecimalSI');
}

/** Adds every amount of a list. Upstream: `Resource.Add`. */
export function addResourceList(resource: Resource, totals: Totals | undefined, { countsStorage }: CountedResources): void {
  for (const name in totals) {
    const value = unitsOf(name, totals[name] as Quantity);
    if (name === 'cpu') resource.milliCPU = addInt64(resource.milliCPU, value);
    else if (name === 'memory') resource.memory = addInt64(resource.memory, value);
    else if (name === 'pods') resource.allowedPodNumber = addInt64(resource.allowedPodNumber, value);
    else if (name === 'ephemeral-storage') {
      if (countsStorage) resource.ephemeralStorage = addInt64(resource.ephemeralStorage, value);
    } else if (isScalarResourceName(name)) setScalar(resource, name, addInt64(scalarOf(resource, name), value));
  }
}

/** Raises every amount to that of a list. Upstream: `Resource.SetMaxResource`. */
export function setMaxResource(resource: Resource, totals: Totals | undefined, { countsStorage, countsZeros }: CountedResources): void {
  for (const name in totals) {
    const value = unitsOf(name, totals[name] as Quantity);
    if (name === 'cpu') resource.milliCPU = greater(resource.milliCPU, value);
    else if (name === 'memory') resource.memory = greater(resource.memory, value);
    else if (name === 'ephemeral-storage') {
      if (countsStorage) resource.ephemeralStorage = greater(resource.ephemeralStorage, value);
    } else if (isScalarResourceName(name)) {
      const before = scalarOf(resource, name);
      if (countsZeros || value > before) setScalar(resource, name, greater(before, value));
    }
  }
}

/** The greater of two integers; of equal ones the first. */
export function greater(a: Int64, b: Int64): Int64 {
  return b > a ? b : a;
}

/** What there is of a scalar resource, 0 where it was never seen. */
export function scalarOf({ scalarResources }: Resource, name: string): Int64 {
  return scalarResources?.get(name) ?? 0;
}

function setScalar(resource: Resource, name: string, value: Int64): void {
  (resource.scalarResources ??= new Map()).set(name, value);
}

/** Adds amounts to others, as often as said. */
export function addResource(to: Resource, more: Resource, count: Int64 = 1): void {
  to.milliCPU = addInt64(to.milliCPU, mulInt64(more.milliCPU, count));
  to.memory = addInt64(to.memory, mulInt64(more.memory, count));
  to.ephemeralStorage = addInt64(to.ephemeralStorage, mulInt64(more.ephemeralStorage, count));
  if (more.scalarResources !== undefined)
    for (const [name, value] of more.scalarResources) setScalar(to, name, addInt64(scalarOf(to, name), mulInt64(value, count)));
}
