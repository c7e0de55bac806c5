import { describe, expect, it } from 'vitest';
import { isSizingError } from '../../src/errors.ts';
import {
  addDecimal,
  canonicalDecimal,
  compareDecimals,
  copyOfBig,
  decimalFromText,
  decimalOf,
  decimalToBigInt,
  isExactAt,
  multiplyDecimal,
  negateDecimal,
  roundDecimal,
  scaledDecimal,
  shiftDecimal,
  signOfDecimal,
  unscaled,
} from '../../src/quantity/decimal.ts';

describe('decimals', () => {
  it('carry the places of their operands', () => {
    const sum = addDecimal(decimalFromText('1.50', 2), decimalOf(1n, 0), 1);
    expect([sum.big.toFixed(), sum.places, unscaled(sum)]).toEqual(['2.5', 2, 250n]);
    expect(unscaled(multiplyDecimal(decimalFromText('1.50', 2), 3n))).toBe(450n);
    expect(shiftDecimal(decimalOf(5n, 0), -9)).toMatchObject({ places: 9 });
  });

  it('round away from zero', () => {
    const rounded = (text: string, places: number) => roundDecimal(decimalFromText(text, 0), places).big.toFixed();
    expect([rounded('1.1', 0), rounded('-1.1', 0), rounded('0.00000000000001', 9), rounded('123', -2), rounded('1', -5)]).toEqual([
      '2',
      '-2',
      '0.000000001',
      '200',
      '100000',
    ]);
    expect(isExactAt(decimalFromText('1.5', 1), 0)).toBe(false);
  });

  it('wrap in int64 conversions', () => {
    expect(scaledDecimal(decimalOf(2n ** 63n, 0), 0)).toBe(-(2n ** 63n));
    expect(scaledDecimal(decimalFromText('-0.5', 9), 0)).toBe(1n);
    expect(decimalToBigInt(decimalFromText('-0.5', 9), 0)).toBe(-1n);
    expect(scaledDecimal(decimalOf(1n, 999_999_999), 0)).toBe(-(2n ** 63n));
  });

  it('compare, negate and print', () => {
    expect(compareDecimals(decimalOf(1n, 2_000_000_000), decimalOf(2n, 0))).toBe(1);
    expect([signOfDecimal(negateDecimal(decimalOf(3n, 0))), signOfDecimal(negateDecimal(decimalOf(0n, 0)))]).toEqual([-1, 0]);
    expect(canonicalDecimal(decimalOf(-120n, 0))).toEqual({ mantissa: '-120', exponent: 0 });
    expect(copyOfBig(decimalOf(12n, -1)).toString()).toBe('1.2');
  });

  it('refuse results that could not be written out', () => {
    const add = () => addDecimal(decimalOf(1n, 999_999_999), decimalOf(1n, 0), 1);
    expect(add).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
    try {
      decimalToBigInt(decimalOf(1n, 999_999_999), 0);
      expect.unreachable();
    } catch (error) {
      expect(isSizingError(error)).toBe(true);
    }
  });
});
