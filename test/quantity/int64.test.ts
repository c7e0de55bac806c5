import { describe, expect, it } from 'vitest';
import {
  decimalDigitsAtMost,
  divide,
  divideAwayFromZero,
  isInt64,
  maxInt64,
  minInt64,
  powerOfTen,
  withZeros,
  positiveScaleInt64,
  positiveScaleInt64Unchecked,
  wrapInt64,
} from '../../src/quantity/int64.ts';

describe('int64', () => {
  it('ends where upstream ends', () => {
    expect([maxInt64, maxInt64 + 1n, minInt64, minInt64 - 1n].map(isInt64)).toEqual([true, false, true, false]);
    expect(wrapInt64(maxInt64 + 1n)).toBe(minInt64);
    expect(wrapInt64(-minInt64)).toBe(minInt64);
  });

  it('has powers of ten', () => expect([0, 3, 22, 23, 30].map(powerOfTen)).toEqual([1n, 1000n, 10n ** 22n, 10n ** 23n, 10n ** 30n]));

  const scaled: [bigint, number, bigint | undefined, bigint][] = [
    [5n, 3, 5000n, 5000n],
    [0n, 9999, 0n, 0n],
    [1n, 18, 10n ** 18n, 10n ** 18n],
    [1n, 19, undefined, 0n],
    [10n, 18, undefined, 0n],
    [maxInt64, 3, undefined, -1000n],
    [maxInt64, 6, undefined, -1_000_000n],
    [maxInt64, 4, undefined, 0n],
    [minInt64, 3, undefined, 0n],
    [minInt64, 0, minInt64, minInt64],
  ];
  it.each(scaled)('%s × 10^%i', (value, places, checked, unchecked) => {
    expect(positiveScaleInt64(value, places)).toBe(checked);
    expect(positiveScaleInt64Unchecked(value, places)).toBe(unchecked);
  });

  it('writes out zeros, but not more than 15,000', () => {
    expect([powerOfTen(0), powerOfTen(22), powerOfTen(23)]).toEqual([1n, 10n ** 22n, 10n ** 23n]);
    expect(withZeros(5n, 15_000)).toBe(5n * 10n ** 15_000n);
    expect(() => withZeros(0n, 15_001)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
  });

  const divided: [bigint, number, bigint][] = [
    [0n, 5, 0n],
    [5n, 0, 5n],
    [10n, 1, 1n],
    [11n, 1, 2n],
    [-11n, 1, -2n],
    [1n, 9999, 1n],
    [-1n, 9999, -1n],
    [10n ** 40n, 40, 1n],
    [10n ** 40n + 1n, 40, 2n],
  ];
  it.each(divided)('%s / 10^%i is %s', (value, places, expected) => {
    expect(divideAwayFromZero(value, places)).toBe(expected);
    expect(divide(value, places)).toBe(value / 10n ** BigInt(Math.min(places, 50)));
  });

  it('divides by nothing at all', () => expect(divideAwayFromZero(5n, -3)).toBe(5n));

  it('knows the length of integers', () => {
    for (const digits of [1, 2, 3, 15, 16, 17, 40, 1000]) {
      const most = 10n ** BigInt(digits) - 1n;
      for (const n of digits > 15 ? [most, -most] : [most, -most, Number(most), -Number(most)]) {
        expect(decimalDigitsAtMost(n)).toBeGreaterThanOrEqual(digits);
        expect(decimalDigitsAtMost(n)).toBeLessThan(digits + 5);
      }
    }
  });
});
