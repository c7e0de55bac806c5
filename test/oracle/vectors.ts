import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { canonicalJSON, type AnyTopic } from './topic.ts';

/** The answer from one minor to another, both included. */
export interface Run {
  readonly from: string;
  readonly to: string;
  readonly result: unknown;
}

/** One question with its answer, or with its answers by minor where they differ. */
export interface Row {
  readonly name?: string;
  readonly in: unknown;
  readonly want?: unknown;
  readonly runs?: readonly Run[];
  readonly why?: string;
}

/** A file of vectors: which symbol was asked at which minors, and the rows. */
export interface Vectors {
  readonly upstream: string;
  readonly minors: readonly string[];
  readonly rows: readonly Row[];
}

const folder = new URL('../vectors/', import.meta.url);
const largest = 40_000;

function pathOf(topic: AnyTopic, ending: string): string {
  return fileURLToPath(new URL(`${topic.folder}/${topic.name}.${ending}`, folder));
}

/** The vectors of a topic as they are committed, or `undefined` where there are none. */
export function readVectors(topic: AnyTopic): Vectors | undefined {
  const packed = pathOf(topic, 'jsonl.gz');
  if (existsSync(packed)) return fromLines(gunzipSync(readFileSync(packed)).toString());
  const plain = pathOf(topic, 'json');
  return existsSync(plain) ? (JSON.parse(readFileSync(plain, 'utf8')) as Vectors) : undefined;
}

function fromLines(text: string): Vectors {
  const [head, ...rows] = text.trimEnd().split('\n');
  return { ...(JSON.parse(head ?? '') as Omit<Vectors, 'rows'>), rows: rows.map((row) => JSON.parse(row) as Row) };
}

/** The vectors as text: a header and a row a line. Compared unpacked, because packing differs between machines. */
function textOf({ rows, ...head }: Vectors): string {
  return [head, ...rows].map((row) => canonicalJSON(row)).join('\n');
}

/** Writes the vectors of a topic, small ones readable, large ones packed; never half. */
export function writeVectors(topic: AnyTopic, vectors: Vectors): string {
  const text = textOf(vectors);
  const large = text.length > largest;
  const path = pathOf(topic, large ? 'jsonl.gz' : 'json');
  mkdirSync(dirname(path), { recursive: true });
  const content = large ? gzipSync(`${text}\n`, { level: 9 }) : `${readable(vectors)}\n`;
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
  rmSync(pathOf(topic, large ? 'json' : 'jsonl.gz'), { force: true });
  return path;
}

function readable({ rows, ...head }: Vectors): string {
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${canonicalJSON(value)},`);
  return ['{', ...fields, '  "rows": [', rows.map((row) => `    ${canonicalJSON(row)}`).join(',\n'), '  ]', '}'].join('\n');
}

/** The answers by minor as one answer where they agree, else as runs. */
export function joinRuns(answers: ReadonlyMap<number, unknown>): Pick<Row, 'want' | 'runs'> {
  const runs: { from: number; to: number; text: string; result: unknown }[] = [];
  for (const [minor, result] of [...answers].sort(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    const text = canonicalJSON(result);
    if (last?.text === text) last.to = minor;
    else runs.push({ from: minor, to: minor, text, result });
  }
  const [only] = runs;
  if (only !== undefined && runs.length === 1) return { want: only.result };
  return { runs: runs.map(({ from, to, result }) => ({ from: `1.${from}`, to: `1.${to}`, result })) };
}

/** The answer of a row at a minor. */
export function wantAt(row: Row, minor: number): unknown {
  if (row.runs === undefined) return row.want;
  return row.runs.find(({ from, to }) => Number(from.slice(2)) <= minor && minor <= Number(to.slice(2)))?.result;
}
