import { describe, expect, it } from 'vitest';
import { add, makeAmount, cmp, infScaleOf, integerOf, minus, mul, negated, roundUp, type Amount } from '../../src/quantity/amount.ts';
import { eraSince } from '../../src/quantity/era.ts';
import { maxInt64, minInt64 } from '../../src/quantity/int64.ts';

const early = eraSince(37);
const late = eraSince(38);

const int64 = (value: bigint, exponent = 0) => makeAmount(value, exponent, undefined);
const dec = (value: bigint, exponent = 0, infScale = 0 - exponent) => makeAmount(value, exponent, infScale);
const sum = (a: Amount, b: Amount): Amount => add(a, b, b.coefficient, early);
const difference = (a: Amount, b: Amount): Amount => add(a, b, minus(b.coefficient), early);

describe('makeAmount', () => {
  it('holds safe integers as numbers and others as bigints', () => {
    expect(int64(5n, 2)).toEqual({ coefficient: 5, exponent: 2, infScale: undefined });
    expect(int64(2n ** 53n - 1n)).toEqual({ coefficient: 9007199254740991, exponent: 0, infScale: undefined });
    expect(int64(-(2n ** 53n))).toEqual({ coefficient: -(2n ** 53n), exponent: 0, infScale: undefined });
    expect(dec(5n, -9)).toEqual({ coefficient: 5, exponent: -9, infScale: 9 });
    expect([integerOf(int64(5n)), integerOf(int64(2n ** 60n))]).toEqual([5n, 2n ** 60n]);
  });
});

describe('add', () => {
  it('keep the int64 form at the smaller scale', () => expect(sum(int64(1n, 3), int64(5n))).toEqual(int64(1005n)));
  it('leave the scale alone when zero is added, and take it from the other of zero', () => {
    expect(sum(int64(1n, 3), int64(0n, -9))).toEqual(int64(1n, 3));
    expect(sum(int64(0n, -9), int64(1n, 3))).toEqual(int64(1n, 3));
  });
  it('become a decimal on overflow', () => {
    expect(sum(int64(maxInt64), int64(1n))).toEqual(dec(maxInt64 + 1n));
    expect(sum(int64(9n, 18), int64(9n, 18))).toEqual(int64(18n, 18));
    expect(sum(int64(9n, 18), int64(1n))).toEqual(int64(9_000_000_000_000_000_001n));
    expect(sum(int64(10n, 18), int64(1n))).toEqual(dec(10n ** 19n + 1n));
  });
  it('subtract the least int64 as upstream does: it is its own negation', () => {
    expect(difference(int64(1n), int64(minInt64))).toEqual(int64(minInt64 + 1n));
    expect(difference(int64(-1n), int64(minInt64))).toEqual(dec(-1n - minInt64));
    expect(difference(dec(1n), int64(minInt64))).toEqual(dec(1n - minInt64));
  });
  it('give decimals the finer of the two scales', () => {
    expect(infScaleOf(sum(dec(5n, -1), int64(1n)))).toBe(1);
    expect(infScaleOf(sum(dec(5n), int64(1n, -5)))).toBe(5);
    expect(difference(dec(5n, -9), dec(5n, -9))).toEqual(dec(0n, 0, 9));
    expect(sum(dec(0n, 0, 20), int64(1n))).toEqual(dec(1n, 0, 20));
    expect(sum(dec(1n, 0, 20), int64(0n))).toEqual(dec(1n, 0, 20));
  });
  it('write out gaps, but no huge ones', () => {
    expect(() => sum(int64(1n, 10_000), int64(1n, -10_000))).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
    expect(() => difference(dec(1n, -10_000), int64(1n, 10_000))).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
    expect(cmp(sum(int64(1n, 1000), int64(1n)), int64(1n, 1000))).toBe(1);
  });
});

describe('mul', () => {
  it('keeps the int64 form for whole products that fit', () => {
    expect(mul(int64(5n, 3), 7n)).toEqual(int64(35n, 3));
    expect(mul(int64(500n, -3), 2n)).toEqual(int64(1000n, -3));
    expect(mul(int64(0n, -3), 2n)).toEqual(int64(0n, -3));
    expect(mul(int64(5n, -3), 0n)).toEqual(int64(0n));
  });
  it('makes decimals of others', () => {
    expect(mul(int64(100n, -3), 3n)).toEqual(dec(300n, -3));
    expect(mul(int64(9n, 18), 3n)).toEqual(dec(27n, 18));
    expect(mul(int64(minInt64), -1n)).toEqual(dec(-minInt64));
    expect(mul(int64(1n, -30), 10n)).toEqual(dec(10n, -30));
    expect(mul(dec(5n, -1), 0n)).toEqual(dec(0n, 0, 1));
  });
});

describe('minus and negated', () => {
  it('give no −0', () => expect([minus(0), minus(5), minus(-(2n ** 60n))]).toEqual([0, -5, 2n ** 60n]));
  it('keep the least int64 up to 1.37, and make a decimal of it from 1.38', () => {
    expect(negated(int64(minInt64, 3), early)).toEqual(int64(minInt64, 3));
    expect(negated(int64(minInt64, 3), late)).toEqual(dec(-minInt64, 3));
    expect(negated(int64(maxInt64), late)).toEqual(int64(-maxInt64));
    expect(negated(dec(minInt64, -9, 12), early)).toEqual(dec(-minInt64, -9, 12));
  });
});

