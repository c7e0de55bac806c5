import { describe, expect, it } from 'vitest';
import { int64Argument, isQuantity, quantityMark, scaleArgument, textOf } from '../../src/quantity/like.ts';

describe('textOf', () => {
  const table: [string, Parameters<typeof textOf>[0], string][] = [
    ['a text', '1Gi', '1Gi'],
    ['white space around', ' \t1Gi\u3000', '1Gi'],
    ['a number as JSON', 0.30000000000000004, '0.30000000000000004'],
    ['a large number', 1e21, '1e+21'],
    ['negative zero', -0, '0'],
    ['a bigint', 2n ** 70n, '1180591620717411303424'],
    ['a box', { value: ' 5 ' }, '5'],
  ];
  it.each(table)('%s', (_name, value, expected) => expect(textOf(value)).toBe(expected));

  it.each([Number.NaN, Infinity, null, undefined, true, {}, { value: {} }, [], Symbol('x')])('refuses %s', (value) => {
    expect(() => textOf(value as string)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
});

describe('arguments', () => {
  it('are int64', () => {
    expect(int64Argument(5)).toBe(5n);
    for (const value of [2 ** 53, 0.5, 2n ** 63n])
      expect(() => int64Argument(value)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
    expect(() => int64Argument('5' as unknown as number)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });

  it('are scales', () => {
    expect(scaleArgument(-9)).toBe(-9);
    for (const value of [0.5, 2 ** 31, Number.NaN])
      expect(() => scaleArgument(value)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
  });
});

describe('isQuantity', () => {
  it('knows the mark', () => expect([{ [quantityMark]: true }, {}, null, '1'].map(isQuantity)).toEqual([true, false, false, false]));
});
