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
  if (list === null || list === undefined || !Object.hasOwn(list, name)) return undefined;
  try {
    return readAmount(list, name);
  } catch (error) {
    throw atPath(error, place);
  }
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

/** The amount of a name that the list has of its own; `undefined` where that is its value. The path of an error is the name. */
export function readAmount(list: ResourceListLike, name: string): Quantity | undefined {
  const value = (list as { readonly [name: string]: QuantityLike | null | undefined })[name];
  if (value === undefined) return undefined;
  if (value === null) return zero;
  try {
    return Quantity.from(value);
  } catch (error) {
    throw atPath(error, name);
  }
}
