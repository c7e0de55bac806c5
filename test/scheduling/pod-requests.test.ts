import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../src/core/index.ts';
import { calculateResource, computePodResourceRequest } from '../../src/scheduling/pod-requests.ts';
import { fitRulesOf } from '../../src/scheduling/rules.ts';
import { releaseOf } from '../../src/version/release.ts';

const container = (requests: Record<string, string>, more: object = {}) => ({ name: 'a', resources: { requests }, ...more });
const rules = (minor: string) => fitRulesOf(releaseOf({ kubernetesVersion: minor }));

describe('computePodResourceRequest', () => {
  const halves: PodLike = { spec: { containers: [container({ cpu: '100u' }), container({ cpu: '100u' })] } };
  it.each([
    ['1.26', 2],
    ['1.27', 1],
  ])('rounds each container up to 1.26, and the sum later: %s', (minor, milliCPU) =>
    expect(computePodResourceRequest(halves, rules(minor)).milliCPU).toBe(milliCPU),
  );

  const sidecar: PodLike = {
    spec: {
      containers: [container({ memory: '1Gi' })],
      initContainers: [container({ memory: '2Gi' }, { restartPolicy: 'Always' })],
      overhead: { memory: '1Mi' },
    },
  };
  it.each([
    ['1.15', 2 * 2 ** 30],
    ['1.17', 2 * 2 ** 30],
    ['1.18', 2 * 2 ** 30 + 2 ** 20],
    ['1.28', 3 * 2 ** 30 + 2 ** 20],
  ])('knows overhead and sidecars: %s', (minor, memory) => expect(computePodResourceRequest(sidecar, rules(minor)).memory).toBe(memory));

  const zeros: PodLike = { spec: { containers: [], initContainers: [container({ 'hugepages-2Mi': '0' })] } };
  it.each([
    ['1.21', undefined],
    ['1.22', new Map([['hugepages-2Mi', 0]])],
    ['1.37', new Map([['hugepages-2Mi', 0]])],
  ])('notes scalars of 0 since 1.22: %s', (minor, scalars) =>
    expect(computePodResourceRequest(zeros, rules(minor)).scalarResources).toEqual(scalars),
  );
});

describe('calculateResource', () => {
  it('forgets init containers in 1.15', () => {
    const pod: PodLike = { spec: { containers: [container({ cpu: '1' })], initContainers: [container({ cpu: '3' })] } };
    expect(['1.15', '1.16', '1.37'].map((minor) => calculateResource(pod, rules(minor)).milliCPU)).toEqual([1000, 3000, 3000]);
  });

  it('counts what a pod that is being resized has', () => {
    const pod: PodLike = {
      spec: { containers: [container({ cpu: '1' })] },
      status: { containerStatuses: [{ name: 'a', resources: { requests: { cpu: '2' } } }] },
    };
    expect(['1.32', '1.33', '1.37'].map((minor) => calculateResource(pod, rules(minor)).milliCPU)).toEqual([1000, 2000, 2000]);
    expect(computePodResourceRequest(pod, rules('1.37')).milliCPU).toBe(1000);
  });
});
