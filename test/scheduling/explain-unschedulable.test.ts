import { array, assert, constantFrom, dictionary, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeLike, PodLike } from '../../src/core/index.ts';
import { explainUnschedulable } from '../../src/scheduling/explain-unschedulable.ts';
import { fits } from '../../src/scheduling/fits.ts';
import { supportedMinors } from '../../src/version/minors.ts';
import { deepFreeze } from '../deep-freeze.ts';

const pod = (requests: Record<string, string>, more: object = {}): PodLike => ({
  spec: { containers: [{ name: 'a', resources: { requests } }], ...more },
});
const nodes = (count: number, allocatable: Record<string, string> = { cpu: '1', memory: '1Gi', pods: '1' }): NodeLike[] =>
  Array.from({ length: count }, (_, i) => ({ metadata: { name: `n${i}` }, status: { allocatable } }));

describe('explainUnschedulable', () => {
  it('counts what nodes lack, the texts in alphabetical order', () => {
    const all = deepFreeze([...nodes(10, { cpu: '1', memory: '9Gi', pods: '9' }), ...nodes(2, { cpu: '9', memory: '1Gi' })]);
    expect(explainUnschedulable(pod({ cpu: '2', memory: '2Gi' }), all).result.message).toBe(
      '0/12 nodes are available: 10 Insufficient cpu, 2 Insufficient memory, 2 Too many pods.',
    );
  });

  it('takes the pods on nodes as an object or a map', () => {
    const on = { n0: [pod({}), pod({}, {})], __proto__: null } as never;
    const one = nodes(1, { pods: '2' });
    expect(explainUnschedulable(pod({}), one, on).result.message).toBe('0/1 nodes are available: 1 Too many pods.');
    expect(explainUnschedulable(pod({}), one, new Map([['n0', [pod({}), pod({})]]])).result.message).toContain('1 Too many pods');
    expect(explainUnschedulable(pod({}), one, null).result).toEqual({ fitting: ['n0'], refusals: [] });
    expect(
      explainUnschedulable(pod({}), [{ metadata: { name: 'constructor' }, status: { allocatable: { pods: '1' } } }], {}).result.fitting,
    ).toEqual(['constructor']);
  });

  it('tells node by node', () => {
    const { result, steps } = explainUnschedulable(pod({ cpu: '2' }), [...nodes(1), ...nodes(1, { cpu: '2', pods: '2' })], {
      n0: [pod({ cpu: '1' })],
    });
    expect(result.message).toBe('0/2 nodes are available: 1 Too many pods, 2 Insufficient cpu.');
    expect(result.refusals.map(({ node, insufficient }) => [node, insufficient.length])).toEqual([
      ['n0', 2],
      ['n0', 1],
    ]);
    expect(steps.map(({ because }) => because)).toEqual(['fit-too-little', 'fit-too-small', 'fit-too-little']);
    expect(explainUnschedulable(pod({}), nodes(1)).steps).toMatchObject([
      { because: 'fit-everything', outcome: 'skipped', inputs: { node: 'n0' } },
    ]);
  });

  it('says so when there is no node', () => {
    expect(explainUnschedulable(pod({}), []).result.message).toBe('no nodes available to schedule pods');
  });

  it.each([
    ['1.27', undefined],
    ['1.28', '0/2 nodes are available: 2 Pod has a restartable init container and the SidecarContainers feature is disabled.'],
    ['1.30', '0/2 nodes are available: Pod has a restartable init container and the SidecarContainers feature is disabled.'],
    ['1.33', undefined],
  ])('refuses sidecars while their gate is off: %s', (kubernetesVersion, message) => {
    const featureGates = kubernetesVersion === '1.30' ? { SidecarContainers: false } : {};
    const sidecar = pod({}, { initContainers: [{ name: 's', restartPolicy: 'Always' }] });
    const { result, steps } = explainUnschedulable(sidecar, nodes(2), {}, { kubernetesVersion, featureGates });
    expect(result.message).toBe(message);
    expect([result.fitting.length, result.refusals.length, steps[0]?.because]).toEqual(
      message === undefined ? [2, 0, 'fit-everything'] : [0, 2, 'fit-sidecars-off'],
    );
  });

  it.each([
    [() => explainUnschedulable(pod({}), 'n' as never), 'nodes'],
    [() => explainUnschedulable(pod({}), [null] as never), 'nodes[0]'],
    [() => explainUnschedulable(pod({}), nodes(1, { cpu: 'x' })), 'nodes[0].status.allocatable.cpu'],
    [
      () => explainUnschedulable(pod({}), nodes(1), { n0: [pod({ cpu: 'x' })] }),
      'podsByNode.n0[0].spec.containers[0].resources.requests.cpu',
    ],
    [() => explainUnschedulable(pod({}), nodes(1), [] as never), 'podsByNode'],
    [() => explainUnschedulable(pod({}), nodes(1), Promise.resolve({}) as never), 'podsByNode'],
    [() => explainUnschedulable(pod({}), [nodes(1)] as never), 'nodes[0]'],
    [() => explainUnschedulable(pod({}), new Map() as never), 'nodes'],
  ])('names the place of what is malformed: %s', (call, path) => expect(call).toThrow(expect.objectContaining({ path })));

  it('looks at pods as often per node, however many nodes there are', () => {
    let looks = 0;
    const counted = (): PodLike => {
      const spec = pod({ cpu: '100m', memory: '64Mi' }).spec;
      return {
        get spec() {
          looks++;
          return spec;
        },
      };
    };
    const looksAt = (count: number): number => {
      const all = nodes(count, { cpu: '3', memory: '4Gi', pods: '110' });
      const on = Object.fromEntries(all.map(({ metadata }) => [metadata?.name ?? '', Array.from({ length: 30 }, counted)]));
      looks = 0;
      expect(explainUnschedulable(pod({ cpu: '1' }), all, on).result.message).toBe(
        `0/${count} nodes are available: ${count} Insufficient cpu.`,
      );
      return looks;
    };
    expect(looksAt(80)).toBe(8 * looksAt(10));
  });
});

