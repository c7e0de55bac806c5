import { describe, expect, it } from 'vitest';
import { explainRanking, podName } from '../../../src/eviction/ranking/explain-ranking.ts';
import { rankForSignal } from '../../../src/eviction/ranking/rank.ts';
import { askAsKubelet, randomRank } from '../../oracle/areas/eviction-questions.ts';
import { withLargeIntegers } from '../../oracle/areas/eviction-forms.ts';
import { Random } from '../../oracle/random.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const podOf = (name: string, priority: number): object =>
  deepFreeze({ metadata: { name, namespace: 'shop', uid: name }, spec: { containers: [], priority } });
const statsOf = (uid: string, workingSetBytes: number): { readonly podRef: { readonly uid: string } } =>
  deepFreeze({ podRef: { uid }, memory: { workingSetBytes }, process_stats: { process_count: 3 } });

describe('explainRanking', () => {
  const pods = [podOf('web', 0), podOf('db', 2_000_000_000), podOf('new', 0), {}];
  const stats = [statsOf('web', 5), statsOf('db', 6)];

  it('ranks as rankForSignal, whatever the pods', () => {
    const random = new Random(3);
    for (let i = 0; i < 200; i++) {
      const { pods: some, stats: given, ...filesystems } = askAsKubelet(randomRank(random));
      const measured = withLargeIntegers(given);
      for (const signal of ['memory.available', 'pid.available', 'nodefs.inodesFree', 'imagefs.available'] as const) {
        for (const kubernetesVersion of ['1.18', '1.28', '1.37']) {
          const { result } = explainRanking(signal, some, measured, filesystems, { kubernetesVersion });
          expect(result.pods.map(({ pod }) => pod)).toEqual(rankForSignal(signal, some, measured, filesystems, { kubernetesVersion }));
          for (const { exceedsRequest, usage, request } of result.pods.filter(() => signal !== 'nodefs.inodesFree'))
            if (usage !== undefined && request !== undefined) expect(exceedsRequest).toBe(usage.cmp(request) > 0);
        }
      }
    }
  });

  it('tells the key of each pod and what decided', () => {
    const { result, steps } = explainRanking('memory.available', pods, stats, {});
    expect(result.resource).toBe('memory');
    expect(JSON.parse(JSON.stringify(result.pods.map(({ pod: _pod, ...key }) => key)))).toEqual([
      { priority: 0, spared: false, decidedBy: 'nothing' },
      { priority: 0, spared: false, decidedBy: 'statistics' },
      { priority: 0, usage: '5', request: '0', usageAboveRequest: '5', exceedsRequest: true, spared: false, decidedBy: 'priority' },
      { priority: 2_000_000_000, usage: '6', request: '0', usageAboveRequest: '6', exceedsRequest: true, spared: true },
    ]);
    expect(steps.map(({ because }) => because)).toEqual([
      'rank-no-stats',
      'rank-next-nothing',
      'rank-no-stats',
      'rank-next-statistics',
      'rank-above',
      'rank-next-priority',
      'rank-above',
      'rank-is-spared',
    ]);
  });

  it('tells processes, filesystems, and where only the priority counts', () => {
    const of = (signal: 'pid.available' | 'nodefs.inodesFree', kubernetesVersion: string): unknown =>
      explainRanking(signal, [podOf('web', 0)], stats, { dedicatedImageFs: true }, { kubernetesVersion });
    expect(of('pid.available', '1.37')).toMatchObject({ steps: [{ because: 'rank-processes', inputs: { pod: 'shop/web' } }] });
    expect(of('pid.available', '1.18')).toMatchObject({ steps: [{ because: 'rank-priority-only' }] });
    expect(of('nodefs.inodesFree', '1.37')).toMatchObject({
      result: { resource: 'inodes', fsStatsToMeasure: ['logs', 'localVolumeSource'] },
      steps: [{ because: 'rank-within' }],
    });
  });
});

it.each([
  [{ metadata: { name: 'web', namespace: 'shop' } }, 'shop/web'],
  [{ metadata: { name: 'web' } }, 'web'],
  [{}, 'pods[3]'],
])('%j is called %s', (pod, name) => expect(podName(pod, 3)).toBe(name));
