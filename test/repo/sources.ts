import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The line of dependency: a folder may import from itself and from what stands before it. */
export const dependencyLine = [
  'errors',
  'explanation',
  'version',
  'quantity',
  'core',
  'resources',
  'admission',
  'cgroup',
  'runtime',
  'volumes',
  'eviction',
  'node',
  'scheduling',
  'resize',
  'usage',
  'report',
] as const;

/**
 * The rooms of a folder in their order: a room may import from itself and from what stands before it. Files beside the rooms come first,
 * but those that are listed by name.
 */
export const rooms: { readonly [folder: string]: readonly string[] } = {
  resources: ['totals', 'qos'],
  admission: ['defaults', 'limit-ranges', 'quota', 'validation'],
  cgroup: ['pod', 'oom', 'container'],
  eviction: ['thresholds', 'observations', 'ranking', 'local-storage', 'messages', 'manager'],
  scheduling: ['scores'],
  resize: ['validation', 'verdict', 'actions'],
  report: ['subject', 'explanations', 'lint', 'size', 'versions', 'explain-resize.ts'],
};

export interface Source {
  /** From the root of the repository, with forward slashes. */
  readonly path: string;
  /** `errors` for `src/errors.ts`, `quantity` for a file of `src/quantity`, empty for `src/index.ts`. */
  readonly folder: string;
  readonly text: string;
  readonly ast: ts.SourceFile;
}

const notOurs = new Set(['node_modules', '.work', '.temp', 'vectors', 'fixtures', 'manifests']);

/** Every file under a folder of the repository, as sorted paths from the root. */
export function filesUnder(folder: string): string[] {
  const absolute = join(root, folder);
  if (!existsSync(absolute)) return [];
  return readdirSync(absolute, { withFileTypes: true })
    .flatMap((entry) => {
      if (entry.isDirectory()) return notOurs.has(entry.name) ? [] : filesUnder(join(folder, entry.name));
      return [relative(root, join(absolute, entry.name)).split(sep).join('/')];
    })
    .toSorted();
}

export function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

export function parse(path: string, text: string): Source {
  const parts = path.split('/');
  const file = parts.at(-1) ?? '';
  const folder = parts.length > 2 ? (parts[1] ?? '') : file === 'index.ts' ? '' : file.replace(/\.ts$/, '');
  return { path, folder, text, ast: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true) };
}

export const sources: readonly Source[] = filesUnder('src')
  .filter((path) => path.endsWith('.ts'))
  .map((path) => parse(path, read(path)));

/** The folders of `src` in their order, `errors` (a file) not among them. */
export const folders: readonly string[] = [
  ...new Set(sources.filter(({ path }) => path.split('/').length > 2).map(({ folder }) => folder)),
].toSorted((a, b) => dependencyLine.indexOf(a as 'errors') - dependencyLine.indexOf(b as 'errors'));

/** `path:line`, for messages that an editor can follow. */
export function place(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
