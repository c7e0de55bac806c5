import { integerOf, type Amount } from './amount.ts';
import type { Era } from './era.ts';
import { exactPowersOfTen } from './format.ts';
import {
  divide,
  divideAwayFromZero,
  maxInt64,
  minInt64,
  powerOfTen,
  withZeros,
  positiveScaleInt64,
  positiveScaleInt64Unchecked,
  wrapInt64,
} from './int64.ts';

/**
 * The amount in units of 10^scale as upstream's `ScaledValue` gives it.
 *
 * Where the era saturates, it is rounded away from zero and ends at the ends of int64. Otherwise the int64 form rounds away from zero and gives
 * 0 or wraps when it overflows ({@link positiveScaleInt64Unchecked}). A decimal wraps; scaled down by less than 10^19 it is divided and any
 * remainder adds one, so that negative amounts are rounded up, even past zero.
 */
export function scaledValue(a: Amount, scale: number, era: Era): bigint {
  const { coefficient, exponent, infScale } = a;
  const places = exponent - scale;
  if (coefficient === 0) return 0n;
  if (infScale === undefined || era.saturates || (coefficient >= 0 && infScale + scale >= 0)) {
    const number = scaledSafe(coefficient, places);
    if (number !== undefined) return BigInt(number);
  }
  const integer = integerOf(a);
  if (era.saturates) return saturated(places < 0 ? divideAwayFromZero(integer, -places) : integer * powerOfTen(Math.min(places, 19)));
  if (infScale !== undefined) return wrapInt64(scaledDec(integer, places, infScale + scale));
  return places < 0 ? divideAwayFromZero(integer, -places) : positiveScaleInt64Unchecked(integer, places);
}

function saturated(n: bigint): bigint {
  return n > maxInt64 ? maxInt64 : n < minInt64 ? minInt64 : n;
}

/** `n × 10^places`, rounded away from zero, where that takes no more than doubles. */
function scaledSafe(n: number | bigint, places: number): number | undefined {
  if (typeof n === 'bigint') return undefined;
  const power = exactPowersOfTen[Math.abs(places)] ?? 1e23;
  if (places >= 0) return Number.isSafeInteger(n * power) ? n * power : undefined;
  const remainder = n % power;
  return (n - remainder) / power + Math.sign(remainder);
}

/**
 * The value of an `inf.Dec` up to multiples of 2^64, of which 10^64 is one.
 *
 * @param places the exponent of `integer` in units of 10^scale
 * @param down by how many places upstream divides its integer, which is integer × 10^(places + down)
 */
function scaledDec(integer: bigint, places: number, down: number): bigint {
  const unscaled = integer * powerOfTen(Math.min(places + down, 64));
  // Go's `int64(math.Pow10(n))` on amd64: from 10^19 on the conversion gives the least int64.
  if (down <= 0) return unscaled * (down > -19 ? powerOfTen(-down) : minInt64);
  if (down < 19 && unscaled < maxInt64) {
    const wrapped = wrapInt64(unscaled);
    return divide(wrapped, down) + (wrapped % powerOfTen(down) === 0n ? 0n : 1n);
  }
  if (places >= 0) return integer * powerOfTen(Math.min(places, 64));
  return integer < 0n ? divide(integer, -places) : divideAwayFromZero(integer, -places);
}

/**
 * The exact amount in units of 10^scale, rounded away from zero.
 *
 * @throws {SizingError} `OutOfRange` when it has too many zeros to be written out
 */
export function exactInteger(a: Amount, scale: number): bigint {
  const places = a.exponent - scale;
  if (a.coefficient === 0) return 0n;
  return places > 0 ? withZeros(integerOf(a), places) : divideAwayFromZero(integerOf(a), -places);
}

/** The amount if upstream holds it as an int64 and it is a whole number that fits one. Decimals never are. */
export function asInt64(a: Amount): bigint | undefined {
  return a.infScale !== undefined || a.exponent < 0 ? undefined : positiveScaleInt64(integerOf(a), a.exponent);
}
