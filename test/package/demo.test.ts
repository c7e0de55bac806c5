import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './installed.ts';

const main = join(root, 'examples/report/main.js');
const manifest = (name: string): string => join(root, 'examples/manifests', name);
const run = (args: readonly string[], input?: string): string =>
  execFileSync(process.execPath, [main, ...args], { encoding: 'utf8', input });
const sized = (args: readonly string[], input?: string): { sizing: { subject: { name: string }; kubernetesVersion: string } }[] =>
  JSON.parse(run(['--json', ...args], input)) as never;

describe('the sizing report', () => {
  it('sizes every example manifest', () => {
    const text = run([]);
    expect(text).toContain('Deployment vllm-gemma-deployment');
    expect(text).toMatch(/\d+ pods of 14 files/);
  });

  it('shows limits of local storage, the charge of quotas and the fit, and has them in its JSON', () => {
    const file = manifest('daemonset-ephemeral-storage.yml');
    const text = run([file]);
    expect(text).toContain('While nothing else runs on the node, 3 of it fit; the next would lack cpu.');
    expect(text).toContain('Charged to quotas: pods 1, requests.cpu 2,');
    expect(text).toMatch(/│ pod +│ 1Gi │ writable layer, logs, emptyDir, \/etc\/hosts │ hello-daemonset: writable layer, logs │/);
    expect(sized([file])[0]?.sizing).toMatchObject({
      ephemeralStorage: { limits: [{ kind: 'pod', limit: '1Gi' }, { kind: 'container' }], trips: [{ trips: 'pod' }, { trips: 'pod' }] },
      quota: { 'limits.memory': '2Gi' },
      fit: { count: 3, limitedBy: 'cpu', lacks: [] },
    });
    expect(run([manifest('dpdk-hugepages.yaml')])).toContain('Insufficient qat.intel.com/cy: 4 requested, 0 there');
  });

  it('says that too little is known of a node', () => {
    const node = join(mkdtempSync(join(tmpdir(), 'node-')), 'node.json');
    writeFileSync(node, '{"status":{"allocatable":{"memory":"4Gi"}}}');
    expect(run(['--node', node, manifest('kata-empty-dir.yaml')])).toContain('so the report does not say whether the pod fits');
  });

  it('reads YAML, several documents, JSON and lists, from files and from standard input', () => {
    const pod = (name: string): object => ({ kind: 'Pod', metadata: { name }, spec: { containers: [{ name: 'c' }] } });
    const names = (args: readonly string[], input?: string): string[] => sized(args, input).map(({ sizing }) => sizing.subject.name);
    expect(names([manifest('kata-empty-dir.yaml')])).toEqual(['sharevol-kata']);
    expect(names(['-'], readFileSync(manifest('kata-empty-dir.yaml'), 'utf8'))).toEqual(['sharevol-kata']);
    expect(names(['-'], `${JSON.stringify(pod('a'))}\n---\n${JSON.stringify(pod('b'))}`)).toEqual(['a', 'b']);
    expect(names(['-'], JSON.stringify({ kind: 'List', items: [pod('a'), { kind: 'Service' }, pod('b')] }))).toEqual(['a', 'b']);
  });

  it('takes the version and the node that it is given', () => {
    const [first] = sized([
      '--kubernetes-version',
      'v1.30.1',
      '--node',
      join(root, 'test/fixtures/nodes/derailed-k9s--n1.json'),
      manifest('kata-empty-dir.yaml'),
    ]);
    expect(first?.sizing.kubernetesVersion).toBe('1.30');
  });

  it('says what is wrong with an input', () => {
    const bad = spawnSync(process.execPath, [main, '-'], {
      encoding: 'utf8',
      input: 'kind: Pod\nspec:\n  containers:\n  - name: a\n    resources:\n      limits: {memory: 500mi}\n',
    });
    expect(bad.stderr).toContain('spec.containers[0].resources.limits.memory');
    expect(bad.stderr).toContain('did you mean 500Mi?');
    expect(bad.status).toBe(1);
    expect(spawnSync(process.execPath, [main, 'no-such-file'], { encoding: 'utf8' }).stderr).toContain('no-such-file');
  });
});
