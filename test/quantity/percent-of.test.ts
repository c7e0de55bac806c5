import { describe, expect, it } from 'vitest';
import { percentOf } from '../../src/quantity/percent-of.ts';
import type { QuantityLike } from '../../src/quantity/quantity.ts';

type Maybe = QuantityLike | null | undefined;

describe('percentOf', () => {
  const table: [Maybe, Maybe, number | undefined][] = [
    ['250m', '2', 12.5],
    ['100m', '1', 10],
    ['1Gi', '1G', 107.3741824],
    ['1', '3', 33.333333333333336],
    ['-1', '3', -33.333333333333336],
    ['1', '-3', -33.333333333333336],
    ['0', '5', 0],
    ['-0', '-5', 0],
    ['5', '5', 100],
    ['29', '100', 29],
    ['57', '100', 57],
    ['1.1', '1', 110],
    ['9007199254740993', '9007199254740993', 100],
    ['9007199254740993', '90071992547409930000', 0.01],
    ['1e9999', '1e9999', 100],
    ['1e5000', '3e5000', 33.333333333333336],
    ['1n', '1E', 1e-25],
    ['1n', '1e300', 1e-307],
    ['1n', '1e313', 1e-320],
    ['1n', '1e330', 0],
    ['-1n', '1e330', 0],
    ['1', '1e10000', 0],
    ['1', '0', undefined],
    ['0', '0', undefined],
    ['1', '-0Ki', undefined],
    ['1', '0e400', undefined],
    ['1', null, undefined],
    ['1', undefined, undefined],
    [null, '1', undefined],
    [undefined, '1', undefined],
    [0.1, { value: 1 }, 10],
  ];
  it.each(table)('%s of %s: %d', (used, total, percent) => {
    expect(percentOf(used, total)).toBe(percent);
  });

  it('is the double that is nearest, also where a product of doubles is not', () => {
    // 0.07 * 100 is 7.000000000000001 in doubles.
    expect(percentOf('70m', '1')).toBe(7);
    expect(percentOf('1.005', '1')).toBe(100.5);
    for (let i = 0; i <= 1000; i++) expect(percentOf(`${i}m`, '1')).toBe(i / 10);
  });

  it('refuses what is no double and what is no quantity', () => {
    const refused = (used: unknown, total: unknown, code: string) =>
      expect(() => percentOf(used as Maybe, total as Maybe)).toThrow(expect.objectContaining({ code }));
    refused('1e300', '1n', 'OutOfRange');
    refused('1e10000', '1', 'OutOfRange');
    refused('-1e10000', '1', 'OutOfRange');
    refused('1e10000', '1e-9', 'OutOfRange');
    refused('1x', '1', 'ErrFormatWrong');
    refused('1', '1x', 'ErrFormatWrong');
    refused(Number.NaN, '1', 'InvalidInput');
  });
});
