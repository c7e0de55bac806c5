import { describe, expect, it } from 'vitest';
import { containerNamed } from '../../../src/resources/totals/named-container.ts';
import {
  getEffectiveContainerMemoryRequest,
  minRegularContainerMemory,
  remainingPodMemReqPerContainer,
  type MemoryRequest,
} from '../../../src/cgroup/oom/request.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { releaseOf, type Release } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const at = (minor: number, featureGates: Record<string, boolean> = {}): Release =>
  releaseOf({ kubernetesVersion: `1.${minor}`, featureGates });
const requestOf = (of: object, minor: number, gates: Record<string, boolean> = {}): MemoryRequest => {
  const pod = deepFreeze(of) as PodLike;
  return getEffectiveContainerMemoryRequest(pod, at(minor, gates))(containerNamed(pod, 'app'));
};
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
  ])('%# in 1.%i with %j', (pod, minor, gates, bytes) => expect(requestOf(pod, minor, gates).bytes).toBe(bytes));
  it('tells where it stands', () => {
    expect(requestOf(resized, 30, { InPlacePodVerticalScaling: true }).because).toBe('oom-request-allocated');
    for (const minor of [30, 32, 37]) expect(requestOf(resized, minor).because).toBe('oom-request-counts');
    expect(requestOf(claiming, 37, { DRANodeAllocatableResources }).because).toBe('oom-request-counts');
  });
  it('is refused with its place', () => {
    const gates = { InPlacePodVerticalScaling: true };
    const refused = (code: string, path: string): unknown => expect.objectContaining({ code, path });
    expect(() => requestOf({ spec: { containers: [container('app', '1K')] } }, 37)).toThrow(
      refused('ErrSuffix', 'spec.containers[0].resources.requests.memory'),
    );
    expect(() => requestOf({ ...resized, status: status({ allocatedResources: 'all' }) }, 30, gates)).toThrow(
      refused('InvalidInput', 'status.containerStatuses[0].allocatedResources'),
    );
    expect(() => requestOf({ ...resized, status: status({ allocatedResources: { memory: '1K' } }) }, 30, gates)).toThrow(
      refused('ErrSuffix', 'status.containerStatuses[0].allocatedResources.memory'),
    );
  });
});

describe('the least that a container requests', () => {
  const least = (pod: PodLike): bigint => minRegularContainerMemory(pod, getEffectiveContainerMemoryRequest(pod, at(37)));
  it('leaves out init containers', () => {
    const spec = {
      containers: [container('app', '300'), container('b', '200'), container('c', '250')],
      initContainers: [container('i', '1')],
    } as PodLike['spec'];
    expect(least({ spec })).toBe(200n);
  });
  it('is nothing that upstream can tell without containers', () =>
    expect(() => least({ spec: { containers: [] } })).toThrow(
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
  ])('%# in 1.%i with %j', (of, minor, gates, share) =>
    expect(remainingPodMemReqPerContainer(deepFreeze(of) as PodLike, at(minor, gates))).toBe(share),
  );
});
