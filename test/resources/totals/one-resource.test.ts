import { describe, expect, it } from 'vitest';
import { podLevelAmount, podLimitOf, podRequestOf } from '../../../src/resources/totals/one-resource.ts';
import { podLimits, podRequests } from '../../../src/resources/totals/pod-resources.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { minors } from '../../oracle/minors.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';

describe('one resource alone', () => {
  it('is what all resources together say of it, whatever the pod and the minor', () => {
    const random = new Random(5);
    for (let i = 0; i < 3000; i++) {
      const pod = randomPod(random);
      const minor = random.pick(minors);
      const kubernetesVersion = `1.${minor}`;
      const [requests, limits] = [podRequests(pod, { kubernetesVersion, excludeOverhead: true }), podLimits(pod, { kubernetesVersion })];
      for (const name of ['cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi']) {
        if (minor > 26) expect(podRequestOf(pod, name, minor)?.toString(), name).toBe(requests[name]?.toString());
        expect(podLimitOf(pod, name, releaseOf({ kubernetesVersion }))?.toString(), name).toBe(limits[name]?.toString());
      }
    }
  });

  it('reads nothing else', () => {
    const pod = {
      spec: { containers: [{ name: 'a', resources: { requests: { cpu: 'x', memory: '1Gi' } } }], overhead: { memory: '1Mi' } },
    };
    expect(podRequestOf(pod, 'memory', 37)?.toString()).toBe('1Gi');
    expect(() => podRequestOf(pod, 'cpu', 37)).toThrow(expect.objectContaining({ path: 'spec.containers[0].resources.requests.cpu' }));
  });

  it("knows the pod's own amounts where a minor has them", () => {
    const pod = { spec: { containers: [], resources: { limits: { memory: '2Gi', 'ephemeral-storage': '1Gi' } } } };
    expect(podLevelAmount(pod, 'limits', 'memory', 32)?.toString()).toBe('2Gi');
    expect(podLevelAmount(pod, 'limits', 'memory', 31)).toBeUndefined();
    expect(podLevelAmount(pod, 'limits', 'ephemeral-storage', 37)).toBeUndefined();
  });
});
