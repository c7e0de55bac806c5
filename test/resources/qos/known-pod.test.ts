import { describe, expect, it } from 'vitest';
import { knownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';

const app = { name: 'app', resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } } };
const pod = { spec: { containers: [app], initContainers: [{ name: 'init' }], overhead: { cpu: '100m' }, priority: 2_000_000_000 } };
const known = (kubernetesVersion: string, given: object = pod): ReturnType<typeof knownPod> =>
  knownPod(given, releaseOf({ kubernetesVersion }));

describe('knownPod', () => {
  it('answers as the functions that it stands for', () => {
    const { qosClass, critical, requests, limits, own, containers } = known('1.37');
    expect(JSON.stringify([qosClass(), critical(), requests(), limits()])).toBe('["Burstable",true,{"cpu":"1100m"},{"memory":"1Gi"}]');
    expect(own()).toBeUndefined();
    expect(containers().map(({ place }) => place)).toEqual(['spec.initContainers[0]', 'spec.containers[0]']);
  });

  it("has the pod's own resources where they count", () => {
    const given = { spec: { ...pod.spec, resources: { limits: { cpu: '2' } } } };
    expect(JSON.stringify(known('1.37', given).own())).toBe('{"requests":{},"limits":{"cpu":"2"}}');
    expect(known('1.33', given).own()).toBeUndefined();
    expect(JSON.stringify(known('1.33', given).limits())).toBe('{"memory":"1Gi"}');
  });

  it('computes an answer once, and nothing before it is asked for', () => {
    let reads = 0;
    const counted = {
      spec: {
        get containers() {
          reads++;
          return [app];
        },
      },
    };
    const { qosClass, requests } = known('1.37', counted);
    expect(reads).toBe(0);
    expect(qosClass()).toBe(qosClass());
    const once = reads;
    expect(qosClass()).toBe('Burstable');
    expect(reads).toBe(once);
    expect(requests()).toBe(requests());
  });

  it('throws what is malformed at whoever asks', () => {
    const { qosClass, requests } = known('1.37', {
      spec: { containers: [{ name: 'app', resources: { requests: { 'nvidia.com/gpu': '?' } } }] },
    });
    expect(qosClass()).toBe('BestEffort');
    expect(requests).toThrow(expect.objectContaining({ path: 'spec.containers[0].resources.requests.nvidia.com/gpu' }));
  });
});
