import { describe, expect, it } from 'vitest';
import { approximateFloat, slowFloat } from '../../src/quantity/float.ts';

describe('floats', () => {
  it('use the powers of ten of Go', () => {
    expect([
      approximateFloat(15, -1),
      approximateFloat(1, 400),
      approximateFloat(0, 400),
      approximateFloat(1, -400),
      approximateFloat(7, 0),
    ]).toEqual([1.5, Infinity, 0, 0, 7]);
  });

  it('divide exactly', () => {
    expect([
      slowFloat(1n, -1),
      slowFloat(-3n, -1),
      slowFloat(2n ** 60n + 1n, 0),
      slowFloat(5n, -324),
      slowFloat(1n, 400),
      slowFloat(0n, 9),
      slowFloat(1n, -1000),
    ]).toEqual([0.1, -0.3, 2 ** 60, 5e-324, Infinity, 0, 0]);
  });
});
