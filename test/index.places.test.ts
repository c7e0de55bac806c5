import { describe, expect, it } from 'vitest';
import {
  explainPodResources,
  fits,
  getResourceRequestQuantity,
  lintPod,
  podLimits,
  podQuotaUsage,
  podRequests,
  rankMemoryPressure,
  renderExplanation,
  sizePod,
  Quantity,
  type PodLike,
  type QuantityLike,
} from '../src/index.ts';

const container = (memory: QuantityLike, more: object = {}): object => ({
  name: 'a',
  resources: { requests: { memory }, limits: { memory } },
  ...more,
});
/** Their sum has too many digits to be written out. */
const [small, huge] = [Quantity.fromScaled(1, -10_000), '1e10000'];
const requests = 'resources.requests.memory';
const pods: readonly (readonly [what: string, spec: object, place: string])[] = [
  ['a container', { containers: [container(small), container(huge)] }, `spec.containers[1].${requests}`],
  [
    'a sidecar',
    { containers: [container(small)], initContainers: [container(huge, { restartPolicy: 'Always' })] },
    `spec.initContainers[0].${requests}`,
  ],
  [
    'an init container',
    { containers: [{ name: 'a' }], initContainers: [container(small, { restartPolicy: 'Always' }), container(huge)] },
    `spec.initContainers[1].${requests}`,
  ],
  ['overhead', { containers: [container(small)], overhead: { memory: huge } }, 'spec.overhead.memory'],
];

describe('a sum that cannot be written out blames what was added', () => {
  it.each(pods)('%s', (_what, spec, place) => {
    const pod = { metadata: { uid: 'a' }, spec } as PodLike;
    const at = (path: string): unknown => expect.objectContaining({ code: 'OutOfRange', path });
    const node = { status: { allocatable: { memory: '1Gi', pods: '10' } } };
    for (const total of [podRequests, explainPodResources, podQuotaUsage, sizePod]) expect(() => total(pod)).toThrow(at(place));
    expect(() => podLimits(pod)).toThrow(at(place.replace('requests', 'limits')));
    expect(() => getResourceRequestQuantity(pod, 'memory')).toThrow(at(place));
    expect(() => fits(pod, node, [])).toThrow(at(place));
    expect(() => fits({ spec: { containers: [] } }, node, [pod])).toThrow(at(`podsOnNode[0].${place}`));
    const stats = [{ podRef: { uid: 'a' }, memory: { workingSetBytes: 5 } }];
    expect(() => rankMemoryPressure([pod], stats)).toThrow(at(`pods[0].${place}`));
  });
});

describe('words hold no more than a piece of a long text', () => {
  const long = 'x'.repeat(100_000);
  it.each([
    ['name of a resource', { requests: { [`example.com/${long}`]: '0.5' } }],
    ['key', { [long]: {}, requests: { [long]: long } }],
    ['amount', { requests: { memory: `${'9'.repeat(100_000)}.5`, cpu: `0.${'1'.repeat(100_000)}` } }],
    ['text', { limits: { memory: `1${long}` } }],
  ])('of lintPod, whatever the %s', (_what, resources) => {
    const warnings = lintPod({ spec: { containers: [{ name: 'app', resources }] } });
    expect(warnings.length).toBeGreaterThan(0);
    for (const { path, message, suggestion } of warnings)
      expect(Math.max(path.length, message.length / 4, suggestion.text.length / 4)).toBeLessThan(210);
  });

  it('of renderExplanation', () => {
    const pod = { spec: { containers: [{ name: long, resources: { requests: { [`example.com/${long}`]: '9'.repeat(1000) } } }] } };
    for (const { text } of renderExplanation(explainPodResources(pod))) expect(text.length).toBeLessThan(1000);
    const unknown = { result: 1, steps: [{ rule: long, because: long, upstream: '', inputs: {}, outcome: 'applied' }] };
    for (const { title, text } of renderExplanation(unknown as never)) expect(Math.max(title.length, text.length)).toBeLessThan(210);
  });
});
