import { describe, expect, it } from 'vitest';
import type { NodeLike, PodLike } from '../../src/core/index.ts';
import { fits } from '../../src/scheduling/fits.ts';
import { deepFreeze } from '../deep-freeze.ts';

const pod = (requests: Record<string, string>, more: object = {}): PodLike => ({
  ...more,
  spec: { containers: [{ name: 'a', resources: { requests } }] },
});
const node: NodeLike = deepFreeze({
  metadata: { name: 'n' },
  status: { allocatable: { cpu: '4', memory: '8Gi', pods: '3', 'ephemeral-storage': '10Gi', 'a.b/gpu': '2' } },
});
const lacking = (...args: Parameters<typeof fits>): string[] => fits(...args).map(({ reason }) => reason);

describe('fits', () => {
  it('tells what is requested, used and there', () => {
    const [cpu, gpu] = fits(pod({ cpu: '3', 'a.b/gpu': '1' }), node, [pod({ cpu: '1500m', 'a.b/gpu': '2' })]);
    expect(JSON.parse(JSON.stringify([cpu, gpu]))).toEqual([
      { resourceName: 'cpu', reason: 'Insufficient cpu', requested: '3', used: '1500m', capacity: '4' },
      { resourceName: 'a.b/gpu', reason: 'Insufficient a.b/gpu', requested: '1', used: '2', capacity: '2' },
    ]);
  });

  it('leaves out pods that have ended', () => {
    const ended = ['Succeeded', 'Failed', 'Running'].map((phase) => pod({ cpu: '4' }, { status: { phase } }));
    expect(lacking(pod({ cpu: '1' }), node, ended)).toEqual(['Insufficient cpu']);
    expect(lacking(pod({ cpu: '1' }), node, ended.slice(0, 2))).toEqual([]);
  });

  it('takes no pod on a node that does not say how many', () => {
    expect(lacking(pod({}), { status: { allocatable: { cpu: '4' } } })).toEqual(['Too many pods']);
    expect(lacking(pod({}), {}, null, { kubernetesVersion: '1.17' })).toEqual(['Insufficient pods']);
  });

  it('never counts what is no resource of nodes', () => expect(lacking(pod({ storage: '1Ti', gpu: '8' }), node)).toEqual([]));

  it('says which lack no eviction would mend, since 1.34', () => {
    const large = pod({ memory: '9Gi', cpu: '1' });
    const on = [pod({ cpu: '4' })];
    expect(fits(large, node, on).map(({ unresolvable }) => unresolvable)).toEqual([undefined, true]);
    expect(fits(large, node, on, { kubernetesVersion: '1.33' }).some((one) => 'unresolvable' in one)).toBe(false);
  });

  it('needs only what is added, with the gate of 1.37', () => {
    const options = { featureGates: { InPlacePodVerticalScalingSchedulerPreemption: true } };
    const own = (cpu: string, nodeName = 'n'): PodLike => ({
      metadata: { uid: 'x' },
      spec: { nodeName, containers: [{ name: 'a', resources: { requests: { cpu, 'a.b/gpu': '2' } } }] },
    });
    expect(lacking(own('3'), node, [own('2')])).toEqual(['Insufficient cpu', 'Insufficient a.b/gpu']);
    expect(lacking(own('3'), node, [own('2')], options)).toEqual([]);
    expect(lacking(own('5'), node, [own('2')], options)).toEqual(['Insufficient cpu']);
    expect(lacking(own('3', 'other'), node, [own('2')], options)).toEqual(['Insufficient cpu', 'Insufficient a.b/gpu']);
    expect(lacking({ ...own('3'), metadata: { uid: 'y' } }, node, [own('2')], options)).toEqual([
      'Insufficient cpu',
      'Insufficient a.b/gpu',
    ]);
  });

  it.each([
    [() => fits(pod({ cpu: 'x' }), node), 'spec.containers[0].resources.requests.cpu'],
    [() => fits(pod({}), { status: { allocatable: { cpu: 'x' } } }), 'node.status.allocatable.cpu'],
    [() => fits(pod({}), node, [pod({ cpu: 'x' })]), 'podsOnNode[0].spec.containers[0].resources.requests.cpu'],
    [() => fits(pod({}), null as never), 'node'],
  ])('names the place of what is malformed: %s', (call, path) => expect(call).toThrow(expect.objectContaining({ path })));
});