it.each([5, {}, Symbol('x')])('refuses %o as the name of a node', (name) =>
  expect(() => explainUnschedulable({}, [{}, { metadata: { name: name as never } }])).toThrow(
    expect.objectContaining({ code: 'InvalidInput', path: 'nodes[1].metadata.name' }),
  ),
);

it('refuses for each node what fits says, and tells as many steps', () => {
  const amounts = dictionary(
    constantFrom('cpu', 'memory', 'ephemeral-storage', 'example.com/x', 'hugepages-2Mi'),
    integer({ min: -3, max: 5 }),
  );
  const minor = constantFrom(...supportedMinors);
  assert(
    property(amounts, array(amounts, { maxLength: 3 }), amounts, minor, (requests, capacities, used, kubernetesVersion) => {
      const options = { kubernetesVersion };
      const of = (list: object): PodLike => ({ spec: { containers: [{ name: 'a', resources: { requests: list as never } }] } });
      const all = capacities.map((own, i): NodeLike => ({
        metadata: { name: `n${i}` },
        status: { allocatable: { ...own, pods: 2 } as never },
      }));
      const on = Object.fromEntries(all.map(({ metadata }) => [metadata?.name ?? '', [of(used)]]));
      const { result, steps } = explainUnschedulable(of(requests), all, on, options);
      const each = all.map((node) => fits(of(requests), node, [of(used)], options));
      expect(JSON.stringify(result.refusals.map(({ insufficient }) => insufficient))).toBe(
        JSON.stringify(each.filter(({ length }) => length > 0)),
      );
      expect(result.fitting).toHaveLength(each.filter(({ length }) => length === 0).length);
      expect(steps).toHaveLength(each.reduce((sum, { length }) => sum + Math.max(1, length), 0));
    }),
  );
});
