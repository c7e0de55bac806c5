import { describe, expect, it } from 'vitest';
import { canonicalOfDecimal, canonicalSmall, canonicalWide } from '../../src/quantity/canonical.ts';
import { decimalFromText, decimalOf } from '../../src/quantity/decimal.ts';
import type { Format } from '../../src/quantity/format.ts';

const table: [bigint, number, Format, string][] = [
  [0n, 5, 'DecimalSI', '0'],
  [1000n, 0, 'DecimalSI', '1k'],
  [15n, 2, 'DecimalSI', '1500'],
  [-1500n, -3, 'DecimalSI', '-1500m'],
  [1n, -8, 'DecimalSI', '10n'],
  [2000n, 18, 'DecimalSI', '2'],
  [1023n, 0, 'BinarySI', '1023'],
  [1024n, 0, 'BinarySI', '1Ki'],
  [-3145728n, 0, 'BinarySI', '-3Mi'],
  [1536n, 0, 'BinarySI', '1536'],
  [1024000n, -3, 'BinarySI', '1Ki'],
  [1024100n, -3, 'BinarySI', '1024100m'],
  [1n, 3, 'BinarySI', '1k'],
  [2n, 3, 'BinarySI', '2000'],
  [100n, 0, 'DecimalExponent', '100'],
  [1000n, 0, 'DecimalExponent', '1e3'],
];

describe('the canonical form', () => {
  it.each(table)('of %s × 10^%i as %s is %s', (value, scale, format, expected) => {
    expect(canonicalSmall(Number(value), scale, format)).toBe(expected);
    if (value !== 0n)
      expect([canonicalWide(value, scale, format), canonicalOfDecimal(decimalOf(value, scale), format)]).toEqual([expected, expected]);
  });

  it('of the smallest int64 keeps its factors of 1024', () => {
    expect(canonicalWide(-(2n ** 63n), 0, 'BinarySI')).toBe('-9223372036854775808');
    expect(canonicalOfDecimal(decimalFromText('-9223372036854775808', 0), 'BinarySI')).toBe('-8Ei');
  });
});
