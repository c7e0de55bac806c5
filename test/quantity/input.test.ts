import { describe, expect, it } from 'vitest';
import type { Format } from '../../src/quantity/format.ts';
import { checkedFormat, checkedInt64, checkedScale, parseError, trimSpace } from '../../src/quantity/input.ts';

const refusedWith = (code: string): unknown => expect.objectContaining({ code });

describe('parseError', () => {
  it('shows the text, shortened, and the hint', () => {
    expect(parseError('1K', 'ErrSuffix').message).toBe('"1K" is not a quantity; its suffix is unknown (did you mean 1k or 1Ki?)');
    expect(parseError('abc', 'ErrFormatWrong').message).toBe('"abc" is not a quantity; write it like 500m, 1.5Gi or 1e3');
    expect(parseError('Pi', 'ErrNumeric').message).toBe('"Pi" is not a quantity; it has no digits');
    expect(parseError('1\u0000\ud800', 'ErrFormatWrong').message).toContain('"1\\u0000\\ud800"');
    expect(parseError('x'.repeat(1000), 'ErrFormatWrong').message.length).toBeLessThan(200);
    expect(parseError(5, undefined)).toMatchObject({ code: 'InvalidInput', input: 5, message: 'got 5, expected a text' });
  });
});

describe('trimSpace', () => {
  it('knows the white space of Go that JSON does not escape', () => {
    expect(trimSpace(' \u0085\u00a01\u1680\u2000\u2028\u2029\u202f\u205f\u3000')).toBe('1');
    for (const other of ['\t', '\n', '\v', '\f', '\r', '\ufeff', '\u180e', '\u200b'])
      expect(trimSpace(`${other}1${other}`)).toBe(`${other}1${other}`);
    expect(trimSpace('1 2')).toBe('1 2');
    expect(trimSpace('  ')).toBe('');
  });
});

describe('checks of arguments', () => {
  it('take integers exactly as they stand', () => {
    expect(checkedInt64(2 ** 60)).toBe(2n ** 60n);
    expect(checkedInt64(-(2n ** 63n))).toBe(-(2n ** 63n));
    expect(checkedScale(-0)).toBe(0);
    expect(checkedScale(-2147483648)).toBe(-2147483648);
    expect(checkedFormat('BinarySI')).toBe('BinarySI');
  });

  const refused: [string, () => unknown, string][] = [
    ['a fraction', () => checkedInt64(1.5), 'InvalidInput'],
    ['no number', () => checkedInt64(Number.NaN), 'InvalidInput'],
    ['a text', () => checkedInt64('5' as unknown as number), 'InvalidInput'],
    ['2^63', () => checkedInt64(2 ** 63), 'OutOfRange'],
    ['a fraction as scale', () => checkedScale(0.5), 'InvalidInput'],
    ['no number as scale', () => checkedScale(Number.NaN), 'InvalidInput'],
    ['a scale of more than 32 bits', () => checkedScale(2 ** 31), 'OutOfRange'],
    ['an unknown format', () => checkedFormat('binarySI' as Format), 'InvalidInput'],
  ];
  it.each(refused)('refuse %s', (_name, run, code) => expect(run).toThrow(refusedWith(code)));
});
