import { describe, expect, it } from 'vitest';
import { statsSourceOf } from '../../../src/core/cached-stats.ts';
import type { IntegerLike } from '../../../src/core/index.ts';
import { SizingError } from '../../../src/errors.ts';
import {
  atPodOrStats,
  priorityAt,
  prioritiesCount,
  useAt,
  useReader,
  type Measure,
  type PodUse,
} from '../../../src/eviction/ranking/pod-use.ts';
import { releaseOf } from '../../../src/version/release.ts';

const container = { name: 'app', resources: { requests: { memory: '1Gi', 'ephemeral-storage': '2Gi' } } };
const pod = { spec: { containers: [container], priority: 7 } };
const stats = () => ({ podRef: {}, memory: { workingSetBytes: 5 }, process_stats: { process_count: 6 } });
const source = statsSourceOf(stats);

describe('what a pod uses', () => {
  it.each([
    ['memory', 5, '1Gi', 5 - 2 ** 30, false],
    ['pids', 6, undefined, 6, false],
    [{ parts: ['root'], resource: 'ephemeral-storage' } as const, 0, '2Gi', -(2 ** 31), false],
    [{ parts: ['root'], resource: 'inodes' } as const, 0, '2Gi', -(2 ** 31), false],
  ] as const)('of %j is %d, its request %s', (measure, usage, request, above, exceedsRequest) => {
    const use = useAt([pod], 0, useReader(measure, source, releaseOf(undefined)));
    expect({ ...use, request: use?.request?.toString() }).toEqual({ usage, request, above, exceedsRequest });
  });

  const used = (measure: Measure, memory: string, bytes: IntegerLike): PodUse | undefined => {
    const asking = { spec: { containers: [{ name: 'app', resources: { requests: { memory, 'ephemeral-storage': memory } } }] } };
    const measured = { podRef: {}, memory: { workingSetBytes: bytes }, containers: [{ name: 'app', logs: { inodesUsed: bytes } }] };
    return useAt(
      [asking],
      0,
      useReader(
        measure,
        statsSourceOf(() => measured),
        releaseOf(undefined),
      ),
    );
  };
  it('is exact above the request', () => {
    expect(used('memory', '500m', 1)).toMatchObject({ exceedsRequest: true });
    expect(used('memory', '500m', 1)?.above.toString()).toBe('500m');
    expect(used('memory', '1.5Gi', 1610612737)).toMatchObject({ above: expect.anything(), exceedsRequest: true });
    expect(used('memory', '0', 2n ** 62n)?.above.toString()).toBe('4Ei');
    expect(used('memory', '0', 0)).toMatchObject({ above: 0, exceedsRequest: false });
  });
  it('in inodes exceeds a request of inodes, and counts above one of bytes', () => {
    const inodes = { parts: ['logs'], resource: 'inodes' } as const;
    expect(used(inodes, '1Gi', 3)).toMatchObject({ above: 3 - 2 ** 30, exceedsRequest: true });
    expect(used(inodes, '1Gi', 0)).toMatchObject({ exceedsRequest: false });
  });
});

it('priorities do not count with their gate off', () => {
  const off = releaseOf({ kubernetesVersion: '1.15', featureGates: { PodPriority: false } });
  expect(prioritiesCount(15)(off.gate)).toBe(false);
  expect(priorityAt([pod], 0, useReader('memory', source, off))).toBe(0);
  expect(priorityAt([pod], 0, useReader('memory', source, releaseOf(undefined)))).toBe(7);
  expect(prioritiesCount(16)(() => false)).toBe(true);
});

describe('errors', () => {
  const reader = useReader('memory', statsSourceOf(stats), releaseOf(undefined));
  it('blame the pod for what it requests, also where no container is to blame', () => {
    const failing = (path: string | undefined): typeof reader => ({
      ...reader,
      requestOf: () => {
        throw new SizingError('OutOfRange', 'x', { path });
      },
    });
    expect(() => useAt([pod, pod], 1, failing('spec.overhead.memory'))).toThrow(
      expect.objectContaining({ path: 'pods[1].spec.overhead.memory' }),
    );
    expect(() => useAt([pod, pod], 1, failing(undefined))).toThrow(expect.objectContaining({ path: 'pods[1]' }));
  });
  it('tell a promise from statistics', () => {
    const later = useReader('memory', statsSourceOf((async () => stats()) as never), releaseOf(undefined));
    expect(() => useAt([pod], 0, later)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'stats(pods[0])' }));
  });
  it.each([
    ['spec.priority', 'pods[3].spec.priority', 'spec.priority'],
    ['metadata', 'pods[3].metadata', 'metadata'],
    ['memory.workingSetBytes', 'stats(pods[3]).memory.workingSetBytes', 'stats(pod).memory.workingSetBytes'],
  ])('about %s are at %s', (path, inList, alone) => {
    const error = new SizingError('InvalidInput', 'x', { path });
    expect(atPodOrStats(error, 'pods[3]', {}, source)).toMatchObject({ path: inList });
    expect(atPodOrStats(error, undefined, {}, source)).toMatchObject({ path: alone });
  });
});
