import { describe, expect, it } from 'vitest';
import type { NodeLike, PodLike } from '../../../src/core/index.ts';
import { podResizeVerdict } from '../../../src/resize/verdict/verdict.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = (requests: Record<string, string>, uid = 'me', more: object = {}): PodLike =>
  deepFreeze({ metadata: { uid }, spec: { containers: [{ name: 'a', resources: { requests } }], ...more } });
const node: NodeLike = deepFreeze({ status: { allocatable: { cpu: '4', memory: '8Gi', pods: '3' } } });
const allocated = pod({ cpu: '1' });

describe('podResizeVerdict', () => {
  it('waits for other pods, not for itself', () => {
    const podsOnNode = [allocated, pod({ cpu: '1' }, 'other'), pod({ cpu: '9' }, 'gone', {})].map((one, i) =>
      i === 2 ? { ...one, status: { phase: 'Failed' } } : one,
    );
    expect(podResizeVerdict(pod({ cpu: '3' }), allocated, { node, podsOnNode })).toEqual({ verdict: 'Allowed' });
    expect(podResizeVerdict(pod({ cpu: '4' }), allocated, { node, podsOnNode })).toEqual({
      verdict: 'Deferred',
      message: "Node didn't have enough resource: cpu, requested: 4000, used: 1000, capacity: 4000",
    });
  });

  it('knows the pod among others by uid, else by name', () => {
    const named = (name: string, cpu: string): PodLike => ({
      metadata: { name },
      spec: { containers: [{ name: 'a', resources: { requests: { cpu } } }] },
    });
    expect(podResizeVerdict(named('x', '4'), named('x', '1'), { node, podsOnNode: [named('x', '1')] }).verdict).toBe('Allowed');
    expect(podResizeVerdict(named('x', '4'), named('x', '1'), { node, podsOnNode: [named('y', '1')] }).verdict).toBe('Deferred');
    const nameless: PodLike = { spec: { containers: [] } };
    expect(podResizeVerdict(nameless, nameless, { node, podsOnNode: [nameless, nameless, nameless] }).verdict).toBe('Deferred');
  });

  it('leaves out extended resources that the node does not know', () => {
    expect(podResizeVerdict(pod({ 'a.b/gpu': '1', cpu: '2' }), allocated, { node }).verdict).toBe('Allowed');
    const knows = { status: { allocatable: { ...node.status?.allocatable, 'a.b/gpu': '0' } } };
    expect(podResizeVerdict(pod({ 'a.b/gpu': '1' }), allocated, { node: knows }).verdict).toBe('Deferred');
    expect(podResizeVerdict(pod({ 'hugepages-2Mi': '2Mi' }), allocated, { node }).verdict).toBe('Deferred');
  });

  it.each([
    ['1.34', 'Allowed'],
    ['1.35', 'Allowed'],
    ['1.36', 'Deferred'],
  ])('leaves what device classes could have to them, where admission does: %s', (kubernetesVersion, verdict) => {
    const options = { kubernetesVersion, featureGates: { DRAExtendedResource: true } };
    expect(
      podResizeVerdict(pod({ 'hugepages-2Mi': '2Mi' }), allocated, { node, nodeAllocatableAbsolute: { cpu: '9', memory: '9Gi' } }, options)
        .verdict,
    ).toBe(verdict);
  });

  it('makes room for critical pods, but not where the scheduler does', () => {
    const critical = pod({ cpu: '4' }, 'me', { priority: 2_000_000_000 });
    const podsOnNode = [pod({ cpu: '2' }, 'other')];
    expect(podResizeVerdict(critical, allocated, { node, podsOnNode }).verdict).toBe('Allowed');
    expect(podResizeVerdict(pod({ cpu: '7' }, 'me', { priority: 2_000_000_000 }), allocated, { node, podsOnNode })).toMatchObject({
      verdict: 'Deferred',
      message: expect.stringMatching(/reclaim resources: \[\(res: cpu, q: 3000\), \]$/),
    });
    const featureGates = { InPlacePodVerticalScalingSchedulerPreemption: true };
    expect(podResizeVerdict(critical, allocated, { node, podsOnNode }, { featureGates }).verdict).toBe('Deferred');
  });

  it('says first what can never be', () => {
    const fixed = (requests: Record<string, string>): PodLike => ({
      ...pod(requests),
      metadata: { annotations: { 'kubernetes.io/config.source': 'file' } },
    });
    expect(podResizeVerdict(fixed({ cpu: '9' }), allocated, { node }, { kubernetesVersion: '1.33' })).toEqual({
      verdict: 'Infeasible',
      message: 'In-place resize of static-pods is not supported',
    });
  });

  it.each([
    [() => podResizeVerdict(allocated, allocated, { node }, { kubernetesVersion: '1.32' }), 'UnsupportedVersion', 'kubernetesVersion'],
    [() => podResizeVerdict(pod({ cpu: 'x' }), allocated, { node }), 'ErrFormatWrong', 'spec.containers[0].resources.requests.cpu'],
    [
      () => podResizeVerdict(allocated, allocated, { node, podsOnNode: [pod({ cpu: 'x' }, 'y')] }),
      'ErrFormatWrong',
      'podsOnNode[0].spec.containers[0].resources.requests.cpu',
    ],
    [() => podResizeVerdict(allocated, allocated, { node: null as never }), 'InvalidInput', 'node'],
    [() => podResizeVerdict(allocated, allocated, null as never), 'InvalidInput', 'facts'],
    [
      () => podResizeVerdict(allocated, pod({ cpu: 'x' }), { node }),
      'ErrFormatWrong',
      'allocatedPod.spec.containers[0].resources.requests.cpu',
    ],
    [
      () => podResizeVerdict(allocated, { spec: { ...allocated.spec, resources: { limits: { cpu: 'x' } } } } as PodLike, { node }),
      'ErrFormatWrong',
      'allocatedPod.spec.resources.limits.cpu',
    ],
  ])('refuses %s', (call, code, path) => expect(call).toThrow(expect.objectContaining({ code, path })));
});
