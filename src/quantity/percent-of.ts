import { integerOf, type Amount } from './amount.ts';
import { quotientFloat } from './float.ts';
import { decimalDigitsAtMost, outOfRange, powerOfTen } from './int64.ts';
import { internals, Quantity, type QuantityLike } from './quantity.ts';

/** The powers of ten beyond which no double lies: 10^-400 is 0, and 10^400 is infinite. */
const mostPlaces = 400;

/**
 * How many hundredths of a total are used: the double nearest to `100 × used / total`; undefined where either is absent or the total is 0.
 *
 * More than is there is more than 100; a negative amount gives a negative result.
 *
 * Upstream: none.
 *
 * @param used an amount, in any format
 * @param total an amount, in any format
 * @throws {SizingError} as `Quantity.from`; `OutOfRange` where the result is larger than every double
 * @example
 * percentOf('250m', 2) // => 12.5
 * percentOf('1Gi', '1G') // => 107.3741824
 * percentOf('1', 0) // => undefined
 * percentOf('1', undefined) // => undefined
 */
export function percentOf(used: QuantityLike | null | undefined, total: QuantityLike | null | undefined): number | undefined {
  if (used === undefined || used === null || total === undefined || total === null) return undefined;
  const whole = Quantity.from(total);
  if (whole.isZero()) return undefined;
  return percentage(internals(Quantity.from(used)), internals(whole));
}

function percentage(used: Amount, total: Amount): number {
  if (used.coefficient === 0) return 0;
  const gap = used.exponent + 2 - total.exponent;
  if (gap > decimalDigitsAtMost(total.coefficient) + mostPlaces) throw outOfRange();
  if (-gap > decimalDigitsAtMost(used.coefficient) + mostPlaces) return 0;
  const sign = total.coefficient < 0 ? -1n : 1n;
  const numerator = sign * integerOf(used) * powerOfTen(Math.max(gap, 0));
  const result = quotientFloat(numerator, sign * integerOf(total) * powerOfTen(Math.max(-gap, 0)), false);
  if (Number.isFinite(result)) return result + 0;
  throw outOfRange();
}
