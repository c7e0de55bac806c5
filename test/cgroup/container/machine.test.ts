import { describe, expect, it } from 'vitest';
import { containerSettings, machineFacts, type ContainerMachine } from '../../../src/cgroup/container/machine.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { machine } from './basis-of.ts';

const refused = (name: string, code = 'InvalidInput'): unknown => expect.objectContaining({ code, path: name });

describe('the facts of a machine', () => {
  it('are bytes', () => {
    expect(machineFacts(machine, 37)).toEqual({
      memory: 17179869184n,
      allocatable: 15032385536n,
      swap: 8589934592n,
      swapBehavior: 'LimitedSwap',
      swapControllerAvailable: true,
      cgroupV2: true,
      hugePageSizes: ['2MB', '1GB'],
      exclusiveCPUs: false,
    });
    const { nodeAllocatableMemory: _unknown, ...rest } = machine;
    expect(machineFacts(deepFreeze({ ...rest, nodeMemory: 2n ** 64n - 1n, cgroupVersion: 1, exclusiveCPUs: true }), 37)).toMatchObject({
      memory: -1n,
      allocatable: 0n,
      cgroupV2: false,
      exclusiveCPUs: true,
    });
  });
  it('may be left out where they are not known', () =>
    expect(machineFacts(deepFreeze({ ...machine, nodeAllocatableMemory: null, exclusiveCPUs: null }), 37)).toMatchObject({
      allocatable: 0n,
      exclusiveCPUs: false,
    }));
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
    ['nodeMemory', undefined],
    ['nodeMemory', null],
    ['nodeAllocatableMemory', true],
    ['swapCapacity', Number.NaN],
  ])('are refused where %s is %s', (name, value) =>
    expect(() => machineFacts({ ...machine, [name]: value }, 37)).toThrow(refused(`machine.${name}`)),
  );
  it.each([['16Gi'], [[]], [null], [undefined]])('are not %j', (of) =>
    expect(() => machineFacts(of as unknown as ContainerMachine, 37)).toThrow(refused('machine')),
  );
  it('are told with the value that was meant', () =>
    expect(() => machineFacts({ ...machine, swapBehavior: 'limited' as 'LimitedSwap' }, 37)).toThrow(
      expect.objectContaining({ hint: 'did you mean "LimitedSwap"?' }),
    ));
});

describe('settings', () => {
  const defaults = {
    enforceCPULimits: true,
    cpuPeriod: 100_000,
    memoryReservationPolicy: 'None',
    memoryThrottlingFactor: undefined,
    singleProcessOOMKill: false,
  };
  it.each([
    undefined,
    null,
    {},
    { enforceCPULimits: null, cpuPeriod: null, memoryReservationPolicy: undefined, singleProcessOOMKill: null },
  ])('that are absent have defaults: %j', (options) => expect(containerSettings(deepFreeze(options))).toEqual(defaults));
  it('are those of the options', () => {
    const options = {
      enforceCPULimits: false,
      cpuPeriod: 1000,
      memoryReservationPolicy: 'TieredReservation',
      memoryThrottlingFactor: 0.5,
      singleProcessOOMKill: true,
    } as const;
    expect(containerSettings(options)).toEqual(options);
  });
  it('with an unknown policy are refused', () =>
    expect(() => containerSettings({ memoryReservationPolicy: 'Tiered' as 'None' })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'options.memoryReservationPolicy', hint: 'did you mean "TieredReservation"?' }),
    ));
});
