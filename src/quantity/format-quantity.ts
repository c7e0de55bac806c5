import { amountOf, compare, minus, outOfRange, type Amount } from './amount.ts';
import { binarySuffixes, decimalSuffixes } from './format.ts';
import { invalid } from './input.ts';
import { decimalDigitsAtMost, powerOfTen } from './int64.ts';
import { internals, Quantity, type QuantityLike } from './quantity.ts';

/** A unit to show an amount in: a suffix of a quantity, `''` for the amount itself. No upstream counterpart. */
export type QuantityUnit = '' | 'n' | 'u' | 'm' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei';

/** How {@link formatQuantity} shows an amount. No upstream counterpart. */
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
 * @throws {SizingError} as `Quantity.from`; `InvalidInput` for an unknown unit, a number of digits that is none or a malformed language tag;
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
  const { unit, maximumFractionDigits = 3, locale = 'en-US' } = options ?? {};
  const q = Quantity.from(quantity);
  const amount = internals(q);
  if (!Number.isInteger(maximumFractionDigits) || maximumFractionDigits < 0 || maximumFractionDigits > 100)
    throw invalid('maximumFractionDigits is an integer from 0 to 100', maximumFractionDigits);
  const { name, power, exponent } = unit === undefined ? fittingUnit(amount, q.format === 'BinarySI') : namedUnit(unit);
  const scaled = divided(amount, maximumFractionDigits - exponent, 1n << BigInt(power));
  return localized(scaled, maximumFractionDigits, locale) + name;
}

/** More digits than these are shown to nobody. */
const mostDigits = 10_000;

/** A unit: 2^power × 10^exponent. */
interface Unit {
  readonly name: string;
  readonly power: number;
  readonly exponent: number;
}

const binaryUnits = (): readonly Unit[] => binarySuffixes.map((name, i) => ({ name, power: 10 * i, exponent: 0 }));
const decimalUnits = (): readonly Unit[] => decimalSuffixes.map((name, i) => ({ name, power: 0, exponent: 3 * i - 9 }));

function namedUnit(unit: string): Unit {
  const found = [...binaryUnits(), ...decimalUnits()].find(({ name }) => name === unit);
  if (found === undefined) throw invalid('a unit is a suffix of a quantity, such as m, G or Gi, or empty', unit);
  return found;
}

/** The largest unit that leaves at least 1, or the smallest. */
function fittingUnit({ coefficient, exponent }: Amount, isBinary: boolean): Unit {
  const size: Amount = { coefficient: coefficient < 0 ? minus(coefficient) : coefficient, exponent, infScale: undefined };
  const units = isBinary || coefficient === 0 ? binaryUnits() : decimalUnits();
  const fitting = units.filter((unit) => compare(size, amountOf(1n << BigInt(unit.power), unit.exponent, undefined)) >= 0);
  return fitting.at(-1) ?? (units[0] as Unit);
}

/** The amount times 10^places / divisor, rounded half away from zero. */
function divided({ coefficient, exponent }: Amount, places: number, divisor: bigint): bigint {
  const gap = exponent + places;
  if (decimalDigitsAtMost(coefficient) + gap > mostDigits) throw outOfRange();
  if (-gap > decimalDigitsAtMost(coefficient) + 1) return 0n;
  const integer = BigInt(coefficient);
  const numerator = (integer < 0n ? -integer : integer) * powerOfTen(Math.max(gap, 0));
  const denominator = divisor * powerOfTen(Math.max(-gap, 0));
  const rounded = (2n * numerator + denominator) / (2n * denominator);
  return integer < 0n ? -rounded : rounded;
}

/** A number of so many digits behind the point as a language writes it. */
function localized(scaled: bigint, places: number, locale: string | readonly string[]): string {
  const format = numberFormat(locale);
  const size = scaled < 0n ? -scaled : scaled;
  const unit = powerOfTen(places);
  const integer = size / unit;
  const parts = format.formatToParts(scaled >= 0n ? integer : integer === 0n ? -0 : -integer);
  const digits =
    places === 0
      ? ''
      : String(size % unit)
          .padStart(places, '0')
          .replace(/0+$/, '');
  if (digits !== '') {
    const point = format.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';
    const fraction = Array.from(digits, (digit) => format.format(Number(digit))).join('');
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
    throw invalid('a locale is a language tag such as de-DE', locale);
  }
}
