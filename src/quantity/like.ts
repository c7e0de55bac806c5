import { SizingError } from '../errors.ts';
import { isInt64 } from './int64.ts';
import type { Quantity } from './quantity.ts';

/**
 * An amount as any client holds it: text (API JSON), a number (YAML `cpu: 1`), a bigint, a `Quantity`, or a box with the amount in `value`.
 *
 * Upstream: the JSON of a `Quantity` is a text or a number.
 */
export type QuantityLike = string | number | bigint | Quantity | { readonly value: string | number };

/** What every copy of the class carries, so that those of an ESM and a CommonJS copy of this package know each other. Internal. */
export const quantityMark: unique symbol = /* @__PURE__ */ Symbol.for('kube-sizing.Quantity');

/** Whether a value is a quantity, of this copy of the package or of another. Internal. */
export function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && quantityMark in value;
}

/** The text of an amount that is no quantity yet: JSON's for a number, without the white space around a text. */
export function textOf(value: Exclude<QuantityLike, Quantity>): string {
  if (typeof value === 'string') return trim(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return JSON.stringify(value);
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, 'value')) {
    const boxed: unknown = value.value;
    if (typeof boxed === 'string' || typeof boxed === 'number') return textOf(boxed);
  }
  throw new SizingError('InvalidInput', 'not an amount', { input: value, hint: 'give a text such as 500m, or a number' });
}

/** White space as Go's `strings.TrimSpace` knows it. */
function isSpace(code: number): boolean {
  if (code <= 32) return code === 32 || (code >= 9 && code <= 13);
  if (code < 0x85) return false;
  return (
    code === 0x85 ||
    code === 0xa0 ||
    code === 0x1680 ||
    (code >= 0x2000 && code <= 0x200a) ||
    [0x2028, 0x2029, 0x202f, 0x205f, 0x3000].includes(code)
  );
}

function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

/** An argument that upstream takes as an int64. */
export function int64Argument(value: bigint | number): bigint {
  if (typeof value === 'number' && !Number.isSafeInteger(value)) {
    throw new SizingError('OutOfRange', 'not a safe integer', { input: value, hint: 'give a bigint, or a text to Quantity.from' });
  }
  if (typeof value !== 'number' && typeof value !== 'bigint') throw new SizingError('InvalidInput', 'not an integer', { input: value });
  const wide = BigInt(value);
  if (!isInt64(wide)) throw new SizingError('OutOfRange', 'not an int64', { input: value });
  return wide;
}

/** An argument that upstream takes as a `Scale`, an int32. */
export function scaleArgument(scale: number): number {
  if (Number.isInteger(scale) && (scale | 0) === scale) return scale;
  throw new SizingError('OutOfRange', 'a scale is an integer of 32 bits', { input: scale });
}
