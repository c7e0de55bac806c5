import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { validatePodResize } from '../../../src/resize/validation/validate-pod-resize.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = (cpu: unknown, spec: object = {}, more: object = {}): PodLike =>
  deepFreeze({ spec: { containers: [{ name: 'a', resources: { requests: { cpu } } }], ...spec }, ...more }) as PodLike;
const refused = (after: PodLike, before: PodLike, options?: GateOptions): string[] =>
  validatePodResize(before, after, options).map(({ field, type, detail }) => `${type.slice(10)} ${field} ${detail}`);
const qos = 'Invalid spec Pod QOS Class may not change as a result of resizing';
const own = (cpu: string): object => ({ resources: { requests: { cpu } } });

describe('what is never resized', () => {
  it('is a static pod, or one of Windows, and nothing else is said', () => {
    const mirror = pod(1, {}, { metadata: { annotations: { 'kubernetes.io/config.mirror': '' } } });
    expect(refused(pod(-1), mirror)).toEqual(['Forbidden [] static pods cannot be resized']);
    expect(refused(pod(-1), pod(1, { os: { name: 'windows' } }))).toEqual(['Forbidden [] windows pods cannot be resized']);
  });
  it('is a pod with resources of its own, up to 1.34', () => {
    const wanted = ['Forbidden [] pods with pod-level resources cannot be resized'];
    expect(refused(pod(1, own('3')), pod(2, own('3')), { kubernetesVersion: '1.34' })).toEqual(wanted);
    expect(refused(pod(1), pod(2, own('3')), { kubernetesVersion: '1.33' })).toEqual(wanted);
  });
});

describe('the whole pod', () => {
  it('keeps its class', () => {
    expect(refused({ spec: { containers: [{ name: 'a', resources: { requests: { cpu: '0' } } }] } }, pod(1))).toEqual([qos]);
    expect(refused(pod(1), pod(1, {}, { status: { qosClass: 'BestEffort' } }))).toEqual([qos]);
  });
  it('runs on a node that can', () => {
    const status = (resources?: object): object => ({
      status: {
        containerStatuses: [
          { name: 'b', state: {} },
          { name: 'a', state: { running: {} }, resources },
        ],
      },
    });
    expect(refused(pod(2), pod(1, {}, status()))).toEqual(['Forbidden spec Pod running on node without support for resize']);
    expect(refused(pod(2), pod(1, {}, status({})))).toEqual([]);
  });
  it('may run on any node since 1.38', () => {
    const status = { status: { containerStatuses: [{ name: 'a', state: { running: {} } }] } };
    const at = (kubernetesVersion: string) => refused(pod(2), pod(1, {}, status), { kubernetesVersion }).length;
    expect([at('1.37'), at('1.38')]).toEqual([1, 0]);
  });
  it('has no claims on the node, in 1.36', () => {
    const claiming = pod(1, {}, { status: { nodeAllocatableResourceClaimStatuses: [{}] } });
    expect(refused(pod(2), claiming, { kubernetesVersion: '1.36' })).toEqual([
      'Forbidden spec pods with node allocatable resource claims cannot be resized',
    ]);
    expect(refused(pod(2), claiming)).toEqual([]);
  });
  it('is looked at before its changes are', () => {
    const fields = refused(pod(-1), pod(1), { kubernetesVersion: '1.36' }).map((line) => line.split(' ')[1]);
    expect(fields).toEqual(['spec.containers[0].resources.requests[cpu]', 'spec']);
  });
});

