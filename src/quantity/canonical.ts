import type { Amount } from './amount.ts';
import type { Era } from './era.ts';
import { binarySuffixes, decimalSuffixes, exactPowersOfTen, type Format } from './format.ts';
import { decimalDigitsAtMost, minInt64, powerOfTen, withZeros } from './int64.ts';

/**
 * The canonical spelling: the largest suffix that leaves an integer.
 *
 * Zero is `0`. BinarySI becomes DecimalSI for a fraction and for what lies between −1024 and 1024. An amount beyond the suffixes is written
 * with an exponent or, in the eras that do not, loses its suffix (2000E is `2`).
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `CanonicalizeBytes`.
 *
 * @throws {SizingError} `OutOfRange` for BinarySI with too many zeros to be written out
 */
export function canonicalizeBytes(a: Amount, format: Format, era: Era): string {
  const { coefficient, exponent } = a;
  if (coefficient === 0) return '0';
  let shown = format;
  // 10^70 is a multiple of 1024^7, which has no suffix.
  if (format === 'BinarySI' && era.writesExponent && exponent >= 70) shown = 'DecimalExponent';
  else if (format === 'BinarySI') {
    const integer = wholeNumber(coefficient, exponent);
    // Upstream's loop over an int64 does not move for the least one, whose negation is itself.
    if (integer === minInt64 && a.infScale === undefined) return String(integer);
    if (integer !== undefined && (integer <= -1024 || integer >= 1024)) {
      const [rest, suffix] = asCanonicalBase1024Bytes(integer);
      if (suffix !== undefined || !era.writesExponent) return rest + (suffix ?? '');
      shown = 'DecimalExponent';
    }
  }
  return asCanonicalBytes(String(coefficient), exponent, shown, era);
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

function asCanonicalBase1024Bytes(integer: number | bigint): [rest: string, suffix: string | undefined] {
  let times = 0;
  let rest = integer;
  if (typeof rest === 'number') for (; rest % 1024 === 0; times++) rest /= 1024;
  else {
    const bits = rest.toString(2);
    times = Math.floor((bits.length - 1 - bits.lastIndexOf('1')) / 10);
    rest >>= BigInt(times * 10);
  }
  return [String(rest), binarySuffixes[times]];
}

/** The digits without trailing zeros, with as many as make the exponent a multiple of three, and the suffix of what is left of it. */
function asCanonicalBytes(digits: string, exponent: number, format: Format, era: Era): string {
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end--;
  const zeros = exponent + digits.length - end;
  const floor = zeros - (((zeros % 3) + 3) % 3);
  const rest = end === digits.length ? digits : digits.slice(0, end);
  const suffix = format === 'DecimalExponent' ? undefined : decimalSuffixes[floor / 3 + 3];
  if (suffix !== undefined) return rest + '00'.slice(0, zeros - floor) + suffix;
  const power = era.writesExponent ? Math.min(floor < -2147483648 ? zeros : floor, 2147483646) : floor | 0;
  const isWritten = power !== 0 && (era.writesExponent || format === 'DecimalExponent');
  return rest + '0'.repeat(zeros - (era.writesExponent ? power : floor)) + (isWritten ? `e${power}` : '');
}
