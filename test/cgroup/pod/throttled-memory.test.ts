import { expect, it } from 'vitest';
import { throttledMemory, throttlingFactor } from '../../../src/cgroup/pod/throttled-memory.ts';

it.each([
  [0n, 4096n, 1, 4096n],
  [0n, 4095n, 1, 0n],
  [2n ** 30n, 2n ** 31n, 0.9, 2040107008n],
  [0n, -4097n, 1, -4096n],
  [0n, 2n ** 63n - 1n, 1, -(2n ** 63n)],
])('with %s requested and %s at most, a factor of %d throttles at %s', (request, limit, factor, bytes) =>
  expect(throttledMemory(request, limit, factor)).toBe(bytes),
);

it('takes a number as a factor, or none', () => {
  expect([throttlingFactor(0.5, 'f'), throttlingFactor(undefined, 'f'), throttlingFactor(null, 'f')]).toEqual([0.5, undefined, undefined]);
  for (const bad of ['0.9', Number.NaN, Infinity, 1n])
    expect(() => throttlingFactor(bad as number, 'options.memoryThrottlingFactor')).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'options.memoryThrottlingFactor' }),
    );
});
