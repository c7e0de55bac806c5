// Lists which declarations of the upstream files that hold our rules changed between two versions; nothing of upstream's text is kept.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { hasGo } from './go.ts';
import { Release, type Declaration } from './upstream-declarations.ts';
import { holdingsOf, type Holding } from './upstream-references.ts';

const usage = `npm run upstream:diff -- 1.37.2 1.38.0-beta.0 [--path pkg/kubelet] [--full]
  --path  only the files whose path begins so
  --full  shows the changed declarations as well`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { path: { type: 'string', default: '' }, full: { type: 'boolean', default: false } },
});
const [from, to] = positionals;
const isVersion = (text = ''): text is string => /^1\.\d+\.\d+(-\S+)?$/.test(text);
if (!isVersion(from) || !isVersion(to)) {
  console.log(usage);
  process.exit(1);
}
if (!(await hasGo())) {
  console.log('Go is not on this machine: upstream was not compared.');
  process.exit(0);
}

interface Change {
  readonly path: string;
  readonly kind: 'added' | 'changed' | 'removed';
  readonly name: string;
  /** Whether the oracle runs it, or a text of `src` cites it. */
  readonly isOurs: boolean;
  readonly old: string;
  readonly new: string;
}

interface PackageChanges {
  readonly changes: readonly Change[];
  /** Files that the newer version has beside those that are compared. */
  readonly newFiles: readonly string[];
}

async function declarationsOf(release: Release, { module, folder, systems }: Holding): Promise<Map<string, Declaration>> {
  const all = new Map<string, Declaration>();
  for (const os of systems)
    for (const declaration of await release.declarations(module, folder, os))
      all.set(`${declaration.file} ${declaration.name}`, declaration);
  return all;
}

/** What changed of a package: everything in files that are cited, sliced or copied, elsewhere the symbols that are used. */
async function changesOf(older: Release, newer: Release, holding: Holding): Promise<PackageChanges> {
  const { module, folder, files, symbols } = holding;
  const [before, after] = [await declarationsOf(older, holding), await declarationsOf(newer, holding)];
  const pathOf = (file: string): string => join(module === 'kubernetes' ? '' : module, folder, file);
  const isWhole = (file: string): boolean => files.has('*') || files.has(file);
  const changes: Change[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(key), after.get(key)];
    const { file, name } = (now ?? old) as Declaration;
    if (old?.digest === now?.digest || !(isWhole(file) || symbols.has(name))) continue;
    const kind = old === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    changes.push({ path: pathOf(file), kind, name, isOurs: symbols.has(name), old: old?.text ?? '', new: now?.text ?? '' });
  }
  const had = new Set([...before.values()].map(({ file }) => file));
  const fresh = [...after.values()].map(({ file }) => file).filter((file) => !had.has(file) && !isWhole(file));
  return { changes, newFiles: files.size === 0 ? [] : fresh.map(pathOf) };
}

const kinds = ['changed', 'removed', 'added'] as const;

/** A line a kind of change, broken between names where it is long. */
function lineOf(title: string, names: readonly string[]): string[] {
  const lines = [`  ${title}`];
  for (const name of names.map((text, i) => (i === names.length - 1 ? text : `${text},`))) {
    if (`${lines.at(-1)} ${name}`.length > 120) lines.push('   ');
    lines.push(`${lines.pop()} ${name}`);
  }
  return names.length === 0 ? [] : lines;
}

/** The changes of each file: of what is ours first, then of what stands beside it. */
function summaryOf(changes: readonly Change[]): string[] {
  const added = new Map(changes.filter(({ kind }) => kind === 'added').map(({ name, path }) => [name, path]));
  const named = ({ kind, name, path }: Change): string => {
    const moved = kind === 'removed' ? added.get(name) : undefined;
    return moved === undefined || moved === path ? name : `${name} (now in ${moved})`;
  };
  return [...new Set(changes.map(({ path }) => path))].sort().flatMap((path) => {
    const lines = (isOurs: boolean): string[] =>
      kinds.flatMap((kind) => {
        const found = changes.filter((change) => change.path === path && change.kind === kind && change.isOurs === isOurs);
        return lineOf(isOurs ? `${kind}:` : `beside it ${kind}:`, found.map(named));
      });
    return ['', path, ...lines(true), ...lines(false)];
  });
}

/** The changed declarations as git shows them, from copies that are gone afterwards. */
function fullDiff(changes: readonly Change[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'upstream-'));
  try {
    for (const side of ['old', 'new'] as const)
      for (const path of new Set(changes.map((change) => change.path))) {
        const texts = changes.filter((change) => change.path === path && change[side] !== '').map((change) => `${change[side]}\n`);
        mkdirSync(dirname(join(folder, side, path)), { recursive: true });
        writeFileSync(join(folder, side, path), texts.join('\n'));
      }
    const args = ['diff', '--no-index', '--no-prefix', '-U6', 'old', 'new'];
    return spawnSync('git', args, { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [older, newer] = [new Release(from), new Release(to)];
const changes: Change[] = [];
const newFiles: string[] = [];
for (const holding of (await holdingsOf([older, newer])).values()) {
  const found = await changesOf(older, newer, holding);
  changes.push(...found.changes);
  newFiles.push(...found.newFiles);
}
const chosen = changes.filter(({ path }) => path.startsWith(values.path));
console.log(
  `From ${from} to ${to}: what the oracle runs or src cites, and what stands beside it in files that it is sliced from or that are cited.`,
);
for (const line of summaryOf(chosen)) console.log(line);
const fresh = [...new Set(newFiles)].filter((path) => path.startsWith(values.path)).sort();
if (fresh.length > 0) console.log(`\nNew files in packages that hold rules:\n  ${fresh.join('\n  ')}`);
if (values.full) console.log(`\n${fullDiff(chosen)}`);
