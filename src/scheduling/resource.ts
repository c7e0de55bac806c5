import type { ResourceListLike } from '../core/index.ts';
import { addInt64, mulInt64, narrowed, type Int64 } from '../core/int64.ts';
import { isHugePageResourceName, isScalarResourceName } from '../core/resource-names.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity } from '../quantity/index.ts';
import { readList, type Totals } from '../core/resource-lists.ts';
import type { Release } from '../version/release.ts';
import { since } from '../version/since.ts';
import type { CountedResources } from './rules.ts';

const mostInt64 = 0x7fff_ffff_ffff_ffffn;

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
  addResourceList(resource, readList(list, place, counted.minor), counted);
  return resource;
}

/** An amount as the scheduler counts it. */
export function unitsOf(name: string, amount: Quantity): Int64 {
  return narrowed(name === 'cpu' ? amount.milliValue() : amount.value());
}

/** An amount that the scheduler counted, as a quantity. */
export function quantityOfUnits(name: string, units: Int64, minor: number): Quantity {
  const era = eraSince(minor);
  if (name === 'cpu') return Quantity.fromMilli(units, 'DecimalSI', era);
  const isBinary = name === 'memory' || name === 'ephemeral-storage' || isHugePageResourceName(name);
  return Quantity.fromInt64(units, isBinary ? 'BinarySI' : 'DecimalSI', era);
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

/** How the amounts of pods add up on a node: one amount, and another as often as said. */
const addTimes = /* @__PURE__ */ since<(amount: Int64, more: Int64, count: Int64) => Int64>({
  '1.15': (amount, more, count) => addInt64(amount, mulInt64(more, count)),
  '1.38': saturatingAdd,
});

/** The sum of two int64; since 1.38 that of two positive ones ends at 2^63 − 1, before it wraps. Upstream: `SaturatingAdd`. */
export function addOnNode(amount: Int64, more: Int64, { minor }: Pick<Release, 'minor'>): Int64 {
  return addTimes(minor)(amount, more, 1);
}

function saturatingAdd(amount: Int64, more: Int64, count: Int64): Int64 {
  const sum = BigInt(amount) + BigInt(more) * BigInt(count);
  return more > 0 && sum > mostInt64 ? mostInt64 : narrowed(BigInt.asIntN(64, sum));
}

/** Adds amounts to those of a node, as often as said. Upstream: `NodeInfo.update`. */
export function addResource(to: Resource, more: Resource, { minor }: Pick<Release, 'minor'>, count: Int64 = 1): void {
  const add = addTimes(minor);
  to.milliCPU = add(to.milliCPU, more.milliCPU, count);
  to.memory = add(to.memory, more.memory, count);
  to.ephemeralStorage = add(to.ephemeralStorage, more.ephemeralStorage, count);
  if (more.scalarResources !== undefined)
    for (const [name, value] of more.scalarResources) setScalar(to, name, add(scalarOf(to, name), value, count));
}
