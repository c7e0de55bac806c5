import { cmp, makeAmount, minus, narrowed } from './amount.ts';
import { exactPowersOfTen, type Format } from './format.ts';
import { divideAwayFromZero, isInt64, maxInt64 } from './int64.ts';

/** Makes a quantity of what was read; `text` is the spelling to keep, or `''`. */
export type Make<T> = (coefficient: number | bigint, exponent: number, infScale: number | undefined, format: Format, text: string) => T;

/** Told what was decided while a text was read, to note why; nothing is computed for it where nobody asks. */
export interface Listener {
  /** `power` of ten, or a `factor` of 1024 where that is not 1. */
  readonly text: (read: { hasDigits: boolean; suffix: string; power: number; factor: number }) => void;
  readonly bounds: (read: { format: Format; isRounded: boolean; isCapped: boolean }) => void;
}

/** Upstream's three errors. */
export type Fault = 'ErrFormatWrong' | 'ErrNumeric' | 'ErrSuffix';

/** The powers of 1024, and how many digits in front of each upstream holds as an int64. */
const binaryFactors: readonly number[] = [1, 2 ** 10, 2 ** 20, 2 ** 30, 2 ** 40, 2 ** 50, 2 ** 60];
const binaryDigits: readonly number[] = [0, 11, 8, 5, 2];

/**
 * Reads a quantity: a sign, digits with at most one point, and a suffix. Digits may be missing on either side of the point, and even
 * on both: `Gi` is 0.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `ParseQuantity`.
 */
export function parseQuantity<T>(text: string, make: Make<T>, listener?: Listener): T | Fault {
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
  let mostDigits = 18;
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
  return quantityOf(text, first, point, at, value, power, factor, mostDigits, format, make, listener);
}

/**
 * Upstream holds an int64 where at most 18 digits (BinarySI: as many as 15 − log10 of the factor leave, and none behind the point) are at
 * nano or coarser, and keeps the spelling when it looks canonical to it. Everything else becomes a decimal.
 *
 * @param first where the digits begin, without leading zeros
 * @param at where they end
 */
function quantityOf<T>(
  text: string,
  first: number,
  point: number,
  at: number,
  value: number,
  power: number,
  factor: number,
  mostDigits: number,
  format: Format,
  make: Make<T>,
  listener: Listener | undefined,
): T | Fault {
  const whole = (point < 0 ? at : point) - first;
  const broken = point < 0 ? 0 : at - point - 1;
  const exponent = (power - broken) | 0;
  const product = value * factor;
  const integer = Number.isSafeInteger(product) ? product : narrowed(BigInt(text.slice(first, at).replace('.', '')) * BigInt(factor));
  const hasDigits = whole + broken > 0 || text.charCodeAt(first - 1) === 48;
  const isInt64 = (whole || 1) + broken <= mostDigits && exponent >= (factor > 1 ? 0 : -9);
  if (!isInt64 && !hasDigits) return 'ErrNumeric';
  listener?.text({ hasDigits, suffix: text.slice(at), power, factor });
  if (!isInt64) return decimal(text, integer, power - broken, format, make, listener);
  listener?.bounds({ format, isRounded: false, isCapped: false });
  const isKept =
    factor > 1
      ? (value & 7) !== 0
      : exponent % 3 === 0 && whole > 0 && (typeof integer === 'number' ? integer % 1000 !== 0 : integer % 1000n !== 0n);
  return make(text.charCodeAt(0) === 45 ? minus(integer) : integer, exponent, undefined, format, isKept ? text : '');
}

/** An amount that upstream holds as a decimal: rounded away from zero to nano, BinarySI at most the largest int64. */
function decimal<T>(text: string, integer: number | bigint, exponent: number, format: Format, make: Make<T>, listener?: Listener): T {
  let coefficient = integer;
  let power = integer === 0 ? 0 : Math.max(exponent, -9);
  let infScale = integer === 0 ? (0 - exponent) | 0 : 9;
  if (power > exponent) coefficient = narrowed(divideAwayFromZero(BigInt(integer), power - exponent));
  const isCapped = format === 'BinarySI' && typeof coefficient === 'bigint' && !isInt64(divideAwayFromZero(coefficient, -power));
  listener?.bounds({
    format,
    isRounded: cmp(makeAmount(BigInt(integer), exponent, 0), makeAmount(BigInt(coefficient), power, 0)) !== 0,
    isCapped,
  });
  if (isCapped) {
    coefficient = maxInt64;
    power = infScale = 0;
  }
  const shown = format === 'BinarySI' && coefficient > 0 && coefficient < (exactPowersOfTen[-power] ?? 0) ? 'DecimalSI' : format;
  return make(text.charCodeAt(0) === 45 ? minus(coefficient) : coefficient, power, infScale, shown, '');
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
