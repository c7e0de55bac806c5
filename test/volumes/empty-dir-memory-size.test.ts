import { describe, expect, it } from 'vitest';
import type { PodLike, VolumeSourceLike } from '../../src/core/index.ts';
import { calculateEmptyDirMemorySize, explainEmptyDirMemorySize } from '../../src/volumes/empty-dir-memory-size.ts';
import { renderExplanation } from '../../src/report/index.ts';
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
    expect(() => calculateEmptyDirMemorySize('16Gi', null as never, limited)).toThrow(refused('volume.emptyDir', 'UpstreamPanics'));
    expect(() => calculateEmptyDirMemorySize('16Gi', [] as never, limited)).toThrow(refused('volume', 'InvalidInput'));
    expect(() => calculateEmptyDirMemorySize('16Gi', memory(), limited, { os: 'Linux' })).toThrow(refused('options.os', 'InvalidInput'));
    const old = { kubernetesVersion: '1.19', hostMemory: '1K' };
    expect(() => explainEmptyDirMemorySize('16Gi', memory(), limited, old)).toThrow(refused('options.hostMemory'));
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

  const words = (volume: VolumeSourceLike, pod: PodLike, options = {}): string[] =>
    renderExplanation(explainEmptyDirMemorySize('60Gi', volume, pod, options)).map(({ text }) => text);
  it.each([
    [memory(), limited, ["The pod's limit of 2Gi is lower.", 'The volume has no sizeLimit. So the volume is 2Gi.']],
    [memory('1Gi'), limited, ["The pod's limit of 2Gi is lower.", 'The sizeLimit of 1Gi is lower. So the volume is 1Gi.']],
    [memory('2Gi'), limited, ["The pod's limit of 2Gi is lower.", 'The sizeLimit of 2Gi is the same. So the volume is 2Gi.']],
    [
      memory('3Gi'),
      limited,
      ["The pod's limit of 2Gi is lower.", 'The sizeLimit of 3Gi is higher, so it does not count. So the volume is 2Gi.'],
    ],
    [
      memory('0'),
      { spec: { containers: [{ name: 'app', resources: { limits: { memory: '60Gi', cpu: '1' } } }] } },
      ["The pod's limit of 60Gi is the same.", 'The sizeLimit of 0 is not above 0, so it does not count. So the volume is 60Gi.'],
    ],
    [
      memory('-1'),
      { spec: { containers: [{ name: 'app', resources: { limits: { memory: '61Gi', cpu: '1' } } }] } },
      [
        "The pod's limit of 61Gi is higher, so it does not count.",
        'The sizeLimit of -1 is not above 0, so it does not count. So the volume is 60Gi.',
      ],
    ],
  ])('concludes in words: %j of %j', (volume, pod, last) =>
    expect(words(volume, pod)).toEqual(['The kubelet gives the volume a size.', 'The node allows up to 60Gi.', ...last]),
  );
  it('says of a volume on disk that the kubelet does not give it a size', () => {
    for (const medium of ['', undefined, null, 'HugePages']) {
      const [first, ...others] = words({ emptyDir: { medium } }, limited);
      expect(first).toBe(
        'The volume is not in memory, so the kubelet does not give it a size. What follows is what it would give a volume of the medium Memory.',
      );
      expect(others).toEqual(words(memory(), limited).slice(1));
    }
    expect(words({ emptyDir: {} }, limited, { kubernetesVersion: '1.19' })).toHaveLength(1);
  });

  it("tells the kernel's default where there is no size", () => {
    const { result, steps } = explainEmptyDirMemorySize('16Gi', memory('1Gi'), limited, { kubernetesVersion: '1.19', hostMemory: '32Gi' });
    expect(JSON.parse(JSON.stringify(result))).toEqual({ size: '0', candidates: [], mountOptions: [], kernelDefault: '16Gi' });
    expect(steps).toMatchObject([{ because: 'volume-not-sized', outcome: 'skipped' }]);
  });
});
