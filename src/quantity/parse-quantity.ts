import { minus, narrowed } from './amount.ts';
import type { Era } from './era.ts';
import { binaryFactors, exactPowersOfTen, type Format } from './format.ts';
import { divideAwayFromZero, isInt64, maxInt64 } from './int64.ts';

/** Makes a quantity of what was read; `text` is the spelling to keep, or `''`. */
export type Make<T> = (
  coefficient: number | bigint,
  exponent: number,
  infScale: number | undefined,
  format: Format,
  text: string,
  era: Era,
) => T;

/** What a text says: its suffix stands for a `power` of ten or, where that is not 1, for a `factor` of 1024. */
export interface TextRead {
  readonly number: string;
  readonly suffix: string;
  readonly power: number;
  readonly factor: number;
}

/** What becomes of a decimal: the digits that were `dropped`, the amount without them, and whether that is too large and was cut. */
export interface DecimalRead {
  readonly dropped: string;
  readonly written: number | bigint;
  readonly exponent: number;
  readonly isCapped: boolean;
}

/** Told what was decided while a text was read, to note why; nothing is computed for it where nobody asks. */
export interface Listener {
  readonly text: (read: TextRead) => void;
  readonly decimal: (read: DecimalRead) => void;
}

/** Upstream's three errors. */
export type Fault = 'ErrFormatWrong' | 'ErrNumeric' | 'ErrSuffix';

/** How many digits in front of a power of 1024 upstream holds as an int64. */
const binaryDigits: readonly number[] = [0, 11, 8, 5, 2];

/**
 * Reads a quantity: a sign, digits with at most one point, and a suffix. Digits may be missing on either side of the point, and even
 * on both: `Gi` is 0.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `ParseQuantity`.
 */
export function parseQuantity<T>(text: string, make: Make<T>, era: Era, listener?: Listener): T | Fault {
  const end = text.length;
  if (end === 0) return 'ErrFormatWrong';
  let code = text.charCodeAt(0);
  let at = code === 45 || code === 43 ? 1 : 0;
  while (at < end && text.charCodeAt(at) === 48) at++;
  const first = at;
  let point = -1;
  let value = 0;
  for (; at < end; at++) {
    code = text.charCodeAt(at) - 48;
    if (code < 0 || code > 9) break;
    value = value * 10 + code;
  }
  if (at < end && code === -2) {
    point = at++;
    for (; at < end; at++) {
      code = text.charCodeAt(at) - 48;
      if (code < 0 || code > 9) break;
      value = value * 10 + code;
    }
  }
  let power = 0;
  let factor = 1;
  let mostDigits = era.int64Digits;
  let format: Format = 'DecimalSI';
  if (at < end) {
    const letter = suffixPower(code);
    if (letter !== 0 && at + 1 === end && code !== 27) power = 3 * letter;
    else if (letter > 0 && at + 2 === end && code !== 59 && text.charCodeAt(at + 1) === 105) {
      factor = binaryFactors[letter] ?? 1;
      mostDigits = binaryDigits[letter] ?? 0;
      format = 'BinarySI';
    } else {
      const suffix = text.slice(at);
      const exponent = exponentOf(suffix);
      if (exponent === undefined) return /^[eEinumkKMGTP]*[+-]?[0-9]*$/.test(suffix) ? 'ErrSuffix' : 'ErrFormatWrong';
      power = exponent;
      format = 'DecimalExponent';
    }
  }
  if (listener !== undefined) listener.text({ number: text.slice(0, at), suffix: text.slice(at), power, factor });
  const whole = (point < 0 ? at : point) - first;
  const broken = point < 0 ? 0 : at - point - 1;
  return (
    int64(text, first, at, whole, broken, value, (power - broken) | 0, factor, mostDigits, format, make, era) ??
    decimal(text, first, at, whole + broken, value * factor, factor, power, power - broken, format, make, era, listener)
  );
}

/**
 * An amount that upstream holds as an int64: where as many digits as the era says (BinarySI: as many as 15 − log10 of the factor leave, and
 * none behind the point) are at nano or coarser and fit. The spelling of up to 18 digits is kept when it looks canonical to upstream.
 *
 * @param first where the digits begin, without leading zeros
 * @param at where they end
 */
