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

/** So many digits always make a safe integer, in front of a power of 1024 too where upstream holds them as an int64. */
const safeDigits = 15;

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
    if (code >= 0 && code <= 9) value = value * 10 + code;
    else if (code === -2 && point < 0) point = at;
    else break;
  }
  let power = 0;
  let factor = 1;
  let mostDigits = safeDigits;
  let format: Format = 'DecimalSI';
  if (at < end) {
    const letter = suffixPower(code);
    if (letter !== 0 && at + 1 === end && code !== 27) power = 3 * letter;
    else if (letter > 0 && at + 2 === end && code !== 59 && text.charCodeAt(at + 1) === 105) {
      factor = binaryFactors[letter] ?? 1;
      mostDigits = binaryDigits[letter] ?? 0;
      format = 'BinarySI';
    } else {
      const exponent = exponentOf(text, at);
      if (exponent === undefined) return /^[eEinumkKMGTP]*[+-]?[0-9]*$/.test(text.slice(at)) ? 'ErrSuffix' : 'ErrFormatWrong';
      power = exponent;
      format = 'DecimalExponent';
    }
  }
  if (listener !== undefined) listener.text({ number: text.slice(0, at), suffix: text.slice(at), power, factor });
  const whole = (point < 0 ? at : point) - first;
  const broken = point < 0 ? 0 : at - point - 1;
  const exponent = (power - broken) | 0;
  const size = value * factor;
  if ((whole || 1) + broken <= mostDigits && exponent >= (factor > 1 ? 0 : -9)) {
    const isKept = factor > 1 ? (value & 7) !== 0 : exponent % 3 === 0 && whole > 0 && Math.floor(value / 1000) * 1000 !== value;
    return make(text.charCodeAt(0) === 45 ? 0 - size : size, exponent, undefined, format, isKept ? text : '', era);
  }
  return (
    (factor > 1 ? undefined : longInt64(text, text.slice(first, at).replace('.', ''), whole, exponent, format, make, era)) ??
    decimal(text, first, at, size, factor, power, power - broken, format, make, era, listener)
  );
}

/** An amount of more digits that upstream holds as an int64: as many as the era says, at nano or coarser, which fit. */
function longInt64<T>(
  text: string,
  digits: string,
  whole: number,
  exponent: number,
  format: Format,
  make: Make<T>,
  era: Era,
): T | undefined {
  const count = digits.length + (whole > 0 ? 0 : 1);
  if (count > era.int64Digits || exponent < -9) return undefined;
  const integer = BigInt(text.charCodeAt(0) === 45 ? `-${digits}` : digits);
  if (!isInt64(integer)) return undefined;
  const isKept = exponent % 3 === 0 && whole > 0 && count < 19 && !digits.endsWith('000');
  return make(narrowed(integer), exponent, undefined, format, isKept ? text : '', era);
}

/**
 * An amount that upstream holds as a decimal: of as many digits as the era keeps, then rounded away from zero to nano, and in BinarySI at most
 * the largest int64.
 */
function decimal<T>(
  text: string,
  first: number,
  at: number,
  product: number,
  factor: number,
  suffix: number,
  power: number,
  format: Format,
  make: Make<T>,
  era: Era,
  listener: Listener | undefined,
): T | Fault {
  if (product === 0 && !/[0-9]/.test(text.slice(0, at))) return 'ErrNumeric';
  // A scale of its own would be the opposite of the least exponent, which 32 bits do not hold.
  if (era.hasOwnScale && suffix === -2147483648) return 'ErrSuffix';
  let written: number | bigint = product;
  let exponent = power;
  let dropped = '';
  if (!Number.isSafeInteger(product)) {
    const digits = text.slice(first, at).replace('.', '').replace(/^0+/, '');
    // The greatest factor is 2^60, so no multiple of a nano lies between two neighbours of 69 places: further digits only round it up.
    const counted = listener === undefined ? Math.max(digits.length + power + 69, 0) : Infinity;
    dropped = digits.slice(Math.min(factor > 1 ? era.mostBinaryDigits : era.mostDigits, counted));
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

/** The int64 behind an `e` or `E`, cut to 32 bits as upstream does; undefined where no int64 stands there. */
function exponentOf(text: string, from: number): number | undefined {
  const sign = text.charCodeAt(from + 1);
  let at = sign === 43 || sign === 45 ? from + 2 : from + 1;
  if ((text.charCodeAt(from) | 32) !== 101 || at >= text.length) return undefined;
  let size = 0;
  for (; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return undefined;
    size = size * 10 + digit;
  }
  if (size < 2 ** 31) return sign === 45 ? 0 - size : size;
  const wide = BigInt(text.slice(from + 1));
  return isInt64(wide) ? Number(BigInt.asIntN(32, wide)) : undefined;
}
