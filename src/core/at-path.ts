import { atPath } from '../errors.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import type { ResourceListLike } from './resources.ts';

export { atPath } from '../errors.ts';

/** What a computation gives; its errors get a place, which may be looked for only then. */
export function within<T>(place: string | (() => string), compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    throw atPath(error, typeof place === 'string' ? place : place());
  }
}

/** The quantity that stands at a place. */
export function quantityAt(value: QuantityLike, place: string): Quantity {
  return within(place, () => Quantity.from(value));
}

/** A resource of a list: `null` is a present 0, `undefined` is absent. */
export function amountIn(list: ResourceListLike | null | undefined, name: string, place: string): Quantity | undefined {
  if (list === null || list === undefined) return undefined;
  const value = ownIn(list, name);
  if (value === undefined) return undefined;
  if (value === null) return zero;
  try {
    return Quantity.from(value);
  } catch (error) {
    throw atPath(atPath(error, name), place);
  }
}

type Amounts = { readonly [name: string]: QuantityLike | null | undefined };

/** Engines read a property faster by a name that is written out, as those of nearly all amounts are; no prototype has these two. */
function ownIn(list: Amounts, name: string): QuantityLike | null | undefined {
  if (name === 'cpu') return list['cpu'];
  if (name === 'memory') return list['memory'];
  return Object.hasOwn(list, name) ? list[name] : undefined;
}

/** Nothing of a resource. */
export const zero = /* @__PURE__ */ Quantity.fromInt64(0);
