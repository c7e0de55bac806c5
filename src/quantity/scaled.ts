import { integerOf, infScaleOf, isDec, mostZeros, outOfRange, type Amount } from './amount.ts';
import { exactPowersOfTen } from './format.ts';
import { decimalDigitsAtMost, divideAwayFromZero, maxInt64, minInt64, powerOfTen, scaleUp, scaleUpUnchecked, wrapInt64 } from './int64.ts';

/**
 * The amount in units of 10^scale, rounded away from zero, where that takes no more than doubles; otherwise undefined. It is what
 * upstream gives too, unless upstream holds a negative decimal or multiplies one.
 */
export function scaledNumber(a: Amount, scale: number): number | undefined {
  if (a.form !== undefined && (a.form.wide !== undefined || a.coefficient < 0 || scale < -(a.form.infScale ?? 0))) return undefined;
  return scaledSafe(a.coefficient, a.exponent - scale);
}

function scaledSafe(coefficient: number, places: number): number | undefined {
  if (places === 0) return coefficient;
  if (places > 0) {
    const product = coefficient * (exactPowersOfTen[places] ?? 1e23);
    return Number.isSafeInteger(product) ? product : undefined;
  }
  const divisor = exactPowersOfTen[-places];
  if (divisor === undefined) return Math.sign(coefficient);
  const remainder = coefficient % divisor;
  return (coefficient - remainder) / divisor + Math.sign(remainder);
}

/**
 * The amount in units of 10^scale as upstream's `ScaledValue` gives it. The int64 form rounds away from zero and gives 0 or wraps when it
 * overflows ({@link scaleUpUnchecked}). A decimal wraps; scaled down by less than 10^19 it is divided and any remainder adds one, so that
 * negative amounts are rounded up, even past zero.
 */
export function scaledValue(a: Amount, scale: number): bigint {
  const number = scaledNumber(a, scale);
  if (number !== undefined) return BigInt(number);
  if (isDec(a)) return scaledDec(a, scale);
  const places = a.exponent - scale;
  return places < 0 ? divideAwayFromZero(integerOf(a), -places) : scaleUpUnchecked(integerOf(a), places);
}

function scaledDec(a: Amount, scale: number): bigint {
  const down = infScaleOf(a) + scale;
  if (down <= 0) return wrapInt64(unscaledInt64(a) * int64PowerOfTen(-down));
  if (down < 19 && isLessThanMaxInt64(a)) {
    const divisor = powerOfTen(down);
    const unscaled = unscaledInt64(a);
    const quotient = unscaled / divisor;
    return quotient * divisor === unscaled ? quotient : quotient + 1n;
  }
  return wrapInt64(ceiling(a, scale));
}

/** Go's `int64(math.Pow10(n))` on amd64: from 10^19 on the conversion gives the least int64. */
function int64PowerOfTen(n: number): bigint {
  return n < 19 ? powerOfTen(n) : minInt64;
}

/** The integer of upstream's `inf.Dec`, wrapped: 10^64 and more is a multiple of 2^64. */
function unscaledInt64(a: Amount): bigint {
  const zeros = a.exponent + infScaleOf(a);
  return zeros >= 64 || a.coefficient === 0 ? 0n : wrapInt64(integerOf(a) * powerOfTen(zeros));
}

/** Whether the integer of upstream's `inf.Dec` is less than the greatest int64. */
function isLessThanMaxInt64(a: Amount): boolean {
  if (a.coefficient <= 0) return true;
  const zeros = a.exponent + infScaleOf(a);
  return zeros < 19 && integerOf(a) * powerOfTen(zeros) < maxInt64;
}

/** The least integer that is not below amount / 10^scale, up to multiples of 2^64. */
function ceiling(a: Amount, scale: number): bigint {
  const places = a.exponent - scale;
  if (places >= 64) return 0n;
  if (places >= 0) return integerOf(a) * powerOfTen(places);
  const integer = integerOf(a);
  if (a.coefficient >= 0) return divideAwayFromZero(integer, -places);
  return -places > decimalDigitsAtMost(integer) ? 0n : integer / powerOfTen(-places);
}

/**
 * The exact amount in units of 10^scale, rounded away from zero.
 *
 * @throws {SizingError} `OutOfRange` when it has more than {@link mostZeros} zeros
 */
export function exactInteger(a: Amount, scale: number): bigint {
  const places = a.exponent - scale;
  if (a.form?.wide === undefined) {
    const number = scaledSafe(a.coefficient, places);
    if (number !== undefined) return BigInt(number);
  }
  if (places > mostZeros) throw outOfRange('the integer');
  return places >= 0 ? integerOf(a) * powerOfTen(places) : divideAwayFromZero(integerOf(a), -places);
}

/** The amount if upstream holds it as an int64 and it is a whole number that fits one. Decimals never are. */
export function int64OrUndefined(a: Amount): bigint | undefined {
  if (isDec(a) || a.exponent < 0) return undefined;
  return scaleUp(integerOf(a), a.exponent);
}
