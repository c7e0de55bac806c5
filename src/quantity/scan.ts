import { amountOf, nanoForm, type Amount, type Form } from './amount.ts';
import { exactPowersOfTen, type Format } from './format.ts';
import { divideAwayFromZero, maxInt64 } from './int64.ts';

/** Makes a quantity of what was read; `text` is the spelling to keep, or `''`. */
export type Make<T> = (coefficient: number, exponent: number, form: Form | undefined, format: Format, text: string) => T;

/** Upstream's three errors. */
export type Fault = 'ErrFormatWrong' | 'ErrNumeric' | 'ErrSuffix';

/** By power of 1024, how many digits upstream holds as an int64, and the factor. Larger powers are always decimals. */
const binaryDigits: readonly number[] = [0, 11, 8, 5, 2];
const binaryFactors: readonly number[] = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50, 2 ** 60];

/**
 * Reads a quantity: a sign, digits with at most one point, and a suffix. Digits may be missing on either side of the point, and even
 * on both: `Gi` is 0.
 *
 * Upstream holds an int64 where at most 18 digits (BinarySI: as many as 15 − log10 of the factor leave, and no point) are at nano or
 * coarser, and keeps the spelling when it looks canonical to it. Everything else becomes a decimal, rounded away from zero to nano.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `ParseQuantity`.
 */
export function scanQuantity<T>(text: string, make: Make<T>): T | Fault {
  const end = text.length;
  if (end === 0) return 'ErrFormatWrong';
  let code = text.charCodeAt(0);
  const negative = code === 45;
  let at = negative || code === 43 ? 1 : 0;
  while (at < end && text.charCodeAt(at) === 48) at++;
  const first = at;
  let value = 0;
  for (; at < end; at++) {
    code = text.charCodeAt(at) - 48;
    if (code < 0 || code > 9) break;
    value = value * 10 + code;
  }
  const whole = at - first;
  let broken = 0;
  if (at < end && code === -2) {
    const point = at++;
    for (; at < end; at++) {
      code = text.charCodeAt(at) - 48;
      if (code < 0 || code > 9) break;
      value = value * 10 + code;
    }
    broken = at - point - 1;
  }
  if (at === end) return decimal(text, negative, value, whole, broken, 0, 'DecimalSI', make);
  if (at + 1 === end) {
    const exponent = decimalExponent(code);
    return exponent === 0 ? suffixFault(text, at) : decimal(text, negative, value, whole, broken, exponent, 'DecimalSI', make);
  }
  if (at + 2 === end && text.charCodeAt(at + 1) === 105) {
    const power = binaryPower(code);
    return power === 0 ? suffixFault(text, at) : binary(text, negative, value, whole, broken, power, make);
  }
  const exponent = readExponent(text, at);
  if (exponent === undefined) return suffixFault(text, at);
  return decimal(text, negative, value, whole, broken, exponent, 'DecimalExponent', make);
}

function decimal<T>(
  text: string,
  negative: boolean,
  value: number,
  whole: number,
  broken: number,
  power: number,
  format: Format,
  make: Make<T>,
): T | Fault {
  const exponent = (power - broken) | 0;
  const digits = (whole === 0 ? 1 : whole) + broken;
  if (exponent < -9 || digits > 18) return exact(text, negative, value, whole, broken, 1, power, format, make);
  if (digits <= 15) {
    const kept = exponent % 3 === 0 && whole !== 0 && value % 1000 !== 0;
    return make(negative ? 0 - value : value, exponent, undefined, format, kept ? text : '');
  }
  const read = digitsOf(text);
  const kept = exponent % 3 === 0 && whole !== 0 && !read.endsWith('000');
  const amount = amountOf(BigInt(negative ? `-${read}` : read), exponent, undefined);
  return make(amount.coefficient, amount.exponent, amount.form, format, kept ? text : '');
}

function binary<T>(text: string, negative: boolean, value: number, whole: number, broken: number, power: number, make: Make<T>): T | Fault {
  const factor = binaryFactors[power] ?? 1;
  if (broken === 0 && (whole === 0 ? 1 : whole) <= (binaryDigits[power] ?? 0)) {
    const product = value * factor;
    return make(negative ? 0 - product : product, 0, undefined, 'BinarySI', value % 8 === 0 ? '' : text);
  }
  return exact(text, negative, value, whole, broken, factor, 0, 'BinarySI', make);
}

