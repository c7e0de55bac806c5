import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
