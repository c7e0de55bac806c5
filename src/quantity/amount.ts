import type { Era } from './era.ts';
import { exactPowersOfTen } from './format.ts';
import { decimalDigitsAtMost, divideAwayFromZero, isInt64, minInt64, powerOfTen, positiveScaleInt64, withZeros } from './int64.ts';

/**
 * An amount: `coefficient × 10^exponent`.
 *
 * Upstream holds an int64 with a scale or, where that does not suffice, an `inf.Dec`: a big integer with a scale. Which of the two it
 * is shows in results, so `infScale` keeps it; how large the integer is that we hold is independent of that.
 */
export interface Amount {
  /** A number where it is a safe integer, and then never −0; otherwise a bigint. */
  readonly coefficient: number | bigint;
  readonly exponent: number;
  /** Upstream's scale where it holds an `inf.Dec`: −exponent, or more up to 1.37. Undefined: upstream holds an int64. */
  readonly infScale: number | undefined;
}

/** The amount of an integer and an exponent. Without `infScale` the integer must be an int64. */
export function makeAmount(integer: bigint, exponent: number, infScale: number | undefined): Amount {
  return { coefficient: narrowed(integer), exponent, infScale };
}

/** As a number, if it is a safe one. */
export function narrowed(integer: bigint): number | bigint {
  const number = Number(integer);
  return Number.isSafeInteger(number) ? number : integer;
}

/** The coefficient, as an integer for calculations. */
export function integerOf(a: Amount): bigint {
  return BigInt(a.coefficient);
}

/** The scale of upstream's `inf.Dec`, or of the one it would make. */
export function infScaleOf(a: Amount): number {
  return a.infScale ?? 0 - a.exponent;
}

export function minus(n: number | bigint): number | bigint {
  return typeof n === 'number' ? 0 - n : -n;
}

/**
 * The sum a + y × 10^(exponent of b) as upstream forms it: of two int64 forms an int64 at the smaller scale if that does not overflow (a
 * zero changes nothing and is replaced by the other), otherwise a decimal at the finer of the two scales, exact as far as the era lets the
 * scales lie apart.
 *
 * @param y the coefficient of b, or for a difference its opposite
 * @throws {SizingError} `OutOfRange` when the two are so far apart that the sum cannot be written out
 */
export function add(a: Amount, b: Amount, y: number | bigint, era: Era): Amount {
  const x = a.coefficient;
  const isInt = a.infScale === undefined && b.infScale === undefined;
  const infScale = isInt ? undefined : Math.max(infScaleOf(a), infScaleOf(b));
  if (y === 0) return sumOf(x, a.exponent, infScale, era);
  if (x === 0) return isInt ? negatedInt64(y, b.exponent, era) : sumOf(y, b.exponent, infScale, era);
  const gap = a.exponent - b.exponent;
  const exponent = gap > 0 ? b.exponent : a.exponent;
  if (typeof x === 'number' && typeof y === 'number') {
    const p = gap > 0 ? x * (exactPowersOfTen[gap] ?? 1e23) : x;
    const q = gap < 0 ? y * (exactPowersOfTen[-gap] ?? 1e23) : y;
    const sum = p + q;
    if (Number.isSafeInteger(sum) && Number.isSafeInteger(p) && Number.isSafeInteger(q))
      return { coefficient: sum, exponent: isInt || sum !== 0 ? exponent : 0, infScale };
  }
  return addWide(BigInt(x), BigInt(y), gap, exponent, infScale, era);
}

