import { describe, expect, it } from 'vitest';
import { makeAmount } from '../../src/quantity/amount.ts';
import { canonicalizeBytes } from '../../src/quantity/canonical.ts';
import { eraSince } from '../../src/quantity/era.ts';
import type { Format } from '../../src/quantity/format.ts';

describe('canonicalizeBytes', () => {
  /** Integer, exponent, scale of a decimal, format, text. */
  const table: [string, bigint, number, number | undefined, Format, string][] = [
    ['zero', 0n, 400, undefined, 'BinarySI', '0'],
    ['tens go into the suffix', 1200n, 0, undefined, 'DecimalSI', '1200'],
    ['by threes', 12_000n, 0, undefined, 'DecimalSI', '12k'],
    ['a fraction', 15n, -1, undefined, 'DecimalSI', '1500m'],
    ['a fraction of a nano', 1n, -10, undefined, 'DecimalSI', '100'],
    ['an exponent', 15n, 7, undefined, 'DecimalExponent', '150e6'],
    ['an exponent of zero', 1500n, -2, undefined, 'DecimalExponent', '15'],
    ['beyond the suffixes', 2n, 21, undefined, 'DecimalSI', '2'],
    ['binary', 1024n ** 2n * 3n, 0, undefined, 'BinarySI', '3Mi'],
    ['binary below 1024', 1023n, 0, undefined, 'BinarySI', '1023'],
    ['binary below −1024', -1024n, 0, undefined, 'BinarySI', '-1Ki'],
    ['binary with an exponent', 128n, 3, undefined, 'BinarySI', '125Ki'],
    ['binary with a fraction of zeros', 20480n, -1, undefined, 'BinarySI', '2Ki'],
    ['binary that is no integer', 20481n, -1, undefined, 'BinarySI', '2048100m'],
    ['binary far below one', 1n, -30, undefined, 'BinarySI', '1'],
    ['wide binary', 2n ** 62n, 0, undefined, 'BinarySI', '4Ei'],
    ['wide binary with an exponent', 1n, 22, undefined, 'BinarySI', '9536743164062500Mi'],
    ['wide binary that is no integer', 2n ** 60n + 1n, -1, undefined, 'BinarySI', '115292150460684697700m'],
    ['the least int64 keeps its factors', -(2n ** 63n), 0, undefined, 'BinarySI', '-9223372036854775808'],
    ['as a decimal it loses them', -(2n ** 63n), 0, 0, 'BinarySI', '-8Ei'],
    ['beyond Ei', 2n ** 70n, 0, 0, 'BinarySI', '1'],
    ['wide', 10n ** 20n, 0, 0, 'DecimalSI', '100E'],
    ['huge', 1n, 9999, 0, 'DecimalExponent', '1e9999'],
  ];
  it.each(table)('%s', (_name, integer, exponent, infScale, format, text) => {
    expect(canonicalizeBytes(makeAmount(integer, exponent, infScale), format, eraSince(37))).toBe(text);
  });

  /** Integer, exponent, whether it is an int64, format, text. */
  const late: [string, bigint, number, boolean, Format, string][] = [
    ['as before', 12_000n, 0, true, 'DecimalSI', '12k'],
    ['beyond the suffixes', 2n, 21, true, 'DecimalSI', '2e21'],
    ['finer than the suffixes', 1n, -10, true, 'DecimalSI', '100e-12'],
    ['binary', 3n * 2n ** 60n, 0, false, 'BinarySI', '3Ei'],
    ['beyond Ei', 2n ** 70n, 0, false, 'BinarySI', '1180591620717411303424'],
    ['beyond Ei, with an exponent', 2n ** 70n * 1000n, 0, false, 'BinarySI', '1180591620717411303424e3'],
    ['beyond Ei by far', 1n, 80, false, 'BinarySI', '100e78'],
    ['just below', 1n, 69, true, 'BinarySI', '867361737988403547205962240695953369140625000000000Ei'],
    ['beyond Ei by its exponent', -1n, 70, true, 'BinarySI', '-10e69'],
    ['the least int64', -(2n ** 63n), 0, true, 'BinarySI', '-9223372036854775808'],
    ['the least int64 as a decimal', -(2n ** 63n), 0, false, 'BinarySI', '-8Ei'],
    ['huge', 1n, 9999, false, 'BinarySI', '1e9999'],
  ];
  it.each(late)('from 1.38: %s', (_name, integer, exponent, isInt64, format, text) => {
    expect(canonicalizeBytes(makeAmount(integer, exponent, isInt64 ? undefined : 0 - exponent), format, eraSince(38))).toBe(text);
  });
});
