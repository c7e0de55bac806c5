import { describe, expect, it } from 'vitest';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';

const app = { name: 'app', resources: { requests: { cpu: '1' }, limits: { memory: '1Gi' } } };
const pod = { spec: { containers: [app], initContainers: [{ name: 'init' }], overhead: { cpu: '100m' }, priority: 2_000_000_000 } };
const known = (kubernetesVersion: string, given: object = pod): KnownPod => new KnownPod(given, releaseOf({ kubernetesVersion }));

describe('KnownPod', () => {
  it('answers as the functions that it stands for', () => {
    const of = known('1.37');
    expect(JSON.stringify([of.qosClass(), of.critical(), of.requests(), of.limits()])).toBe(
      '["Burstable",true,{"cpu":"1100m"},{"memory":"1Gi"}]',
    );
    expect(of.own()).toBeUndefined();
    expect(of.containers().map(({ place }) => place)).toEqual(['spec.initContainers[0]', 'spec.containers[0]']);
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
    const of = known('1.37', counted);
    expect(reads).toBe(0);
    expect(of.qosClass()).toBe('Burstable');
    const once = reads;
    expect(of.qosClass()).toBe('Burstable');
    expect(of.requests()).toBe(of.requests());
    expect(reads).toBe(once);
  });

  it('throws what is malformed at whoever asks', () => {
    const of = known('1.37', {
      spec: { containers: [{ name: 'app', resources: { requests: { 'nvidia.com/gpu': '?' } } }] },
    });
    expect(of.qosClass()).toBe('BestEffort');
    expect(() => of.requests()).toThrow(expect.objectContaining({ path: 'spec.containers[0].resources.requests.nvidia.com/gpu' }));
  });
});
