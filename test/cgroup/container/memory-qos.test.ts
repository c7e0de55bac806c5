import { describe, expect, it } from 'vitest';
import { memoryQoSFiles } from '../../../src/cgroup/container/memory-qos.ts';
import type { ContainerResourceConfigOptions } from '../../../src/cgroup/container/machine.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { basisOf, podWith } from './basis-of.ts';

const burstable = podWith({ requests: { memory: '1Gi' }, limits: { memory: '2Gi' } });
const unlimited = podWith({ requests: { memory: '1Gi' } });
const bestEffort = podWith({});
const all = { cpu: '1', memory: '1Gi' };
const guaranteed = podWith({ requests: all, limits: all });
const files = (pod: PodLike, minor: number, options: ContainerResourceConfigOptions = {}, machine = {}): unknown =>
  memoryQoSFiles(basisOf(pod, minor, minor < 22 || minor > 36 ? options : { featureGates: { MemoryQoS: true }, ...options }, machine));
const min = '1073741824';
const zeros = { 'memory.min': '0', 'memory.low': '0' };
const tiered = { memoryReservationPolicy: 'TieredReservation' } as const;
const throttled = { memoryThrottlingFactor: 0.9 };

describe('memory quality of service', () => {
  it.each([
    [burstable, 21, {}, {}],
    [burstable, 22, {}, { 'memory.min': min, 'memory.high': '1717986918' }],
    [unlimited, 22, {}, { 'memory.min': min, 'memory.high': '12025908428' }],
    [bestEffort, 22, {}, { 'memory.high': '12025908428' }],
    [guaranteed, 22, {}, { 'memory.min': min }],
    [burstable, 27, {}, { 'memory.min': min, 'memory.high': '2040107008' }],
    [unlimited, 35, {}, { 'memory.min': min, 'memory.high': '13636517888' }],
    [bestEffort, 35, {}, {}],
    [guaranteed, 35, {}, { 'memory.min': min }],
    [burstable, 36, {}, { ...zeros, 'memory.high': '2040107008' }],
    [burstable, 36, tiered, { 'memory.low': min, 'memory.high': '2040107008' }],
    [guaranteed, 36, tiered, { 'memory.min': min }],
    [bestEffort, 36, tiered, zeros],
    [burstable, 37, {}, zeros],
    [burstable, 37, throttled, { ...zeros, 'memory.high': '2040107008' }],
    [bestEffort, 37, throttled, { ...zeros, 'memory.high': '13529145344' }],
    [guaranteed, 37, throttled, zeros],
  ])('%# in 1.%i with %j', (pod, minor, options, result) => expect(files(pod, minor, options)).toEqual(result));

  it.each([
    [22, '1717986918'],
    [26, '1717986918'],
    [27, '2040107008'],
    [36, '2040107008'],
  ])('takes the factor of 1.%i where none is set', (minor, high) => {
    for (const memoryThrottlingFactor of [undefined, null])
      expect(files(burstable, minor, { memoryThrottlingFactor })).toMatchObject({ 'memory.high': high });
  });

  it('refuses a factor that is none', () => {
    for (const memoryThrottlingFactor of ['0.9' as unknown as number, Number.NaN])
      expect(() => files(burstable, 21, { memoryThrottlingFactor })).toThrow(
        expect.objectContaining({ code: 'InvalidInput', path: 'options.memoryThrottlingFactor' }),
      );
  });

  it('needs cgroup v2 and the gate', () => {
    const off = { featureGates: { MemoryQoS: false } };
    expect(files(burstable, 36, off)).toEqual({});
    expect(files(burstable, 37, off)).toEqual({ 'memory.high': 'max' });
    expect(files(burstable, 37, throttled, { cgroupVersion: 1 })).toEqual({});
  });

  it('does not throttle by an allocatable that is not known', () => {
    for (const nodeAllocatableMemory of [null, 0, -1]) {
      expect(files(unlimited, 26, {}, { nodeAllocatableMemory })).toEqual({ 'memory.min': min });
      expect(files(unlimited, 36, {}, { nodeAllocatableMemory })).toEqual(zeros);
    }
    expect(files(podWith({ requests: { memory: '-1' } }), 26, {}, { nodeAllocatableMemory: null })).toEqual({
      'memory.min': '-1',
      'memory.high': '0',
    });
  });

  const pod = podWith({ requests: { memory: '1Gi' } }, { resources: { limits: { memory: '2Gi' } } });
  it('throttles far above the limit of the pod up to 1.36', () => {
    expect(files(pod, 36)).toEqual({ ...zeros, 'memory.high': '13636517888' });
    expect(files(pod, 37, throttled)).toEqual(zeros);
    const featureGates = { PodLevelResources: false };
    expect(files(pod, 37, { ...throttled, featureGates })).toEqual({ ...zeros, 'memory.high': '13636517888' });
  });

  it('counts claims on top of a limit', () => {
    const status = { nodeAllocatableResourceClaimStatuses: [{ containers: ['app'], mapping: [{ name: 'memory', quantity: '1Gi' }] }] };
    const claiming = podWith({ requests: { memory: '1Gi' }, limits: { memory: '2Gi' } }, {}, { status });
    const options = { ...throttled, featureGates: { DRANodeAllocatableResources: true } };
    expect(files(claiming, 37, options)).toEqual({ ...zeros, 'memory.high': '3006476288' });
  });
});
