import { describe, expect, it } from 'vitest';
import { parseQuantity } from '../../src/quantity/parse.ts';

/** What a text becomes: mantissa, scale, format and whether the text is kept. */
const read = (text: string) =>
  parseQuantity(text, (small, wide, decimal, scale, format, kept) => [
    wide ?? (decimal === undefined ? small : decimal.big.toFixed()),
    scale,
    format,
    kept === text,
  ]);

describe('parseQuantity', () => {
  const table: [string, unknown[]][] = [
    ['0', [0, 0, 'DecimalSI', true]],
    ['00', [0, 0, 'DecimalSI', false]],
    ['-', [0, 0, 'DecimalSI', false]],
    ['01', [1, 0, 'DecimalSI', true]],
    ['1.500', [1500, -3, 'DecimalSI', true]],
    ['1000', [1000, 0, 'DecimalSI', false]],
    ['.5', [5, -1, 'DecimalSI', false]],
    ['1k', [1, 3, 'DecimalSI', true]],
    ['1E', [1, 18, 'DecimalSI', true]],
    ['1E3', [1, 3, 'DecimalExponent', true]],
    ['1e4294967299', [1, 3, 'DecimalExponent', true]],
    ['1Ki', [1024, 0, 'BinarySI', true]],
    ['8Ki', [8192, 0, 'BinarySI', false]],
    ['1.5Ki', ['1536', 0, 'BinarySI', false]],
    ['8Ei', ['9223372036854775807', 0, 'BinarySI', false]],
    ['0.0005Ki', ['0.512', 0, 'DecimalSI', false]],
    ['123456789012345678', [123456789012345678n, 0, 'DecimalSI', true]],
    ['1234567890123456789', ['1234567890123456789', 0, 'DecimalSI', false]],
    ['0.1n', ['0.000000001', 0, 'DecimalSI', false]],
  ];
  it.each(table)('%s', (text, expected) => expect(read(text)).toEqual(expected));

  const refused: [string, string][] = [
    ['', 'ErrFormatWrong'],
    [' 1', 'ErrFormatWrong'],
    ['1.1.1', 'ErrFormatWrong'],
    ['1\u0000', 'ErrFormatWrong'],
    ['\u0661', 'ErrFormatWrong'],
    ['1\ud800', 'ErrFormatWrong'],
    ['1K', 'ErrSuffix'],
    ['1e', 'ErrSuffix'],
    ['--1', 'ErrSuffix'],
    ['1e99999999999999999999', 'ErrSuffix'],
    ['Pi', 'ErrNumeric'],
    ['.e-10', 'ErrNumeric'],
  ];
  it.each(refused)('refuses %j', (text, code) => expect(() => read(text)).toThrow(expect.objectContaining({ code })));
});
