import { expect, it } from 'vitest';
import { countCPUs } from '../../src/node/cpu-set.ts';

it.each([
  ['0', 1],
  ['0-3', 4],
  ['0,2,4', 3],
  ['4-5,0-1', 4],
  ['0-3,2-5', 6],
  ['0-7,2-3', 8],
  ['1,1,1', 1],
  ['0-999999999', 1e9],
])('%s names %i cpus', (list, count) => expect(countCPUs(list, 'x')).toBe(count));

it.each(['', '3-1', 'a', '0-', '-1', '1;2', '0 - 1', '0,,1', '9999999999'])('refuses %j', (list) => {
  expect(() => countCPUs(list, 'reservedSystemCPUs')).toThrow(
    expect.objectContaining({ code: 'InvalidInput', path: 'reservedSystemCPUs', input: list }),
  );
});
