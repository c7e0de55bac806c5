import { infScaleOf, integerOf, type Amount } from './amount.ts';
import { powerOfTen } from './int64.ts';

/** Beyond this scale the nearest double is taken of the amount itself: upstream would take seconds to hours. */
const largestExactScale = 12_000;

/**
 * The integer that upstream holds, as a double, times the power of ten, as a double: two roundings, or three.
 *
 * Where that is not a number (0 times infinity), the nearest double is given.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `AsApproximateFloat64`.
 */
export function asApproximateFloat64(a: Amount): number {
  const { coefficient, exponent, infScale } = a;
  const scale = infScale === undefined ? exponent : -infScale;
  const base = scaledFloat(coefficient, exponent - scale);
  if (scale === 0) return base;
  const product = base * pow10(scale);
  return Number.isNaN(product) ? scaledFloat(coefficient, exponent) : product;
}

/** The double nearest to n × 10^exponent. */
function scaledFloat(n: number | bigint, exponent: number): number {
  return Number(exponent === 0 ? n : `${n}e${exponent}`);
}

/** Go's `math.Pow10`: a product or quotient of two tables, not always the nearest double. */
function pow10(n: number): number {
  const units = n % 32;
  if (n >= 0) return n > 308 ? Infinity : tens(n - units) * tens(units);
  return n < -323 ? 0 : tens(n - units) / tens(-units);
}

function tens(n: number): number {
  return Number(`1e${n}`);
}

/**
 * The quotient of upstream's integer and its power of ten, rounded first to the bits of that integer, at least 64, and then to a double.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `AsFloat64Slow`.
 */
export function asFloat64Slow(a: Amount): number {
  const { coefficient, exponent } = a;
  const scale = infScaleOf(a);
  if (coefficient === 0 || scale <= 0 || scale > largestExactScale || exponent >= 0) return scaledFloat(coefficient, exponent);
  const unscaled = integerOf(a) * powerOfTen(exponent + scale);
  return quotientFloat(unscaled, powerOfTen(scale), true);
}

/** The double nearest to the quotient or, rounded twice, to what is left of it with as many bits as the numerator has. */
export function quotientFloat(numerator: bigint, denominator: bigint, isRoundedTwice: boolean): number {
  if (numerator < 0n) return -quotientFloat(-numerator, denominator, isRoundedTwice);
  const bits = bitLength(numerator);
  const precision = Math.max(bits, 64);
  // Shifted so far, the quotient has at least two bits more than `precision`.
  const shift = precision + bitLength(denominator) - bits + 2;
  const shifted = numerator << BigInt(shift);
  // A lost remainder is kept as a lowest bit that no rounding takes for a tie.
  const quotient = ((shifted / denominator) << 1n) | (shifted % denominator === 0n ? 0n : 1n);
  const first = isRoundedTwice ? bitLength(quotient) - precision : 0;
  const rounded = shiftedHalfEven(quotient, first);
  const power = first - shift - 1;
  // To 53 bits, or to the last one of a subnormal double.
  const second = Math.max(bitLength(rounded) - 53, -1074 - power);
  return Number(shiftedHalfEven(rounded, second)) * 2 ** (power + second);
}

function shiftedHalfEven(integer: bigint, drop: number): bigint {
  const by = BigInt(drop);
  const quotient = integer >> by;
  const twice = (integer - (quotient << by)) << 1n;
  const one = 1n << by;
  return twice > one || (twice === one && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** The number of bits of n > 0. */
function bitLength(n: bigint): number {
  return n.toString(2).length;
}
