import { invalid } from '../errors.ts';
import { cmp, makeAmount, minus, type Amount } from './amount.ts';
import { binaryFactors, binarySuffixes, decimalSuffixes, exactPowersOfTen } from './format.ts';
import { decimalDigitsAtMost, outOfRange, powerOfTen } from './int64.ts';
import { internals, Quantity, type QuantityLike } from './quantity.ts';

/** A unit to show an amount in: a suffix of a quantity, `''` for the amount itself. */
export type QuantityUnit = '' | 'n' | 'u' | 'm' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei';

/** How {@link formatQuantity} shows an amount. */
export interface FormatQuantityOptions {
  /** By default the largest unit of the amount's own family that leaves at least 1. */
  readonly unit?: QuantityUnit | undefined;
  /** How many digits behind the point at most, 0 to 100; by default 3. Zeros at the end are left out. */
  readonly maximumFractionDigits?: number | undefined;
  /** A language tag such as `de-DE`, or several in order of preference; by default `en-US`, whatever the machine's own is. */
  readonly locale?: string | readonly string[] | undefined;
}

/**
 * An amount for people: a number in a unit, with the separators and digits of a language, rounded half away from zero.
 *
 * The unit is the largest that leaves at least 1: of `Ki Mi Gi Ti Pi Ei` for BinarySI, otherwise of `n u m k M G T P E`; zero has none. The
 * number is computed exactly and then rounded once, so no amount is too large or too fine to be shown right. The text is not meant to be
 * parsed again: it may hold separators.
 *
 * Upstream: none.
 *
 * @param quantity an amount
 * @throws {SizingError} as `Quantity.from`; `InvalidInput` for an unknown unit, a wrong number of digits or a malformed language tag;
 *   `OutOfRange` where the number has more than 10,000 digits
 * @example
 * formatQuantity('1536Mi') // => '1.5Gi'
 * formatQuantity('966367641600m') // => '966.368M'
 * formatQuantity('966367641600m', { unit: 'Gi', maximumFractionDigits: 1 }) // => '0.9Gi'
 * formatQuantity('250m', { unit: '' }) // => '0.25'
 * formatQuantity('1234567.5Ki', { unit: 'Ki', locale: 'de-DE' }) // => '1.234.567,5Ki'
 * formatQuantity('9007199254740993', { unit: '' }) // => '9,007,199,254,740,993'
 * formatQuantity('1Gi', { unit: 'GB' as 'G' }) // throws InvalidInput
 */
export function formatQuantity(quantity: QuantityLike, options?: FormatQuantityOptions): string {
  const { unit, maximumFractionDigits = 3, locale } = options ?? {};
  const q = Quantity.from(quantity);
  const amount = internals(q);
  if (!Number.isInteger(maximumFractionDigits) || maximumFractionDigits < 0 || maximumFractionDigits > 100)
    throw invalid('an integer from 0 to 100', undefined, maximumFractionDigits);
  const { name, power, exponent } = unit === undefined ? fittingUnit(amount, q.format === 'BinarySI') : namedUnit(unit);
  const size = divided(amount, maximumFractionDigits - exponent, power);
  const digits = String(size).padStart(maximumFractionDigits + 1, '0');
  const whole = digits.slice(0, digits.length - maximumFractionDigits);
  let end = digits.length;
  while (end > whole.length && digits.charCodeAt(end - 1) === 48) end--;
  const broken = digits.slice(whole.length, end);
  const isNegative = amount.coefficient < 0 && size > 0;
  return (locale === undefined ? inEnglish(isNegative, whole, broken) : localized(isNegative, whole, broken, locale)) + name;
}

/** More digits than these are shown to nobody. */
const mostDigits = 10_000;

/** A unit: 2^power × 10^exponent. */
interface Unit {
  readonly name: string;
  readonly power: number;
  readonly exponent: number;
}

