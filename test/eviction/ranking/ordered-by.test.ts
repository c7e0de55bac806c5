import { statsSourceOf } from '../../../src/core/cached-stats.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PodLike, StatsFunc } from '../../../src/core/index.ts';
import { comparisonOf, decisionOf, keysOf, orderedBy, rankedPlaces, type RankKeys } from '../../../src/eviction/ranking/ordered-by.ts';
import { useReader, type Measure } from '../../../src/eviction/ranking/pod-use.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { Quantity } from '../../../src/quantity/index.ts';

const amounts = ['0', '1', '500m', '1Gi', '1.5Gi', '1073741825', '8Ei', '0.5', '9007199254740993'];
const usages = [undefined, 0, 1, 2, 2 ** 30, 2 ** 30 + 1, 1610612736, 2n ** 62n, 2n ** 53n + 1n, 2n ** 63n];

/** The keys of a measure in the newest minor. */
function keysFor(measure: Measure, pods: readonly PodLike[], stats: StatsFunc): RankKeys {
  const release = releaseOf(undefined);
  return keysOf(pods, useReader(measure, statsSourceOf(stats), release), orderedBy(measure, release.minor));
}

it.each([
  ['memory', 37, ['exceedMemoryRequests', 'priority', 'memory']],
  ['pids', 37, ['priority', 'process']],
  ['pids', 18, ['priority']],
  [{ parts: ['root'], resource: 'inodes' } as const, 37, ['exceedDiskRequests', 'priority', 'disk']],
] as const)('%j in 1.%d is ordered by %j', (measure, minor, criteria) => expect(orderedBy(measure, minor)).toEqual(criteria));

describe('the keys', () => {
  const pod = fc.record({ request: fc.constantFrom(...amounts), used: fc.constantFrom(...usages), priority: fc.constantFrom(0, 1) });
  const given = fc.array(pod, { minLength: 2, maxLength: 6 });
  type Given = { readonly request: string; readonly used: number | bigint | undefined; readonly priority: number };
  const podsOf = (list: readonly Given[]): readonly PodLike[] =>
    list.map(({ request, priority }, i) => ({
      metadata: { uid: String(i) },
      spec: { containers: [{ name: 'a', resources: { requests: { memory: request } } }], priority },
    }));
  const statsOf =
    (list: readonly Given[]): StatsFunc =>
    ({ metadata }) => {
      const { used } = list[Number(metadata?.uid)]!;
      return used === undefined ? undefined : { podRef: {}, memory: { workingSetBytes: used }, process_stats: { process_count: used } };
    };
  const exactly = (used: number | bigint): Quantity => Quantity.fromInt64(BigInt.asIntN(64, BigInt(used)));
  const compareAll = (measure: Measure, list: readonly Given[], expected: (a: Given, b: Given) => number): void => {
    const compare = comparisonOf(keysFor(measure, podsOf(list), statsOf(list)));
    for (const [i, a] of list.entries())
      for (const [j, b] of list.entries()) expect(Math.sign(compare(i, j)) + 0).toBe(Math.sign(expected(a, b)) + 0);
  };

  it('order pods by memory as exact amounts do', () => {
    const keyOf = ({ request, used }: Given): { group: number; above: Quantity } => {
      const above = used === undefined ? undefined : exactly(used).sub(request);
      return { group: above === undefined ? 0 : above.sign() > 0 ? 1 : 2, above: above ?? Quantity.fromInt64(0) };
    };
    const expected = (a: Given, b: Given): number => {
      const [one, other] = [keyOf(a), keyOf(b)];
      return one.group - other.group || a.priority - b.priority || other.above.cmp(one.above);
    };
    fc.assert(fc.property(given, (list) => compareAll('memory', list, expected)));
  });

  it('order pods by processes as exact amounts do', () => {
    const expected = (a: Given, b: Given): number => {
      if (a.priority !== b.priority) return a.priority - b.priority;
      if (a.used === undefined || b.used === undefined) return Number(b.used === undefined) - Number(a.used === undefined);
      return exactly(b.used).cmp(exactly(a.used));
    };
    fc.assert(fc.property(given, (list) => compareAll('pids', list, expected)));
  });

  it('decide as they compare, and rank as a stable sort does', () => {
    const small = fc.record({
      request: fc.constantFrom('0', '1', '0.5'),
      used: fc.constantFrom(undefined, 0, 1, 2n ** 62n),
      priority: fc.constantFrom(0, 1),
    });
    fc.assert(
      fc.property(fc.array(small, { maxLength: 40 }), fc.constantFrom<Measure>('memory', 'pids'), (list, measure) => {
        const keys = keysFor(measure, podsOf(list), statsOf(list));
        const compare = comparisonOf(keys);
        expect([...rankedPlaces(keys)]).toEqual(list.map((_, i) => i).sort(compare));
        for (let i = 0; i < list.length; i++)
          for (let j = 0; j < list.length; j++)
            if (compare(i, j) <= 0) expect(decisionOf(keys, i, j) === 'nothing').toBe(compare(i, j) === 0);
      }),
    );
  });

  it('are sorted by any numbers, of which -0 is 0', () => {
    const priorities = fc.oneof(fc.integer(), fc.constantFrom(-0, 0, -1, 1, -(2 ** 31), 2 ** 31 - 1, 2_000_000_000));
    fc.assert(
      fc.property(fc.array(priorities, { maxLength: 60 }), (list) => {
        const pods = list.map((priority) => ({ spec: { containers: [], priority } }));
        const keys = keysFor('pids', pods, () => ({ podRef: {} }));
        expect([...rankedPlaces(keys)]).toEqual(list.map((_, i) => i).sort((i, j) => list[i]! - list[j]!));
      }),
    );
  });

  it('of equal pods keep the order', () => {
    const pods = Array.from({ length: 50 }, () => ({}));
    expect([...rankedPlaces(keysFor('memory', pods, () => ({ podRef: {} })))]).toEqual(pods.map((_pod, i) => i));
    expect([...rankedPlaces(keysFor('memory', [], () => undefined))]).toEqual([]);
  });

  it('say what decides', () => {
    const used: Record<string, number> = { a: 2, b: 2, c: 2, d: 1, e: 1 };
    const podOf = (uid: string, memory: string, priority: number): object => ({
      metadata: { uid },
      spec: { containers: [{ name: 'app', resources: { requests: { memory } } }], priority },
    });
    const pods = [
      podOf('none', '1', 5),
      podOf('a', '1', 0),
      podOf('b', '1', 1),
      podOf('c', '2', 0),
      podOf('d', '2', 0),
      podOf('e', '2', 0),
    ];
    const keys = keysFor('memory', pods, ({ metadata }) => {
      const bytes = used[metadata?.uid ?? ''];
      return bytes === undefined ? undefined : { podRef: {}, memory: { workingSetBytes: bytes } };
    });
    const decisions = [0, 1, 2, 3, 4].map((i) => decisionOf(keys, i, i + 1));
    expect(decisions).toEqual(['statistics', 'priority', 'request', 'usage', 'nothing']);
    const processes = keysFor('pids', [pods[1]!, pods[1]!], ({ metadata }) => (metadata === undefined ? undefined : { podRef: {} }));
    expect(decisionOf(processes, 0, 1)).toBe('nothing');
    expect(
      decisionOf(
        keysFor('pids', [{}, { metadata: {} }], ({ metadata }) => (metadata === undefined ? undefined : { podRef: {} })),
        0,
        1,
      ),
    ).toBe('statistics');
  });
});
