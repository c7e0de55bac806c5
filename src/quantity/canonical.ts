import { integerOf, isDec, mostZeros, outOfRange, type Amount } from './amount.ts';
import { binarySuffixes, decimalSuffixes, exactPowersOfTen, type Format } from './format.ts';
import { minInt64, powerOfTen } from './int64.ts';

/**
 * The canonical spelling: the largest suffix that leaves an integer.
 *
 * Zero is `0`. BinarySI becomes DecimalSI for what is no integer or lies between −1024 and 1024. An amount beyond the suffixes loses its
 * suffix, as upstream writes it (2000E is `2`).
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `CanonicalizeBytes`.
 *
 * @throws {SizingError} `OutOfRange` for BinarySI with more than {@link mostZeros} zeros
 */
export function canonicalText(a: Amount, format: Format): string {
  if (a.coefficient === 0) return '0';
  if (format === 'BinarySI') {
    const text = a.form?.wide === undefined ? binarySafe(a.coefficient, a.exponent) : undefined;
    const binary = text ?? binaryWide(a);
    if (binary !== '') return binary;
  }
  const wide = a.form?.wide;
  const exponential = format === 'DecimalExponent';
  return wide === undefined ? decimalSafe(a.coefficient, a.exponent, exponential) : decimalWide(wide, a.exponent, exponential);
}

/** The BinarySI spelling, `''` when the amount has none, undefined when doubles do not suffice. */
function binarySafe(coefficient: number, exponent: number): string | undefined {
  let integer = coefficient;
  if (exponent !== 0) {
    const power = exactPowersOfTen[Math.abs(exponent)];
    if (power === undefined) return exponent < 0 ? '' : undefined;
    integer = exponent < 0 ? coefficient / power : coefficient * power;
    if (exponent < 0 && coefficient % power !== 0) return '';
    if (!Number.isSafeInteger(integer)) return undefined;
  }
  if (integer > -1024 && integer < 1024) return '';
  let times = 0;
  while (integer % 1024 === 0) {
    integer /= 1024;
    times++;
  }
  return `${integer}${binarySuffixes[times] ?? ''}`;
}

function binaryWide(a: Amount): string {
  const integer = wholeNumber(a);
  if (integer === undefined || (integer > -1024n && integer < 1024n)) return '';
  // Upstream's loop over an int64 does not move for the least one, whose negation is itself.
  if (!isDec(a) && integer === minInt64) return String(integer);
  const times = Math.floor(trailingZeroBits(integer) / 10);
  return `${integer >> BigInt(times * 10)}${binarySuffixes[times] ?? ''}`;
}

/** The amount as an integer, or undefined if it is none. */
function wholeNumber(a: Amount): bigint | undefined {
  const integer = integerOf(a);
  if (a.exponent > mostZeros) throw outOfRange('the amount');
  if (a.exponent >= 0) return integer * powerOfTen(a.exponent);
  if (-a.exponent > mostZeros) return undefined;
  const divisor = powerOfTen(-a.exponent);
  const quotient = integer / divisor;
  return quotient * divisor === integer ? quotient : undefined;
}

function trailingZeroBits(n: bigint): number {
  const hex = (n < 0n ? -n : n).toString(16);
  let last = hex.length - 1;
  while (hex.charCodeAt(last) === 48) last--;
  const digit = Number.parseInt(hex.charAt(last), 16);
  return (hex.length - 1 - last) * 4 + 31 - Math.clz32(digit & -digit);
}

function decimalSafe(coefficient: number, exponent: number, exponential: boolean): string {
  let integer = coefficient;
  let power = exponent;
  while (integer % 10 === 0) {
    integer /= 10;
    power++;
  }
  return withSuffix(String(integer), power, exponential);
}

function decimalWide(integer: bigint, exponent: number, exponential: boolean): string {
  const digits = integer.toString();
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end--;
  return withSuffix(digits.slice(0, end), exponent + digits.length - end, exponential);
}

/** The digits with as many zeros as make the exponent a multiple of three, and the suffix of what is left of it. */
function withSuffix(digits: string, exponent: number, exponential: boolean): string {
  const zeros = ((exponent % 3) + 3) % 3;
  const power = (exponent - zeros) | 0;
  const integer = zeros === 0 ? digits : digits + (zeros === 1 ? '0' : '00');
  if (!exponential) return integer + (decimalSuffixes[power / 3 + 3] ?? '');
  return power === 0 ? integer : `${integer}e${power}`;
}
