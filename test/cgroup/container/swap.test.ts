import { describe, expect, it } from 'vitest';
import type { SwapBehavior } from '../../../src/cgroup/container/machine.ts';
import { configureContainerSwapResources } from '../../../src/cgroup/container/swap.ts';
import { basisOf, podWith } from './basis-of.ts';

const burstable = podWith({ requests: { memory: '1Gi' }, limits: { memory: '2Gi' } });
const limit = 2147483648n;
const swap = (pod: object, minor: number, swapBehavior: SwapBehavior, machine = {}, featureGates = {}): unknown =>
  configureContainerSwapResources(basisOf(pod, minor, { featureGates }, { swapBehavior, ...machine }), limit);
const share = { swapMax: '536870912' };
const none = { swapMax: '0' };
const v1 = { cgroupVersion: 1 };
const noneV1 = { memorySwapLimit: limit };
const NodeSwap = true;

describe('the swap of a container', () => {
  it.each([
    [21, 'LimitedSwap', {}, {}, {}],
    [22, 'LimitedSwap', {}, {}, {}],
    [22, 'LimitedSwap', {}, { NodeSwap }, noneV1],
    [22, '', {}, { NodeSwap }, noneV1],
    [22, 'UnlimitedSwap', {}, { NodeSwap }, { memorySwapLimit: -1n }],
    [27, 'UnlimitedSwap', { swapControllerAvailable: false }, { NodeSwap }, { memorySwapLimit: -1n }],
    [28, 'LimitedSwap', {}, {}, none],
    [28, 'LimitedSwap', v1, {}, noneV1],
    [28, 'LimitedSwap', {}, { NodeSwap }, share],
    [28, 'LimitedSwap', v1, { NodeSwap }, noneV1],
    [28, '', {}, { NodeSwap }, { swapMax: 'max' }],
    [29, 'NoSwap', {}, { NodeSwap }, { swapMax: 'max' }],
    [29, 'UnlimitedSwap', v1, { NodeSwap }, noneV1],
    [29, 'UnlimitedSwap', { swapControllerAvailable: false }, { NodeSwap }, {}],
    [30, '', {}, {}, none],
    [30, 'UnlimitedSwap', {}, {}, none],
    [30, 'LimitedSwap', {}, {}, share],
    [30, 'LimitedSwap', {}, { NodeSwap: false }, none],
    [37, 'LimitedSwap', {}, {}, share],
    [37, 'LimitedSwap', v1, {}, noneV1],
    [37, 'LimitedSwap', { swapControllerAvailable: false }, {}, {}],
  ] as const)('in 1.%i with %j on %j, gates %j', (minor, behavior, machine, gates, result) =>
    expect(swap(burstable, minor, behavior, machine, gates)).toEqual(result),
  );

  const critical = podWith({ requests: { memory: '1Gi' } }, { priority: 2_000_000_000 });
  const guaranteed = { cpu: '1', memory: '1Gi' };
  it.each([
    ['critical', critical, 30, share],
    ['critical', critical, 31, none],
    ['Guaranteed', podWith({ requests: guaranteed, limits: guaranteed }), 37, none],
    ['BestEffort', podWith({}), 37, none],
    ['limited to what it requests', podWith({ requests: { memory: '1Gi' }, limits: { memory: '1024Mi' } }), 37, none],
    ['limited alone', podWith({ limits: { memory: '1Gi' } }), 37, none],
    ['without memory', podWith({ requests: { cpu: '1' } }), 37, none],
    ['greater than its node', podWith({ requests: { memory: '17Gi' } }), 37, none],
    ['as great as its node', podWith({ requests: { memory: '16Gi' } }), 37, { swapMax: '8589934592' }],
  ])('of one that is %s in %#', (_name, pod, minor, result) => expect(swap(pod, minor, 'LimitedSwap')).toEqual(result));

  it('is none on a machine without memory', () => expect(swap(burstable, 37, 'LimitedSwap', { nodeMemory: 0 })).toEqual(none));
  it('is cut to whole bytes', () =>
    expect(swap(burstable, 37, 'LimitedSwap', { nodeMemory: '3Gi', swapCapacity: 1000 })).toEqual({ swapMax: '333' }));
});
