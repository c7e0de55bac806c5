import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { format, resolveConfig } from 'prettier';

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

export interface Run {
  readonly machine: string;
  readonly rows: readonly Row[];
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

const head = ['what', 'who', 'time', 'kube-sizing is as fast', 'wanted'];

export function asTable({ machine, rows }: Run): string {
  const table = new Table({ head, style: { head: [], border: [] } });
  table.push(...rows.flatMap(cells));
  return `${machine}\n${table.toString()}`;
}

export async function asPage({ machine, rows }: Run): Promise<string> {
  const line = (row: readonly string[]): string => `| ${row.join(' | ')} |`;
  const page = `# Benchmarks

Written by \`npm run bench -- --write\`, in one run on one machine: ${machine}. Times differ between machines, and so only the ratios mean something: \`3×\` says that this library takes a third
of the other's time. Upstream is Kubernetes ${upstreamVersion}, compiled by Go. A peer is measured on the texts that it reads correctly, and compared on these.

${line(head)}
${line(head.map(() => '---'))}
${rows.flatMap(cells).map(line).join('\n')}
`;
  return format(page, { ...(await resolveConfig(fileURLToPath(import.meta.url))), parser: 'markdown' });
}

const upstreamVersion = '1.37';
