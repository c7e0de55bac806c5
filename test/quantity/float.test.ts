import { describe, expect, it } from 'vitest';
import { makeAmount } from '../../src/quantity/amount.ts';
import { asApproximateFloat64, asFloat64Slow } from '../../src/quantity/float.ts';

describe('the two floats', () => {
  /** Integer, exponent, scale of a decimal, AsApproximateFloat64, AsFloat64Slow. */
  const table: [string, bigint, number, number | undefined, number, number][] = [
    ['zero', 0n, 0, undefined, 0, 0],
    ['an integer', 5n, 0, undefined, 5, 5],
    ['a power', 5n, 3, undefined, 5000, 5000],
    ['a fraction', 1n, -3, undefined, 0.001, 0.001],
    ['two roundings', 6680704087929809n, -9, 9, 6680704.0879298095, 6680704.087929809],
    ['the integer of a decimal is rounded first', 16106127361n, -1, 9, 1610612736.1000001, 1610612736.1],
    ['a product that is no number is replaced', 0n, 400, undefined, 0, 0],
    ['infinity', 1n, 400, undefined, Infinity, Infinity],
    ['minus infinity', -1n, 400, undefined, -Infinity, -Infinity],
    ['subnormal', 1n, -323, undefined, 1e-323, 1e-323],
    ['beyond subnormal', 1n, -324, undefined, 0, 0],
    ['wide', 2n ** 64n + 1n, 0, 0, 18446744073709552000, 18446744073709552000],
    ['finer than upstream is asked', 1n, 0, 20_000, 1, 1],
    ['a tie, to the even double below', 9007199254740993n * 10n ** 9n, -9, 9, 9007199254740994, 9007199254740992],
    ['a tie, to the even double above', 9007199254740995n * 10n ** 9n, -9, 9, 9007199254740996, 9007199254740996],
    ['a remainder that decides what looks like a tie', 17503106460196542741n, -9, 9, 17503106460.196545, 17503106460.196545],
    ['a table of powers', 1n, 50, undefined, 1.0000000000000001e50, 1e50],
  ];
  it.each(table)('%s', (_name, integer, exponent, infScale, approximate, slow) => {
    const amount = makeAmount(integer, exponent, infScale);
    expect(asApproximateFloat64(amount)).toBe(approximate);
    expect(asFloat64Slow(amount)).toBe(slow);
  });
});
