import { exactPowersOfTen } from './format.ts';

/**
 * Conversions to int64, with the wraps, the zeros and the rounding of upstream up to 1.37. Kept in one place because 1.38 will
 * saturate some of them.
 *
 * Upstream: `apimachinery/pkg/api/resource/math.go` and `scale_int.go`.
 */

export const minInt64 = -9223372036854775808n;
export const maxInt64 = 9223372036854775807n;

export function isInt64(n: bigint): boolean {
  return n >= minInt64 && n <= maxInt64;
}

/** The low 64 bits, read as a signed integer. */
export function wrapInt64(n: bigint): bigint {
  return BigInt.asIntN(64, n);
}

/** 10^n for n ≥ 0. */
export function powerOfTen(n: number): bigint {
  return n < exactPowersOfTen.length ? BigInt(exactPowersOfTen[n] ?? 1) : 10n ** BigInt(n);
}

/** `value × 10^places`, or undefined where that is no int64. */
export function scaleUp(value: bigint, places: number): bigint | undefined {
  if (places === 0 || value === 0n) return value;
  if (places > 18) return undefined;
  const result = value * powerOfTen(places);
  return isInt64(result) ? result : undefined;
}

/**
 * What upstream's scaling up leaves behind when its caller ignores the overflow: for 1, 2, 3, 6 and 9 places the wrapped product (0 of
 * the least int64), otherwise 0.
 */
export function scaleUpUnchecked(value: bigint, places: number): bigint {
  const exact = scaleUp(value, places);
  if (exact !== undefined) return exact;
  const wraps = places <= 3 || places === 6 || places === 9;
  return wraps && value !== minInt64 ? wrapInt64(value * powerOfTen(places)) : 0n;
}

/** `value / 10^places`, rounded away from zero, at no more cost than the value has digits. */
export function divideAwayFromZero(value: bigint, places: number): bigint {
  if (value === 0n || places === 0) return value;
  const one = value < 0n ? -1n : 1n;
  if (places > decimalDigitsAtMost(value)) return one;
  const divisor = powerOfTen(places);
  const quotient = value / divisor;
  return quotient * divisor === value ? quotient : quotient + one;
}

/** No fewer than the decimal digits of n, and at most a handful more. */
export function decimalDigitsAtMost(n: bigint): number {
  if (n >= -9007199254740991n && n <= 9007199254740991n) return 16;
  return Math.ceil(bitLength(n) * 0.30103) + 1;
}

/** The number of bits of |n|. */
export function bitLength(n: bigint): number {
  const hex = (n < 0n ? -n : n).toString(16);
  return hex.length * 4 - Math.clz32(Number.parseInt(hex.charAt(0), 16)) + 28;
}
