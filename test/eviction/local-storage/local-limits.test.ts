import { describe, expect, it } from 'vitest';
import { isExceeded, localLimits } from '../../../src/eviction/local-storage/local-limits.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const limits = (amount: string): object => ({ limits: { 'ephemeral-storage': amount } });
const pod = deepFreeze({
  spec: {
    containers: [{ name: 'app', resources: limits('1Gi') }, { name: 'zero', resources: limits('0') }, { name: 'free' }],
    initContainers: [
      { name: 'proxy', restartPolicy: 'Always', resources: limits('2Mi') },
      { name: 'setup', resources: limits('1Mi') },
    ],
    volumes: [
      { name: 'cache', emptyDir: { sizeLimit: '5' } },
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '6' } },
      { name: 'zero', emptyDir: { sizeLimit: '0' } },
      { name: 'claim', persistentVolumeClaim: {} },
    ],
  },
});
const stats = deepFreeze({
  podRef: {},
  containers: [
    { name: 'proxy', logs: { usedBytes: 1 } },
    { name: 'app', rootfs: { usedBytes: 10 }, logs: { usedBytes: 20 } },
    { name: 'gone', logs: { usedBytes: 5 } },
  ],
  volume: [
    { name: 'cache', usedBytes: 9 },
    { name: 'cache', usedBytes: 5 },
  ],
  'ephemeral-storage': { usedBytes: 100 },
});

const shown = (kubernetesVersion: string, dedicatedImageFs = false, gates = {}): unknown =>
  localLimits(pod, { stats, dedicatedImageFs }, releaseOf({ kubernetesVersion, featureGates: gates })).map(({ kind, name, limit, usage }) =>
    [kind, name, limit.toString(), usage?.toString()].filter((part) => part !== undefined).join(' '),
  );

describe('localLimits', () => {
  it('are those of volumes, of the pod, of containers', () => {
    expect(shown('1.37')).toEqual(['volume cache 5 5', 'volume shm 6', 'pod 1026Mi 100', 'container proxy 2Mi 1', 'container app 1Gi 30']);
  });
  it('know sidecars by their minor, and count what its minor counts', () => {
    expect(shown('1.36', true)).toEqual(['volume cache 5 5', 'volume shm 6', 'pod 1026Mi 100', 'container app 1Gi 20']);
    expect(shown('1.20')).toEqual(['volume cache 5 5', 'volume shm 6', 'pod 1Gi 45', 'container app 1Gi 30']);
    expect(shown('1.20', true)).toContain('pod 1Gi 35');
  });
  it('leave volumes of memory to the kernel where they can be resized', () => {
    expect(shown('1.37', false, { InPlacePodVerticalScalingMemoryBackedVolumes: true })).not.toContain('volume shm 6');
  });
  it('panics on a volume without use, also on one of another name', () => {
    const bad = { podRef: {}, volume: [{ name: 'a', usedBytes: 1 }, { name: 'b' }] };
    expect(() => localLimits({}, { stats: bad, dedicatedImageFs: false }, releaseOf(undefined))).toThrow(
      expect.objectContaining({ code: 'UpstreamPanics', path: 'volume[1].usedBytes' }),
    );
  });
  it('are exceeded above, not at the limit', () => {
    const found = localLimits(pod, { stats, dedicatedImageFs: false }, releaseOf(undefined));
    expect(found.some(isExceeded)).toBe(false);
    expect(localLimits(pod, { stats: undefined, dedicatedImageFs: false }, releaseOf(undefined)).some(isExceeded)).toBe(false);
  });
});