/** An amount that upstream holds as a decimal: not finer than nano, BinarySI not beyond int64. */
function exact<T>(
  text: string,
  negative: boolean,
  value: number,
  whole: number,
  broken: number,
  factor: number,
  power: number,
  format: Format,
  make: Make<T>,
): T | Fault {
  if (whole + broken === 0 && !/^[+-]?0/.test(text)) return 'ErrNumeric';
  const exponent = power - broken;
  const product = value * factor;
  const amount = Number.isSafeInteger(product)
    ? nanoOfSafe(product, exponent)
    : nanoOfWide(BigInt(digitsOf(text)) * BigInt(factor), exponent, format);
  const signed = negative ? negatedAmount(amount) : amount;
  return make(signed.coefficient, signed.exponent, signed.form, format === 'BinarySI' && isBelowOne(amount) ? 'DecimalSI' : format, '');
}

function isBelowOne({ coefficient, exponent, form }: Amount): boolean {
  return coefficient !== 0 && form?.wide === undefined && coefficient < (exactPowersOfTen[-exponent] ?? 0);
}

function nanoOfSafe(product: number, exponent: number): Amount {
  if (product === 0) return { coefficient: 0, exponent: 0, form: { wide: undefined, infScale: -exponent | 0 } };
  if (exponent >= -9) return { coefficient: product, exponent, form: nanoForm };
  const divisor = exactPowersOfTen[-9 - exponent];
  const remainder = divisor === undefined ? 0 : product % divisor;
  const quotient = divisor === undefined ? 1 : (product - remainder) / divisor + (remainder === 0 ? 0 : 1);
  return { coefficient: quotient, exponent: -9, form: nanoForm };
}

function nanoOfWide(product: bigint, exponent: number, format: Format): Amount {
  const rounded = exponent >= -9 ? product : divideAwayFromZero(product, -9 - exponent);
  const nano = amountOf(rounded, Math.max(exponent, -9), 9);
  if (format !== 'BinarySI') return nano;
  const whole = divideAwayFromZero(rounded, -nano.exponent);
  return whole > maxInt64 ? amountOf(maxInt64, 0, 0) : nano;
}

function negatedAmount({ coefficient, exponent, form }: Amount): Amount {
  const wide = form?.wide;
  if (wide === undefined) return { coefficient: 0 - coefficient, exponent, form };
  return amountOf(-wide, exponent, form?.infScale);
}

/** The digits without leading zeros and point. */
function digitsOf(text: string): string {
  const [, whole = '', broken = ''] = /^[+-]?0*([0-9]*)[.]?([0-9]*)/.exec(text) ?? [];
  return whole + broken;
}

/** The exponent of a suffix of one letter, by its character code − 48; 0 for no such suffix. */
function decimalExponent(code: number): number {
  switch (code) {
    case 61: // m
      return -3;
    case 59: // k
      return 3;
    case 29: // M
      return 6;
    case 23: // G
      return 9;
    case 36: // T
      return 12;
    case 32: // P
      return 15;
    case 21: // E
      return 18;
    case 69: // u
      return -6;
    case 62: // n
      return -9;
    default:
      return 0;
  }
}

/** The power of 1024 of the letter in front of `i`, by its character code − 48; 0 for no such suffix. */
function binaryPower(code: number): number {
  switch (code) {
    case 29: // M
      return 2;
    case 23: // G
      return 3;
    case 27: // K
      return 1;
    case 36: // T
      return 4;
    case 32: // P
      return 5;
    case 21: // E
      return 6;
    default:
      return 0;
  }
}

/** The int64 behind `e` or `E`, truncated to 32 bits as upstream does, or undefined where there is none. */
function readExponent(text: string, at: number): number | undefined {
  const letter = text.charCodeAt(at);
  if (letter !== 101 && letter !== 69) return undefined;
  const sign = text.charCodeAt(at + 1);
  let from = sign === 45 || sign === 43 ? at + 2 : at + 1;
  if (from === text.length) return undefined;
  while (from < text.length - 1 && text.charCodeAt(from) === 48) from++;
  let value = 0;
  for (let i = from; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return undefined;
    value = value * 10 + digit;
  }
  if (value <= 2147483647) return sign === 45 ? 0 - value : value;
  if (text.length - from > 19) return undefined;
  const wide = BigInt(text.slice(from)) * (sign === 45 ? -1n : 1n);
  return wide < -maxInt64 - 1n || wide > maxInt64 ? undefined : Number(BigInt.asIntN(32, wide));
}

/** What is wrong with a suffix that is none: its shape, or only its letters. */
function suffixFault(text: string, at: number): Fault {
  return /^[eEinumkKMGTP]*[+-]?[0-9]*$/.test(text.slice(at)) ? 'ErrSuffix' : 'ErrFormatWrong';
}
