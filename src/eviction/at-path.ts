import type { ResourceListLike } from '../core/index.ts';
import { SizingError, isSizingError } from '../errors.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';

/** The error with a place in front of its own path; other errors as they are. */
export function atPath(error: unknown, place: string): unknown {
  if (!isSizingError(error)) return error;
  const { code, message, path, input, hint } = error;
  const from = path === undefined ? 0 : path.length + 2;
  const to = hint === undefined ? message.length : message.length - hint.length - 3;
  return new SizingError(code, message.slice(from, to), { path: path === undefined ? place : `${place}.${path}`, input, hint });
}

/** The quantity that stands at a place. */
export function quantityAt(value: QuantityLike, place: string): Quantity {
  try {
    return Quantity.from(value);
  } catch (error) {
    throw atPath(error, place);
  }
}

/** A resource of a list: `null` is a present 0, `undefined` is absent. */
export function amountIn(list: ResourceListLike | null | undefined, name: string, place: string): Quantity | undefined {
  if (list === null || list === undefined || !Object.hasOwn(list, name)) return undefined;
  const value = (list as { readonly [name: string]: QuantityLike | null | undefined })[name];
  if (value === undefined) return undefined;
  return value === null ? Quantity.from(0) : quantityAt(value, `${place}.${name}`);
}