function namedUnit(unit: string): Unit {
  const binary = binarySuffixes.indexOf(unit);
  if (binary > 0) return { name: unit, power: 10 * binary, exponent: 0 };
  const decimal = decimalSuffixes.indexOf(unit);
  if (decimal >= 0) return { name: unit, power: 0, exponent: 3 * decimal - 9 };
  throw invalid('the suffix of a quantity, such as m, G or Gi, or an empty text', undefined, unit);
}

/** The largest unit that leaves at least 1, or the smallest. */
function fittingUnit({ coefficient, exponent }: Amount, isBinary: boolean): Unit {
  if (coefficient === 0) return { name: '', power: 0, exponent: 0 };
  const size: Amount = { coefficient: coefficient < 0 ? minus(coefficient) : coefficient, exponent, infScale: undefined };
  if (isBinary) {
    let i = 6;
    while (i > 0 && cmp(size, makeAmount(BigInt(binaryFactors[i] as number), 0, undefined)) < 0) i--;
    return { name: binarySuffixes[i] as string, power: 10 * i, exponent: 0 };
  }
  const digits = String(size.coefficient).length;
  const thousands = Math.min(Math.max(Math.floor((digits - 1 + exponent) / 3), -3), 6);
  return { name: decimalSuffixes[thousands + 3] as string, power: 0, exponent: 3 * thousands };
}

/** The size of an amount times 10^places / 2^power, rounded half away from zero. */
function divided({ coefficient, exponent }: Amount, places: number, power: number): number | bigint {
  const gap = exponent + places;
  const size = coefficient < 0 ? minus(coefficient) : coefficient;
  if (typeof size === 'number') {
    const product = size * (exactPowersOfTen[gap] ?? Infinity);
    // Dividing a double by a power of two is exact, and Math.round rounds a half up.
    if (Number.isSafeInteger(product)) return Math.round(product / 2 ** power);
    const divisor = power === 0 ? exactPowersOfTen[-gap] : undefined;
    if (divisor !== undefined) return (size - (size % divisor)) / divisor + (2 * (size % divisor) >= divisor ? 1 : 0);
  }
  const digits = decimalDigitsAtMost(size);
  if (digits + gap > mostDigits) throw outOfRange();
  if (-gap > digits + 1) return 0;
  const numerator = BigInt(size) * powerOfTen(Math.max(gap, 0));
  const denominator = powerOfTen(Math.max(-gap, 0)) << BigInt(power);
  return (2n * numerator + denominator) / (2n * denominator);
}

/** A number with a comma between thousands. A formatter of the machine would take hundreds of times as long. */
function inEnglish(isNegative: boolean, whole: string, broken: string): string {
  let grouped = whole;
  for (let at = whole.length - 3; at > 0; at -= 3) grouped = `${grouped.slice(0, at)},${grouped.slice(at)}`;
  return (isNegative ? '-' : '') + grouped + (broken === '' ? '' : `.${broken}`);
}

/** A number as a language writes it. */
function localized(isNegative: boolean, whole: string, broken: string, locale: string | readonly string[]): string {
  const format = numberFormat(locale);
  const integer = BigInt(whole);
  const parts = format.formatToParts(!isNegative ? integer : integer === 0n ? -0 : -integer);
  if (broken !== '') {
    const point = format.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
    const fraction = Array.from(broken, (digit) => format.format(Number(digit))).join('');
    const last = parts.map(({ type }) => type).lastIndexOf('integer');
    parts.splice(last + 1, 0, { type: 'fraction', value: point + fraction });
  }
  return parts.map(({ value }) => value).join('');
}

/** A language that is well-formed but unknown to the machine is replaced by English, not by the machine's own. */
function numberFormat(locale: string | readonly string[]): Intl.NumberFormat {
  try {
    return new Intl.NumberFormat([locale, 'en-US'].flat());
  } catch {
    throw invalid('a language tag such as de-DE', undefined, locale);
  }
}
