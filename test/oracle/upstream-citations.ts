import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sources = fileURLToPath(new URL('../../src/', import.meta.url));

/** A path that a text of `src` cites, with the names beside it. */
interface Citation {
  /** `kubernetes`, or a staging module such as `api`. */
  readonly module: string;
  readonly folder: string;
  readonly file?: string;
  readonly symbols: readonly string[];
}

/** What doc comments and explanations cite: paths, and the names beside them. */
export function* citations(): Iterable<Citation> {
  for (const path of readdirSync(sources, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const text = readFileSync(join(sources, path), 'utf8');
    for (const [comment] of text.matchAll(/\/\*\*[^]*?\*\//g)) {
      const quoted = [...comment.matchAll(/`([^`\n]+)`/g)].map(([, inner = '']) => inner);
      yield* citationsIn(quoted.filter(isPath), quoted);
    }
    for (const [, line = ''] of text.matchAll(/'([^'\n]*\/[^'\n]*)'/g)) {
      const words = line.split(/[ ,;]+/);
      yield* citationsIn(words.filter(isPath), words);
    }
  }
}

const roots = new Set(['pkg', 'cmd', 'plugin']);

function isPath(text: string): boolean {
  return /^[\w.-]+(\/[\w.-]+)+$/.test(text);
}

function* citationsIn(paths: readonly string[], words: readonly string[]): Iterable<Citation> {
  const symbols = words.filter((word) => /^[A-Za-z_]\w*(\.\w+)?$/.test(word));
  for (const path of paths) {
    const parts = path.replace(/^k8s\.io\//, '').split('/');
    const module = roots.has(parts[0] ?? '') ? 'kubernetes' : (parts.shift() ?? '');
    const file = parts.at(-1)?.endsWith('.go') === true ? parts.pop() : undefined;
    yield { module, folder: parts.join('/'), symbols, ...(file === undefined ? {} : { file }) };
  }
}
