import { SizingError, isSizingError } from '../errors.ts';
import { Quantity, type QuantityLike } from './quantity.ts';

/**
 * The sum of amounts, exact, in the format of the first that is not zero; of nothing 0.
 *
 * It is what upstream's `Add` gives when the amounts are added one after the other to an empty quantity. The order changes the format at
 * most, never the amount.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `Add`, every supported minor.
 *
 * @param quantities any iterable of amounts
 * @throws {SizingError} as `Quantity.from`, with the place in `path`; `OutOfRange` where the sum cannot be written out
 * @example
 * sumQuantities(['1Gi', '512Mi']).toString() // => '1536Mi'
 * sumQuantities(['100m', 0.2, { value: '1' }]).toString() // => '1300m'
 * sumQuantities([]).toString() // => '0'
 * sumQuantities(['1', '2g']) // throws ErrFormatWrong
 */
export function sumQuantities(quantities: Iterable<QuantityLike>): Quantity {
  if (typeof (quantities as { [Symbol.iterator]?: unknown } | null | undefined)?.[Symbol.iterator] !== 'function')
    throw new SizingError('InvalidInput', 'a list of amounts was expected', { path: 'quantities', input: quantities });
  let sum = Quantity.fromInt64(0);
  let i = 0;
  for (const quantity of quantities) sum = sum.add(quantityAt(quantity, `quantities[${i++}]`));
  return sum;
}

function quantityAt(value: QuantityLike, path: string): Quantity {
  try {
    return Quantity.from(value);
  } catch (error) {
    if (!isSizingError(error)) throw error;
    const { code, input, hint } = error;
    throw new SizingError(code, 'no quantity', { path, input, hint });
  }
}
