import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './installed.ts';

const main = join(root, 'examples/eviction/main.js');
const run = (...args: string[]): string => execFileSync(process.execPath, [main, ...args], { encoding: 'utf8' });

interface Found {
  readonly signal: string;
  readonly ranking: { readonly pods: readonly { readonly pod: { readonly name: string }; readonly usage?: string }[] };
  readonly simulation: { readonly cycles: readonly { readonly evictions: readonly unknown[] }[]; readonly reason: string };
}
const found = (...args: string[]): Found => JSON.parse(run('--json', ...args)) as Found;

describe('the eviction demo', () => {
  it('shows what is met, the order, and what happens', () => {
    const text = run();
    expect(text).toContain('Conditions: MemoryPressure');
    expect(text).toMatch(/1 +│ mysql\/phpmyadmin-54c7cdbdc7-8qnbr +│ yes +│ 0 +│ 2Gi/);
    expect(text).toContain('uses more above its request');
    expect(text).toContain('3 evictions; then enough is available again.');
  });

  it.each([
    ['honeycomb', 'memory.available', 11, 'resolved'],
    ['aks', 'memory.available', 10, 'stuck'],
    ['newrelic', 'memory.available', 19, 'resolved'],
    ['otel', 'nodefs.available', 9, 'stuck'],
  ])('knows the node of %s', (cluster, signal, count, reason) => {
    const { signal: first, ranking, simulation } = found('--cluster', cluster);
    expect([first, ranking.pods.length, simulation.reason]).toEqual([signal, count, reason]);
    // Only pods that wait for their images have no statistics; static pods are found through their mirror pods.
    const unmeasured = ranking.pods.filter(({ usage }) => usage === undefined).map(({ pod }) => pod.name);
    expect(unmeasured).toEqual(cluster === 'newrelic' ? ['e2e-container-creating', 'e2e-container-pending'] : []);
  });

  it('takes a signal, a version and own files', () => {
    const clusters = join(root, 'examples/eviction/clusters');
    const own = [
      '--config',
      join(clusters, 'otel/kubelet.yaml'),
      '--summary',
      join(clusters, 'aks/summary.json'),
      '--pods',
      join(clusters, 'aks/pods.json'),
    ];
    expect(found('--signal', 'pid.available', '--kubernetes-version', 'v1.18.2', ...own).ranking.pods).toHaveLength(10);
  });

  it('says what is wrong', () => {
    const wrong = (...args: string[]): string => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' }).stderr;
    expect(wrong('--cluster', 'none')).toContain('honeycomb, aks, newrelic or otel');
    expect(wrong('--signal', 'memory.free')).toContain('InvalidInput: signal');
    expect(wrong('--pods', 'no-such-file')).toContain('no-such-file');
  });
});
