import { describe, expect, it } from 'vitest';
import { containerNamed } from '../../../src/resources/totals/named-container.ts';
import { leastRequest, memoryRequest, podLevelShare, type RequestBasis } from '../../../src/cgroup/oom/request.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { gatesOf } from '../../../src/version/feature-gates.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const basis = (pod: object, minor: number, featureGates: Record<string, boolean> = {}): RequestBasis => ({
  pod: deepFreeze(pod) as PodLike,
  minor,
  gate: gatesOf({ kubernetesVersion: `1.${minor}`, featureGates }),
});
const container = (name: string, memory?: string): object => ({
  name,
  ...(memory === undefined ? {} : { resources: { requests: { memory } } }),
});
const claims = {
  nodeAllocatableResourceClaimStatuses: [{ containers: ['app', 'b', 'c'], mapping: [{ name: 'memory', quantity: '1000' }] }],
};
const DRANodeAllocatableResources = true;

describe('what a container requests', () => {
  const status = (allocated: object): object => ({ containerStatuses: [{ name: 'app', ...allocated }, { name: 'app' }] });
  const resized = { spec: { containers: [container('app', '100')] }, status: status({ allocatedResources: { memory: '70' } }) };
  const silent = { spec: { containers: [container('app', '100')] }, status: status({}) };
  const claiming = { spec: { containers: [container('app', '100')] }, status: claims };
  it.each([
    [resized, 30, {}, 100n],
    [resized, 26, {}, 100n],
    [resized, 30, { InPlacePodVerticalScaling: true }, 70n],
    [silent, 30, { InPlacePodVerticalScaling: true }, 0n],
    [{ ...silent, status: {} }, 30, { InPlacePodVerticalScaling: true }, 100n],
    [resized, 32, { InPlacePodVerticalScaling: true }, 100n],
    [claiming, 37, {}, 100n],
    [claiming, 36, { DRANodeAllocatableResources }, 100n],
    [claiming, 37, { DRANodeAllocatableResources }, 433n],
    [{ spec: { containers: [container('app')] } }, 37, {}, 0n],
  ])('%# in 1.%i with %j', (pod, minor, gates, bytes) => {
    const of = basis(pod, minor, gates);
    expect(memoryRequest(of, containerNamed(of.pod, 'app')).bytes).toBe(bytes);
  });
  it('is refused with its place', () => {
    const of = basis({ spec: { containers: [container('app', '1K')] } }, 37);
    expect(() => memoryRequest(of, containerNamed(of.pod, 'app'))).toThrow(
      expect.objectContaining({ code: 'ErrSuffix', path: 'spec.containers[0].resources.requests.memory' }),
    );
    const bad = basis({ ...resized, status: status({ allocatedResources: 'all' }) }, 30, { InPlacePodVerticalScaling: true });
    expect(() => memoryRequest(bad, containerNamed(bad.pod, 'app'))).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'status.containerStatuses[0].allocatedResources' }),
    );
  });
});

describe('the least that a container requests', () => {
  it('leaves out init containers', () => {
    const spec = {
      containers: [container('app', '300'), container('b', '200'), container('c', '250')],
      initContainers: [container('i', '1')],
    };
    expect(leastRequest(basis({ spec }, 37))).toBe(200n);
  });
  it('is nothing that upstream can tell without containers', () =>
    expect(() => leastRequest(basis({ spec: { containers: [] } }, 37))).toThrow(
      expect.objectContaining({ code: 'UpstreamPanics', path: 'spec.containers' }),
    ));
});

describe('the share of what only the pod requests', () => {
  const pod = (memory: unknown, status: object = {}): object => ({
    spec: {
      containers: [container('app', '300'), container('b', '100')],
      initContainers: [container('i', '50')],
      resources: { requests: { cpu: '1', memory } },
    },
    status,
  });
  it.each([
    [pod('1000'), 31, {}, undefined],
    [pod('1000'), 33, {}, undefined],
    [pod('1000'), 33, { PodLevelResources: true }, 200n],
    [pod('1000'), 37, {}, 200n],
    [pod('1000'), 37, { PodLevelResources: false }, undefined],
    [pod('0'), 37, {}, 0n],
    [pod(undefined), 37, {}, 0n],
    [pod('100'), 36, {}, -100n],
    [pod('100'), 37, {}, 0n],
    [pod('3000', claims), 36, { DRANodeAllocatableResources }, 866n],
    [pod('3000', claims), 37, { DRANodeAllocatableResources }, 533n],
    [{ spec: { containers: [container('app')], resources: { limits: { memory: '1Gi' } } } }, 37, {}, undefined],
  ])('%# in 1.%i with %j', (of, minor, gates, share) => expect(podLevelShare(basis(of, minor, gates))).toBe(share));
});