describe('roundUp', () => {
  it('rounds away from zero', () => {
    expect(roundUp(int64(1500n, -3), 0, early)).toEqual(int64(2n));
    expect(roundUp(int64(-9n), 1, early)).toEqual(int64(-1n, 1));
    expect(roundUp(int64(1n), 9999, early)).toEqual(int64(1n, 9999));
    expect(roundUp(int64(0n, -3), 0, early)).toEqual(int64(0n));
    expect(roundUp(dec(15n, -1), 0, early)).toEqual(dec(2n));
  });
  it('leaves an int64 of that scale alone, and gives a decimal its scale', () => {
    expect(roundUp(int64(5n, 3), 0, early)).toEqual(int64(5n, 3));
    expect(roundUp(dec(5n, 3), 0, early)).toEqual(dec(5n, 3, 0));
    expect(roundUp(dec(0n, 0, 9), 3, early)).toEqual(dec(0n, 0, -3));
  });
});

describe('from 1.38', () => {
  const sumLate = (a: Amount, b: Amount): Amount => add(a, b, b.coefficient, late);
  const differenceLate = (a: Amount, b: Amount): Amount => add(a, b, minus(b.coefficient), late);

  it('sums of int64 are as before', () => {
    expect(sumLate(int64(1n, 3), int64(5n))).toEqual(int64(1005n));
    expect(sumLate(int64(maxInt64), int64(1n))).toEqual(dec(maxInt64 + 1n));
    expect(sumLate(int64(0n, -9), int64(1n, 3))).toEqual(int64(1n, 3));
    expect(differenceLate(int64(5n), int64(minInt64 + 1n))).toEqual(dec(5n + maxInt64));
  });
  it('the least int64 is subtracted as a decimal', () => {
    expect(differenceLate(int64(1n), int64(minInt64))).toEqual(dec(1n - minInt64));
    expect(differenceLate(int64(0n), int64(minInt64, 5))).toEqual(dec(-minInt64, 5));
    expect(differenceLate(dec(0n), int64(minInt64, 5))).toEqual(dec(-minInt64, 5));
  });
  it('a zero leaves a decimal its scale', () => {
    expect(sumLate(dec(0n, 0, 20), int64(1n, 3))).toEqual(dec(1n, 3));
    expect(sumLate(dec(1n, 3), int64(0n, -9))).toEqual(dec(1n, 3));
  });
  it('the finer of two decimals is rounded away from zero to 29 places from the other', () => {
    expect(sumLate(dec(1n, 29), dec(1n))).toEqual(dec(10n ** 29n + 1n));
    expect(sumLate(dec(1n, 30), dec(1n))).toEqual(dec(10n ** 29n + 1n, 1));
    expect(sumLate(dec(-1n), dec(1n, 30))).toEqual(dec(10n ** 29n - 1n, 1));
    expect(differenceLate(dec(15n, -31), dec(-2n))).toEqual(dec(2n * 10n ** 29n + 1n, -29));
    expect(sumLate(int64(1n, 30), int64(1n))).toEqual(dec(10n ** 29n + 1n, 1));
  });
  it('a decimal is rounded only where its scale is raised', () => {
    expect(roundUp(dec(5n, 3), 0, late)).toEqual(dec(5n, 3));
    expect(roundUp(dec(-15n, -1), 0, late)).toEqual(dec(-2n));
    expect(roundUp(dec(1n, -40), 5, late)).toEqual(dec(1n, 5));
    expect(roundUp(dec(1n, -9), -12, late)).toEqual(dec(1n, -9));
  });
});

describe('cmp', () => {
  const table: [string, bigint, number, bigint, number, -1 | 0 | 1][] = [
    ['the same', 1n, 3, 1000n, 0, 0],
    ['signs', -1n, 9, 1n, -9, -1],
    ['zero at any exponent', 0n, 400, 0n, -400, 0],
    ['zero and another', 0n, 9999, -1n, 0, 1],
    ['beyond 2^53', 9007199254740993n, 0, 9007199254740992n, 0, 1],
    ['beyond 2^53 with exponents', 90071992547409930n, -1, 9007199254740992n, 0, 1],
    ['huge exponents', 1n, 9999, 1n, 9998, 1],
    ['huge exponents, wide', 2n ** 80n, 9999, 2n ** 80n, -9999, 1],
    ['huge exponents, negative', -(2n ** 80n), 9999, -(2n ** 80n), -9999, -1],
    ['wide and equal', 10n ** 30n, 0, 1n, 30, 0],
    ['wide and one more', 10n ** 30n + 1n, 0, 1n, 30, 1],
  ];
  it.each(table)('%s', (_name, a, aExponent, b, bExponent, expected) => {
    const opposite = (0 - expected) as -1 | 0 | 1;
    expect(cmp(int64(a, aExponent), int64(b, bExponent))).toBe(expected);
    expect(cmp(dec(b, bExponent), int64(a, aExponent)) + 0).toBe(opposite + 0);
  });
});
