import { beforeEach, describe, expect, it, vi } from 'vitest';
import { compareQuantities } from '../../src/quantity/compare-quantities.ts';
import { explainQuantity } from '../../src/quantity/explain-quantity.ts';
import { formatQuantity } from '../../src/quantity/format-quantity.ts';
import { percentOf } from '../../src/quantity/percent-of.ts';
import { Quantity } from '../../src/quantity/quantity.ts';
import { sumQuantities } from '../../src/quantity/sum-quantities.ts';

/** How many zeros were written out: `withZeros` appends them because of an exponent, `powerOfTen` at most as many as there are digits. */
let zeros = 0;

vi.mock('../../src/quantity/int64.ts', async (original) => {
  const real: typeof import('../../src/quantity/int64.ts') = await original();
  return {
    ...real,
    powerOfTen: (n: number): bigint => {
      zeros += n;
      return real.powerOfTen(n);
    },
    withZeros: (value: bigint, n: number): bigint => {
      zeros += n;
      return real.withZeros(value, n);
    },
  };
});

beforeEach(() => void (zeros = 0));

const far = ['1e10000', '-1e10000', '9223372036854775807e10000', '12345678901234567890.5e9990'];
const others = ['1', '-1n', '1.5Gi', '1e10000', '12345678901234567890'];
const work = (run: () => unknown): number => {
  zeros = 0;
  try {
    run();
  } catch (error) {
    expect(error).toMatchObject({ code: 'OutOfRange' });
  }
  return zeros;
};

describe('what an exponent makes a quantity write out', () => {
  /** The most zeros that each may write out, whatever the exponents. */
  const bounded: [string, number, (q: Quantity, other: Quantity) => unknown][] = [
    ['cmp', 100, (q, other) => [q.cmp(other), other.cmp(q)]],
    ['equals', 100, (q, other) => q.equals(other)],
    ['cmpInt64', 100, (q) => q.cmpInt64(5)],
    ['compareQuantities', 100, (q, other) => compareQuantities(other, q)],
    ['a long fraction', 200, () => [Quantity.parse(`0.${'3'.repeat(50_000)}Gi`), Quantity.parse(`${'3'.repeat(50_000)}e-10000`)]],
    ['sign and isZero', 0, (q) => [q.sign(), q.isZero()]],
    ['value', 200, (q) => q.value()],
    ['milliValue', 200, (q) => q.milliValue()],
    ['scaledValue, fine', 200, (q) => q.scaledValue(-10_000)],
    ['scaledValue, coarse', 100, (q) => [q.scaledValue(10_000), Quantity.parse('1.5n').scaledValue(10_000)]],
    ['asInt64', 100, (q) => q.asInt64()],
    ['mul', 100, (q) => q.mul(9223372036854775807n)],
    ['neg', 0, (q) => q.neg()],
    ['roundUp', 100, (q) => [q.roundUp(-3), Quantity.parse('1.5n').roundUp(10_000), Quantity.fromScaled(7, -10_000).roundUp(0)]],
    ['toBigInt, coarse', 100, () => Quantity.fromScaled(7, -10_000).toBigInt()],
    ['toString', 0, (q) => q.toString()],
    ['canonical', 0, (q) => q.canonical()],
    ['asApproximateFloat64', 0, (q) => q.asApproximateFloat64()],
    ['asFloat64Slow', 0, (q) => q.asFloat64Slow()],
    ['percentOf', 500, (q, other) => [percentOf(q, other), percentOf(other, q)]],
    ['formatQuantity', 10_000, (q) => formatQuantity(q)],
    ['explainQuantity', 1000, (q) => explainQuantity(q.canonical())],
  ];
  it.each(bounded)('%s: at most %i zeros', (_name, most, operate) => {
    for (const q of far.map((text) => Quantity.parse(text)))
      for (const other of others.map((text) => Quantity.parse(text))) expect(work(() => operate(q, other))).toBeLessThanOrEqual(most);
  });

  it('is refused where there is no other way to write the result', () => {
    const coarse = Quantity.fromScaled(1, 10_000);
    const fine = Quantity.fromScaled(1, -10_000);
    for (const run of [() => coarse.add(fine), () => fine.sub(coarse), () => coarse.toBigInt(-10_000), () => sumQuantities([fine, coarse])])
      expect(run).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
    expect(() => Quantity.fromScaled(2n ** 60n, 16_000, 'BinarySI').canonical()).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
  });

  it('is small where a text is finer than nano', () => {
    expect(work(() => Quantity.parse('1e-10000'))).toBeLessThan(100);
    expect(work(() => Quantity.parse('-1.5e-10000'))).toBeLessThan(100);
  });
});

describe('a sum of far amounts', () => {
  /** How many zeros n amounts make it write out. */
  const counted = (n: number, exponent: (i: number) => number): number =>
    work(() => sumQuantities(Array.from({ length: n }, (_, i) => Quantity.parse(`1e${exponent(i)}`))));
  const growing: [string, (i: number) => number][] = [
    ['of rising exponents', (i) => i],
    ['of falling exponents', (i) => 8000 - i],
    ['of two far exponents', (i) => (i % 2) * 9999],
  ];
  it.each(growing)('%s writes out no more than n log n zeros', (_name, exponent) => {
    for (const n of [1000, 2000, 4000, 8000]) expect(counted(n, exponent)).toBeLessThan((n + 10_000) * Math.log2(n));
  });
});
