import { describe, expect, it } from 'vitest';
import type { VolumeLike } from '../../../src/core/index.ts';
import { visitEach } from '../../../src/core/pod-fields.ts';
import {
  exactQuantity,
  fsUsage,
  isRankedVolume,
  memoryUsage,
  podDiskUsage,
  processUsage,
  statOf,
} from '../../../src/eviction/ranking/pod-usage.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const podRef = {};

describe('usage', () => {
  it.each([
    [memoryUsage({ podRef, memory: { workingSetBytes: 5 } }), 5],
    [memoryUsage({ podRef, memory: null }), 0],
    [memoryUsage({ podRef, memory: { workingSetBytes: 2n ** 63n } }), -(2n ** 63n)],
    [processUsage({ podRef, process_stats: { process_count: 7 } }), 7],
    [processUsage({ podRef }), 0],
    [fsUsage({ name: 'a', rootfs: { usedBytes: 5, inodesUsed: 6 } }, 'rootfs', 'ephemeral-storage'), 5],
    [fsUsage({ name: 'a', rootfs: { usedBytes: 5, inodesUsed: 6 } }, 'rootfs', 'inodes'), 6],
    [fsUsage({ name: 'a' }, 'rootfs', 'inodes'), 0],
    [statOf({ logs: { usedBytes: null } }, 'logs', 'usedBytes'), undefined],
  ])('is %s', (usage, expected) => expect(usage).toBe(expected));

  it('names the place of what is no statistic', () => {
    expect(() => memoryUsage({ podRef, memory: 'x' as never })).toThrow(expect.objectContaining({ path: 'memory' }));
    expect(() => fsUsage({ name: 'a', logs: { usedBytes: -1 } }, 'logs', 'ephemeral-storage')).toThrow(
      expect.objectContaining({ path: 'logs.usedBytes' }),
    );
    const fail = (): void => void fsUsage({ name: 'a', logs: { usedBytes: 1.5 } }, 'logs', 'ephemeral-storage');
    expect(() => visitEach([{}, {}], 'containers', fail)).toThrow(expect.objectContaining({ path: 'containers[0].logs.usedBytes' }));
  });
});

describe('podDiskUsage', () => {
  const pod = deepFreeze({
    spec: {
      containers: [],
      volumes: [
        { name: 'a', emptyDir: {} },
        { name: 'b', hostPath: { path: '/' } },
      ],
    },
  });
  const stats = deepFreeze({
    podRef,
    containers: [
      { name: 'c', rootfs: { usedBytes: 1, inodesUsed: 10 }, logs: { usedBytes: 2, inodesUsed: 20 } },
      { name: 'd', logs: { usedBytes: 4 } },
    ],
    volume: [
      { name: 'a', usedBytes: 8, inodesUsed: 40 },
      { name: 'a', usedBytes: 16 },
      { name: 'b', usedBytes: 32 },
    ],
  });
  const counts = (): boolean => true;
  it.each([
    [['root'], 'ephemeral-storage', 1],
    [['logs'], 'ephemeral-storage', 6],
    [['localVolumeSource'], 'ephemeral-storage', 40],
    [['root', 'logs', 'localVolumeSource', 'images'], 'inodes', 70],
    [['images'], 'inodes', 0],
    [[], 'inodes', 0],
  ] as const)('of %j in %s is %d', (parts, resource, used) => expect(podDiskUsage(pod, stats, { parts, resource, counts })).toBe(used));
  it('finds a volume without a name', () => {
    const nameless = { spec: { containers: [], volumes: [{ emptyDir: {} } as VolumeLike, { name: null as never, emptyDir: {} }] } };
    const used = { podRef: {}, volume: [{ usedBytes: 3 }, { name: '', usedBytes: 5 }] };
    expect(podDiskUsage(nameless, used, { parts: ['localVolumeSource'], resource: 'ephemeral-storage', counts: () => true })).toBe(6);
  });
  it('asks which volumes count', () => {
    const isEmptyDir = ({ emptyDir }: VolumeLike): boolean => emptyDir !== undefined && emptyDir !== null;
    const emptyDirs = { parts: ['localVolumeSource'], resource: 'ephemeral-storage', counts: isEmptyDir } as const;
    expect(podDiskUsage(pod, stats, emptyDirs)).toBe(8);
  });
});

it.each([
  [{ hostPath: {} }, 37, true],
  [{ emptyDir: { medium: 'HugePages' } }, 20, true],
  [{ emptyDir: { medium: 'HugePages' } }, 21, false],
  [{ downwardAPI: {} }, 20, false],
  [{ configMap: {} }, 20, true],
  [{ secret: {} }, 37, false],
])('the volume %j counts in 1.%d: %s', (volume, minor, counts) =>
  expect(isRankedVolume(minor)({ name: 'v', ...volume }, minor)).toBe(counts),
);

it.each([
  [5, '5'],
  [2n ** 53n, '8Pi'],
  [-(2n ** 62n), '-4Ei'],
  [2n ** 64n + 1n, '18446744073709551617'],
  [-(2n ** 65n), '-32Ei'],
])('the exact quantity of %s is %s', (amount, text) => expect(exactQuantity(amount, 'BinarySI', 37).toString()).toBe(text));
