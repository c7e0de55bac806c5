import { describe, expect, it } from 'vitest';
import { addExact, addInt64, int64Of, signedInt64Of, subInt64 } from '../../src/core/int64.ts';

describe('int64Of', () => {
  it.each([
    [0, 0],
    [1024, 1024],
    [5n, 5],
    [2n ** 60n, 2n ** 60n],
    [2n ** 63n, -(2n ** 63n)],
    [2n ** 64n - 1n, -1],
    [1e19, BigInt.asIntN(64, 10n ** 19n)],
  ])('%s', (value, expected) => expect(int64Of(value, 'x')).toBe(expected));

  it('leaves unset unset', () => expect([int64Of(undefined, 'x'), int64Of(null, 'x')]).toEqual([undefined, undefined]));

  it.each([-1, 1.5, Number.NaN, 2n ** 64n, -1n, '5' as unknown as number])('refuses %s', (value) => {
    expect(() => int64Of(value, 'memory.workingSetBytes')).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'memory.workingSetBytes' }),
    );
  });
});

describe('signedInt64Of', () => {
  it('takes negative numbers', () => expect([signedInt64Of(-5, 'x'), signedInt64Of(-(2n ** 63n), 'x')]).toEqual([-5, -(2n ** 63n)]));
  it.each([2n ** 63n, -(2n ** 63n) - 1n, 0.5])('refuses %s', (value) => {
    expect(() => signedInt64Of(value, 'x')).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
});

describe('sums', () => {
  it('wrap like int64', () => {
    expect(addInt64(2n ** 62n, 2n ** 62n)).toBe(-(2n ** 63n));
    expect(addInt64(1, 2)).toBe(3);
    expect(subInt64(-(2n ** 63n), 1)).toBe(2n ** 63n - 1n);
    expect(subInt64(1, 2)).toBe(-1);
  });
  it('or are exact', () => {
    expect(addExact(2n ** 62n, 2n ** 62n)).toBe(2n ** 63n);
    expect(addExact(Number.MAX_SAFE_INTEGER, 1)).toBe(2n ** 53n);
    expect(addExact(2, -5n)).toBe(-3);
  });
});
