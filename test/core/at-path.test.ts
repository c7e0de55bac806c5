import { describe, expect, it } from 'vitest';
import { SizingError } from '../../src/errors.ts';
import { amountIn, atPath, quantityAt } from '../../src/core/at-path.ts';

describe('atPath', () => {
  it('puts a place in front of a path', () => {
    const error = atPath(new SizingError('OutOfRange', 'too large', { path: 'spec.x', input: 5, hint: 'use less' }), 'pods[3]');
    expect(error).toMatchObject({ code: 'OutOfRange', path: 'pods[3].spec.x', input: 5, hint: 'use less' });
    expect((error as Error).message).toBe('pods[3].spec.x: too large (use less)');
  });
  it('gives a place to an error without one', () => {
    expect(atPath(new SizingError('ErrSuffix', 'bad'), 'a.b')).toMatchObject({ path: 'a.b', message: 'a.b: bad' });
  });
  it('takes an empty path for none', () => {
    expect(atPath(new SizingError('InvalidInput', 'bad', { path: '', hint: 'h' }), 'a.b')).toMatchObject({
      path: 'a.b',
      message: 'a.b: bad (h)',
    });
  });
  it('leaves other errors alone', () => {
    const other = new TypeError('x');
    expect(atPath(other, 'a')).toBe(other);
  });
});

describe('quantityAt and amountIn', () => {
  it('name the place of a malformed quantity', () => {
    expect(() => quantityAt('1K', 'capacity.memory', 37)).toThrow(expect.objectContaining({ code: 'ErrSuffix', path: 'capacity.memory' }));
    expect(() => amountIn({ memory: '' }, 'memory', 'requests', 37)).toThrow(expect.objectContaining({ path: 'requests.memory' }));
  });
  it('tell a present null from an absent resource', () => {
    expect(amountIn({ memory: null }, 'memory', 'r', 37)?.toString()).toBe('0');
    expect([
      amountIn({}, 'memory', 'r', 37),
      amountIn({ memory: undefined }, 'memory', 'r', 37),
      amountIn(null, 'memory', 'r', 37),
    ]).toEqual([undefined, undefined, undefined]);
    expect(amountIn({}, 'constructor', 'r', 37)).toBeUndefined();
  });
});
