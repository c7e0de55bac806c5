import type { Amount } from './amount.ts';
import { binarySuffixes, decimalSuffixes, exactPowersOfTen, type Format } from './format.ts';
import { decimalDigitsAtMost, minInt64, powerOfTen, withZeros } from './int64.ts';

/**
 * The canonical spelling: the largest suffix that leaves an integer.
 *
 * Zero is `0`. BinarySI becomes DecimalSI for a fraction and for what lies between −1024 and 1024. An amount beyond the suffixes loses its
 * suffix, as upstream writes it (2000E is `2`).
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `CanonicalizeBytes`.
 *
 * @throws {SizingError} `OutOfRange` for BinarySI with too many zeros to be written out
 */
export function canonicalizeBytes(a: Amount, format: Format): string {
  if (a.coefficient === 0) return '0';
  if (format === 'BinarySI') {
    const integer = wholeNumber(a.coefficient, a.exponent);
    // Upstream's loop over an int64 does not move for the least one, whose negation is itself.
    if (integer === minInt64 && a.infScale === undefined) return String(integer);
    if (integer !== undefined && (integer <= -1024 || integer >= 1024)) return asCanonicalBase1024Bytes(integer);
  }
  return asCanonicalBytes(String(a.coefficient), a.exponent, format);
}

/** The amount as an integer, or undefined if it is a fraction. */
function wholeNumber(coefficient: number | bigint, exponent: number): number | bigint | undefined {
  if (exponent === 0) return coefficient;
  if (exponent > 0) return withZeros(BigInt(coefficient), exponent);
  if (typeof coefficient === 'number') {
    const power = exactPowersOfTen[-exponent] ?? 1e23;
    return coefficient % power === 0 ? coefficient / power : undefined;
  }
  const power = powerOfTen(Math.min(-exponent, decimalDigitsAtMost(coefficient)));
  return coefficient % power === 0n ? coefficient / power : undefined;
}

function asCanonicalBase1024Bytes(integer: number | bigint): string {
  let times = 0;
  let rest = integer;
  if (typeof rest === 'number') for (; rest % 1024 === 0; times++) rest /= 1024;
  else {
    const bits = rest.toString(2);
    times = Math.floor((bits.length - 1 - bits.lastIndexOf('1')) / 10);
    rest >>= BigInt(times * 10);
  }
  return rest + (binarySuffixes[times] ?? '');
}

/** The digits without trailing zeros, with as many as make the exponent a multiple of three, and the suffix of what is left of it. */
function asCanonicalBytes(digits: string, exponent: number, format: Format): string {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end--;
  const zeros = exponent + digits.length - end;
  const appended = ((zeros % 3) + 3) % 3;
  const power = (zeros - appended) | 0;
  const integer = digits.slice(0, end) + '00'.slice(0, appended);
  if (format !== 'DecimalExponent') return integer + (decimalSuffixes[power / 3 + 3] ?? '');
  return power === 0 ? integer : `${integer}e${power}`;
}
