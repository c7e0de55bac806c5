import { SizingError } from '../errors.ts';
import { exactPowersOfTen } from './format.ts';
import { divideAwayFromZero, isInt64, powerOfTen, scaleUp, wrapInt64 } from './int64.ts';

/**
 * An amount, `coefficient × 10^exponent`, in the fast form or with a {@link Form} that says otherwise.
 *
 * Upstream holds an int64 with a scale or, where that does not suffice, an `inf.Dec`: a big integer with a scale. Which of the two it
 * is shows in results, so `form` keeps it; how large the integer is that we hold is independent of that.
 */
export interface Amount {
  /** A safe integer, never −0; where `form.wide` holds the integer, only its sign. */
  readonly coefficient: number;
  readonly exponent: number;
  /** Absent: upstream holds an int64, and it is a safe integer. */
  readonly form: Form | undefined;
}

export interface Form {
  /** The integer, where it is not a safe one. */
  readonly wide: bigint | undefined;
  /** Upstream's scale (the negated exponent) where it holds an `inf.Dec`; never less than −exponent. Absent: upstream holds an int64. */
  readonly infScale: number | undefined;
}

/** How many zeros an operation may append at most before its result counts as one that cannot be written out. */
export const mostZeros = 250_000;

const int64Form: Form = { wide: undefined, infScale: undefined };
/** What parsing gives to all it rounds to nano. */
export const nanoForm: Form = { wide: undefined, infScale: 9 };

/** The amount of an integer and an exponent. Without `infScale` the integer must be an int64. */
export function amountOf(integer: bigint, exponent: number, infScale: number | undefined): Amount {
  if (integer >= -9007199254740991n && integer <= 9007199254740991n) {
    const form = infScale === undefined ? undefined : infScale === 9 ? nanoForm : { wide: undefined, infScale };
    return { coefficient: Number(integer), exponent, form };
  }
  return { coefficient: integer < 0n ? -1 : 1, exponent, form: { wide: integer, infScale } };
}

export function integerOf(a: Amount): bigint {
  return a.form?.wide ?? BigInt(a.coefficient);
}

/** Whether upstream holds an `inf.Dec`. */
export function isDec(a: Amount): boolean {
  return (a.form ?? int64Form).infScale !== undefined;
}

/** The scale of upstream's `inf.Dec`, or of the one it would make. */
export function infScaleOf(a: Amount): number {
  return (a.form ?? int64Form).infScale ?? 0 - a.exponent;
}

export function outOfRange(what: string): SizingError {
  return new SizingError('OutOfRange', `${what} has too many digits to be written out`);
}

/**
 * The sum as upstream forms it: of two int64 forms an int64 at the smaller scale if that does not overflow (a zero changes nothing and
 * is replaced by the other), otherwise an exact decimal.
 *
 * @throws {SizingError} `OutOfRange` when more than {@link mostZeros} zeros would have to be written between the two
 */
export function add(a: Amount, b: Amount): Amount {
  return (isDec(a) || isDec(b) ? undefined : addInt64(a, integerOf(b), b.exponent)) ?? addExact(a, integerOf(b), b);
}

/** The difference, likewise. Upstream's int64 form adds the negated int64, and the least one is its own negation. */
export function subtract(a: Amount, b: Amount): Amount {
  return (isDec(a) || isDec(b) ? undefined : addInt64(a, wrapInt64(-integerOf(b)), b.exponent)) ?? addExact(a, -integerOf(b), b);
}

/** The negation; the least int64 is its own. */
export function negated(a: Amount): Amount {
  const wide = a.form?.wide;
  if (wide === undefined) return { coefficient: 0 - a.coefficient, exponent: a.exponent, form: a.form };
  return amountOf(isDec(a) ? -wide : wrapInt64(-wide), a.exponent, a.form?.infScale);
}

function addInt64({ coefficient, exponent, form }: Amount, b: bigint, bExponent: number): Amount | undefined {
  const a = form?.wide ?? BigInt(coefficient);
  if (b === 0n) return amountOf(a, exponent, undefined);
  if (a === 0n) return amountOf(b, bExponent, undefined);
  const least = Math.min(exponent, bExponent);
  const x = scaleUp(a, exponent - least);
  const y = scaleUp(b, bExponent - least);
  if (x === undefined || y === undefined || !isInt64(x + y)) return undefined;
  return amountOf(x + y, least, undefined);
}

