import { describe, expect, it } from 'vitest';
import type { PodStatsLike } from '../../../src/core/index.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import type { ResizePlan } from '../../../src/resize/actions/plan.ts';
import { validateMemoryResizeAction } from '../../../src/resize/actions/usage.ts';

const sizes = (memoryLimit: bigint): ResizePlan['memory'][number]['from'] => ({
  memoryLimit,
  memoryRequest: 0n,
  cpuLimit: 0n,
  cpuRequest: 0n,
});
const plan: ResizePlan = {
  restarts: [],
  memory: [{ name: 'app', from: sizes(200n), to: sizes(100n) }],
  cpu: [],
  grown: [],
  shrunk: [],
  ownResources: false,
};
const pod = { metadata: { name: 'p' }, spec: { containers: [] } };
const stats = (podUsage: number | undefined, usage: number | undefined): PodStatsLike => ({
  podRef: { name: 'p', namespace: 'd', uid: 'u' },
  memory: { usageBytes: podUsage },
  containers: [
    { name: 'other', memory: { usageBytes: 1000 } },
    { name: 'app', memory: { usageBytes: usage } },
  ],
});
const refused = (used: PodStatsLike, minor = 37, of = plan): string | undefined =>
  validateMemoryResizeAction({ plan: of, limit: Quantity.parse('100'), current: 200n, pod, stats: used }, minor)?.message;

describe('validateMemoryResizeAction', () => {
  it.each([
    ['nothing above the limits', stats(99, 99), undefined],
    [
      'a container at its new limit',
      stats(99, 100),
      'cannot decrease memory limits: attempting to set container "app" memory limit (100) below current usage (99)',
    ],
    [
      'the pod at its new limit',
      stats(100, 0),
      'cannot decrease memory limits: attempting to set pod memory limit (100) below current usage (100)',
    ],
    ['no usage of the pod', stats(undefined, 0), 'cannot decrease memory limits: missing pod memory usage'],
    [
      'no usage at all',
      stats(undefined, undefined),
      'cannot decrease memory limits: [missing pod memory usage, missing container "app" memory usage]',
    ],
  ])('%s', (_why, used, message) => expect(refused(used)).toBe(message));

  it('tells the usage of the container since 1.38', () => {
    const texts = [refused(stats(99, 100), 38), refused(stats(undefined, 100), 38)];
    expect(texts).toEqual([
      'cannot decrease memory limits: attempting to set container "app" memory limit (100) below current usage (100)',
      'cannot decrease memory limits: [missing pod memory usage, attempting to set container "app" memory limit (100) below current usage (100)]',
    ]);
  });

  it('tells the usage of the pod where a container uses too much, and panics without, up to 1.37', () => {
    expect(() => refused(stats(undefined, 100))).toThrow(
      expect.objectContaining({ code: 'UpstreamPanics', path: 'stats.memory.usageBytes' }),
    );
  });

  it('looks at the whole pod in 1.33, and asks nothing where no memory changes', () => {
    const text = 'aborting attempt to set pod memory limit less than current memory usage for pod p';
    expect([refused(stats(100, 0), 33), refused(stats(99, 500), 33)]).toEqual([text, undefined]);
    expect(refused(stats(1000, 1000), 37, { ...plan, memory: [] })).toBeUndefined();
  });

  it('refuses statistics that are none', () => {
    const used = { ...stats(1, 1), memory: { usageBytes: -1 } };
    expect(() => refused(used)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'stats.memory.usageBytes' }));
  });
});
