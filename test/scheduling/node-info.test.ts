import { describe, expect, it } from 'vitest';
import { allocatableOf, newNodeInfo, runningPods, withMore } from '../../src/scheduling/node-info.ts';
import { emptyResource } from '../../src/scheduling/resource.ts';
import { fitRulesOf } from '../../src/scheduling/rules.ts';
import { releaseOf } from '../../src/version/release.ts';

const rules = fitRulesOf(releaseOf(undefined));
const pod = (cpu: string, more: object = {}) => ({ spec: { containers: [{ name: 'a', resources: { requests: { cpu } } }] }, ...more });

describe('newNodeInfo', () => {
  it('adds up the pods that have not ended', () => {
    const pods = [pod('1', { metadata: { uid: 'x' } }), pod('9', { status: { phase: 'Failed' } }), pod('500m')];
    const info = newNodeInfo({ status: { allocatable: { cpu: '4', pods: '10' } } }, pods, rules);
    expect([info.pods, info.requested.milliCPU, info.allocatable.milliCPU, info.allocatable.allowedPodNumber]).toEqual([2, 1500, 4000, 10]);
    expect(info.running).toEqual([pods[0], pods[2]]);
  });

  it.each([
    [[pod('1'), pod('x')], 'podsOnNode[1].spec.containers[0].resources.requests.cpu'],
    [[null], 'podsOnNode[0]'],
    [{}, 'podsOnNode'],
    [[{ status: [] }], 'podsOnNode[0].status'],
  ])('names the place of what is malformed', (pods, path) => {
    expect(() => newNodeInfo({}, pods as never, rules)).toThrow(expect.objectContaining({ path }));
  });
});

describe('allocatableOf', () => {
  it.each([{}, { status: null }, { status: { allocatable: null } }])('of %j is nothing', (node) => {
    expect(allocatableOf(node, rules, 'node')).toEqual(emptyResource());
  });

  it.each([
    [null, 'node'],
    ['node', 'node'],
    [[{}], 'node'],
    [new Map(), 'node'],
    [Promise.resolve({}), 'node'],
    [{ body: {}, response: {} }, 'node'],
    [{ status: 'x' }, 'node.status'],
    [{ status: { allocatable: [] } }, 'node.status.allocatable'],
    [{ status: { allocatable: { cpu: '1x' } } }, 'node.status.allocatable.cpu'],
  ])('refuses %j', (node, path) => expect(() => allocatableOf(node as never, rules, 'node')).toThrow(expect.objectContaining({ path })));
});

it('runningPods leaves out what it is told', () => {
  const seen: unknown[] = [];
  const left = runningPods(
    [pod('1'), pod('2')],
    'p',
    (one) => seen.push(one),
    ({ spec }) => JSON.stringify(spec).includes('"1"'),
  );
  expect([left, seen]).toEqual([[pod('2')], [pod('2')]]);
});

it('withMore leaves the node as it is', () => {
  const info = newNodeInfo({}, [{ spec: { containers: [{ name: 'a', resources: { requests: { 'a.b/c': '1' } } }] } }], rules);
  const more = withMore(info, { ...emptyResource(), milliCPU: 5, scalarResources: new Map([['a.b/c', 2]]) }, 4, rules);
  expect(more).toMatchObject({ pods: 5, requested: { milliCPU: 20, scalarResources: new Map([['a.b/c', 9]]) } });
  expect(info.requested).toMatchObject({ milliCPU: 0, scalarResources: new Map([['a.b/c', 1]]) });
});
