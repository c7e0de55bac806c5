import { SizingError } from '../errors.ts';
import { exactPowersOfTen } from './format.ts';

/** Integers of 64 bits and powers of ten. Upstream: `apimachinery/pkg/api/resource/math.go`. */

export const minInt64 = -9223372036854775808n;
export const maxInt64 = 9223372036854775807n;

export function isInt64(n: bigint): boolean {
  return wrapInt64(n) === n;
}

/** The low 64 bits, read as a signed integer. */
export function wrapInt64(n: bigint): bigint {
  return BigInt.asIntN(64, n);
}

/** How many zeros are written out at most; a result of more counts as one that cannot be written out. */
const mostZeros = 15_000;

export function outOfRange(): SizingError {
  return new SizingError('OutOfRange', 'the result has too many digits to be written out');
}

/** 10^n for n ≥ 0. Callers bound n: by a constant, or by the digits of what they divide. */
export function powerOfTen(n: number): bigint {
  return BigInt(exactPowersOfTen[n] ?? 10n ** BigInt(n));
}

/**
 * `value × 10^n`, written out: whatever appends zeros because of an exponent does it here, so that none takes unbounded time or memory.
 *
 * @throws {SizingError} `OutOfRange` when that is more than {@link mostZeros} zeros
 */
export function withZeros(value: bigint, n: number): bigint {
  if (n > mostZeros) throw outOfRange();
  return value * powerOfTen(n);
}

/** `value × 10^places`, or undefined where that does not fit an int64. */
export function positiveScaleInt64(value: bigint, places: number): bigint | undefined {
  const result = value * powerOfTen(Math.min(places, 19));
  return isInt64(result) ? result : undefined;
}

/**
 * What upstream's scaling up leaves behind up to 1.37, where its caller ignores the overflow: for 1, 2, 3, 6 and 9 places the wrapped product (0 of
 * the least int64), otherwise 0.
 */
export function positiveScaleInt64Unchecked(value: bigint, places: number): bigint {
  const exact = positiveScaleInt64(value, places);
  if (exact !== undefined) return exact;
  const wraps = places <= 3 || places === 6 || places === 9;
  return wraps && value !== minInt64 ? wrapInt64(value * powerOfTen(places)) : 0n;
}

/** `value / 10^places`, cut off; at no more cost than the value has digits. */
export function divide(value: bigint, places: number): bigint {
  return value / powerOfTen(Math.min(places, decimalDigitsAtMost(value)));
}

/** `value / 10^places`, rounded away from zero; the value itself where nothing is to be divided. */
export function divideAwayFromZero(value: bigint, places: number): bigint {
  if (places <= 0) return value;
  const divisor = powerOfTen(Math.min(places, decimalDigitsAtMost(value)));
  const quotient = value / divisor;
  return quotient * divisor === value ? quotient : quotient + (value < 0n ? -1n : 1n);
}

/** No fewer than the decimal digits of n, and little more. */
export function decimalDigitsAtMost(n: number | bigint): number {
  return Math.ceil(n.toString(16).length * 1.2042);
}
