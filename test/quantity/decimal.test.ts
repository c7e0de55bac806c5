import Big from 'big.js';
import { expect, it } from 'vitest';
import { decimalOf } from '../../src/quantity/decimal.ts';

it('is exact, with a constructor that the shared one does not change', () => {
  const { DP, strict } = Big;
  Big.DP = 0;
  Big.strict = true;
  try {
    expect(decimalOf(15n, -1).toString()).toBe('1.5');
    expect(decimalOf(-(10n ** 30n), 3).toFixed()).toBe(`-1${'0'.repeat(33)}`);
    expect(decimalOf(1, 0).div(3).toString()).toBe(`0.${'3'.repeat(40)}`);
    expect(decimalOf(2, 0).plus(0.5).toNumber()).toBe(2.5);
  } finally {
    Big.DP = DP;
    Big.strict = strict;
  }
});
