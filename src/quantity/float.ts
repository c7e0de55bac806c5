import { integerOf, infScaleOf, isDec, type Amount } from './amount.ts';
import { exactPowersOfTen } from './format.ts';
import { bitLength, powerOfTen } from './int64.ts';

/** Beyond this scale the nearest double is taken of the amount itself: upstream would take seconds to hours. */
const largestExactScale = 12_000;

/**
 * The integer that upstream holds, as a double, times the power of ten, as a double: two roundings, or three.
 *
 * Where that is not a number (0 times infinity), the nearest double is given.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `AsApproximateFloat64`.
 */
export function approximateFloat(a: Amount): number {
  const scale = isDec(a) ? -infScaleOf(a) : a.exponent;
  const base = unscaledFloat(a, scale);
  if (scale === 0) return base;
  const product = base * pow10(scale);
  return Number.isNaN(product) ? nearestFloat(a) : product;
}

/** The double nearest to the integer that upstream holds at this exponent. */
function unscaledFloat(a: Amount, exponent: number): number {
  const zeros = a.exponent - exponent;
  const { coefficient } = a;
  const wide = a.form?.wide;
  if (wide !== undefined) return zeros === 0 ? Number(wide) : Number(`${wide}e${zeros}`);
  const power = exactPowersOfTen[zeros];
  return coefficient === 0 ? 0 : power === undefined ? Number(`${coefficient}e${zeros}`) : coefficient * power;
}

/** Go's `math.Pow10`: a product or quotient of two tables, not always the nearest double. */
function pow10(n: number): number {
  if (n >= 0) return n > 308 ? Infinity : n < 32 ? tens(n) : tens(n - (n % 32)) * tens(n % 32);
  return n < -323 ? 0 : tens(n - (n % 32)) / tens(-(n % 32));
}

function tens(n: number): number {
  return exactPowersOfTen[n] ?? Number(`1e${n}`);
}

function nearestFloat(a: Amount): number {
  return Number(`${integerOf(a)}e${a.exponent}`);
}

/**
 * The quotient of upstream's integer and its power of ten, rounded first to the bits of that integer, at least 64, and then to a double.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `AsFloat64Slow`.
 */
export function slowFloat(a: Amount): number {
  const scale = infScaleOf(a);
  if (a.coefficient === 0) return 0;
  if (scale <= 0 || scale > largestExactScale || a.exponent >= 0) return nearestFloat(a);
  const unscaled = integerOf(a) * powerOfTen(a.exponent + scale);
  return unscaled < 0n ? -quotientFloat(-unscaled, powerOfTen(scale)) : quotientFloat(unscaled, powerOfTen(scale));
}

function quotientFloat(numerator: bigint, denominator: bigint): number {
  const bits = bitLength(numerator);
  const precision = Math.max(bits, 64);
  // Shifted so far, the quotient has at least two bits more than `precision`.
  const shift = precision + bitLength(denominator) - bits + 2;
  const shifted = numerator << BigInt(shift);
  const quotient = shifted / denominator;
  const exact = quotient * denominator === shifted;
  // A lost remainder is kept as a lowest bit that no rounding takes for a tie.
  const sticky = (quotient << 1n) | (exact ? 0n : 1n);
  const { integer, exponent } = roundedTo(precision, sticky, -shift - 1);
  return toFloat(integer, exponent);
}

/** Rounded half to even to so many bits. */
function roundedTo(bits: number, integer: bigint, exponent: number): { integer: bigint; exponent: number } {
  const drop = bitLength(integer) - bits;
  return drop <= 0 ? { integer, exponent } : { integer: shiftedHalfEven(integer, drop), exponent: exponent + drop };
}

function shiftedHalfEven(integer: bigint, drop: number): bigint {
  const by = BigInt(drop);
  const quotient = integer >> by;
  const rest = integer - (quotient << by);
  const half = 1n << (by - 1n);
  return rest > half || (rest === half && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** The double nearest to integer × 2^exponent, subnormal ones included. */
function toFloat(integer: bigint, exponent: number): number {
  const drop = Math.max(bitLength(integer) - 53, -1074 - exponent);
  const kept = drop > 0 ? shiftedHalfEven(integer, drop) : integer;
  const power = drop > 0 ? exponent + drop : exponent;
  return power > 1023 ? Infinity : Number(kept) * 2 ** power;
}
