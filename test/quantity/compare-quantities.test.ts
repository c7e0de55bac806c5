import { describe, expect, it } from 'vitest';
import { compareQuantities } from '../../src/quantity/compare-quantities.ts';
import { Quantity, type QuantityLike } from '../../src/quantity/quantity.ts';

describe('compareQuantities', () => {
  const table: [QuantityLike, QuantityLike, -1 | 0 | 1][] = [
    ['1000m', '1', 0],
    ['1024Mi', '1Gi', 0],
    ['1Gi', '1G', 1],
    [1, ' 2 ', -1],
    [{ value: '1.5Gi' }, 1610612736n, 0],
    [Quantity.parse('1n'), 0, 1],
    ['1e9999', '1e9998', 1],
  ];
  it.each(table)('%s, %s: %i', (a, b, order) => {
    expect(compareQuantities(a, b)).toBe(order);
    expect(compareQuantities(b, a)).toBe(order === 0 ? 0 : -order);
  });

  it('sorts', () => {
    expect(['1Gi', '900Mi', '0', '-1', '1G', '1e9'].toSorted(compareQuantities)).toEqual(['-1', '0', '900Mi', '1G', '1e9', '1Gi']);
  });

  it('refuses what is no quantity', () => {
    expect(() => compareQuantities('1', '1g')).toThrow(expect.objectContaining({ code: 'ErrFormatWrong' }));
    expect(() => compareQuantities(null as never, '1')).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
});
