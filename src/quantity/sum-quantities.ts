import { atPath, invalid } from '../errors.ts';
import { add, infScaleOf, type Amount } from './amount.ts';
import { internals, Quantity, wrap, type QuantityLike } from './quantity.ts';

/**
 * The sum of amounts, exact, in the format of the first that is not zero; 0 where there are none.
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
    throw invalid('a list of amounts', 'quantities', quantities);
  let sum = Quantity.fromInt64(0);
  let waiting: Amount[] = [];
  let i = 0;
  for (const value of quantities) {
    const quantity = quantityAt(value, `quantities[${i++}]`);
    const { coefficient, infScale } = internals(sum);
    if (typeof coefficient === 'bigint' && infScale !== undefined && coefficient > 0 && quantity.sign() >= 0)
      waiting.push(internals(quantity));
    else {
      sum = withWaiting(sum, waiting).add(quantity);
      waiting = [];
    }
  }
  return withWaiting(sum, waiting);
}

/**
 * A decimal sum and amounts that wait to be added to it. None of them is negative, so their order changes nothing; neighbours in scale are
 * added first, because adding far ones one after the other would write out all their zeros each time.
 */
function withWaiting(sum: Quantity, waiting: readonly Amount[]): Quantity {
  if (waiting.length === 0) return sum;
  const amounts = [internals(sum), ...waiting].map((a) => ({ ...a, infScale: infScaleOf(a) }));
  amounts.sort((a, b) => a.exponent - b.exponent);
  return wrap(sumOf(amounts, 0, amounts.length), sum.format);
}

function sumOf(amounts: readonly Amount[], from: number, to: number): Amount {
  if (to - from === 1) return amounts[from] as Amount;
  const middle = (from + to) >> 1;
  const other = sumOf(amounts, middle, to);
  return add(sumOf(amounts, from, middle), other, other.coefficient);
}

function quantityAt(value: QuantityLike, path: string): Quantity {
  try {
    return Quantity.from(value);
  } catch (error) {
    throw atPath(error, path);
  }
}
