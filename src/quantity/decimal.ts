import Big from 'big.js';
import { SizingError } from '../errors.ts';
import { maxInt64, wrapInt64 } from './int64.ts';

/**
 * An exact decimal with the number of decimal places that upstream's `inf.Dec` would carry: the places do not change the value, but
 * int64 conversions wrap according to them.
 */
export interface Decimal {
  readonly big: Big;
  /** Decimal places; negative when the value is kept in multiples of a power of ten. */
  readonly places: number;
}

/** A constructor of our own, because callers may change the settings of the shared one. */
const Exact = /* @__PURE__ */ Big();

/** More digits than this are not computed: adding 1 to `1e999999999` has no answer that could be written out. */
const mostDigits = 250_000;
const awayFromZero = 3;
const towardZero = 0;

/** An integer at a decimal scale. */
export function decimalOf(value: bigint, scale: number): Decimal {
  return { big: new Exact(`${value}e${scale}`), places: -scale };
}

/** A decimal text with digits, without an exponent or a plus sign. */
export function decimalFromText(text: string, places: number): Decimal {
  return { big: new Exact(text), places };
}

/** `value × 10^exponent`, as a value of its own. */
function shift(value: Big, exponent: number): Big {
  const shifted = new Exact(value);
  if (shifted.c[0] !== 0) shifted.e += exponent;
  return shifted;
}

/** The decimal times `10^exponent`, as when the scale of an `inf.Dec` is set: the places are an `int32` and wrap. */
export function shiftDecimal({ big, places }: Decimal, exponent: number): Decimal {
  const wanted = (places - exponent) | 0;
  return { big: shift(big, places - wanted), places: wanted };
}

/** The decimal times an integer; the places stay. */
export function multiplyDecimal({ big, places }: Decimal, factor: bigint): Decimal {
  return { big: big.times(factor.toString()), places };
}

/** The sum, or the difference for a `sign` of -1, with the larger number of places. */
export function addDecimal(a: Decimal, b: Decimal, sign: 1 | -1): Decimal {
  requireDigits(Math.max(a.big.e, b.big.e) - Math.min(lowestExponent(a.big), lowestExponent(b.big)));
  return { big: sign === 1 ? a.big.plus(b.big) : a.big.minus(b.big), places: Math.max(a.places, b.places) };
}

export function negateDecimal({ big, places }: Decimal): Decimal {
  return { big: isZero(big) ? big : big.times(-1), places };
}

export function signOfDecimal({ big }: Decimal): -1 | 0 | 1 {
  if (isZero(big)) return 0;
  return big.s < 0 ? -1 : 1;
}

/** The order of two decimals, decided by sign and magnitude first, so that it takes no longer than the shorter one's digits. */
export function compareDecimals(a: Decimal, b: Decimal): -1 | 0 | 1 {
  return a.big.cmp(b.big);
}

/** Rounded away from zero to a number of decimal places, which may be negative. */
export function roundDecimal({ big }: Decimal, places: number): Decimal {
  return { big: roundAway(big, places), places };
}

function roundAway(big: Big, places: number): Big {
  if (isZero(big) || -lowestExponent(big) <= places) return big;
  const shifted = shift(big, places);
  if (shifted.e < 0) return shift(new Exact(big.s), -places);
  return shift(shifted.round(0, awayFromZero), -places);
}

/** Whether rounding to whole multiples of `10^-places` changes nothing. */
export function isExactAt({ big }: Decimal, places: number): boolean {
  return isZero(big) || -lowestExponent(big) <= places;
}

/** The decimal as a mantissa without trailing zeros and an exponent that is a multiple of three. */
export function canonicalDecimal({ big }: Decimal): { readonly mantissa: string; readonly exponent: number } {
  const lowest = lowestExponent(big);
  const zeros = ((lowest % 3) + 3) % 3;
  return { mantissa: `${big.s < 0 ? '-' : ''}${big.c.join('')}${'0'.repeat(zeros)}`, exponent: lowest - zeros };
}

/** The value in multiples of `10^scale`, rounded away from zero, exact however large. */
export function decimalToBigInt({ big }: Decimal, scale: number): bigint {
  return integer(roundAway(shift(big, -scale), 0));
}

/** The mantissa at the decimal's own places. */
export function unscaled({ big, places }: Decimal): bigint {
  return integer(shift(big, places));
}

/**
 * The value in multiples of `10^scale` as upstream's `scaledValue` gives it: it truncates, then adds 1 when a remainder is left (so
 * negative values round toward zero or past it), and wraps to 64 bits at each step.
 */
export function scaledDecimal({ big, places }: Decimal, scale: number): bigint {
  const difference = places + scale;
  const mantissa = shift(big, places);
  if (difference <= 0) {
    const factor = difference < -18 ? -(2n ** 63n) : 10n ** BigInt(-difference);
    return wrapInt64(lowBits(mantissa) * factor);
  }
  if (difference < 19 && mantissa.lt(maxInt64.toString())) {
    const low = lowBits(mantissa);
    const divisor = 10n ** BigInt(difference);
    return low / divisor + (low % divisor === 0n ? 0n : 1n);
  }
  const exact = shift(big, -scale);
  const whole = exact.e < 0 ? new Exact(0) : exact.round(0, towardZero);
  return wrapInt64(lowBits(whole) + (whole.eq(exact) || big.s < 0 ? 0n : 1n));
}

/** A copy of the exact value that is the caller's to keep. */
export function copyOfBig({ big }: Decimal): Big {
  return new Big(big);
}

/** The low 64 bits of a whole number; a number with 64 trailing zeros has none, so it is never written out. */
function lowBits(whole: Big): bigint {
  if (isZero(whole) || lowestExponent(whole) >= 64) return 0n;
  return wrapInt64(integer(whole));
}

function integer(whole: Big): bigint {
  requireDigits(whole.e);
  return BigInt(whole.toFixed(0));
}

function requireDigits(digits: number): void {
  if (digits > mostDigits) throw new SizingError('OutOfRange', `the result has more than ${mostDigits} digits`);
}

function lowestExponent(big: Big): number {
  return big.e - big.c.length + 1;
}

function isZero(big: Big): boolean {
  return big.c[0] === 0;
}
