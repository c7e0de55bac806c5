import { statsSourceOf } from '../../../src/core/cached-stats.ts';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StatsFunc } from '../../../src/core/index.ts';
import { SizingError } from '../../../src/errors.ts';
import { rulesOf, useReader } from '../../../src/eviction/ranking/pod-use.ts';
import { atPod, comparisonOf, decisionOf, keysOf, rankedPlaces } from '../../../src/eviction/ranking/rank-keys.ts';
import { Quantity } from '../../../src/quantity/index.ts';

const amounts = ['0', '1', '500m', '1Gi', '1.5Gi', '1073741825', '8Ei', '0.5', '9007199254740993'];
const usages = [undefined, 0, 1, 2, 2 ** 30, 2 ** 30 + 1, 1610612736, 2n ** 62n, 2n ** 53n + 1n, 2n ** 63n];

describe('the keys', () => {
  it('order pods as exact amounts do', () => {
    const pod = fc.record({ request: fc.constantFrom(...amounts), used: fc.constantFrom(...usages), priority: fc.constantFrom(0, 1) });
    fc.assert(
      fc.property(fc.array(pod, { minLength: 2, maxLength: 6 }), (list) => {
        const pods = list.map(({ request, priority }, i) => ({
          metadata: { uid: String(i) },
          spec: { containers: [{ name: 'a', resources: { requests: { memory: request } } }], priority },
        }));
        const reader = useReader(
          'memory',
          statsSourceOf(({ metadata }) => {
            const { used } = list[Number(metadata?.uid)]!;
            return used === undefined ? undefined : { podRef: {}, memory: { workingSetBytes: used } };
          }),
          rulesOf(undefined),
        );
        const exact = list.map(({ request, used, priority }) => {
          const above = used === undefined ? undefined : Quantity.fromInt64(BigInt.asIntN(64, BigInt(used))).sub(request);
          return { group: above === undefined ? 0 : above.sign() > 0 ? 1 : 2, priority, above: above ?? Quantity.fromInt64(0) };
        });
        const compare = comparisonOf(keysOf(pods, reader));
        for (const [i, a] of exact.entries())
          for (const [j, b] of exact.entries())
            expect(Math.sign(compare(i, j))).toBe(Math.sign(a.group - b.group || a.priority - b.priority || b.above.cmp(a.above)));
      }),
    );
  });

  it('of equal pods keep the order', () => {
    const pods = Array.from({ length: 50 }, () => ({}));
    const keys = keysOf(
      pods,
      useReader(
        'memory',
        statsSourceOf(() => ({ podRef: {} })),
        rulesOf(undefined),
      ),
    );
    expect(rankedPlaces(keys)).toEqual(pods.map((_pod, i) => i));
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
    const stats: StatsFunc = ({ metadata }) => {
      const bytes = used[metadata?.uid ?? ''];
      return bytes === undefined ? undefined : { podRef: {}, memory: { workingSetBytes: bytes } };
    };
    const reader = useReader('memory', statsSourceOf(stats), rulesOf(undefined));
    const keys = keysOf(pods, reader);
    const decisions = [0, 1, 2, 3, 4].map((i) => decisionOf(keys, reader, i, i + 1));
    expect(decisions).toEqual(['statistics', 'priority', 'request', 'usage', 'nothing']);
  });
});

it.each([
  ['spec.priority', 'pods[3].spec.priority'],
  ['metadata', 'pods[3].metadata'],
  ['memory.workingSetBytes', 'stats(pods[3]).memory.workingSetBytes'],
])('an error about %s is at %s', (path, full) => {
  expect(
    atPod(
      new SizingError('InvalidInput', 'x', { path }),
      'pods[3]',
      {},
      statsSourceOf(() => undefined),
    ),
  ).toMatchObject({ path: full });
});
