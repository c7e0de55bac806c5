import { describe, expect, it } from 'vitest';
import { binarySuffix, decimalSuffix, type Format } from '../../src/quantity/format.ts';

describe('decimalSuffix', () => {
  const table: [number, Format, string][] = [
    [-9, 'DecimalSI', 'n'],
    [0, 'DecimalSI', ''],
    [18, 'DecimalSI', 'E'],
    [21, 'DecimalSI', ''],
    [-12, 'DecimalSI', ''],
    [0, 'DecimalExponent', ''],
    [21, 'DecimalExponent', 'e21'],
    [-9, 'DecimalExponent', 'e-9'],
  ];
  it.each(table)('10^%i as %s is %j', (exponent, format, expected) => expect(decimalSuffix(exponent, format)).toBe(expected));
});

describe('binarySuffix', () => {
  it('ends with Ei', () => expect([0, 1, 6, 7].map(binarySuffix)).toEqual(['', 'Ki', 'Ei', '']));
});
