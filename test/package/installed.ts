import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Packs what was built and installs the tarball into an empty project outside the repository. Gives that project's folder. */
export function installTarball(): string {
  if (!existsSync(join(root, 'dist/index.js'))) throw new Error('dist/ is missing: run npm run build first');
  const scratch = mkdtempSync(join(tmpdir(), 'kube-sizing-package-'));
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', scratch], root)) as [
    { filename: string },
  ];
  writeFileSync(join(scratch, 'package.json'), JSON.stringify({ name: 'scratch', private: true, type: 'module' }));
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `./${packed.filename}`];
  try {
    run('npm', [...install, '--offline'], scratch);
  } catch {
    run('npm', install, scratch);
  }
  return scratch;
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], timeout: 240_000 });
}

/** Runs a script in the project, as ESM or as CommonJS, and reads what it prints as JSON. */
export function evaluate(cwd: string, format: 'module' | 'commonjs', script: string): unknown {
  return JSON.parse(run(process.execPath, [`--input-type=${format}`, '--eval', script], cwd)) as unknown;
}
