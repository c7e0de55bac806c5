import { describe, expect, it } from 'vitest';
import { podLevelMemoryHigh } from '../../../src/cgroup/pod/pod-memory-high.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { podWith } from '../container/basis-of.ts';

const half = { requests: { memory: '1Gi' }, limits: { memory: '2Gi' } };
const limited = { limits: { memory: '1Gi' } };
const high = (pod: PodLike, factor: number | null | undefined = 0.5, options = {}): string | undefined =>
  podLevelMemoryHigh(pod, { memoryThrottlingFactor: factor }, options)?.toString();

describe('the memory of a pod is throttled', () => {
  it.each([
    ['by its own request and limit', podWith({}, { resources: half }), '1536Mi'],
    ['with its overhead', podWith({}, { resources: half, overhead: { memory: '2Mi' } }), '1538Mi'],
    ['by its own limit alone', podWith({}, { resources: limited }), '512Mi'],
    ['by the limits of its containers, where it has cpu of its own', podWith(half, { resources: { requests: { cpu: '1' } } }), '1536Mi'],
    [
      'not where an init container has no limit',
      podWith(half, { resources: { requests: { cpu: '1' } }, initContainers: [{ name: 'i' }] }),
      undefined,
    ],
    ['not where a limit is 0', podWith({ limits: { memory: '0' } }, { resources: { requests: { cpu: '1' } } }), undefined],
    ['not where it has nothing of its own', podWith(half), undefined],
    ['not where it has nothing of its own that counts', podWith(half, { resources: { requests: { 'nvidia.com/gpu': '1' } } }), undefined],
    [
      'not where it requests all that it may use',
      podWith({}, { resources: { requests: { memory: '2Gi' }, limits: { memory: '2Gi' } } }),
      undefined,
    ],
    ['not below its request', podWith({}, { resources: { requests: { memory: '2Gi' }, limits: { memory: '1Gi' } } }), undefined],
  ])('%s', (_name, pod, bytes) => expect(high(pod)).toBe(bytes));

  it.each([
    [undefined, {}, undefined],
    [null, {}, undefined],
    [0.5, { kubernetesVersion: '1.36' }, undefined],
    [0.5, { featureGates: { PodLevelResources: false } }, undefined],
    [0.5, { featureGates: { MemoryQoS: false } }, '1536Mi'],
    [0.9, {}, '1992292Ki'],
    [1, {}, '2Gi'],
    [0, {}, undefined],
  ])('with a factor of %s and %j: %s', (factor, options, bytes) =>
    expect(podLevelMemoryHigh(podWith({}, { resources: half }), { memoryThrottlingFactor: factor }, options)?.toString()).toBe(bytes),
  );
});

it('refuses what is malformed', () => {
  expect(() => high(podWith({}, { resources: half }), Number.NaN)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', path: 'memoryThrottlingFactor' }),
  );
  expect(() => high(podWith({}, { resources: { limits: { memory: '1K' } } }))).toThrow(
    expect.objectContaining({ code: 'ErrSuffix', path: 'spec.resources.limits.memory' }),
  );
  expect(() => high(podWith({ limits: { memory: '1K' } }, { resources: { requests: { cpu: 1 } } }))).toThrow(
    expect.objectContaining({ code: 'ErrSuffix', path: 'spec.containers[0].resources.limits.memory' }),
  );
});
