import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeLike, PodLike } from '../../src/core/index.ts';
import { fits } from '../../src/scheduling/fits.ts';
import { howManyFit } from '../../src/scheduling/how-many-fit.ts';

const pod = (requests: Record<string, string>, init: Record<string, string> = {}): PodLike => ({
  spec: { containers: [{ name: 'a', resources: { requests } }], initContainers: [{ name: 'i', resources: { requests: init } }] },
});
const node = (allocatable: Record<string, string>): NodeLike => ({ status: { allocatable } });

describe('howManyFit', () => {
  it.each([
    [{ cpu: '1' }, { cpu: '4', pods: '110' }, { count: 4, limitedBy: 'cpu' }],
    [{ cpu: '1' }, { cpu: '4', pods: '3' }, { count: 3, limitedBy: 'pods' }],
    [{ cpu: '1' }, { cpu: '4' }, { count: 0, limitedBy: 'pods' }],
    [{}, { pods: '110' }, { count: 110, limitedBy: 'pods' }],
    [{ cpu: '5' }, { cpu: '4', pods: '9' }, { count: 0, limitedBy: 'cpu' }],
    [{ 'a.b/gpu': '2' }, { 'a.b/gpu': '5', pods: '9' }, { count: 2, limitedBy: 'a.b/gpu' }],
    [{ memory: '1' }, { memory: '1Ti', pods: '9007199254740991' }, { count: 2 ** 40, limitedBy: 'memory' }],
  ])('%j on %j', (requests, allocatable, wanted) =>
    expect(howManyFit(pod(requests as Record<string, string>), node(allocatable as Record<string, string>))).toEqual(wanted),
  );

  it('is as many as fit one after another', () => {
    const amount = integer({ min: 0, max: 6 });
    const minor = constantFrom('1.15', '1.20', '1.26', '1.28', '1.37');
    assert(
      property(amount, amount, amount, amount, amount, minor, (cpu, init, capacity, pods, before, kubernetesVersion) => {
        const one = pod({ cpu: String(cpu), memory: String(init) }, { cpu: String(init) });
        const on = node({ cpu: String(capacity), memory: '9', pods: String(pods) });
        const others = Array.from({ length: before }, () => pod({ cpu: '500m' }));
        let count = 0;
        const all = [...others];
        while (fits(one, on, all, { kubernetesVersion }).length === 0) {
          all.push(one);
          count++;
        }
        const limitedBy = fits(one, on, all, { kubernetesVersion })[0]?.resourceName;
        expect(howManyFit(one, on, others, { kubernetesVersion })).toEqual({ count, limitedBy });
      }),
    );
  });

  it('says that a number does not hold as many', () => {
    expect(howManyFit(pod({ memory: '1' }), node({ memory: '9', pods: '9223372036854775807' }))).toEqual({ count: 9, limitedBy: 'memory' });
    expect(() => howManyFit({}, node({ pods: '9223372036854775807' }))).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
    expect(howManyFit({}, node({ pods: '-5' }))).toEqual({ count: 0, limitedBy: 'pods' });
  });

  it('does not count the status of the pod for its copies', () => {
    const resized = { ...pod({ cpu: '1' }), status: { containerStatuses: [{ name: 'a', resources: { requests: { cpu: '4' } } }] } };
    expect(howManyFit(resized, node({ cpu: '4', pods: '9' })).count).toBe(4);
  });
});
