import { expect, it } from 'vitest';
import { maxNodeScore, scoreOf, truncated } from '../../../src/scheduling/scores/score-values.ts';

it.each([
  [1.9, 1],
  [-1.9, -1],
  [2 ** 62, 2n ** 62n],
  [2 ** 63, -(2n ** 63n)],
  [Number.NaN, -(2n ** 63n)],
  [-Infinity, -(2n ** 63n)],
])('%d is cut to %s', (value, whole) => expect(truncated(value)).toBe(whole));

it('scores are of 10 up to 1.16', () => expect([16, 17, 37].map(maxNodeScore)).toEqual([10, 100, 100]));

it('a score is a number', () => {
  expect(scoreOf(75)).toBe(75);
  expect(() => scoreOf(2n ** 62n)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
});
