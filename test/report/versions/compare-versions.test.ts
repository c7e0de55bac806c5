import { describe, expect, it } from 'vitest';
import { compareVersions, type VersionChange } from '../../../src/report/versions/compare-versions.ts';
import type { SizingFact } from '../../../src/report/versions/facts.ts';
import { versionRules, type VersionRule } from '../../../src/report/versions/version-rules.ts';
import { supportedMinors } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';
import { realFoundPods } from '../subject/real-found-pods.ts';
import { versionRuleTexts } from './version-rule-texts.ts';

const allocatable = { cpu: '8', memory: '14Gi', 'ephemeral-storage': '90Gi', pods: '110', 'hugepages-2Mi': '1Gi', 'nvidia.com/gpu': '8' };
const node = deepFreeze({ status: { allocatable, capacity: { memory: '16Gi', 'hugepages-2Mi': '1Gi' } } });
const options = { noswapSupported: true, memoryReservationPolicy: 'TieredReservation', cpuPeriod: 50_000 } as const;
const pods = realFoundPods();
const changesOf = (from: string, to: string): readonly (readonly [string, readonly VersionChange[]])[] =>
  pods.map(([file, found]) => [`${file} ${found.path}`.trim(), compareVersions(found, node, { from, to }).changes]);

const neighbours = supportedMinors.slice(1).map((to, i) => [supportedMinors[i] ?? to, to] as const);

describe('compareVersions', () => {
  it('names a rule for every change, of real and random pods', () => {
    const random = new Random(5);
    const some = [...pods.map(([, found]) => found).filter((_, i) => i % 4 === 0), ...Array.from({ length: 60 }, () => randomPod(random))];
    const unexplained = some.flatMap((pod, i) =>
      compareVersions(deepFreeze(pod), node, { from: '1.15', to: '1.37' }, { ...options, dedicatedImageFs: i % 2 === 0 }).changes.filter(
        ({ rules }) => rules.length === 0,
      ),
    );
    expect(unexplained).toEqual([]);
  });

  it('names a rule for every change of a real pod from one version to the next', () => {
    const unexplained = neighbours.flatMap(([from, to]) =>
      changesOf(from, to).filter(([, all]) => all.some(({ rules }) => rules.length === 0)),
    );
    expect(unexplained).toEqual([]);
  });

  const disk = { limits: { 'ephemeral-storage': '1Gi' } };
  const app = (resources: object, spec = {}): object => ({ spec: { containers: [{ name: 'app', resources }], ...spec } });
  const tiny = ['a', 'b'].map((name) => ({ name, resources: { requests: { cpu: '100u' } } }));
  const sidecar = { name: 'log', restartPolicy: 'Always', resources: disk };
  const have = { requests: { cpu: '2' } };
  const status = { containerStatuses: [{ name: 'app', resources: have, allocatedResources: have.requests }] };
  const classes = { requests: { 'deviceclass.resource.kubernetes.io/gpu': '1' } };
  it.each<readonly [what: string, since: string, pod: object, changes: readonly string[]]>([
    [
      'init containers of pods on a node',
      '1.16',
      app({ requests: { cpu: '1' } }, { initContainers: [{ name: 'setup', resources: { requests: { cpu: '4' } } }] }),
      ['fit.count 5 2 init-containers-on-nodes'],
    ],
    [
      '/etc/hosts',
      '1.16',
      app(disk),
      ['ephemeralStorage.pod.counts logs,localVolumeSource logs,localVolumeSource,etcHosts hosts-file-counts'],
    ],
    ['critical pods', '1.17', app(disk, { priority: 2_000_000_000 }), ['ephemeralStorage.trips.logs[app] pod – critical-pods-stay']],
    [
      'layers with a dedicated image filesystem',
      '1.21',
      app(disk),
      [
        'ephemeralStorage.pod.counts logs,localVolumeSource,etcHosts root,logs,localVolumeSource,etcHosts layers-count-everywhere',
        'ephemeralStorage.trips.root[app] – pod layers-count-everywhere',
      ],
    ],
    [
      'hugepages',
      '1.21',
      app(disk, { volumes: [{ name: 'cache', emptyDir: { medium: 'HugePages' } }] }),
      [
        'ephemeralStorage.pod.counts logs,localVolumeSource,etcHosts root,logs,localVolumeSource,etcHosts layers-count-everywhere',
        'ephemeralStorage.trips.localVolumeSource[cache] pod – hugepages-are-no-storage',
        'ephemeralStorage.trips.root[app] – pod layers-count-everywhere',
      ],
    ],
    [
      'rounding',
      '1.27',
      { metadata: { uid: 'a' }, spec: { containers: tiny } },
      ['fit.count 2 4 requests-rounded-once', 'scheduling.cpu 2m 1m requests-rounded-once'],
    ],
    [
      'overhead on no limit',
      '1.27',
      app({ limits: { cpu: '2' } }, { overhead: { memory: '1Gi' } }),
      ['quota.limits.memory 1Gi – quota-counts-as-totals'],
    ],
    [
      'a pod that is being resized',
      '1.33',
      { ...app({ requests: { cpu: '1' } }), metadata: { uid: 'a' }, status },
      ['quota.requests.cpu 1 2 quota-from-status'],
    ],
    ['device classes', '1.35', app(classes), ['quota.requests.deviceclass.resource.kubernetes.io/gpu – 1 device-classes-charged']],
    [
      'sidecars',
      '1.37',
      app({}, { initContainers: [sidecar] }),
      [
        'ephemeralStorage.container[log].counts – logs sidecar-storage-limits',
        'ephemeralStorage.container[log].limit – 1Gi sidecar-storage-limits',
      ],
    ],
  ])('tells of %s in %s', (_what, since, pod, changes) => {
    const from = `1.${Number(since.slice(2)) - 1}`;
    const small = { status: { allocatable: { ...allocatable, cpu: since === '1.27' ? '4m' : '8' } } };
    const all = compareVersions(deepFreeze(pod), small, { from, to: since }, { dedicatedImageFs: true }).changes;
    const told = all.filter(({ fact }) => /^(fit|ephemeralStorage|quota|scheduling)/.test(fact));
    const shown = (value: SizingFact | undefined): string => (value === undefined ? '–' : String(value));
    expect(told.map((one) => `${one.fact} ${shown(one.from)} ${shown(one.to)} ${one.rules.join()}`)).toEqual(changes);
  });

  it('finds nothing between a version and itself, and the same changes downward', () => {
    const limited = { name: 'app', resources: { limits: { cpu: '1', memory: '2Gi' } } };
    const pod = { spec: { containers: [limited], initContainers: [{ name: 'setup' }] } };
    expect(compareVersions(pod, node, { from: 'v1.30.2', to: '1.30' })).toEqual({ from: '1.30', to: '1.30', changes: [] });
    const down = compareVersions(pod, undefined, { from: '1.23', to: '1.22' }).changes;
    expect(down.map(({ fact, since, to, rules }) => `${fact} ${since} ${String(to)} ${rules.join()}`)).toEqual([
      'cgroup.cpuPeriod 1.23 100000 init-containers-limit',
      'cgroup.cpuQuota 1.23 100000 init-containers-limit',
      'cgroup.memory 1.23 2Gi init-containers-limit',
      'containers[setup].sharedMemory.oomKilled 1.23 together init-containers-limit',
    ]);
  });

  it('leaves out what is the same in the end', () => {
    const sidecar = {
      name: 'proxy',
      restartPolicy: 'Always',
      resources: { limits: { memory: '1Mi', cpu: '1' }, requests: { memory: '1Mi', cpu: '1m' } },
    };
    const app = { name: 'app', resources: { limits: { memory: '1Gi', cpu: '1' }, requests: { memory: '1Mi', cpu: '1m' } } };
    const pod = { spec: { containers: [app], initContainers: [sidecar, { name: 'setup' }] } };
    const facts = (from: string, to: string): string[] => compareVersions(pod, undefined, { from, to }).changes.map(({ fact }) => fact);
    expect(facts('1.27', '1.28')).toContain('cgroup.memory');
    expect(facts('1.27', '1.37')).not.toContain('cgroup.memory');
  });

  it('refuses versions that are none', () => {
    expect(() => compareVersions({}, undefined, { from: '1.14', to: '1.37' })).toThrow(
      expect.objectContaining({ code: 'UnsupportedVersion' }),
    );
    expect(() => compareVersions({}, undefined, null as never)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'versions' }),
    );
  });

  it('is what docs/version-changes.md says of real pods', async () => {
    await expect(page()).toMatchFileSnapshot('../../../docs/version-changes.md');
  });
});

