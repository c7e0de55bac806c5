import { describe, expect, it } from 'vitest';
import { makeAmount } from '../../src/quantity/amount.ts';
import { eraSince } from '../../src/quantity/era.ts';
import { exactInteger, asInt64, scaledValue } from '../../src/quantity/scaled.ts';

describe('scaledValue', () => {
  /** Integer, exponent, scale of a decimal, scale, upstream's value, exact value rounded away from zero. */
  const table: [string, bigint, number, number | undefined, number, bigint, bigint][] = [
    ['up', 5n, 0, undefined, -3, 5000n, 5000n],
    ['down', 1500n, -3, undefined, 0, 2n, 2n],
    ['down, negative', -1500n, -3, undefined, 0, -2n, -2n],
    ['down, far', 1n, -40, undefined, 0, 1n, 1n],
    ['down, far and negative', -1n, -40, undefined, 0, -1n, -1n],
    ['an int64 that overflows by 3 places wraps', 2n ** 63n - 1n, 0, undefined, -3, -1000n, (2n ** 63n - 1n) * 1000n],
    ['by others it is 0', 9n, 18, undefined, -3, 0n, 9n * 10n ** 21n],
    ['a decimal', 15n, -1, 9, 0, 2n, 2n],
    ['a decimal wraps', 2n ** 63n, 0, 0, 0, -(2n ** 63n), 2n ** 63n],
    ['also when it is scaled up', 2n ** 60n, 0, 9, -12, 0n, 2n ** 60n * 10n ** 12n],
    ['by 10^19 and more it is multiplied by the least int64', 1n, 0, 0, -19, -(2n ** 63n), 10n ** 19n],
    ['a negative decimal is cut and one added', -15n, -1, 9, 0, 0n, -2n],
    ['even past zero', -1n, -9, 9, 0, 1n, -1n],
    ['a negative decimal beyond int64 wraps first', -(2n ** 63n) - 1n, -1, 1, 0, 922337203685477581n, -922337203685477581n],
    ['a decimal of many places', -5n, -25, 25, 0, 0n, -1n],
    ['of more places than digits', -5n, -400, 400, 0, 0n, -1n],
    ['a large decimal is divided exactly', 10n ** 30n + 1n, -20, 20, 0, 10n ** 10n + 1n, 10n ** 10n + 1n],
    ['a large negative one is rounded up', -(10n ** 30n) - 1n, -20, 20, 0, -(10n ** 10n), -(10n ** 10n) - 1n],
  ];
  it.each(table)('%s', (_name, integer, exponent, infScale, scale, upstream, exact) => {
    const amount = makeAmount(integer, exponent, infScale);
    expect(scaledValue(amount, scale, eraSince(37))).toBe(upstream);
    expect(exactInteger(amount, scale)).toBe(exact);
  });

  /** Integer, exponent, scale, value from 1.38 on in either form. */
  const late: [string, bigint, number, number, bigint][] = [
    ['down', 1500n, -3, 0, 2n],
    ['down, negative', -1500n, -3, 0, -2n],
    ['down, wide and negative', -(10n ** 30n) - 1n, -20, 0, -(10n ** 10n) - 1n],
    ['down, far', -1n, -40, 0, -1n],
    ['up', 5n, 0, -3, 5000n],
    ['up to the end', 9n, 18, 0, 9n * 10n ** 18n],
    ['up beyond the end', 10n, 18, 0, 2n ** 63n - 1n],
    ['up beyond the other end', -10n, 18, 0, -(2n ** 63n)],
    ['up, far', 1n, 9999, -9999, 2n ** 63n - 1n],
    ['the least', -(2n ** 63n), 0, 0, -(2n ** 63n)],
    ['beyond the least', -(2n ** 63n) - 1n, 0, 0, -(2n ** 63n)],
    ['the largest', 2n ** 63n - 1n, 0, 0, 2n ** 63n - 1n],
    ['beyond the largest by a fraction', (2n ** 63n - 1n) * 10n + 1n, -1, 0, 2n ** 63n - 1n],
    ['nothing', 0n, 9999, -9999, 0n],
  ];
  it.each(late)('from 1.38: %s', (_name, integer, exponent, scale, wanted) => {
    for (const infScale of [undefined, 0 - exponent])
      expect(scaledValue(makeAmount(integer, exponent, infScale), scale, eraSince(38))).toBe(wanted);
  });

  it('knows huge exponents', () => {
    expect(scaledValue(makeAmount(1n, 9999, undefined), 0, eraSince(37))).toBe(0n);
    expect(scaledValue(makeAmount(1n, 9999, 0), 0, eraSince(37))).toBe(0n);
    expect(scaledValue(makeAmount(1n, 9999, 9), 0, eraSince(37))).toBe(0n);
    expect(scaledValue(makeAmount(1n, 0, 9), 9999, eraSince(37))).toBe(1n);
    expect(exactInteger(makeAmount(0n, 9999, undefined), 0)).toBe(0n);
    expect(exactInteger(makeAmount(1n, 9999, undefined), 0)).toBe(10n ** 9999n);
    expect(() => exactInteger(makeAmount(1n, 9999, undefined), -9999)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
  });
});

describe('asInt64', () => {
  const table: [bigint, number, number | undefined, bigint | undefined][] = [
    [5n, 0, undefined, 5n],
    [5n, 3, undefined, 5000n],
    [5n, 18, undefined, 5n * 10n ** 18n],
    [10n, 18, undefined, undefined],
    [1000n, -3, undefined, undefined],
    [5n, 0, 0, undefined],
  ];
  it.each(table)('%s × 10^%i', (integer, exponent, infScale, expected) => {
    expect(asInt64(makeAmount(integer, exponent, infScale))).toBe(expected);
  });
});
