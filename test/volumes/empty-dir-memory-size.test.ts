import { describe, expect, it } from 'vitest';
import type { PodLike, VolumeSourceLike } from '../../src/core/index.ts';
import { calculateEmptyDirMemorySize, explainEmptyDirMemorySize } from '../../src/volumes/empty-dir-memory-size.ts';
import { deepFreeze } from '../deep-freeze.ts';
import { randomPod } from '../oracle/pods.ts';
import { Random } from '../oracle/random.ts';

const app = { name: 'app', resources: { limits: { memory: '2Gi', cpu: '1' } } };
const limited = deepFreeze({ spec: { containers: [app] } });
const unlimited = deepFreeze({ spec: { containers: [app, { name: 'helper' }] } });
const memory = (sizeLimit?: string | number): VolumeSourceLike =>
  deepFreeze({ emptyDir: { medium: 'Memory', ...(sizeLimit === undefined ? {} : { sizeLimit }) } });

describe('calculateEmptyDirMemorySize', () => {
  it.each([
    ['the sizeLimit, the least of all', memory('1Gi'), limited, '1Gi', 'sizeLimit'],
    ['a sizeLimit that is equal, as it is written', memory('2048Mi'), limited, '2Gi', 'sizeLimit'],
    ['the pod, which limits every container', memory('4Gi'), limited, '2Gi', 'podLimit'],
    ['the pod, without a sizeLimit', memory(), limited, '2Gi', 'podLimit'],
    ['the node, where a container has no limit', memory('32Gi'), unlimited, '16Gi', 'nodeAllocatable'],
    ['the node, where the sizeLimit is 0', memory('0'), unlimited, '16Gi', 'nodeAllocatable'],
    ['the node, where the sizeLimit is negative', memory('-1Gi'), unlimited, '16Gi', 'nodeAllocatable'],
    ['a fraction of a byte, which the mount rounds up', memory('1.5'), unlimited, '1500m', 'sizeLimit'],
  ])('is bounded by %s', (_name, volume, pod, size, decidedBy) => {
    expect(calculateEmptyDirMemorySize('16Gi', volume, pod).toString()).toBe(size);
    expect(explainEmptyDirMemorySize('16Gi', volume, pod).result.decidedBy).toBe(decidedBy);
  });

  it.each([
    ['1.19', {}, '0'],
    ['1.21', {}, '0'],
    ['1.21', { SizeMemoryBackedVolumes: true }, '1Gi'],
    ['1.22', {}, '1Gi'],
    ['1.31', { SizeMemoryBackedVolumes: false }, '0'],
    ['1.35', {}, '1Gi'],
  ])('in %s with %j is %s', (kubernetesVersion, featureGates, size) => {
    expect(calculateEmptyDirMemorySize('16Gi', memory('1Gi'), limited, { kubernetesVersion, featureGates }).toString()).toBe(size);
  });

  it('knows no limit of the pod on other operating systems', () => {
    expect(calculateEmptyDirMemorySize('16Gi', memory(), limited, { os: 'windows' }).toString()).toBe('16Gi');
  });

  it('refuses what is malformed, with its path', () => {
    const refused = (path: string, code = 'ErrSuffix'): unknown => expect.objectContaining({ code, path });
    expect(() => calculateEmptyDirMemorySize('16Gii', memory(), limited)).toThrow(refused('nodeAllocatableMemory'));
    expect(() => calculateEmptyDirMemorySize('16Gi', memory('1K'), limited)).toThrow(refused('volume.emptyDir.sizeLimit'));
    expect(() => calculateEmptyDirMemorySize('16Gi', {}, limited)).toThrow(refused('volume.emptyDir', 'UpstreamPanics'));
    expect(() => calculateEmptyDirMemorySize('16Gi', { emptyDir: 'x' as never }, limited)).toThrow(
      refused('volume.emptyDir', 'InvalidInput'),
    );
    expect(() => calculateEmptyDirMemorySize('16Gi', memory(), 'pod' as never)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
});

describe('explainEmptyDirMemorySize', () => {
  it('has the size of calculateEmptyDirMemorySize, for any pod', () => {
    const random = new Random(9);
    for (let i = 0; i < 300; i++) {
      const pod = randomPod(random) as PodLike;
      const volume = memory(random.pick(['1Gi', '0', '100Mi', undefined]));
      const options = { kubernetesVersion: `1.${15 + (i % 23)}` };
      const { result, steps } = explainEmptyDirMemorySize('2Gi', volume, pod, options);
      expect(result.size.toString()).toBe(calculateEmptyDirMemorySize('2Gi', volume, pod, options).toString());
      expect(steps).toHaveLength(result.candidates.length + 1);
      expect(result.size.cmp('2Gi')).toBeLessThanOrEqual(0);
    }
  });

  it('tells what was looked at and why it did not bound the volume', () => {
    const { result } = explainEmptyDirMemorySize('16Gi', memory('4Gi'), limited, { noswapSupported: true });
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      size: '2Gi',
      decidedBy: 'podLimit',
      candidates: [
        { source: 'nodeAllocatable', amount: '16Gi', applied: true, because: 'volume-bounded-by-node' },
        { source: 'podLimit', amount: '2Gi', applied: true, because: 'volume-bounded-by-pod', met: '16Gi' },
        { source: 'sizeLimit', amount: '4Gi', applied: false, because: 'volume-size-limit-larger', met: '2Gi' },
      ],
      mountOptions: ['size=2147483648', 'noswap'],
    });
  });

  it("tells the kernel's default where there is no size", () => {
    const { result, steps } = explainEmptyDirMemorySize('16Gi', memory('1Gi'), limited, { kubernetesVersion: '1.19', hostMemory: '32Gi' });
    expect(JSON.parse(JSON.stringify(result))).toEqual({ size: '0', candidates: [], mountOptions: [], kernelDefault: '16Gi' });
    expect(steps).toMatchObject([{ because: 'volume-not-sized', outcome: 'skipped' }]);
  });
});
