import { describe, expect, it } from 'vitest';
import { podQuotaUsage, type PodQuotaOptions } from '../../../src/admission/quota/quota-usage.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const container = (requests: object, limits: object = {}): object => ({ name: 'a', resources: { requests, limits } });
const usage = (pod: object, options?: PodQuotaOptions): unknown => JSON.parse(JSON.stringify(podQuotaUsage(deepFreeze(pod), options)));
const only = { 'count/pods': '1' };
const empty = { ...only, pods: '1' };

describe('names', () => {
  it('are those of quotas', () => {
    const requests = {
      cpu: '1',
      memory: '01Gi',
      'ephemeral-storage': 5,
      'hugepages-2Mi': '2Mi',
      'nvidia.com/gpu': 1,
      foo: 1,
      __proto__: null,
    };
    const limits = { cpu: '2', memory: '2Gi', 'ephemeral-storage': 6, 'hugepages-2Mi': '2Mi', 'nvidia.com/gpu': 1 };
    expect(usage({ spec: { containers: [container(requests, limits)] } })).toEqual({
      ...empty,
      cpu: '1',
      'requests.cpu': '1',
      'limits.cpu': '2',
      memory: '01Gi',
      'requests.memory': '01Gi',
      'limits.memory': '2Gi',
      'ephemeral-storage': '5',
      'requests.ephemeral-storage': '5',
      'limits.ephemeral-storage': '6',
      'hugepages-2Mi': '2Mi',
      'requests.hugepages-2Mi': '2Mi',
      'requests.nvidia.com/gpu': '1',
    });
  });
  it('of device classes count since 1.35', () => {
    const name = 'deviceclass.resource.kubernetes.io/gpu.example.com';
    const pod = { spec: { containers: [container({ [name]: 1 })] } };
    expect(usage(pod)).toEqual({ ...empty, [`requests.${name}`]: '1' });
    expect(usage(pod, { kubernetesVersion: '1.34' })).toEqual(empty);
  });
});

describe('amounts', () => {
  const pod = {
    spec: {
      containers: [container({ cpu: '1' }), container({ cpu: '1' })],
      initContainers: [{ ...container({ cpu: '1500m' }), restartPolicy: 'Always' }],
      overhead: { cpu: '100m' },
      resources: { requests: { cpu: '9' } },
    },
  };
  it.each([
    ['1.17', undefined, '2', undefined],
    ['1.18', undefined, '2100m', '100m'],
    ['1.18', { PodOverhead: false }, '2', undefined],
    ['1.26', undefined, '2100m', '100m'],
    ['1.27', undefined, '2100m', undefined],
    ['1.28', undefined, '3600m', undefined],
    ['1.37', undefined, '9100m', undefined],
    ['1.37', { PodLevelResources: false }, '3600m', undefined],
  ])('in %s with %j: cpu %s, limit %s', (kubernetesVersion, featureGates, cpu, limit) => {
    const wanted = { ...empty, cpu, 'requests.cpu': cpu, ...(limit === undefined ? {} : { 'limits.cpu': limit }) };
    expect(usage(pod, { kubernetesVersion, featureGates })).toEqual(wanted);
  });
  it('of equal containers are spelled as the last up to 1.26', () => {
    const equal = { spec: { containers: [container({ cpu: '1' })], initContainers: [container({ cpu: '01' })] } };
    expect(usage(equal, { kubernetesVersion: '1.26' })).toMatchObject({ cpu: '01' });
    expect(usage(equal, { kubernetesVersion: '1.27' })).toMatchObject({ cpu: '1' });
  });
  it('of a resize are the greater', () => {
    const resized = { ...pod, status: { containerStatuses: [{ name: 'a', resources: { requests: { cpu: '5' } } }] } };
    expect(usage({ ...resized, spec: { containers: [container({ cpu: '1' })] } })).toMatchObject({ cpu: '5' });
  });
});

describe('whether a pod is charged', () => {
  it('depends on its phase', () => {
    expect(usage({ status: { phase: 'Succeeded' } })).toEqual(only);
    expect(usage({ status: { phase: 'Failed' } })).toEqual(only);
    expect(usage({ status: { phase: 'Pending' } })).toEqual(empty);
  });
  it('depends on its deletion', () => {
    const at = (deletionGracePeriodSeconds: unknown, now?: number): unknown =>
      usage({ metadata: { deletionTimestamp: new Date(1000), deletionGracePeriodSeconds } }, { now });
    expect(at(1)).toEqual(empty);
    expect(at(1, 2000)).toEqual(empty);
    expect(at(1, 2001)).toEqual(only);
    expect(at(1n, 2001)).toEqual(only);
    expect(at(undefined, 9e9)).toEqual(empty);
    // 2^63 nanoseconds wrap.
    expect(at(9_300_000_000, 2001)).toEqual(only);
  });
  it('depends on the scopes of the quota', () => {
    const batch = { spec: { containers: [], priorityClassName: 'batch' } };
    const inBatch = { scopeName: 'PriorityClass', operator: 'In', values: ['batch'] };
    expect(usage(batch, { scopes: ['BestEffort', inBatch] })).toEqual(empty);
    expect(usage(batch, { scopes: ['BestEffort', inBatch, 'Terminating'] })).toEqual({});
  });
});

describe('malformed input', () => {
  it.each([
    [{ spec: { containers: [], overhead: { cpu: 'x' } } }, {}, 'spec.overhead.cpu'],
    [{ metadata: { deletionTimestamp: 'now', deletionGracePeriodSeconds: 1 } }, { now: 1 }, 'metadata.deletionTimestamp'],
    [{ metadata: { deletionTimestamp: 1, deletionGracePeriodSeconds: 0.5 } }, { now: 1 }, 'metadata.deletionGracePeriodSeconds'],
    [{}, { now: NaN }, 'options.now'],
    [{}, { scopes: 'BestEffort' }, 'options.scopes'],
    [{}, { scopes: ['NotTerminating', null] }, 'options.scopes[1].selector.scopeName'],
    [{}, { scopes: ['NotTerminating', { scopeName: 'PriorityClass' }] }, 'options.scopes[1].selector.operator'],
  ])('%j with %j has a place', (pod, options, path) => {
    expect(() => podQuotaUsage(pod as never, options as never)).toThrow(expect.objectContaining({ path }));
  });
});
