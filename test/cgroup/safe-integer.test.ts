import { describe, expect, it } from 'vitest';
import { integerArgument, safeNumber } from '../../src/cgroup/safe-integer.ts';

const outOfRange = expect.objectContaining({ code: 'OutOfRange', path: 'x' });

describe('integerArgument', () => {
  it('takes safe integers exactly', () => expect(integerArgument(-(2 ** 53) + 1, 'x')).toBe(-(2n ** 53n) + 1n));
  it.each([1.5, 2 ** 53, Number.NaN, Infinity])('refuses %s', (value) => expect(() => integerArgument(value, 'x')).toThrow(outOfRange));
});

describe('safeNumber', () => {
  it('gives safe integers', () => expect(safeNumber(-5n, 'x')).toBe(-5));
  it('refuses others', () => expect(() => safeNumber(2n ** 53n, 'x')).toThrow(outOfRange));
});