describe('its own resources', () => {
  it('are resized with a gate', () => {
    expect(refused(pod(1, own('3')), pod(1, own('2')))).toEqual([]);
    expect(refused(pod(1, own('3')), pod(1))).toEqual([]);
    expect(refused(pod(1, own('3')), pod(1, own('2')), { kubernetesVersion: '1.35' })).toEqual([
      'Forbidden [] resize of pods with pod-level resources is forbidden when InPlacePodLevelResourcesVerticalScalingEnabled feature gate is disabled',
    ]);
  });
  it('are not removed', () => {
    const options = { kubernetesVersion: '1.36' };
    expect(refused(pod(1), pod(1, own('2')), options)).toEqual(['Forbidden spec.resources pod-level resources cannot be removed']);
    expect(refused(pod(1), pod(1, own('2')))).toEqual([]);
    const more = { resources: { requests: { cpu: '2', memory: '1' } } };
    expect(refused(pod(1, own('2')), pod(1, more))).toEqual([
      'Forbidden spec.resources.requests pod-level resource requests cannot be removed',
    ]);
  });
  it('are cpu and memory', () => {
    const pages = { resources: { requests: { cpu: '2', 'hugepages-2Mi': '2Mi' }, limits: { 'hugepages-2Mi': '2Mi' } } };
    expect(refused(pod(1, pages), pod(1, own('2')))).toEqual(['Forbidden spec only cpu and memory resources are mutable at pod-level']);
  });
  it('may not become empty ones', () => {
    expect(refused(pod(2, { resources: {} }), pod(1))).toEqual(['Forbidden spec only cpu and memory resources are mutable']);
    expect(refused(pod(2, { resources: {} }), pod(1, { resources: {} }))).toEqual([]);
  });
  it('cover what claims take', () => {
    const status = { nodeAllocatableResourceClaimStatuses: [{ containers: ['a'], mapping: [{ name: 'cpu', quantity: '9' }] }] };
    const options = { featureGates: { DRANodeAllocatableResources: true } };
    expect(refused(pod(1, own('3')), pod(1, own('2'), { status }), options)).toEqual([
      'Invalid spec.resources pod level request for cpu is insufficient to cover the aggregated container and node-allocatable DRA requests',
    ]);
  });
});

describe('containers', () => {
  it('are not added, removed, renamed or reordered, which ends the list', () => {
    expect(refused({ spec: { containers: [] } }, pod(1))).toEqual([
      'Required spec.containers ',
      qos,
      'Forbidden spec.containers containers may not be added or removed on resize',
    ]);
    const renamed = { spec: { containers: [{ name: 'b', resources: { requests: { gpu: 1, cpu: 1 } } }] } };
    expect(refused(renamed, pod(1)).at(-1)).toBe('Forbidden spec.containers[0].name containers may not be renamed or reordered on resize');
  });
});

describe('volumes', () => {
  const sized = (sizeLimit: string): PodLike => pod(1, { volumes: [{ name: 'v', emptyDir: { medium: 'Memory', sizeLimit } }] });
  const volumeGate = { featureGates: { InPlacePodVerticalScalingMemoryBackedVolumes: true } };
  it('count with the gate', () => {
    expect(refused(pod(1), sized('1'), volumeGate)).toEqual(['Forbidden spec.volumes volumes may not be added or removed on resize']);
    expect(refused(sized('2'), sized('1'), volumeGate)).toEqual([]);
    expect(refused(pod(1), sized('1'))).toEqual([]);
  });
});

describe('refusals of the library', () => {
  it.each([
    [{ kubernetesVersion: '1.32', featureGates: { InPlacePodVerticalScaling: true } }],
    [{ kubernetesVersion: '1.33', featureGates: { InPlacePodVerticalScaling: false } }],
    [{ kubernetesVersion: '1.15' }],
  ])('of %j', (options) => {
    expect(() => validatePodResize(pod(1), pod(2), options)).toThrow(
      expect.objectContaining({ code: 'UnsupportedVersion', path: 'kubernetesVersion' }),
    );
  });
  it('name the pod and the place', () => {
    expect(() => validatePodResize(pod('1x'), pod(1))).toThrow(
      expect.objectContaining({ path: 'oldPod.spec.containers[0].resources.requests.cpu' }),
    );
    expect(() => validatePodResize(pod(1), null as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'newPod' }));
    expect(() => validatePodResize(pod(1), pod(1, { initContainers: [{ name: 'i', resizePolicy: 1 }] }))).toThrow(
      expect.objectContaining({ code: 'InvalidInput' }),
    );
    expect(() => validatePodResize(pod(1, {}, { status: { containerStatuses: [{ name: 'a', state: { running: 1 } }] } }), pod(1))).toThrow(
      expect.objectContaining({ path: 'oldPod.status.containerStatuses[0].state.running' }),
    );
    expect(() => validatePodResize(pod(1, {}, { status: { qosClass: 'x' } }), pod(1))).toThrow(
      expect.objectContaining({ path: 'oldPod.status.qosClass' }),
    );
  });
});
