import { describe, expect, it } from 'vitest';
import { compareVersions, type VersionChange } from '../../src/report/compare-versions.ts';
import { versionRules, type VersionRule } from '../../src/report/version-rules.ts';
import { supportedMinors } from '../../src/version/index.ts';
import { deepFreeze } from '../deep-freeze.ts';
import { randomPod } from '../oracle/pods.ts';
import { Random } from '../oracle/random.ts';
import { realFoundPods } from './real-found-pods.ts';

const node = deepFreeze({ status: { allocatable: { memory: '14Gi' }, capacity: { memory: '16Gi', 'hugepages-2Mi': '0' } } });
const options = { noswapSupported: true, memoryReservationPolicy: 'TieredReservation', cpuPeriod: 50_000 } as const;
const pods = realFoundPods();
const changesOf = (from: string, to: string): readonly (readonly [string, readonly VersionChange[]])[] =>
  pods.map(([file, found]) => [`${file} ${found.path}`.trim(), compareVersions(found, node, { from, to }).changes]);

describe('compareVersions', () => {
  it('names a rule for every change, of real and random pods', () => {
    const random = new Random(5);
    const some = [...pods.map(([, found]) => found).filter((_, i) => i % 4 === 0), ...Array.from({ length: 60 }, () => randomPod(random))];
    const unexplained = some.flatMap((pod) =>
      compareVersions(deepFreeze(pod), node, { from: '1.15', to: '1.37' }, options).changes.filter(({ rules }) => rules.length === 0),
    );
    expect(unexplained).toEqual([]);
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
    await expect(page()).toMatchFileSnapshot('../../docs/version-changes.md');
  });
});

function page(): string {
  const neighbours = supportedMinors.slice(1).map((to, i) => [supportedMinors[i] ?? to, to] as const);
  const rules = Object.entries(versionRules).map(([id, { since, text, upstream }]) => `| \`${id}\` | 1.${since} | ${text} | ${upstream} |`);
  const pairs = neighbours.map(([from, to]) => {
    const changed = changesOf(from, to).filter(([, changes]) => changes.length > 0);
    const counts = new Map<VersionRule, number>();
    for (const [, changes] of changed)
      for (const rule of new Set(changes.flatMap((change) => change.rules))) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    return `| ${from} → ${to} | ${changed.length} | ${[...counts].map(([rule, count]) => `\`${rule}\` ${count}`).join(', ')} |`;
  });
  const far = changesOf('1.19', '1.37').map(([name, changes]) => {
    const facts = changes.filter(({ fact }) => !/^containers|^cgroup\.unified/.test(fact));
    return [name, [...new Set(facts.map(({ fact, from, to }) => `${fact}: ${String(from ?? '–')} → ${String(to ?? '–')}`))]] as const;
  });
  const rows = far.filter(([, facts]) => facts.length > 0).map(([name, facts]) => `| ${name} | ${facts.join('<br>')} |`);
  return `# What changed in which version

What \`compareVersions\` finds for ${pods.length} real pods and pod templates, on a node of 16Gi. The page is written by \`npx vitest run --config test/vitest.config.ts test/report/compare-versions -u\`.

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

Beside what changes for every container (OOM scores, hugepages, swap and memory protection) these change:

| pod | what changes |
| --- | --- |
${rows.join('\n')}
`;
}
