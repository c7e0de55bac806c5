import { statsSourceOf } from '../../../src/core/cached-stats.ts';
import { describe, expect, it } from 'vitest';
import { evictionOfCycle, type EvictionFacts } from '../../../src/eviction/manager/cycle-eviction.ts';
import { cycleRules, type CycleNote } from '../../../src/eviction/manager/explanation.ts';
import { recorded } from '../../../src/explanation.ts';
import { makeSignalObservations } from '../../../src/eviction/observations/observations.ts';
import { releaseOf } from '../../../src/version/release.ts';
import type { Threshold } from '../../../src/eviction/thresholds/thresholds.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import type { PodLike } from '../../../src/core/index.ts';

const thresholdOf = (signal: Threshold['signal'], gracePeriodSeconds = 0): Threshold => ({
  signal,
  operator: 'LessThan',
  value: { quantity: Quantity.parse('10Gi') },
  gracePeriodSeconds,
  minReclaim: { quantity: Quantity.parse('1Gi') },
});
const disk = thresholdOf('nodefs.available');
const podOf = (name: string, priority: number, terminationGracePeriodSeconds = 30): PodLike => ({
  metadata: { name, uid: name },
  spec: { containers: [], priority, terminationGracePeriodSeconds },
});
const free = (availableBytes: number) => () => makeSignalObservations({ node: { fs: { availableBytes, capacityBytes: 2 ** 40 } } });

function evict(
  version: string,
  threshold: Threshold,
  change: Partial<EvictionFacts<PodLike>> = {},
): { steps: unknown[]; eviction: unknown } {
  const facts: EvictionFacts<PodLike> = {
    pods: [podOf('a', 0), podOf('critical', 2_000_000_000)],
    source: statsSourceOf(() => ({ podRef: {} })),
    observations: {},
    thresholds: [threshold],
    after: free(0),
    layout: 'single',
    maxPodGracePeriodSeconds: 60,
    release: releaseOf({ kubernetesVersion: version }),
    ...change,
  };
  const { result: eviction, steps } = recorded(cycleRules, (note: CycleNote) => evictionOfCycle(facts, [threshold], note));
  return { eviction: eviction && [eviction.pod.metadata?.name, eviction.gracePeriodSeconds], steps: steps.map(({ because }) => because) };
}

describe('evictionOfCycle', () => {
  it('evicts the first pod that may be evicted', () => {
    expect(evict('1.37', disk)).toEqual({ eviction: ['a', 1], steps: ['cycle-reclaim-short', 'cycle-evicts'] });
    const pods = [podOf('critical', 2_000_000_000)];
    expect(evict('1.37', thresholdOf('memory.available'), { pods })).toEqual({
      eviction: undefined,
      steps: ['cycle-is-spared', 'cycle-evicts-none'],
    });
    expect(evictionOfCycle({} as never, [], () => undefined)).toBeUndefined();
  });
  it('evicts none where the node reclaims enough, since 1.22 with the minimum reclaim', () => {
    expect(evict('1.37', disk, { after: free(11 * 2 ** 30) })).toEqual({ eviction: undefined, steps: ['cycle-reclaim-enough'] });
    expect(evict('1.37', disk, { after: free(10 * 2 ** 30) }).eviction).toBeDefined();
    expect(evict('1.21', disk, { after: free(10 * 2 ** 30) }).eviction).toBeUndefined();
  });
  it.each([
    ['1.37', 'memory.available', 'single', false],
    ['1.37', 'nodefs.available', 'single', true],
    ['1.37', 'nodefs.available', 'dedicated', false],
    ['1.37', 'imagefs.available', 'dedicated', true],
    ['1.37', 'nodefs.available', 'split', true],
    ['1.37', 'containerfs.available', 'dedicated', true],
    ['1.31', 'containerfs.available', 'dedicated', false],
  ] as const)('in %s a node reclaims for %s on %s filesystems: %s', (version, signal, layout, reclaims) => {
    const { steps } = evict(version, thresholdOf(signal), { layout });
    expect(steps.includes('cycle-reclaim-short') || steps.includes('cycle-reclaim-enough')).toBe(reclaims);
  });
  it.each([
    ['1.37', 0, 1],
    ['1.30', 0, 0],
    ['1.31', 5, 60],
    ['1.32', 5, 30],
  ])('in %s with a grace period of %d the pod has %d seconds', (version, grace, seconds) => {
    expect(evict(version, thresholdOf('pid.available', grace)).eviction).toEqual(['a', seconds]);
  });
  it('names the place of what is wrong', () => {
    const pods = [podOf('a', 0, 1.5)];
    expect(() => evict('1.37', thresholdOf('pid.available', 5), { pods })).toThrow(
      expect.objectContaining({ path: 'pods[0].spec.terminationGracePeriodSeconds' }),
    );
  });
});
