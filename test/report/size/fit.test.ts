import { describe, expect, it } from 'vitest';
import type { NodeLike } from '../../../src/core/index.ts';
import { fits } from '../../../src/scheduling/fits.ts';
import { sizeFit } from '../../../src/report/size/fit.ts';
import { sizePod } from '../../../src/report/size/size-pod.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { sizedPod } from './sized-pod.ts';
import { realFoundPods } from '../subject/real-found-pods.ts';

const node = (allocatable: object): NodeLike => deepFreeze({ status: { allocatable } });
const large = { cpu: '8', memory: '14Gi', pods: '110', 'ephemeral-storage': '90Gi' };
const pod = (requests: object): object => ({ spec: { containers: [{ name: 'app', resources: { requests } }] } });
const fit = (requests: object, allocatable: object, options = {}): unknown =>
  JSON.parse(JSON.stringify(sizeFit(sizedPod(pod(requests), undefined, options, node(allocatable))) ?? 'unknown'));

describe('sizeFit', () => {
  it.each([
    ['as often as memory allows', { memory: '3Gi' }, large, { count: 4, limitedBy: 'memory', lacks: [] }],
    ['as often as there are places', {}, large, { count: 110, limitedBy: 'pods', lacks: [] }],
    ['nowhere without places', {}, { ...large, pods: '0' }, { count: 0, limitedBy: 'pods', lacks: [{ resourceName: 'pods' }] }],
    [
      'not at all',
      { cpu: '9', memory: '15Gi' },
      large,
      { count: 0, limitedBy: 'cpu', lacks: [{ reason: 'Insufficient cpu' }, { reason: 'Insufficient memory', capacity: '14Gi' }] },
    ],
    [
      'not without what the node does not list',
      { 'nvidia.com/gpu': '1' },
      large,
      { count: 0, limitedBy: 'nvidia.com/gpu', lacks: [{ requested: '1', capacity: '0' }] },
    ],
  ])('%s', (_what, requests, allocatable, result) => expect(fit(requests, allocatable)).toMatchObject(result));

  it.each([[{ memory: '14Gi' }], [{ cpu: '8', memory: '14Gi' }], [{ memory: '14Gi', pods: '110' }], [{}]])(
    'is not told of %j',
    (allocatable) => expect(fit({ memory: '1Gi' }, allocatable)).toBe('unknown'),
  );

  it('follows the version', () => {
    const two = { spec: { containers: ['a', 'b'].map((name) => ({ name, resources: { requests: { cpu: '100u' } } })) } };
    const count = (kubernetesVersion: string): unknown =>
      sizeFit(sizedPod(two, undefined, { kubernetesVersion }, node({ ...large, cpu: '4m' })))?.count;
    expect([count('1.26'), count('1.27')]).toEqual([2, 4]);
  });
});

describe('the fit in a report', () => {
  const codes = (of?: NodeLike): string[] => sizePod(pod({}), of).assumptions.map(({ code }) => code);
  it('is left out without a node and with one of which too little is known, and the report says so', () => {
    const partial = node({ memory: '14Gi' });
    expect([sizePod(pod({})), sizePod(pod({}), partial)].some((sizing) => 'fit' in sizing)).toBe(false);
    expect([codes().at(-1), codes(partial).at(-1), codes(node(large)).at(-1)]).toEqual([
      'node-unknown',
      'fit-unknown',
      'memory-qos-of-gate',
    ]);
  });

  it('is of the pod with its defaults', () => {
    const limited = { spec: { containers: [{ name: 'app', resources: { limits: { memory: '7Gi' } } }] } };
    expect(sizePod(limited, node(large)).fit?.count).toBe(2);
  });

  it('has the place of a malformed amount of the node', () => {
    expect(() => sizePod({ kind: 'Job', spec: { template: pod({}) } }, node({ ...large, cpu: '8 cores' }))).toThrow(
      expect.objectContaining({ path: 'node.status.allocatable.cpu' }),
    );
  });

  it('agrees with itself for every real pod', () => {
    const found = realFoundPods().map(([, one]) => sizePod(one, node(large)).fit);
    expect(found.filter((one) => one === undefined)).toEqual([]);
    expect(found.filter((one) => (one?.count === 0) !== (one?.lacks.length !== 0))).toEqual([]);
    expect(found.filter((one) => one?.lacks.length !== 0).length).toBeGreaterThan(5);
  });

  it('counts as many as fit one after another', () => {
    const small = node({ ...large, cpu: '1' });
    const one = pod({ cpu: '300m' });
    const count = sizePod(one, small).fit?.count ?? 0;
    const others = Array.from({ length: count }, () => one);
    expect([fits(one, small, others.slice(1)).length, fits(one, small, others).length]).toEqual([0, 1]);
  });
});