/** Whether what the scheduler or a quota counts changes just as requests and limits do. */
function follows({ fact, from, to }: VersionChange, changes: readonly VersionChange[]): boolean {
  const plain = fact.replace(/^scheduling\.|^quota\.requests\./, 'requests.').replace(/^quota\.limits\./, 'limits.');
  const same = (other: VersionChange): boolean => String(other.from) === String(from) && String(other.to) === String(to);
  return plain !== fact && changes.some((other) => other.fact === plain && same(other));
}

function page(): string {
  const texts = versionRuleTexts();
  const rules = Object.entries(versionRules).map(
    ([id, { since }]) => `| \`${id}\` | 1.${since} | ${texts[id]?.text} | ${texts[id]?.upstream} |`,
  );
  const pairs = neighbours.map(([from, to]) => {
    const changed = changesOf(from, to).filter(([, changes]) => changes.length > 0);
    const counts = new Map<VersionRule, number>();
    for (const [, changes] of changed)
      for (const rule of new Set(changes.flatMap((change) => change.rules))) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return `| ${from} → ${to} | ${changed.length} | ${[...counts].map(([rule, count]) => `\`${rule}\` ${count}`).join(', ')} |`;
  });
  const far = changesOf('1.19', '1.37').map(([name, changes]) => {
    const facts = changes.filter((change) => !/^containers|^cgroup\.unified/.test(change.fact) && !follows(change, changes));
    return [name, [...new Set(facts.map(({ fact, from, to }) => `${fact}: ${String(from ?? '–')} → ${String(to ?? '–')}`))]] as const;
  });
  const rows = far.filter(([, facts]) => facts.length > 0).map(([name, facts]) => `| ${name} | ${facts.join('<br>')} |`);
  return `# What changed in which version

What \`compareVersions\` finds for ${pods.length} real pods and pod templates, on a node of 8 CPUs and 16Gi. The page is written by \`npx vitest run --config test/vitest.config.ts test/report/compare-versions -u\`.

## The rules that changed

| rule | since | what holds since then | upstream |
| --- | --- | --- | --- |
${rules.join('\n')}

## From each version to the next

How many of the pods change, and for how many each rule bears on a change.

| versions | pods | rules |
| --- | --- | --- |
${pairs.join('\n')}

## From 1.19 to 1.37

Beside what changes for every container (OOM scores, hugepages, swap and memory protection) these change; what the scheduler and quotas count is
named where it changes in another way than requests and limits.

| pod | what changes |
| --- | --- |
${rows.join('\n')}
`;
}
