import { describe, expect, it } from 'vitest';
import {
  bytesAt,
  capacityMemory,
  countAt,
  cpuTiers,
  cutShareOf,
  factsOf,
  mebibytes,
  milliCores,
  presetOf,
  shareOf,
} from '../../src/node/machine.ts';

describe('factsOf', () => {
  it('reads a machine', () => {
    expect(factsOf({ memory: '7.5Gi', cpu: '3500m', maxPods: 10 })).toEqual({ memory: 7680, milliCPU: 3500, maxPods: 10 });
    expect(factsOf({ memory: '1Gi', cpu: 2 }, 110).maxPods).toBe(110);
  });

  it.each([
    [null as never, 'InvalidInput', 'machine'],
    [{ memory: '1Gi', cpu: 1 }, 'MissingField', 'maxPods'],
    [{ memory: '1Gi', cpu: 1, maxPods: 1.5 }, 'InvalidInput', 'maxPods'],
    [{ memory: '1Gb', cpu: 1, maxPods: 1 }, 'ErrFormatWrong', 'memory'],
    [{ memory: '0', cpu: 1, maxPods: 1 }, 'OutOfRange', 'memory'],
    [{ memory: '16Ei', cpu: 1, maxPods: 1 }, 'OutOfRange', 'memory'],
    [{ memory: '1Gi', cpu: -1, maxPods: 1 }, 'OutOfRange', 'cpu'],
    [{ memory: '1Gi', cpu: 'x', maxPods: 1 }, 'ErrFormatWrong', 'cpu'],
  ])('refuses %j', (machine, code, path) => expect(() => factsOf(machine)).toThrow(expect.objectContaining({ code, path })));
});

it.each([-1, 0.5, Number.NaN, '1', 2 ** 31])('countAt refuses %s', (value) => {
  expect(() => countAt(value as number, 'x')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'x' }));
});

it('presetOf fills a capacity, and says what of it is not known', () => {
  const machine = { memory: '4Gi', cpu: 2, maxPods: 17 };
  expect(presetOf(machine, factsOf(machine), {})).toEqual({ capacity: { cpu: 2, memory: '4Gi', pods: 17 }, estimated: ['memory'] });
  const known = { ...machine, capacity: { memory: '3Gi', pods: '20' } };
  expect(presetOf(known, factsOf(known), {})).toEqual({ capacity: { cpu: 2, memory: '3Gi', pods: '20' }, estimated: [] });
  const unknown = { ...machine, capacity: { memory: null } };
  expect(presetOf(unknown, factsOf(unknown), {})).toEqual({ capacity: { cpu: 2, memory: '4Gi', pods: 17 }, estimated: ['memory'] });
  expect([machine, known, unknown].map(capacityMemory)).toEqual([undefined, '3Gi', undefined]);
  expect(() => presetOf({ ...machine, capacity: [] as never }, factsOf(machine), {})).toThrow(
    expect.objectContaining({ path: 'capacity' }),
  );
});

it('bytesAt takes what a number holds', () => {
  expect(bytesAt('1Ki', 'x')).toBe(1024n);
  const refused = expect.objectContaining({ code: 'OutOfRange', path: 'x', message: expect.stringContaining('got ') as string });
  for (const amount of ['0', '-1', '1e400', '16Ei']) expect(() => bytesAt(amount, 'x')).toThrow(refused);
});

it.each([
  [1000, 60, 60],
  [2000, 70, 70],
  [4000, 80, 80],
  [5000, 82, 82],
  [16_000, 110, 110],
  [192_000, 550, 550],
  [1900, 69, 69],
])('of %i thousandths of a core %i are reserved', (amount, once, each) => {
  expect([shareOf(amount, cpuTiers), cutShareOf(amount, cpuTiers)]).toEqual([once, each]);
});

it('cuts once, or each tier by itself', () => {
  expect(
    shareOf(5030, [
      [0, 5],
      [10, 9_999],
    ]),
  ).toBe(5019);
  expect(
    cutShareOf(19, [
      [0, 500],
      [10, 500],
    ]),
  ).toBe(0);
  expect(
    shareOf(
      19,
      [
        [0, 500],
        [10, 500],
      ],
      0.5,
    ),
  ).toBe(1);
});

it('makes quantities', () => expect([mebibytes(1024.9), milliCores(70.9)].map(String)).toEqual(['1Gi', '70m']));
