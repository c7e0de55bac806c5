import { describe, expect, it } from 'vitest';
import type { NodeLike, PodLike } from '../../../src/core/index.ts';
import { leastAllocatedScore, mostAllocatedScore, requestedToCapacityRatioScore } from '../../../src/scheduling/scores/scores.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = (requests: Record<string, string>): PodLike => deepFreeze({ spec: { containers: [{ name: 'a', resources: { requests } }] } });
const node: NodeLike = deepFreeze({ status: { allocatable: { cpu: '4', memory: '10', 'ephemeral-storage': '100', pods: '9' } } });
const both = { resources: [{ name: 'cpu' }, { name: 'memory' }] };
const at = (kubernetesVersion: string) => ({ kubernetesVersion });

describe('leastAllocatedScore', () => {
  it('is the weighted mean of what is left', () => {
    expect(leastAllocatedScore(pod({ cpu: '1', memory: '5' }), node, [pod({ cpu: '1', memory: '0' })], both)).toBe(50);
    const weighed = {
      resources: [
        { name: 'cpu', weight: 3 },
        { name: 'memory', weight: 1 },
      ],
    };
    expect(leastAllocatedScore(pod({ cpu: '1', memory: '5' }), node, [], weighed)).toBe(68);
  });

  it('is 0 for what would be exceeded, and where nothing is looked at', () => {
    expect(leastAllocatedScore(pod({ cpu: '5', memory: '11' }), node, null, both)).toBe(0);
    expect(leastAllocatedScore(pod({}), node, [], { resources: [{ name: 'a.b/gpu' }] })).toBe(0);
  });

  it('looks at cpu and memory alone up to 1.18, of 10 up to 1.16', () => {
    const storage = { resources: [{ name: 'ephemeral-storage', weight: 1 }] };
    const one = pod({ cpu: '1', memory: '5', 'ephemeral-storage': '1' });
    expect(['1.16', '1.18', '1.19', '1.37'].map((minor) => leastAllocatedScore(one, node, [], storage, at(minor)))).toEqual([
      6, 62, 99, 99,
    ]);
  });
});

it('the pod-level requests of a new pod count since 1.38', () => {
  const own: PodLike = { spec: { containers: [{ name: 'a' }], resources: { requests: { cpu: '2' } } } };
  const cpu = { resources: [{ name: 'cpu' }] };
  expect(['1.37', '1.38'].map((minor) => leastAllocatedScore(own, node, [], cpu, at(minor)))).toEqual([97, 50]);
});

describe('mostAllocatedScore', () => {
  it('counts what would be exceeded in full, up to 1.18 not at all', () => {
    const large = pod({ cpu: '2', memory: '11' });
    expect(['1.18', '1.19', '1.37'].map((minor) => mostAllocatedScore(large, node, [], both, at(minor)))).toEqual([25, 75, 75]);
  });

  it('overflows as upstream does up to 1.37, and is exact later', () => {
    const huge: NodeLike = { status: { allocatable: { memory: '200Pi', pods: '1' } } };
    const memory = { resources: [{ name: 'memory' }] };
    expect(['1.37', '1.38'].map((minor) => mostAllocatedScore(pod({ memory: '100Pi' }), huge, [], memory, at(minor)))).toEqual([-31, 50]);
  });
});

describe('requestedToCapacityRatioScore', () => {
  const shape = [
    { utilization: 0, score: 10 },
    { utilization: 100, score: 0 },
  ];
  it('cuts utilization since 1.22, and rounds it up before', () => {
    const third = { resources: [{ name: 'memory' }], shape };
    const scores = ['1.21', '1.22', '1.37'].map((minor) =>
      requestedToCapacityRatioScore(
        pod({ cpu: '0', memory: '1' }),
        { status: { allocatable: { cpu: '1', memory: '3' } } },
        [],
        third,
        at(minor),
      ),
    );
    expect(scores).toEqual([66, 67, 67]);
  });

  it('leaves scores of 0 out of the mean', () => {
    expect(requestedToCapacityRatioScore(pod({ cpu: '4', memory: '5' }), node, [], { ...both, shape })).toBe(50);
    expect(requestedToCapacityRatioScore(pod({ cpu: '4', memory: '10' }), node, [], { ...both, shape })).toBe(0);
  });

  it('is of 10 and of cpu and memory alone in 1.15', () => {
    const storage = { resources: [{ name: 'ephemeral-storage' }], shape };
    expect(requestedToCapacityRatioScore(pod({ cpu: '4', memory: '5' }), node, [], storage, at('1.15'))).toBe(2);
  });

  it('refuses a shape that does not rise', () => {
    expect(() => requestedToCapacityRatioScore(pod({}), node, [], { ...both, shape: [] })).toThrow(
      expect.objectContaining({ path: 'shape' }),
    );
  });
});

it.each([leastAllocatedScore, mostAllocatedScore, requestedToCapacityRatioScore])('%o wants a strategy', (score) =>
  expect(() => score({}, node, [], null as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'strategy' })),
);
