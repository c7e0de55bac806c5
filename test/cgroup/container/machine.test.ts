import { describe, expect, it } from 'vitest';
import { checkChoices, type ContainerMachine } from '../../../src/cgroup/container/machine.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { machine } from './basis-of.ts';

describe('a machine', () => {
  it('may leave out what is not known', () => {
    const { nodeAllocatableMemory: _unknown, ...rest } = machine;
    for (const of of [rest, { ...machine, nodeAllocatableMemory: null, exclusiveCPUs: null }])
      expect(() => checkChoices(deepFreeze(of), {})).not.toThrow();
  });
  it.each([
    ['swapBehavior', 'Limited'],
    ['swapBehavior', undefined],
    ['swapControllerAvailable', 'false'],
    ['swapControllerAvailable', undefined],
    ['cgroupVersion', '2'],
    ['cgroupVersion', 3],
    ['hugePageSizes', '2MB'],
    ['hugePageSizes', undefined],
    ['hugePageSizes', [2]],
    ['exclusiveCPUs', 1],
  ])('of which %s is %s is refused', (name, value) =>
    expect(() => checkChoices({ ...machine, [name]: value }, {})).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: `machine.${name}` }),
    ),
  );
  it.each([['16Gi'], [[]]])('is no %j', (of) =>
    expect(() => checkChoices(of as unknown as ContainerMachine, {})).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'machine' }),
    ),
  );
});

describe('settings', () => {
  it('may be absent', () => {
    const absent = { enforceCPULimits: null, memoryReservationPolicy: undefined, singleProcessOOMKill: null };
    expect(() => checkChoices(machine, deepFreeze(absent))).not.toThrow();
  });
  it.each([
    ['enforceCPULimits', 'no'],
    ['memoryReservationPolicy', 'Tiered'],
    ['singleProcessOOMKill', 'yes'],
  ])('of which %s is %s are refused', (name, value) =>
    expect(() => checkChoices(machine, { [name]: value })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: `options.${name}` }),
    ),
  );
});
