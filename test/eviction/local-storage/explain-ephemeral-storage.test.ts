import { describe, expect, it } from 'vitest';
import { explainEphemeralStorage } from '../../../src/eviction/local-storage/explain-ephemeral-storage.ts';
import { localStorageEviction } from '../../../src/eviction/local-storage/local-storage-eviction.ts';
import { withLargeIntegers } from '../../oracle/areas/eviction-forms.ts';
import { randomPod, randomStats } from '../../oracle/areas/eviction-pods.ts';
import { Random } from '../../oracle/random.ts';

const pod = {
  metadata: { uid: 'a' },
  spec: {
    containers: [{ name: 'app', resources: { limits: { 'ephemeral-storage': '10' } } }],
    volumes: [{ name: 'cache', emptyDir: { sizeLimit: '20' } }],
  },
};
const used = (total: number, logs: number, volume: number): never =>
  [
    {
      podRef: { uid: 'a' },
      containers: [{ name: 'app', rootfs: { usedBytes: 1 }, logs: { usedBytes: logs } }],
      volume: [{ name: 'cache', usedBytes: volume }],
      'ephemeral-storage': { usedBytes: total },
    },
  ] as never;

describe('explainEphemeralStorage', () => {
  it('tells which limit trips first', () => {
    expect(explainEphemeralStorage(pod, used(8, 5, 1)).result.next).toMatchObject({
      kind: 'pod',
      counts: ['root', 'logs', 'localVolumeSource', 'etcHosts'],
    });
    const tight = explainEphemeralStorage(pod, used(3, 8, 1)).result;
    expect([tight.next?.kind, tight.next?.headroom?.toString(), tight.exceeded]).toEqual(['container', '1', undefined]);
    expect(explainEphemeralStorage(pod, used(3, 8, 1), { dedicatedImageFs: true }).result.next).toMatchObject({ counts: ['logs'] });
  });
  it('tells which limit is exceeded', () => {
    const { result, steps } = explainEphemeralStorage(pod, used(11, 12, 21));
    expect([result.exceeded?.kind, result.next]).toEqual(['volume', undefined]);
    expect(steps.map(({ rule, because }) => `${rule} ${because}`)).toEqual([
      'storage-volume storage-exceeded',
      'storage-pod storage-exceeded',
      'storage-container storage-exceeded',
    ]);
  });
  it('knows the limits without statistics', () => {
    const { result, steps } = explainEphemeralStorage(pod);
    expect(result.limits.map(({ kind, usage }) => [kind, usage])).toEqual([
      ['volume', undefined],
      ['pod', undefined],
      ['container', undefined],
    ]);
    expect([result.next, steps[0]?.because]).toEqual([undefined, 'storage-not-measured']);
  });
  it.each([
    ['1.15', ['root', 'logs', 'localVolumeSource']],
    ['1.16', ['root', 'logs', 'localVolumeSource', 'etcHosts']],
  ])('in %s the pod has %j', (kubernetesVersion, counts) => {
    expect(explainEphemeralStorage(pod, [], { kubernetesVersion }).result.limits[1]?.counts).toEqual(counts);
  });

  it('agrees with what is evicted, whatever the pod', () => {
    const random = new Random(8);
    let evicted = 0;
    for (let i = 0; i < 2000; i++) {
      const some = { ...randomPod(random, 0), metadata: { uid: 'u0' } };
      const stats = [withLargeIntegers(randomStats(random, some))];
      const options = { kubernetesVersion: `1.${15 + random.below(23)}` };
      const dedicatedImageFs = random.chance(0.5);
      const { exceeded } = explainEphemeralStorage(some, stats, { ...options, dedicatedImageFs }).result;
      const unimportant = { ...some, spec: { ...some.spec, priority: 0 } } as never;
      const [eviction] = localStorageEviction([unimportant], stats, { dedicatedImageFs }, options);
      expect(exceeded !== undefined).toBe(eviction !== undefined);
      if (eviction !== undefined) evicted++;
    }
    expect(evicted).toBeGreaterThan(100);
  });
  it('names the place of what is wrong', () => {
    const bad = { ...pod, spec: { containers: [{ name: 'app', resources: { limits: { 'ephemeral-storage': '1GB' } } }] } };
    expect(() => explainEphemeralStorage(bad)).toThrow(
      expect.objectContaining({ path: 'spec.containers[0].resources.limits.ephemeral-storage' }),
    );
    expect(() => explainEphemeralStorage(pod, 5 as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'stats' }));
    expect(() => explainEphemeralStorage(null as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'pod' }));
    expect(() => explainEphemeralStorage(pod, [], { featureGates: { NodeSwap: false } })).toThrow(
      expect.objectContaining({ code: 'LockedFeatureGate', path: 'featureGates.NodeSwap' }),
    );
    expect(explainEphemeralStorage(pod, null)).toEqual(explainEphemeralStorage(pod));
  });
});
