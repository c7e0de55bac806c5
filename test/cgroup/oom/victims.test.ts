import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { rankOOMVictims } from '../../../src/cgroup/oom/victims.ts';
import type { ContainerStatsLike, PodLike, PodStatsLike } from '../../../src/core/index.ts';
import { cachedStatsFunc } from '../../../src/core/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import type { SummaryLike } from '../../../src/core/index.ts';
import { findPods } from '../../../src/report/index.ts';

const page = 4096;
const pod = (uid: string, containers: object[], rest: object = {}): PodLike =>
  deepFreeze({ metadata: { uid }, spec: { containers, ...rest } }) as PodLike;
const uses = (uid: string, ...containers: object[]): PodStatsLike =>
  deepFreeze({ podRef: { uid }, containers: containers as ContainerStatsLike[] });
const rss = (name: string, rssBytes: unknown): object => ({ name, memory: { rssBytes } });
const requests = (memory: string): object => ({ requests: { memory } });
const all = { cpu: '1', memory: '1Gi' };

const db = pod('db', [{ name: 'db', resources: { requests: all, limits: all } }]);
const web = pod('web', [{ name: 'web', resources: requests('4Gi') }], { initContainers: [{ name: 'proxy', restartPolicy: 'Always' }] });
const job = pod('job', [{ name: 'job' }, { name: 'helper' }]);
const stats = [uses('db', rss('db', 2 ** 30)), uses('web', rss('web', 2 ** 32), rss('proxy', 0)), uses('job', rss('job', 4096 * 7 + 4095))];

describe('the containers that the kernel kills', () => {
  it('stand in the order of their points', () => {
    const ranked = rankOOMVictims([db, web, job], stats, '16Gi');
    expect(ranked.map(({ container, oomScoreAdj, badness }) => [container, oomScoreAdj, badness])).toEqual([
      ['web', 750, 2 ** 20 + 750 * 4194],
      ['job', 1000, 7 + 1000 * 4194],
      ['proxy', 750, 750 * 4194],
      ['db', -997, 2 ** 18 - 997 * 4194],
    ]);
    expect(ranked[1]?.pod).toBe(job);
    expect(ranked.map(({ usage }) => usage.toString())).toEqual(['4Gi', '32767', '0', '1Gi']);
  });

  it('are found with a lookup too', () => expect(rankOOMVictims([db, job], cachedStatsFunc(stats), '16Gi')).toHaveLength(2));
  it('have statistics of memory', () => {
    const partial = [uses('job', { name: 'job' }, { name: 'helper', memory: { usageBytes: 5 } }), uses('db', { name: 'db', memory: null })];
    expect(rankOOMVictims([job, db, web], partial, '16Gi')).toEqual([]);
    expect(rankOOMVictims([], [], '16Gi')).toEqual([]);
  });
  it('use their working set where nothing else is told, and swap', () => {
    const told = [
      uses(
        'job',
        { name: 'job', memory: { workingSetBytes: 10 * page }, swap: { swapUsageBytes: 5 * page } },
        { name: 'helper', memory: { rssBytes: page, workingSetBytes: 9 * page }, swap: null },
      ),
    ];
    const [first, second] = rankOOMVictims([job], told, '1Gi', { swapCapacity: '1Gi' });
    expect([first?.badness, second?.badness]).toEqual([15 + 1000 * 524, 1 + 1000 * 524]);
  });
  it('keep their order where they are equal', () => {
    const same = [uses('job', rss('helper', 1), rss('job', 2)), uses('other', rss('helper', 3))];
    const ranked = rankOOMVictims([pod('other', [{ name: 'helper' }]), job], same, '16Gi');
    expect(ranked.map((victim) => victim.container)).toEqual(['helper', 'job', 'helper']);
  });
  it('count statistics as the kubelet reads them: from 2^63 on they wrap', () => {
    const told = [
      uses('job', rss('job', 2n ** 64n - 4096n), { name: 'helper', memory: { rssBytes: 2 ** 63 }, swap: { swapUsageBytes: 1 } }),
    ];
    const ranked = rankOOMVictims([job], told, '16Gi');
    expect(ranked.map(({ container, usage, badness }) => [container, usage.value(), badness])).toEqual([
      ['job', -4096n, 1000 * 4194 - 1],
      ['helper', -(2n ** 63n) + 1n, 1000 * 4194 - 2 ** 51 + 1],
    ]);
  });
  it('count a score that Linux refuses as 1000', () => {
    const odd = pod('odd', [{ name: 'a', resources: requests('20Gi') }, { name: 'b' }], { resources: { requests: { memory: '1Gi' } } });
    const [first] = rankOOMVictims([odd], [uses('odd', rss('b', 0))], '16Gi', { kubernetesVersion: '1.36' });
    expect(first).toMatchObject({ oomScoreAdj: 1593, badness: 1000 * 4194 });
  });
});

it.each([
  ['a capacity of 0', [db], stats, 0, 'OutOfRange', 'memoryCapacity'],
  ['swap that is none', [db], stats, '16Gi', 'ErrSuffix', 'options.swapCapacity'],
  [
    'a malformed pod',
    [db, pod('job', [{ name: 'job', resources: requests('1K') }])],
    stats,
    '16Gi',
    'ErrSuffix',
    'pods[1].spec.containers[0].resources.requests.memory',
  ],
  ['pods that are none', undefined as never, [], '16Gi', 'InvalidInput', 'pods'],
  ['statistics that are none', [db], null as never, '16Gi', 'InvalidInput', 'stats'],
  ['a statistic below 0', [db], [uses('db', rss('db', -1))], '16Gi', 'InvalidInput', 'stats[0].containers[0].memory.rssBytes'],
  ['a statistic that is a text', [db], [uses('db', rss('db', '1'))], '16Gi', 'InvalidInput', 'stats[0].containers[0].memory.rssBytes'],
  [
    'a statistic beyond 64 bits',
    [db],
    [uses('db', rss('db', 2n ** 64n))],
    '16Gi',
    'InvalidInput',
    'stats[0].containers[0].memory.rssBytes',
  ],
  ['a pod that is none', [null], stats, '16Gi', 'InvalidInput', 'pods[0]'],
  ['a list that is none', 'pods', stats, '16Gi', 'InvalidInput', 'pods'],
])('%s is refused', (name, pods, of, capacity, code, path) =>
  expect(() => rankOOMVictims(pods as PodLike[], of, capacity, name.startsWith('swap') ? { swapCapacity: '1K' } : {})).toThrow(
    expect.objectContaining({ code, path }),
  ),
);

it.each(['nri-1_28', 'nri-1_33', 'nri-1_35'])('ranks the containers of a real node: %s', (name) => {
  const read = (path: string): string => readFileSync(new URL(`../../fixtures/${path}`, import.meta.url), 'utf8');
  const documents = parseAllDocuments(read(`pods/${name}__pods.yaml`)).map((document) => document.toJS() as object);
  const pods = deepFreeze(documents.flatMap((document) => findPods(document).map((found) => found.pod)));
  const { pods: stats } = JSON.parse(read(`stats/${name}__summary.json`)) as SummaryLike;
  const kubernetesVersion = name.slice(4).replace('_', '.');
  const ranked = rankOOMVictims(pods, deepFreeze(stats ?? []), '8Gi', { kubernetesVersion });
  expect(ranked.length).toBeGreaterThan(3);
  expect(ranked.map(({ badness }) => badness)).toEqual(ranked.map(({ badness }) => badness).toSorted((a, b) => b - a));
  const last = ranked.at(-1);
  expect(last?.oomScoreAdj).toBe(-997);
});
