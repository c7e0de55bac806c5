import { describe, expect, it } from 'vitest';
import { Quantity } from '../../../src/quantity/index.ts';
import {
  aggregateContainerLimits,
  aggregateContainerRequests,
  podLimits,
  podRequests,
} from '../../../src/resources/totals/pod-resources.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import type { PodLike } from '../../../src/core/index.ts';

const functions = { podRequests, podLimits, aggregateContainerRequests, aggregateContainerLimits };
const each = Object.entries(functions);
const pod = (resources: unknown): PodLike => ({ spec: { containers: [{ name: 'a' }, { name: 'b', resources }] } }) as PodLike;

describe.each(each)('%s', (name, total) => {
  const kind = name.endsWith('Requests') ? 'requests' : 'limits';

  it.each([
    [{}],
    [{ spec: null }],
    [{ spec: { containers: null } }],
    [{ spec: { containers: [] } }],
    [pod(null)],
    [pod({})],
    [pod({ [kind]: null })],
  ])('of %j is empty', (empty) => expect(total(empty)).toEqual({}));

  it('takes amounts as clients hold them', () => {
    const amounts = { cpu: 1.5, memory: 1073741824n, a: Quantity.parse('01'), b: { value: '2Gi' }, c: null, d: undefined };
    expect(JSON.stringify(total(pod({ [kind]: amounts })))).toBe('{"cpu":"1500m","memory":"1073741824","a":"01","b":"2Gi","c":"0"}');
  });

  it('refuses what is malformed, with its path', () => {
    const at = (path: string, code = 'InvalidInput'): unknown => expect.objectContaining({ code, path });
    expect(() => total(pod({ [kind]: { memory: '1Gb' } }))).toThrow(at(`spec.containers[1].resources.${kind}.memory`, 'ErrFormatWrong'));
    expect(() => total(pod({ [kind]: { memory: true } }))).toThrow(at(`spec.containers[1].resources.${kind}.memory`));
    expect(() => total(pod({ [kind]: ['1Gi'] }))).toThrow(at(`spec.containers[1].resources.${kind}`));
    expect(() => total(pod('1Gi'))).toThrow(at('spec.containers[1].resources'));
    expect(() => total({ spec: { containers: [null] } } as never)).toThrow(at('spec.containers[0]'));
    expect(() => total({ spec: [] } as never)).toThrow(at('spec'));
    expect(() => total('pod' as never)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    expect(() => total(pod({}), { kubernetesVersion: '1.14' })).toThrow(at('kubernetesVersion', 'UnsupportedVersion'));
  });

  it('changes nothing in its input, also where upstream does', () => {
    const own = { requests: { memory: '1.5Gi' }, limits: { memory: '1.5Gi' } };
    const frozen = deepFreeze({ spec: { containers: [{ name: 'a', resources: own }], resources: own, overhead: { memory: '1Gi' } } });
    const texts = [total(frozen), total(frozen), total(frozen)].map((result) => JSON.stringify(result));
    expect(new Set(texts).size).toBe(1);
  });
});

it('answers a hostile pod at once', () => {
  const amounts = { memory: '1e-10000', cpu: '9'.repeat(100_000), x: '1e10000' };
  expect(Object.keys(podRequests(pod({ requests: amounts })))).toEqual(['memory', 'cpu', 'x']);
  expect(() =>
    podRequests({
      spec: {
        containers: [10_000, -10_000].map((scale) => ({ name: 'a', resources: { requests: { x: Quantity.fromScaled(1, scale) } } })),
      },
    }),
  ).toThrow(expect.objectContaining({ code: 'OutOfRange', path: 'spec.containers[1].resources.requests.x' }));
});
