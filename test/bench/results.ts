import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { format, resolveConfig } from 'prettier';
import type { Pair } from './paired.ts';

/** Times of one case, in nanoseconds per unit. */
export interface Row {
  readonly title: string;
  readonly per: string;
  readonly ours: number;
  readonly upstream?: number | undefined;
  /** Each peer's time, beside ours on the same part of the input: peers are measured on what they read correctly. */
  readonly peers: readonly { name: string; theirs: number; ours: number; right: number; of: number }[];
  readonly wanted?: number | undefined;
  readonly within?: number | undefined;
}

/** Two costs beside each other, in nanoseconds or bytes. */
export interface RatioRow extends Pair {
  readonly title: string;
  readonly against: string;
  readonly wanted: number;
  readonly unit: 'time' | 'bytes';
}

export interface Run {
  readonly machine: string;
  /** The version of Kubernetes that every call names. */
  readonly version: string;
  /** The commit of the earlier build. */
  readonly commit: string;
  readonly rows: readonly Row[];
  readonly ratios: readonly RatioRow[];
}

const time = (nanoseconds: number): string => {
  const steps: [number, string][] = [
    [1e9, 's'],
    [1e6, 'ms'],
    [1e3, 'µs'],
  ];
  const [size, unit] = steps.find(([limit]) => nanoseconds >= limit) ?? [1, 'ns'];
  return `${(nanoseconds / size).toPrecision(3)} ${unit}`;
};

/** How many times as fast as the other we are; below 1, we are slower. */
const ratio = (other: number, ours: number): string => `${other / ours >= 10 ? Math.round(other / ours) : (other / ours).toPrecision(2)}×`;

function cells({ title, per, ours, upstream, peers, wanted, within }: Row): string[][] {
  const goal = wanted === undefined ? '' : wanted <= 1 ? `at least ${Math.round(1 / wanted)}×` : `at least ${1 / wanted}×`;
  const own = ['kube-sizing', `${time(ours)} / ${per}`, '', within === undefined ? '' : `at most ${within} ms`];
  const go = upstream === undefined ? [] : [['upstream Go', `${time(upstream)} / ${per}`, ratio(upstream, ours), goal]];
  const others = peers.map(({ name, theirs, ours: same, right, of }) => [
    right === of ? name : `${name} (reads ${right} of ${of})`,
    `${time(theirs)} / ${per}`,
    ratio(theirs, same),
    '',
  ]);
  return [own, ...go, ...others].map((row, i) => [i === 0 ? title : ''].concat(row));
}

const head = ['what', 'by', 'time', 'kube-sizing is as fast', 'wanted'];
const ratioHead = ['what', 'against', 'costs', 'the other costs', 'ratio', 'wanted'];

function ratioCells({ title, against, ours, other, ratio: part, wanted, unit }: RatioRow): string[] {
  const shown = (value: number): string => (unit === 'time' ? time(value) : `${(value / 1000).toPrecision(3)} kB`);
  const digits = (value: number): string => (value >= 10 ? String(Math.round(value)) : value.toPrecision(value < 1 ? 2 : 3));
  return [title, against, shown(ours), shown(other), `${digits(part)}×`, `at most ${Number(digits(wanted))}×`];
}

export function asTable({ machine, version, rows, ratios }: Run): string {
  const table = (names: readonly string[], lines: readonly string[][]): string => {
    const made = new Table({ head: [...names], style: { head: [], border: [] } });
    made.push(...lines);
    return lines.length === 0 ? '' : `\n${made.toString()}`;
  };
  return `${machine}, Kubernetes ${version}${table(head, rows.flatMap(cells))}${table(ratioHead, ratios.map(ratioCells))}`;
}

export async function asPage({ machine, version, commit, rows, ratios }: Run): Promise<string> {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const table = (names: readonly string[], lines: readonly string[][]): string =>
    [names, names.map(() => '---'), ...lines].map(line).join('\n');
  const page = `# Benchmarks

\`npm run bench -- --write\` writes this page, in one run on one machine: ${machine}. Every call names a version, Kubernetes ${version}. Times differ between machines, so only the ratios mean something.

## Beside upstream and npm packages

\`3×\` says that this library takes a third of the other's time. Upstream is Kubernetes ${version}, compiled by Go. A package that reads only a part of the input correctly is compared on that part.

${table(head, rows.flatMap(cells))}

## Beside itself

\`1.05×\` says that the first costs 5 % more than the second; both are measured in turn. The earlier build is that of commit ${commit}; \`--against\` takes another one. The time of an import is that of a process,
less that of a process that imports nothing.

${table(ratioHead, ratios.map(ratioCells))}
`;
  return format(page, { ...(await resolveConfig(fileURLToPath(import.meta.url))), parser: 'markdown' });
}
