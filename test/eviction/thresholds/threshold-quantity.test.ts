import { describe, expect, it } from 'vitest';
import { getThresholdQuantity } from '../../../src/eviction/thresholds/threshold-quantity.ts';
import { Quantity } from '../../../src/quantity/index.ts';

describe('getThresholdQuantity', () => {
  it.each([
    [0.1, '1000000000', '100000001'],
    [0.15, '1000000000', '150000005'],
    [0.05, '100', '5'],
    [0.1, '1500m', '0'],
    [1, '9223372036854775807', '-9223372036854775808'],
    [0.5, '-3', '-1'],
    [Number.NaN, '5', '-9223372036854775808'],
    [Infinity, '5', '-9223372036854775808'],
  ])('%s of %s', (percentage, capacity, expected) => {
    const result = getThresholdQuantity({ percentage: Math.fround(percentage) }, capacity);
    expect([String(result.value()), result.format]).toEqual([expected, 'BinarySI']);
  });

  it('keeps a quantity with its spelling', () => {
    expect(getThresholdQuantity({ quantity: Quantity.parse('01Gi') }, 5).toString()).toBe('01Gi');
  });

  it('names the capacity when it is malformed', () => {
    expect(() => getThresholdQuantity({ percentage: 0.5 }, 'x')).toThrow(expect.objectContaining({ code: 'ErrFormatWrong' }));
  });
});
