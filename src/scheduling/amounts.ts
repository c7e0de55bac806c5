import type { ResourceListLike } from '../core/index.ts';
import { isScalarResourceName } from '../core/resource-names.ts';
import type { Quantity } from '../quantity/index.ts';
import { readList, type Totals } from '../resources/totals/resource-lists.ts';
import { narrowed, addInt64, mulInt64, type Int64 } from '../core/int64.ts';

/**
 * Amounts as the scheduler counts them: cpu in thousandths of a core, everything else in whole units, each rounded up.
 *
 * A resource that is neither of the first three nor a scalar one is not counted at all; `pods` only of nodes.
 *
 * Upstream: `pkg/scheduler/framework/types.go`, `Resource`, since 1.19; `pkg/scheduler/nodeinfo` before.
 */
export interface Amounts {
  milliCPU: Int64;
  memory: Int64;
  storage: Int64;
  pods: Int64;
  /** Hugepages, extended resources and what Kubernetes prefixes with its own name; names that were seen, also with 0. */
  scalars: Map<string, Int64> | undefined;
}

export function noAmounts(): Amounts {
  return { milliCPU: 0, memory: 0, storage: 0, pods: 0, scalars: undefined };
}

/** An amount of a resource as an int64. */
export function int64Of(name: string, amount: Quantity): Int64 {
  return narrowed(name === 'cpu' ? amount.milliValue() : amount.value());
}

/** Adds every amount of a list. Upstream: `Resource.Add`. */
export function addTotals(amounts: Amounts, totals: Totals | undefined, countsStorage: boolean): void {
  for (const name in totals) {
    const value = int64Of(name, totals[name] as Quantity);
    if (name === 'cpu') amounts.milliCPU = addInt64(amounts.milliCPU, value);
    else if (name === 'memory') amounts.memory = addInt64(amounts.memory, value);
    else if (name === 'pods') amounts.pods = addInt64(amounts.pods, value);
    else if (name === 'ephemeral-storage') amounts.storage = countsStorage ? addInt64(amounts.storage, value) : amounts.storage;
    else if (isScalarResourceName(name)) setScalar(amounts, name, addInt64(scalarOf(amounts, name), value));
  }
}

/** Raises every amount to that of a list. Upstream: `Resource.SetMaxResource`. `keepsZeros`: whether a scalar of 0 is noted. */
export function raiseTo(amounts: Amounts, totals: Totals | undefined, countsStorage: boolean, keepsZeros: boolean): void {
  for (const name in totals) {
    const value = int64Of(name, totals[name] as Quantity);
    if (name === 'cpu') amounts.milliCPU = greater(amounts.milliCPU, value);
    else if (name === 'memory') amounts.memory = greater(amounts.memory, value);
    else if (name === 'ephemeral-storage') amounts.storage = countsStorage ? greater(amounts.storage, value) : amounts.storage;
    else if (isScalarResourceName(name)) {
      const before = scalarOf(amounts, name);
      if (keepsZeros || value > before) setScalar(amounts, name, greater(before, value));
    }
  }
}

export function greater(a: Int64, b: Int64): Int64 {
  return b > a ? b : a;
}

/** What there is of a scalar resource, 0 where it was never seen. */
export function scalarOf({ scalars }: Amounts, name: string): Int64 {
  return scalars?.get(name) ?? 0;
}

function setScalar(amounts: Amounts, name: string, value: Int64): void {
  (amounts.scalars ??= new Map()).set(name, value);
}

/** Adds amounts to others, as often as said. */
export function addAmounts(to: Amounts, more: Amounts, count: Int64 = 1): void {
  to.milliCPU = addInt64(to.milliCPU, mulInt64(more.milliCPU, count));
  to.memory = addInt64(to.memory, mulInt64(more.memory, count));
  to.storage = addInt64(to.storage, mulInt64(more.storage, count));
  if (more.scalars !== undefined)
    for (const [name, value] of more.scalars) setScalar(to, name, addInt64(scalarOf(to, name), mulInt64(value, count)));
}

/** The amounts of a list that stands at a place. */
export function amountsAt(list: ResourceListLike | undefined, place: string, countsStorage: boolean): Amounts {
  const amounts = noAmounts();
  addTotals(amounts, readList(list, place), countsStorage);
  return amounts;
}
