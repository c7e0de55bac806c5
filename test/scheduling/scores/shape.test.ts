import { expect, it } from 'vitest';
import { buildBrokenLinearFunction } from '../../../src/scheduling/scores/shape.ts';

const shape = [
  { utilization: 10, score: 2 },
  { utilization: 40, score: 10 },
  { utilization: 100, score: 0 },
];

it.each([
  [-5, 20],
  [0, 20],
  [10, 20],
  [11, 22],
  [25, 60],
  [40, 100],
  [41, 99],
  [99, 2],
  [100, 0],
  [500, 0],
  [2n ** 62n, 0],
])('of %s is %i', (utilization, score) => expect(buildBrokenLinearFunction(shape, 10)(utilization)).toBe(score));

it('of one point is level', () =>
  expect([0, 50, 100].map(buildBrokenLinearFunction([{ utilization: 50, score: 3 }], 1))).toEqual([3, 3, 3]));

it.each([
  [[], 'shape'],
  [{}, 'shape'],
  [[{ utilization: 101, score: 1 }], 'shape[0].utilization'],
  [[{ utilization: -1, score: 1 }], 'shape[0].utilization'],
  [[{ utilization: 1, score: 11 }], 'shape[0].score'],
  [[{ utilization: 1, score: 0.5 }], 'shape[0].score'],
  [
    [
      { utilization: 1, score: 1 },
      { utilization: 1, score: 1 },
    ],
    'shape[1].utilization',
  ],
])('refuses %j', (points, path) =>
  expect(() => buildBrokenLinearFunction(points as never, 1)).toThrow(expect.objectContaining({ code: 'InvalidInput', path })),
);
