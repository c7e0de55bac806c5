import { describe, expect, it } from 'vitest';
import { explainPodQOS } from '../../../src/resources/qos/explain-pod-qos.ts';
import { computePodQOS, getPodQOS } from '../../../src/resources/qos/qos.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';

const reasons = (pod: PodLike, options = {}): string[] => explainPodQOS(pod, options).steps.map(({ because }) => because);
const all = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } };

describe('explainPodQOS', () => {
  it('has the classes of getPodQOS and computePodQOS, and breakers unless Guaranteed', () => {
    const random = new Random(5);
    for (let i = 0; i < 400; i++) {
      const pod = randomPod(random) as PodLike;
      const options = { kubernetesVersion: `1.${15 + (i % 23)}` };
      const { result } = explainPodQOS(pod, options);
      expect(result.qosClass).toBe(getPodQOS(pod, options));
      expect(result.computed).toBe(computePodQOS(pod, options));
      expect(result.brokenBy.length === 0).toBe(result.computed === 'Guaranteed');
    }
  });

  it('names the sidecar that costs the class', () => {
    const pod = {
      spec: {
        containers: [{ name: 'app', resources: all }],
        initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources: { requests: { cpu: '100m' } } }],
      },
    };
    expect(JSON.parse(JSON.stringify(explainPodQOS(pod).result))).toEqual({
      qosClass: 'Burstable',
      computed: 'Burstable',
      brokenBy: [
        { path: 'spec.initContainers[0]', container: 'proxy', resource: 'cpu', request: '100m' },
        { path: 'spec.initContainers[0]', container: 'proxy', resource: 'memory' },
      ],
    });
    expect(reasons(pod)).toEqual([
      'qos-status-absent',
      'qos-containers-decide',
      'qos-equal',
      'qos-equal',
      'qos-no-limit',
      'qos-nothing',
      'qos-mixed',
    ]);
  });

  it('tells when the pod itself or its status decides', () => {
    const pod = {
      spec: { containers: [{ name: 'a' }], resources: { ...all, requests: { cpu: '500m' } } },
      status: { qosClass: 'Guaranteed' },
    };
    expect(reasons(pod)).toEqual(['qos-status-counts', 'qos-pod-level-decides', 'qos-unequal', 'qos-unequal', 'qos-mixed']);
    expect(explainPodQOS(pod).result).toMatchObject({
      qosClass: 'Guaranteed',
      computed: 'Burstable',
      brokenBy: [
        { path: 'spec', resource: 'cpu' },
        { path: 'spec', resource: 'memory' },
      ],
    });
    expect(reasons({ spec: { containers: [{ name: 'a', resources: all }] } }, { kubernetesVersion: '1.36' }).at(-1)).toBe('qos-sums-equal');
    expect(reasons({ spec: { containers: [{ name: 'a', resources: all }] } }).at(-1)).toBe('qos-each-equal');
    expect(reasons({}).at(-1)).toBe('qos-none');
  });
});