/** a + integer × 10^exponent of b, as a decimal at the finer of their scales. */
function addExact(a: Amount, integer: bigint, b: Amount): Amount {
  const infScale = Math.max(infScaleOf(a), infScaleOf(b));
  if (integer === 0n) return amountOf(integerOf(a), a.exponent, infScale);
  if (a.coefficient === 0) return amountOf(integer, b.exponent, infScale);
  const exponent = Math.min(a.exponent, b.exponent);
  const sum = widened(integerOf(a), a.exponent - exponent) + widened(integer, b.exponent - exponent);
  return amountOf(sum, sum === 0n ? 0 : exponent, infScale);
}

function widened(integer: bigint, zeros: number): bigint {
  if (zeros > mostZeros) throw outOfRange('the sum');
  return integer * powerOfTen(zeros);
}

/**
 * The product as upstream forms it: an int64 if the product is a whole number that fits one, otherwise an exact decimal.
 *
 * @param n an int64
 */
export function multiply(a: Amount, n: bigint): Amount {
  const integer = integerOf(a);
  const product = integer * n;
  if (!isDec(a)) {
    if (integer === 0n) return a;
    if (n === 0n) return amountOf(0n, 0, undefined);
    if (isInt64(product) && isWholeInt64(product, a.exponent)) return amountOf(product, a.exponent, undefined);
  }
  return amountOf(product, product === 0n ? 0 : a.exponent, infScaleOf(a));
}

function isWholeInt64(product: bigint, exponent: number): boolean {
  if (exponent >= 0) return scaleUp(product, exponent) !== undefined;
  return exponent >= -19 && product % powerOfTen(-exponent) === 0n;
}

/** Rounded away from zero to a multiple of 10^scale. Upstream leaves an int64 alone that is one already, and gives every decimal that scale. */
export function roundUp(a: Amount, scale: number): Amount {
  const infScale = isDec(a) ? 0 - scale : undefined;
  if (a.exponent >= scale || a.coefficient === 0) {
    if (infScale !== undefined) return amountOf(integerOf(a), a.coefficient === 0 ? 0 : a.exponent, infScale);
    return a.exponent >= scale ? a : amountOf(0n, scale, undefined);
  }
  return amountOf(divideAwayFromZero(integerOf(a), scale - a.exponent), scale, infScale);
}

/**
 * −1, 0 or 1, exactly and without writing out huge powers of ten: amounts of different magnitude are decided by it.
 */
export function compare(a: Amount, b: Amount): -1 | 0 | 1 {
  const sign = Math.sign(a.coefficient) - Math.sign(b.coefficient);
  if (sign !== 0) return sign < 0 ? -1 : 1;
  if (a.coefficient === 0) return 0;
  if (a.form?.wide === undefined && b.form?.wide === undefined) return compareSafe(a.coefficient, a.exponent, b.coefficient, b.exponent);
  return compareWide(integerOf(a), a.exponent, integerOf(b), b.exponent);
}

/**
 * Exact although it multiplies doubles: up to 10^22 a product is rounded only beyond 2^53, where no safe integer equals it; and a
 * coefficient times a higher power of ten is larger than every safe integer.
 */
export function compareSafe(a: number, aExponent: number, b: number, bExponent: number): -1 | 0 | 1 {
  const gap = aExponent - bExponent;
  const x = gap > 0 ? a * (exactPowersOfTen[gap] ?? 1e23) : a;
  const y = gap < 0 ? b * (exactPowersOfTen[-gap] ?? 1e23) : b;
  return x < y ? -1 : x > y ? 1 : 0;
}

function compareWide(a: bigint, aExponent: number, b: bigint, bExponent: number): -1 | 0 | 1 {
  const difference = magnitude(a) + aExponent - (magnitude(b) + bExponent);
  if (Math.abs(difference) > 2) return difference > 0 === a > 0n ? 1 : -1;
  const exponent = Math.min(aExponent, bExponent);
  const x = a * powerOfTen(aExponent - exponent);
  const y = b * powerOfTen(bExponent - exponent);
  return x < y ? -1 : x > y ? 1 : 0;
}

/** The decimal digits of n before the point of its logarithm, give or take one. */
function magnitude(n: bigint): number {
  const hex = (n < 0n ? -n : n).toString(16);
  return hex.length * 1.2041199826559248;
}
