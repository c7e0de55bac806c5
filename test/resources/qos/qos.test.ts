import { describe, expect, it } from 'vitest';
import type { ResourceRequirementsLike } from '../../../src/core/index.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { computePodQOS, computeQOS, getPodQOS } from '../../../src/resources/qos/qos.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const all = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } };
const pod = (...resources: ResourceRequirementsLike[]): { spec: { containers: { name: string; resources: ResourceRequirementsLike }[] } } =>
  deepFreeze({ spec: { containers: resources.map((own, i) => ({ name: `c${i}`, resources: own })) } });

describe('the class', () => {
  it.each([
    ['nothing', [], 'BestEffort'],
    ['an empty container', [{}], 'BestEffort'],
    ['zeros', [{ requests: { cpu: '0' }, limits: { memory: '0' } }], 'BestEffort'],
    ['only storage and devices', [{ limits: { 'ephemeral-storage': '1Gi', 'nvidia.com/gpu': '1' } }], 'BestEffort'],
    [
      'equal amounts in other words',
      [{ requests: { cpu: '1000m', memory: '1024Mi' }, limits: { cpu: 1, memory: 1073741824 } }],
      'Guaranteed',
    ],
    ['limits without requests, which only the API server fills in', [{ limits: all.limits }], 'Burstable'],
    ['one container without limits', [all, {}], 'Burstable'],
    ['a limit of memory alone', [{ requests: { memory: '1Gi' }, limits: { memory: '1Gi' } }], 'Burstable'],
  ] as const)('of %s', (_name, resources, qosClass) => {
    expect(computePodQOS(pod(...resources))).toBe(qosClass);
    expect(computePodQOS(pod(...resources), { kubernetesVersion: '1.36' })).toBe(qosClass);
  });

  it('of init containers counts since 1.16', () => {
    const init = { spec: { containers: [{ name: 'a', resources: all }], initContainers: [{ name: 'i' }] } };
    expect(computePodQOS(init, { kubernetesVersion: '1.15' })).toBe('Guaranteed');
    expect(computePodQOS(init, { kubernetesVersion: '1.16' })).toBe('Burstable');
  });

  it('of sums that are equal by chance was Guaranteed up to 1.36', () => {
    const crossed = pod(
      { requests: { cpu: '2', memory: '1' }, limits: { cpu: '1', memory: '1' } },
      { requests: { cpu: '1', memory: '1' }, limits: { cpu: '2', memory: '1' } },
    );
    expect(computePodQOS(crossed, { kubernetesVersion: '1.36' })).toBe('Guaranteed');
    expect(computePodQOS(crossed, { kubernetesVersion: '1.37' })).toBe('Burstable');
  });

  it('of a pod with resources of its own', () => {
    const own = { spec: { containers: [{ name: 'a' }], resources: all } };
    const empty = { spec: { containers: [{ name: 'a', resources: all }], resources: {} } };
    expect(computePodQOS(own, { kubernetesVersion: '1.33' })).toBe('BestEffort');
    expect(computePodQOS(own, { kubernetesVersion: '1.33', featureGates: { PodLevelResources: true } })).toBe('Guaranteed');
    expect(computePodQOS(own, { kubernetesVersion: '1.34' })).toBe('Guaranteed');
    expect(computePodQOS(empty, { kubernetesVersion: '1.36' })).toBe('BestEffort');
    expect(computePodQOS(empty, { kubernetesVersion: '1.37' })).toBe('Guaranteed');
  });
});

describe('getPodQOS', () => {
  it('believes the status since 1.29', () => {
    const stored = { ...pod(all), status: { qosClass: 'BestEffort' } };
    expect([getPodQOS(stored, { kubernetesVersion: '1.28' }), getPodQOS(stored)]).toEqual(['Guaranteed', 'BestEffort']);
    expect(getPodQOS({ ...stored, status: { qosClass: '' } })).toBe('Guaranteed');
  });
  it('refuses a class that does not exist', () => {
    expect(() => getPodQOS({ status: { qosClass: 'Gold' } })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'status.qosClass' }),
    );
  });
});

it('names the place of what is malformed', () => {
  expect(() => computePodQOS(pod({}, { limits: { memory: '1g' } }))).toThrow(
    expect.objectContaining({ path: 'spec.containers[1].resources.limits.memory' }),
  );
  expect(() => computePodQOS({ spec: { containers: [], resources: { requests: { cpu: 'one' } } } })).toThrow(
    expect.objectContaining({ path: 'spec.resources.requests.cpu' }),
  );
  expect(computeQOS(pod(all), releaseOf(undefined))).toBe('Guaranteed');
});
