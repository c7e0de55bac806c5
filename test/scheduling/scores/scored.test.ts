import { describe, expect, it } from 'vitest';
import type { NodeLike, PodLike } from '../../../src/core/index.ts';
import { fitRulesOf } from '../../../src/scheduling/rules.ts';
import { scoredOf, scoredResources } from '../../../src/scheduling/scores/scored.ts';
import { releaseOf } from '../../../src/version/release.ts';

const pod = (requests: Record<string, string>): PodLike => ({ spec: { containers: [{ name: 'a', resources: { requests } }] } });
const node: NodeLike = { status: { allocatable: { cpu: '4', memory: '0', 'a.b/gpu': '2', storage: '5' } } };

describe('scoredResources', () => {
  it('counts a resource twice that is named twice, since 1.27', () => {
    const twice = [{ name: 'cpu', weight: 2 }, { name: 'memory' }, { name: 'cpu', weight: 3 }];
    expect(scoredResources(twice, 26)).toEqual([
      { name: 'cpu', weight: 3, index: 2 },
      { name: 'memory', weight: 1, index: 1 },
    ]);
    expect(scoredResources(twice, 27).map(({ weight }) => weight)).toEqual([2, 1, 3]);
  });

  it.each([0, null, undefined])('takes a weight of %s for 1, as a scheduler does that reads its configuration', (weight) => {
    expect(scoredResources([{ name: 'cpu', weight }], 37)).toEqual([{ name: 'cpu', weight: 1, index: 0 }]);
  });

  it.each([
    [[], 'resources'],
    ['cpu', 'resources'],
    [[null], 'resources[0]'],
    [[{ name: 'cpu' }, { weight: 1 }], 'resources[1].name'],
    [[{ name: 'cpu', weight: -1 }], 'resources[0].weight'],
    [[{ name: 'cpu', weight: 101 }], 'resources[0].weight'],
    [[{ name: 'cpu', weight: 1.5 }], 'resources[0].weight'],
    [[{ name: 'cpu', weight: '1' }], 'resources[0].weight'],
  ])('refuses %j', (resources, path) =>
    expect(() => scoredResources(resources as never, 37)).toThrow(expect.objectContaining({ code: 'InvalidInput', path })),
  );
});

describe('scoredOf', () => {
  const of = (kubernetesVersion: string, requests: Record<string, string>) =>
    scoredOf(
      { pod: pod(requests), node, podsOnNode: [pod({ cpu: '1', 'a.b/gpu': '1' })] },
      scoredResources(
        ['cpu', 'memory', 'a.b/gpu', 'storage'].map((name) => ({ name })),
        37,
      ),
      'requested',
      fitRulesOf(releaseOf({ kubernetesVersion })),
    );

  it('leaves out what the node lacks and scalars that the pod does not want, since 1.22', () => {
    expect(of('1.21', { cpu: '1' }).scored).toHaveLength(4);
    expect(of('1.22', { cpu: '1' }).scored).toEqual([{ weight: 1, allocatable: 4000, used: 1000, requested: 2000 }]);
    expect(of('1.37', { cpu: '1', 'a.b/gpu': '1' }).scored[1]).toEqual({ weight: 1, allocatable: 2, used: 1, requested: 2 });
  });

  it('says whether the pod requests none of them', () => {
    expect([of('1.37', {}).absent, of('1.37', { memory: '1' }).absent, of('1.37', { cpu: '0' }).absent]).toEqual([true, false, true]);
  });
});