function int64<T>(
  text: string,
  first: number,
  at: number,
  whole: number,
  broken: number,
  value: number,
  exponent: number,
  factor: number,
  mostDigits: number,
  format: Format,
  make: Make<T>,
  era: Era,
): T | undefined {
  const digits = (whole || 1) + broken;
  if (digits > mostDigits || exponent < (factor > 1 ? 0 : -9)) return undefined;
  const product = value * factor;
  const size = Number.isSafeInteger(product) ? product : narrowed(BigInt(text.slice(first, at).replace('.', '')) * BigInt(factor));
  const coefficient = text.charCodeAt(0) === 45 ? minus(size) : size;
  if (digits > 18 && !isInt64(BigInt(coefficient))) return undefined;
  const isKept =
    factor > 1
      ? (value & 7) !== 0
      : exponent % 3 === 0 && whole > 0 && digits < 19 && (typeof size === 'number' ? size % 1000 !== 0 : size % 1000n !== 0n);
  return make(coefficient, exponent, undefined, format, isKept ? text : '', era);
}

/**
 * An amount that upstream holds as a decimal: of as many digits as the era keeps, then rounded away from zero to nano, and in BinarySI at most
 * the largest int64.
 */
function decimal<T>(
  text: string,
  first: number,
  at: number,
  count: number,
  product: number,
  factor: number,
  suffix: number,
  power: number,
  format: Format,
  make: Make<T>,
  era: Era,
  listener: Listener | undefined,
): T | Fault {
  if (count === 0 && text.charCodeAt(first - 1) !== 48) return 'ErrNumeric';
  // A scale of its own would be the opposite of the least exponent, which 32 bits do not hold.
  if (era.hasOwnScale && suffix === -2147483648) return 'ErrSuffix';
  let written: number | bigint = product;
  let exponent = power;
  let dropped = '';
  if (!Number.isSafeInteger(product)) {
    const digits = text.slice(first, at).replace('.', '').replace(/^0+/, '');
    dropped = digits.slice(factor > 1 ? era.mostBinaryDigits : era.mostDigits);
    exponent = Math.min(power + dropped.length, 2147483647);
    written = BigInt(digits.slice(0, digits.length - dropped.length)) + (/[1-9]/.test(dropped) ? 1n : 0n);
    written = narrowed(written * BigInt(factor));
  }
  let places = written === 0 ? 0 : Math.max(exponent, -9);
  let size = places > exponent ? narrowed(divideAwayFromZero(BigInt(written), places - exponent)) : written;
  const isCapped = format === 'BinarySI' && typeof size === 'bigint' && !isInt64(divideAwayFromZero(size, -places));
  listener?.decimal({ dropped, written, exponent, isCapped });
  if (isCapped) [size, places] = [maxInt64, 0];
  const infScale = isCapped || era.hasOwnScale ? 0 - places : written === 0 ? (0 - exponent) | 0 : 9;
  const shown = format === 'BinarySI' && size > 0 && size < (exactPowersOfTen[-places] ?? 0) ? 'DecimalSI' : format;
  return make(text.charCodeAt(0) === 45 ? minus(size) : size, places, infScale, shown, '', era);
}

/** The power of 1000, or of 1024, of a letter, by its character code − 48; 0 for any other. */
function suffixPower(code: number): number {
  switch (code) {
    case 61: // m
      return -1;
    case 29: // M
      return 2;
    case 23: // G
      return 3;
    case 59: // k
    case 27: // K
      return 1;
    case 36: // T
      return 4;
    case 32: // P
      return 5;
    case 21: // E
      return 6;
    case 69: // u
      return -2;
    case 62: // n
      return -3;
    default:
      return 0;
  }
}

/** The int64 behind `e` or `E`, cut to 32 bits as upstream does; undefined where no int64 stands there. */
function exponentOf(suffix: string): number | undefined {
  if (!/^[eE][+-]?[0-9]+$/.test(suffix)) return undefined;
  const text = suffix.slice(1);
  const number = Number(text);
  if (Math.abs(number) < 2 ** 31) return number | 0;
  const wide = BigInt(text);
  return isInt64(wide) ? Number(BigInt.asIntN(32, wide)) : undefined;
}
