import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A build of another commit of this repository, in a folder of its own. */
export interface Earlier {
  readonly commit: string;
  /** Its `index.js`. */
  readonly path: string;
  readonly remove: () => void;
}

/** Builds a commit with the tools of this work tree; undefined where the repository does not have it, as in a copy without history. */
export function buildEarlier(commit: string): Earlier | undefined {
  if (!hasCommit(commit)) return undefined;
  const folder = mkdtempSync(join(tmpdir(), 'kube-sizing-earlier-'));
  const tree = join(folder, 'tree');
  git('worktree', 'add', '--detach', '--force', tree, commit);
  try {
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    execFileSync(join(root, 'node_modules/.bin/tsup'), ['--silent', '--format', 'esm', '--no-dts'], { cwd: tree, stdio: 'inherit' });
    cpSync(join(tree, 'dist'), join(folder, 'dist'), { recursive: true });
    cpSync(join(tree, 'package.json'), join(folder, 'package.json'));
  } finally {
    git('worktree', 'remove', '--force', tree);
  }
  return { commit, path: join(folder, 'dist/index.js'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function hasCommit(commit: string): boolean {
  try {
    git('cat-file', '-e', `${commit}^{commit}`);
    return true;
  } catch {
    return false;
  }
}

function git(...args: readonly string[]): void {
  execFileSync('git', args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] });
}
