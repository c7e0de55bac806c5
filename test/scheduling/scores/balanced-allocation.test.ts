import { describe, expect, it } from 'vitest';
import type { NodeLike, PodLike } from '../../../src/core/index.ts';
import { balancedAllocationScore } from '../../../src/scheduling/scores/balanced-allocation.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = (requests: Record<string, string>): PodLike => deepFreeze({ spec: { containers: [{ name: 'a', resources: { requests } }] } });
const node: NodeLike = deepFreeze({ status: { allocatable: { cpu: '4', memory: '10', 'ephemeral-storage': '100', pods: '9' } } });
const both = { resources: [{ name: 'cpu' }, { name: 'memory' }] };
const at = (kubernetesVersion: string) => ({ kubernetesVersion });

describe('balancedAllocationScore', () => {
  const of = (requests: Record<string, string>, strategy = both, minor = '1.37', on: readonly PodLike[] = []) =>
    balancedAllocationScore(pod(requests), node, on, strategy, at(minor));

  it('is 75 since 1.36 when nothing changes', () => {
    expect(of({ cpu: '2', memory: '5' }, both, '1.36', [pod({ cpu: '1', memory: '0' })])).toBe(75);
    expect(of({ cpu: '1', memory: '5' }, both, '1.36', [pod({ cpu: '1', memory: '0' })])).toBe(81);
    expect(of({ cpu: '2', memory: '5' })).toBe(75);
    expect(of({ cpu: '2', memory: '5' }, both, '1.35')).toBe(100);
  });

  it('takes the deviation of three', () => {
    const three = { resources: [...both.resources, { name: 'ephemeral-storage' }] };
    expect(of({ cpu: '4', memory: '5', 'ephemeral-storage': '0' }, three, '1.35')).toBe(59);
    expect(of({ cpu: '4' }, { resources: [{ name: 'cpu' }] }, '1.35')).toBe(100);
  });

  it('is skipped since 1.33 for a pod that requests nothing of them', () => {
    expect(['1.32', '1.33', '1.37'].map((minor) => of({}, both, minor))).toEqual([100, undefined, undefined]);
  });

  it('is 0 up to 1.21 when either is used up', () => {
    expect(of({ cpu: '4', memory: '1' }, both, '1.21')).toBe(0);
    expect(of({ cpu: '1', memory: '5' }, both, '1.21')).toBe(75);
    expect(of({ cpu: '1', memory: '5' }, both, '1.16')).toBe(7);
  });

  it.each([
    [[{ name: 'cpu', weight: 2 }], 'resources[0]'],
    [[{ name: 'cpu' }, { name: 'cpu' }], 'resources[1]'],
    [[], 'resources'],
  ])('refuses %j', (resources, path) =>
    expect(() => of({}, { resources })).toThrow(expect.objectContaining({ code: 'InvalidInput', path })),
  );

  it('refuses a score that no number holds', () => {
    const tiny: NodeLike = { status: { allocatable: { cpu: '1m', memory: '10', pods: '1' } } };
    const negative = pod({ cpu: '-9000000000000000', memory: '5' });
    expect(() => balancedAllocationScore(negative, tiny, [], both)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
  });

  it('blames the resource of the list that counts, also where one is named twice', () => {
    const twice = { resources: [{ name: 'memory' }, { name: 'cpu', weight: 3 }, { name: 'memory', weight: 2 }] };
    expect(() => of({}, twice, '1.26')).toThrow('resources[2]: got 2, expected a weight of 1');
    expect(() => of({}, twice, '1.27')).toThrow('resources[1]: got 3, expected a weight of 1');
  });

  it('wants a strategy', () =>
    expect(() => balancedAllocationScore({}, node, [], null as never)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'strategy' }),
    ));
});
