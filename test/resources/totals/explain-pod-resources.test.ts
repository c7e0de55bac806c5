import { describe, expect, it } from 'vitest';
import { explainPodResources } from '../../../src/resources/totals/explain-pod-resources.ts';
import { podLimits, podRequests } from '../../../src/resources/totals/pod-resources.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const reasons = (pod: PodLike, options = {}): string[] =>
  explainPodResources(pod, options).steps.map(({ because, outcome }) => `${because} ${outcome}`);
const container = (name: string, amounts: object): { name: string; resources: object } => ({
  name,
  resources: { requests: amounts, limits: amounts },
});

describe('explainPodResources', () => {
  it('has the totals of podRequests and podLimits, for any pod', () => {
    const random = new Random(11);
    for (let i = 0; i < 300; i++) {
      const pod = deepFreeze(randomPod(random)) as PodLike;
      const options = {
        kubernetesVersion: `1.${15 + (i % 23)}`,
        useStatusResources: i % 2 === 0,
        inPlacePodVerticalScalingEnabled: i % 3 === 0,
      };
      const { result } = explainPodResources(pod, options);
      const text = JSON.stringify([result.requests, result.limits]);
      expect(text).toBe(JSON.stringify([podRequests(pod, options), podLimits(pod, options)]));
      for (const [name, { requests, limits }] of Object.entries(result.resources)) {
        expect(requests?.total.toString()).toBe(result.requests[name]?.toString());
        expect(limits?.total.toString()).toBe(result.limits[name]?.toString());
      }
    }
  });

  it('tells of the pod itself and of overhead', () => {
    const spec = {
      containers: [container('a', { cpu: '1' })],
      resources: { requests: { cpu: '2', memory: '1Gi' } },
      overhead: { cpu: '1', memory: '1Mi' },
    };
    expect(reasons({ spec })).toEqual([
      'pod-container-added applied',
      'pod-level-replaces applied',
      'pod-level-adds applied',
      'pod-overhead-added applied',
      'pod-overhead-added applied',
      'pod-container-added applied',
      'pod-overhead-added applied',
      'pod-overhead-unlimited skipped',
    ]);
    expect(reasons({ spec: { ...spec, overhead: null } }, { skipPodLevelResources: true })).toContain('pod-level-left-out skipped');
    expect(explainPodResources({ spec }).result.resources['cpu']?.requests).toMatchObject({
      podLevel: expect.anything() as unknown,
      overhead: expect.anything() as unknown,
    });
  });

  it('tells of a resize', () => {
    const status = { containerStatuses: [{ name: 'a', resources: { requests: { cpu: '3' } }, allocatedResources: { cpu: '2' } }] };
    const pod = { spec: { containers: [container('a', { cpu: '1' })] }, status };
    const statusSteps = explainPodResources(pod, { useStatusResources: true }).steps.filter(({ rule }) => rule === 'pod-status');
    expect(JSON.parse(JSON.stringify(statusSteps.map(({ because, inputs }) => [because, inputs['amount'] ?? inputs['total']])))).toEqual([
      ['pod-status-counts', '3'],
      ['pod-status-counts', '2'],
      ['pod-status-greatest', '3'],
      ['pod-status-greatest', '1'],
    ]);
  });

  it('tells of claims', () => {
    const status = { nodeAllocatableResourceClaimStatuses: [{ mapping: [{ name: 'cpu', quantity: '2' }] }] };
    const pod = { spec: { containers: [container('a', { cpu: '1' })] }, status };
    expect(reasons(pod, { useDRANodeAllocatableResourceClaimStatus: true })).toContain('pod-claims-added applied');
    expect(reasons(pod)).not.toContain('pod-claims-added applied');
  });
});
