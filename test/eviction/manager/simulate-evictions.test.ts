import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initialEvictionState, parseThresholdConfig, rankForSignal, simulateEvictions } from '../../../src/eviction/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const Mi = 2 ** 20;
const podOf = (name: string, priority = 0, containers: readonly object[] = []): { readonly metadata: { readonly uid: string } } =>
  deepFreeze({ metadata: { name, uid: name }, spec: { containers, priority } });
const statsOf = (uid: string, mebibytes: number): { readonly podRef: { readonly uid: string } } =>
  ({
    podRef: { uid },
    memory: { workingSetBytes: mebibytes * Mi },
    containers: [{ name: 'app', logs: { usedBytes: mebibytes * Mi } }],
  }) as never;
const configOf = (evictionHard: Record<string, string>, more = {}): never =>
  deepFreeze({ thresholds: parseThresholdConfig({ evictionHard, ...more }), pressureTransitionPeriodSeconds: 300 }) as never;
const memoryOf = (mebibytes: number): object => ({
  node: { memory: { time: 0, availableBytes: mebibytes * Mi, workingSetBytes: 8192 * Mi } },
});

function simulate(
  config: never,
  observation: object,
  simulation: object = {},
  options = {},
): { cycles: readonly string[]; reason: string } {
  const { cycles, reason } = simulateEvictions(
    initialEvictionState,
    deepFreeze({ now: 0, ...observation }) as never,
    config,
    { maxCycles: 20, ...simulation },
    options,
  );
  const shown = cycles.map(({ evictions, available }) => {
    const names = evictions.map(({ pod }) => (pod as { metadata: { uid: string } }).metadata.uid).join('+');
    return `${names} ${String(available['memory.available'] ?? available['nodefs.available'])}`;
  });
  return { cycles: shown, reason };
}

describe('simulateEvictions', () => {
  const pods = [podOf('a'), podOf('b', 1), podOf('c', 2)];
  const measured = [statsOf('a', 50), statsOf('b', 30), statsOf('c', 20)];

  it('goes on until the threshold and its minimum reclaim are satisfied', () => {
    const config = configOf({ 'memory.available': '100Mi' }, { evictionMinimumReclaim: { 'memory.available': '20Mi' } });
    const seen = { summary: { ...memoryOf(50), pods: measured }, pods };
    expect(simulate(config, seen)).toEqual({ cycles: ['a 100Mi', 'b 130Mi', ' 130Mi'], reason: 'resolved' });
    expect(simulate(config, seen, { maxCycles: 1 })).toEqual({ cycles: ['a 100Mi'], reason: 'maxCycles' });
    expect(simulate(config, seen, { freedFraction: 0.5 })).toEqual({ cycles: ['a 75Mi', 'b 90Mi', 'c 100Mi', ' 100Mi'], reason: 'stuck' });
  });

  it('waits for grace periods, without the cycles in between', () => {
    const soft = { evictionSoft: { 'memory.available': '1Gi' }, evictionSoftGracePeriod: { 'memory.available': '95s' } };
    const seen = { summary: { ...memoryOf(1000), pods: measured }, pods };
    expect(simulate(configOf({}, soft), seen)).toEqual({ cycles: [' 1000Mi', 'a 1050Mi', ' 1050Mi'], reason: 'resolved' });
  });

  it('counts what the node reclaims by itself', () => {
    const fs = (mebibytes: number): object => ({
      node: { fs: { availableBytes: mebibytes * Mi, capacityBytes: 1024 * Mi } },
      pods: measured,
    });
    const config = configOf({ 'nodefs.available': '100Mi' });
    expect(simulate(config, { summary: fs(10), afterNodeReclaim: fs(40), pods })).toEqual({
      cycles: ['a 90Mi', 'b 120Mi', ' 120Mi'],
      reason: 'resolved',
    });
    expect(simulate(config, { summary: fs(10), afterNodeReclaim: fs(100), pods })).toEqual({
      cycles: [' 100Mi', ' 100Mi'],
      reason: 'resolved',
    });
  });

  it('is stuck where only critical pods are left', () => {
    const seen = { summary: memoryOf(50), pods: [podOf('critical', 2_000_000_000)] };
    expect(simulate(configOf({ 'memory.available': '100Mi' }), seen)).toEqual({ cycles: [' 50Mi', ' 50Mi'], reason: 'stuck' });
  });

  it('evicts in the order of the ranking, each pod once, and frees what each used', () => {
    const pod = fc.record({ used: fc.nat(400), request: fc.nat(400), priority: fc.constantFrom(0, 1, 2_000_000_000) });
    fc.assert(
      fc.property(fc.array(pod, { maxLength: 8 }), fc.nat(500), (list, available) => {
        const some = list.map(({ request, priority }, i) =>
          podOf(`p${i}`, priority, [{ name: 'app', resources: { requests: { memory: `${request}Mi` } } }]),
        );
        const stats = list.map(({ used }, i) => statsOf(`p${i}`, used));
        const seen = deepFreeze({ now: 0, summary: { ...memoryOf(available), pods: stats }, pods: some });
        const { cycles, reason } = simulateEvictions(initialEvictionState, seen as never, configOf({ 'memory.available': '500Mi' }), {
          maxCycles: 99,
        });
        const evicted = cycles.flatMap(({ evictions }) => evictions.map(({ pod: one }) => one));
        const ranked = rankForSignal('memory.available', some, stats, {}).filter(
          (one) => list[some.indexOf(one)]!.priority < 2_000_000_000,
        );
        expect(evicted).toEqual(ranked.slice(0, evicted.length));
        let free = available;
        for (const { evictions, available: after } of cycles) {
          for (const { pod: one } of evictions) free += list[some.indexOf(one as never)]!.used;
          expect(after['memory.available']?.value()).toBe(BigInt(free * Mi));
        }
        expect(reason).toBe(free >= 500 ? 'resolved' : 'stuck');
        if (reason === 'stuck') expect(evicted).toHaveLength(ranked.length);
      }),
    );
  });

  it.each([
    ['simulation', undefined],
    ['simulation.maxCycles', {}],
    ['simulation.maxCycles', { maxCycles: 0 }],
    ['simulation.freedFraction', { maxCycles: 1, freedFraction: 2 }],
    ['simulation.freedFraction', { maxCycles: 1, freedFraction: NaN }],
  ])('refuses at %s the assumption %j', (path, simulation) => {
    const seen = { now: 0, summary: memoryOf(1), pods: [] };
    expect(() => simulateEvictions(initialEvictionState, seen as never, configOf({}), simulation as never)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path }),
    );
  });
});
