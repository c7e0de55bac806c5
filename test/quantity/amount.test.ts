import { describe, expect, it } from 'vitest';
import { addAmounts, multiplyAmount } from '../../src/quantity/amount.ts';
import { maxInt64 } from '../../src/quantity/int64.ts';

describe('addAmounts', () => {
  it('takes the finer scale', () => expect(addAmounts(1n, 3, 5n, -3)).toEqual({ value: 1_000_005n, scale: -3 }));
  it('leaves the other of a zero as it is', () => {
    expect(addAmounts(7n, 3, 0n, -9)).toEqual({ value: 7n, scale: 3 });
    expect(addAmounts(0n, 3, 7n, -9)).toEqual({ value: 7n, scale: -9 });
  });
  it('gives up on overflow', () => expect([addAmounts(maxInt64, 0, 1n, 0), addAmounts(1n, 30, 1n, 0)]).toEqual([undefined, undefined]));
});

describe('multiplyAmount', () => {
  it('keeps the scale', () => expect(multiplyAmount(5n, 3, 2n)).toEqual({ value: 10n, scale: 3 }));
  it('clears the scale for a factor of zero only', () => {
    expect(multiplyAmount(5n, 3, 0n)).toEqual({ value: 0n, scale: 0 });
    expect(multiplyAmount(0n, 3, 5n)).toEqual({ value: 0n, scale: 3 });
  });
  it('gives up on overflow and on fractions', () => {
    expect([multiplyAmount(9n, 18, 2n), multiplyAmount(15n, -1, 3n), multiplyAmount(maxInt64, 0, 2n)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(multiplyAmount(15n, -1, 2n)).toEqual({ value: 30n, scale: -1 });
  });
});
