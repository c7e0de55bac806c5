import { atPath } from '../errors.ts';
import { eraSince } from '../quantity/era.ts';
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

/** The quantity that stands at a place, as a minor reads it; as it is where no minor counts. */
export function quantityAt(value: QuantityLike, place: string, minor: number | undefined): Quantity {
  return within(place, () => Quantity.from(value, minor === undefined ? undefined : eraSince(minor)));
}

/** A resource of a list, as a minor reads it: `null` is a present 0, `undefined` is absent. */
export function amountIn(list: ResourceListLike | null | undefined, name: string, place: string, minor: number): Quantity | undefined {
  if (list === null || list === undefined) return undefined;
  const value = ownIn(list, name);
  if (value === undefined) return undefined;
  try {
    return Quantity.from(value ?? 0, eraSince(minor));
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
