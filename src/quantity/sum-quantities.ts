import { atPath, invalid } from '../errors.ts';
import type { VersionOptions } from '../version/minors.ts';
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
 * @param options the version whose rules count; that of the first amount when absent
 * @throws {SizingError} as `Quantity.from`, with the place in `path`; `OutOfRange` where the sum cannot be written out
 * @example
 * sumQuantities(['1Gi', '512Mi']).toString() // => '1536Mi'
 * sumQuantities(['100m', 0.2, { value: '1' }]).toString() // => '1300m'
 * sumQuantities([]).toString() // => '0'
 * sumQuantities(['1', '2g']) // throws ErrFormatWrong
 */
export function sumQuantities(quantities: Iterable<QuantityLike>, options?: VersionOptions): Quantity {
  if (typeof (quantities as { [Symbol.iterator]?: unknown } | null | undefined)?.[Symbol.iterator] !== 'function')
    throw invalid('a list of amounts', 'quantities', quantities);
  let sum: Quantity | undefined;
  let waiting: Amount[] = [];
  let i = 0;
  for (const value of quantities) {
    const quantity = quantityAt(value, `quantities[${i++}]`, options);
    sum ??= Quantity.fromInt64(0, 'DecimalSI', internals(quantity).era);
    if (isWide(sum) && quantity.sign() >= 0) waiting.push(internals(quantity));
    else {
      sum = withWaiting(sum, waiting).add(quantity);
      waiting = [];
    }
  }
  return sum === undefined ? Quantity.fromInt64(0, 'DecimalSI', options) : withWaiting(sum, waiting);
}

/** Whether a sum is so large and so exact that adding to it takes long: a positive decimal beyond the safe integers. */
function isWide(sum: Quantity): boolean {
  const { coefficient, infScale, era } = internals(sum);
  return typeof coefficient === 'bigint' && coefficient > 0 && infScale !== undefined && era.mostGap === Infinity;
}

/**
 * A decimal sum and amounts that wait to be added to it. None of them is negative, so their order changes nothing; neighbours in scale are
 * added first, because adding far ones one after the other would write out all their zeros each time.
 */
function withWaiting(sum: Quantity, waiting: readonly Amount[]): Quantity {
  if (waiting.length === 0) return sum;
  const { era } = internals(sum);
  const amounts = [internals(sum), ...waiting].map((a) => ({ coefficient: a.coefficient, exponent: a.exponent, infScale: infScaleOf(a) }));
  amounts.sort((a, b) => a.exponent - b.exponent);
  const total = (from: number, to: number): Amount => {
    if (to - from === 1) return amounts[from] as Amount;
    const other = total((from + to) >> 1, to);
    return add(total(from, (from + to) >> 1), other, other.coefficient, era);
  };
  return wrap(total(0, amounts.length), sum.format, era);
}

function quantityAt(value: QuantityLike, path: string, options: VersionOptions | undefined): Quantity {
  try {
    return Quantity.from(value, options);
  } catch (error) {
    throw atPath(error, path);
  }
}