function addWide(x: bigint, y: bigint, gap: number, exponent: number, infScale: number | undefined, era: Era): Amount {
  const far = Math.abs(gap) - era.mostGap;
  if (far > 0 && gap > 0) return addWide(x, divideAwayFromZero(y, far), gap - far, exponent + far, 0, era);
  if (far > 0) return addWide(divideAwayFromZero(x, far), y, gap + far, exponent + far, 0, era);
  const p = gap > 0 ? withZeros(x, gap) : x;
  const q = gap < 0 ? withZeros(y, -gap) : y;
  if (infScale === undefined) {
    const wrapped = !era.saturates && q === -minInt64 ? minInt64 : q;
    const sum = p + wrapped;
    if (isInt64(p) && isInt64(wrapped) && isInt64(sum)) return makeAmount(sum, exponent, undefined);
  }
  const sum = p + q;
  return sumOf(narrowed(sum), sum === 0n ? 0 : exponent, infScale ?? 0 - exponent, era);
}

function sumOf(coefficient: number | bigint, exponent: number, infScale: number | undefined, era: Era): Amount {
  return { coefficient, exponent, infScale: era.hasOwnScale && infScale !== undefined ? 0 - exponent : infScale };
}

/** Upstream's negation, of `−y` to y. */
export function negated({ coefficient, exponent, infScale }: Amount, era: Era): Amount {
  const y = minus(coefficient);
  return infScale === undefined ? negatedInt64(y, exponent, era) : { coefficient: y, exponent, infScale };
}

/** An int64 that was negated. The negation of the least one is itself or, where the era has int64 end at its ends, a decimal. */
function negatedInt64(y: number | bigint, exponent: number, era: Era): Amount {
  const isLeast = y === -minInt64;
  return { coefficient: isLeast && !era.saturates ? minInt64 : y, exponent, infScale: isLeast && era.saturates ? 0 - exponent : undefined };
}

/**
 * The product as upstream forms it: an int64 if the product is a whole number that fits one, otherwise an exact decimal.
 *
 * @param n an int64
 */
export function mul(a: Amount, n: bigint): Amount {
  const { exponent, infScale } = a;
  const integer = integerOf(a);
  const product = integer * n;
  if (infScale === undefined) {
    if (integer === 0n) return a;
    if (n === 0n) return makeAmount(n, 0, undefined);
    const isWhole =
      exponent < 0 ? product % powerOfTen(Math.min(-exponent, 19)) === 0n : positiveScaleInt64(product, exponent) !== undefined;
    if (isInt64(product) && isWhole) return makeAmount(product, exponent, undefined);
  }
  return makeAmount(product, product === 0n ? 0 : exponent, infScaleOf(a));
}

/** Rounded away from zero to a multiple of 10^scale. An int64 that is one already is left alone, and so is a decimal that keeps its own scale. */
export function roundUp(a: Amount, scale: number, era: Era): Amount {
  const { exponent, infScale } = a;
  if (exponent >= scale && (infScale === undefined || era.hasOwnScale)) return a;
  const rounded = divideAwayFromZero(integerOf(a), scale - exponent);
  if (infScale === undefined) return makeAmount(rounded, scale, undefined);
  return makeAmount(rounded, rounded === 0n ? 0 : Math.max(exponent, scale), 0 - scale);
}

/** −1, 0 or 1, exactly and without writing out huge powers of ten. */
export function cmp(a: Amount, b: Amount): -1 | 0 | 1 {
  const gap = a.exponent - b.exponent;
  const x = gap > 0 ? raised(a.coefficient, gap, b.coefficient) : a.coefficient;
  const y = gap < 0 ? raised(b.coefficient, -gap, a.coefficient) : b.coefficient;
  return x < y ? -1 : x > y ? 1 : 0;
}

/**
 * n × 10^places, or where that is beyond `other` anything beyond it of the same sign.
 *
 * Exact although it multiplies doubles: up to 10^22 a product is rounded only beyond 2^53, where no safe integer equals it; and a
 * coefficient times a higher power of ten is larger than every safe integer.
 */
function raised(n: number | bigint, places: number, other: number | bigint): number | bigint {
  if (typeof n === 'number' && typeof other === 'number') return n * (exactPowersOfTen[places] ?? 1e23);
  return BigInt(n) * powerOfTen(Math.min(places, decimalDigitsAtMost(other)));
}
