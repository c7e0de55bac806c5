import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { rankDiskPressure, rankForSignal, rankMemoryPressure, rankPIDPressure } from '../../../src/eviction/ranking/rank.ts';
import { deepFreeze } from '../../deep-freeze.ts';

interface NamedPod extends PodLike {
  readonly metadata: { readonly name: string };
}
const podOf = (name: string, memory: string, priority: number): NamedPod =>
  deepFreeze({ metadata: { name, uid: name }, spec: { containers: [{ name: 'app', resources: { requests: { memory } } }], priority } });
const Gi = 2 ** 30;
const pods = Object.freeze([
  podOf('guaranteed-above', '1Gi', 1000),
  podOf('within', '8Gi', 0),
  podOf('above-low', '1Gi', 0),
  podOf('above-low-more', '1Gi', 0),
  podOf('unmeasured', '1Gi', 2_000_000_000),
]);
const stats = deepFreeze(
  Object.entries({ 'guaranteed-above': 2 * Gi, within: 7 * Gi, 'above-low': 2 * Gi, 'above-low-more': 3 * Gi }).map(
    ([uid, workingSetBytes]) => ({ podRef: { uid }, memory: { workingSetBytes }, process_stats: { process_count: uid.length } }),
  ),
);
const names = (ranked: readonly NamedPod[]): string[] => ranked.map(({ metadata }) => metadata.name);

describe('rankMemoryPressure', () => {
  it('puts pods without statistics first, then those above their request by priority and usage', () => {
    const order = ['unmeasured', 'above-low-more', 'above-low', 'guaranteed-above', 'within'];
    expect(names(rankMemoryPressure(pods, stats))).toEqual(order);
    expect(names(rankForSignal('allocatableMemory.available', pods, stats, {}))).toEqual(order);
  });
  it("hands the caller's own pods back and takes a lookup as well", () => {
    const [first] = rankMemoryPressure(pods, () => undefined);
    expect(first).toBe(pods[1]);
  });
  it('names the place of what is wrong', () => {
    const at = (path: string): unknown => expect.objectContaining({ path });
    expect(() => rankMemoryPressure([{}, podOf('bad', '1GB', 0)], () => ({ podRef: {} }))).toThrow(
      at('pods[1].spec.containers[0].resources.requests.memory'),
    );
    const bad = { podRef: { uid: 'within' }, memory: { workingSetBytes: -1 } };
    expect(() => rankMemoryPressure(pods, [bad])).toThrow(at('stats[0].memory.workingSetBytes'));
    expect(() => rankMemoryPressure('pods' as never, [])).toThrow(at('pods'));
    expect(() => rankMemoryPressure([5 as never], [])).toThrow(at('pods[0]'));
    expect(() => rankMemoryPressure([], [null as never])).toThrow(at('stats[0]'));
    expect(() => rankMemoryPressure([], [{ podRef: 5 as never }])).toThrow(at('stats[0].podRef'));
  });
});

it('rankPIDPressure puts priority before everything', () => {
  expect(names(rankPIDPressure(pods, stats))).toEqual(['above-low-more', 'above-low', 'within', 'guaranteed-above', 'unmeasured']);
  expect(names(rankPIDPressure(pods, stats, { kubernetesVersion: '1.18' }))[0]).toBe('within');
});

describe('rankDiskPressure', () => {
  it('refuses parts and resources that do not exist', () => {
    const refused = (pressure: unknown, path: string): void =>
      expect(() => rankDiskPressure(pods, stats, pressure as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path }));
    refused({ fsStatsToMeasure: ['rootfs'], diskResource: 'inodes' }, 'pressure.fsStatsToMeasure');
    refused({ fsStatsToMeasure: [], diskResource: 'bytes' }, 'pressure.diskResource');
    refused(undefined, 'pressure');
  });
  it('counts inodes of any pod as too many', () => {
    const used = (uid: string, inodesUsed: number): object => ({ podRef: { uid }, containers: [{ name: 'app', rootfs: { inodesUsed } }] });
    const ranked = rankDiskPressure(pods, [used('within', 1), used('above-low', 0)] as never, {
      fsStatsToMeasure: ['root'],
      diskResource: 'inodes',
    });
    expect(names(ranked).slice(-2)).toEqual(['within', 'above-low']);
  });
});
