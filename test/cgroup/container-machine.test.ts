import { describe, expect, it } from 'vitest';
import { readMachine, readSettings, type ContainerMachine } from '../../src/cgroup/container-machine.ts';
import { deepFreeze } from '../deep-freeze.ts';
import { machine } from './basis-of.ts';

describe('a machine', () => {
  it('is read', () =>
    expect(readMachine(machine)).toEqual({
      nodeMemory: 17179869184n,
      nodeAllocatableMemory: 15032385536n,
      swapCapacity: 8589934592n,
      swapBehavior: 'LimitedSwap',
      swapControllerAvailable: true,
      cgroupV2: true,
      hugePageSizes: ['2MB', '1GB'],
      exclusiveCPUs: false,
    }));
  it('may leave out what is not known', () => {
    const { nodeAllocatableMemory: _unknown, ...rest } = machine;
    for (const of of [rest, { ...machine, nodeAllocatableMemory: null, exclusiveCPUs: null }])
      expect(readMachine(deepFreeze(of))).toMatchObject({ nodeAllocatableMemory: undefined, exclusiveCPUs: false });
  });
  it.each([
    ['nodeMemory', undefined],
    ['nodeMemory', null],
    ['nodeAllocatableMemory', true],
    ['swapCapacity', Number.NaN],
    ['swapBehavior', 'Limited'],
    ['swapBehavior', undefined],
    ['swapControllerAvailable', 'false'],
    ['cgroupVersion', '2'],
    ['hugePageSizes', '2MB'],
    ['hugePageSizes', [2]],
    ['exclusiveCPUs', 1],
  ])('of which %s is %s is refused', (name, value) =>
    expect(() => readMachine({ ...machine, [name]: value })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: `machine.${name}` }),
    ),
  );
  it('is needed', () => {
    expect(() => readMachine(undefined as unknown as ContainerMachine)).toThrow(
      expect.objectContaining({ code: 'MissingField', path: 'machine' }),
    );
    expect(() => readMachine('16Gi' as unknown as ContainerMachine)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'machine' }),
    );
  });
});

describe('settings', () => {
  it.each([
    [21, undefined],
    [22, 0.8],
    [26, 0.8],
    [27, 0.9],
    [36, 0.9],
    [37, undefined],
  ])('have the defaults of 1.%i', (minor, factor) => {
    const defaults = { enforceCPULimits: true, cpuPeriod: 100000n, tieredReservation: false, killsGroups: minor >= 28 };
    for (const options of [undefined, {}, { memoryThrottlingFactor: null, cpuPeriod: null, singleProcessOOMKill: null }])
      expect(readSettings(options, minor)).toEqual({ ...defaults, throttlingFactor: factor });
  });
  it.each([
    [27, false],
    [28, true],
    [31, true],
    [32, false],
  ])('kill single processes where 1.%i can', (minor, groups) =>
    expect(readSettings({ singleProcessOOMKill: true }, minor).killsGroups).toBe(groups),
  );
  it('are taken as they are', () => {
    const options = {
      enforceCPULimits: false,
      cpuPeriod: 5000,
      memoryThrottlingFactor: 0.7,
      memoryReservationPolicy: 'TieredReservation',
    } as const;
    expect(readSettings(deepFreeze(options), 37)).toEqual({
      enforceCPULimits: false,
      cpuPeriod: 5000n,
      throttlingFactor: 0.7,
      tieredReservation: true,
      killsGroups: true,
    });
  });
  it.each([
    ['enforceCPULimits', 'no', 'InvalidInput'],
    ['cpuPeriod', 0.5, 'OutOfRange'],
    ['memoryThrottlingFactor', '0.9', 'InvalidInput'],
    ['memoryReservationPolicy', 'Tiered', 'InvalidInput'],
    ['singleProcessOOMKill', 'yes', 'InvalidInput'],
  ])('of which %s is %s are refused', (name, value, code) =>
    expect(() => readSettings({ [name]: value }, 37)).toThrow(expect.objectContaining({ code, path: `options.${name}` })),
  );
});
