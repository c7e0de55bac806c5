import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { fitRulesOf } from '../../../src/scheduling/rules.ts';
import { calculatePodResourceRequest, nonZeroRequested, type Requests } from '../../../src/scheduling/scores/requests.ts';
import { releaseOf } from '../../../src/version/release.ts';

const container = (requests: Record<string, string>, more: object = {}) => ({ name: 'a', resources: { requests }, ...more });
const of = (pod: PodLike, name: string, requests: Requests, minors: readonly string[]): unknown =>
  minors.map((kubernetesVersion) => calculatePodResourceRequest(pod, requests, fitRulesOf(releaseOf({ kubernetesVersion })))(name));
const mebibyte = 2 ** 20;

describe('calculatePodResourceRequest', () => {
  it('takes defaults for what a container does not request, not for an explicit 0', () => {
    const pod: PodLike = { spec: { containers: [container({}), container({ cpu: '0', memory: '0' })] } };
    expect(of(pod, 'cpu', 'nonZero', ['1.15', '1.26', '1.37'])).toEqual([100, 100, 100]);
    expect(of(pod, 'memory', 'nonZero', ['1.15', '1.26', '1.37'])).toEqual([200 * mebibyte, 200 * mebibyte, 200 * mebibyte]);
    expect(of(pod, 'cpu', 'requested', ['1.22', '1.37'])).toEqual([0, 0]);
    expect(of(pod, 'a.b/gpu', 'nonZero', ['1.16', '1.37'])).toEqual([0, 0]);
  });

  it('counts an overhead of cpu in cores up to 1.26, and in 1.22 and 1.23 not at all', () => {
    const pod: PodLike = { spec: { containers: [container({ cpu: '1' })], overhead: { cpu: '250m' } } };
    expect(of(pod, 'cpu', 'nonZero', ['1.15', '1.17', '1.21', '1.22', '1.23', '1.24', '1.26', '1.27'])).toEqual([
      1000, 1000, 1001, 1000, 1000, 1001, 1001, 1250,
    ]);
    expect(of(pod, 'cpu', 'requested', ['1.22', '1.23', '1.37'])).toEqual([1001, 1001, 1250]);
  });

  it('ignores the pod itself since 1.33, unless requests are real', () => {
    const pod: PodLike = { spec: { containers: [container({ cpu: '1' })], resources: { requests: { cpu: '3' } } } };
    expect(of(pod, 'cpu', 'nonZero', ['1.33', '1.34', '1.37'])).toEqual([1000, 1000, 1000]);
    expect(of(pod, 'cpu', 'requested', ['1.33', '1.34', '1.37'])).toEqual([1000, 3000, 3000]);
    const gated = fitRulesOf(releaseOf({ kubernetesVersion: '1.32', featureGates: { PodLevelResources: true } }));
    expect(calculatePodResourceRequest(pod, 'nonZero', gated)('cpu')).toBe(3000);
  });

  it('counts ephemeral storage by its gate', () => {
    const pod: PodLike = { spec: { containers: [container({ 'ephemeral-storage': '5', storage: '7' })] } };
    const off = fitRulesOf(releaseOf({ kubernetesVersion: '1.20', featureGates: { LocalStorageCapacityIsolation: false } }));
    expect(['ephemeral-storage', 'storage'].map(calculatePodResourceRequest(pod, 'nonZero', off))).toEqual([0, 0]);
    expect(of(pod, 'ephemeral-storage', 'requested', ['1.24', '1.37'])).toEqual([5, 5]);
  });
});

describe('nonZeroRequested', () => {
  const placed = (pod: PodLike, minors: readonly string[]): unknown =>
    minors.map((kubernetesVersion) => nonZeroRequested(pod, fitRulesOf(releaseOf({ kubernetesVersion })))[0]);

  it('counts sidecars as init containers from 1.28 to 1.31', () => {
    const pod: PodLike = {
      spec: {
        containers: [container({ cpu: '1' })],
        initContainers: [container({ cpu: '500m' }, { restartPolicy: 'Always' }), container({ cpu: '600m' })],
      },
    };
    expect(placed(pod, ['1.15', '1.16', '1.27', '1.28', '1.31', '1.32'])).toEqual([1000, 1000, 1000, 1100, 1100, 1500]);
  });

  it('rounds each container up to 1.31, and counts overhead in thousandths', () => {
    const pod: PodLike = { spec: { containers: [container({ cpu: '100u' }), container({ cpu: '100u' })], overhead: { cpu: '10m' } } };
    expect(placed(pod, ['1.15', '1.18', '1.26', '1.31', '1.32'])).toEqual([2, 12, 12, 12, 11]);
  });

  it('takes a default only for what a pod with resources of its own lacks altogether', () => {
    const pod: PodLike = { spec: { containers: [container({ memory: '1' }), container({})], resources: { requests: { cpu: '3' } } } };
    expect(nonZeroRequested(pod, fitRulesOf(releaseOf(undefined)))).toEqual([3000, 1]);
    const bare: PodLike = { spec: { containers: [container({}), container({})], resources: { requests: { cpu: '3' } } } };
    expect(nonZeroRequested(bare, fitRulesOf(releaseOf(undefined)))).toEqual([3000, 400 * mebibyte]);
    expect(nonZeroRequested(bare, fitRulesOf(releaseOf({ featureGates: { PodLevelResources: false } })))).toEqual([200, 400 * mebibyte]);
  });
});
