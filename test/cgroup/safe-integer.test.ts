import { describe, expect, it } from 'vitest';
import { integerArgument, safeNumber } from '../../src/cgroup/safe-integer.ts';

const outOfRange = expect.objectContaining({ code: 'OutOfRange', path: 'x' });

describe('integerArgument', () => {
  it('takes safe integers exactly', () => expect(integerArgument(-(2 ** 53) + 1, 'x')).toBe(-(2n ** 53n) + 1n));
  it('takes of a bigint the int64', () =>
    expect([2n ** 63n - 1n, 2n ** 63n].map((value) => integerArgument(value, 'x'))).toEqual([2n ** 63n - 1n, -(2n ** 63n)]));
  it.each([2n ** 64n, -(2n ** 63n) - 1n, 1.5, 2 ** 53, Number.NaN, Infinity])('refuses %s', (value) =>
    expect(() => integerArgument(value, 'x')).toThrow(outOfRange),
  );
});

describe('safeNumber', () => {
  it('gives safe integers', () => expect(safeNumber(-5n, 'x')).toBe(-5));
  it('refuses others', () => expect(() => safeNumber(2n ** 53n, 'x')).toThrow(outOfRange));
});
