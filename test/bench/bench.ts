import { execFileSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Listr } from 'listr2';
import { cases, options, type Case, type Library } from './cases.ts';
import { buildEarlier, type Earlier } from './earlier.ts';
import type { Pair } from './paired.ts';
import { loadPeers, measureMedian, peersInstalled, totalled, understood, type Peer } from './peers.ts';
import { ratios, type Ratio } from './ratios.ts';
import { asPage, asTable, type RatioRow, type Row } from './results.ts';
import { buildUpstream, goVersion, measureUpstream } from './upstream.ts';

const { values: flags } = parseArgs({
  options: {
    write: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    'no-go': { type: 'boolean', default: false },
    against: { type: 'string', default: '2ca7de7' },
  },
});
const here = fileURLToPath(new URL('.', import.meta.url));
const build = new URL('../../dist/index.js', import.meta.url);

if (!peersInstalled()) {
  console.log('Installing the packages to compare with into test/bench/node_modules (once) …');
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'], { cwd: here, stdio: 'inherit' });
}
if (!existsSync(build)) throw new Error('dist/ is missing: run npm run build first');

const library = (await import(build.href)) as unknown as Library;
const peers = await loadPeers();
const go = flags['no-go'] ? undefined : goVersion();
const rows: Row[] = [];
const ratioRows: RatioRow[] = [];
let program: string | undefined;
let earlier: Earlier | undefined;

const chosen = cases.filter(({ title }) => title.includes(flags.only));
const chosenRatios = ratios(options.kubernetesVersion).filter(({ title }) => title.includes(flags.only));
const tasks = new Listr(
  [
    {
      title: 'build upstream (a minute the first time)',
      enabled: () => go !== undefined,
      task: async (): Promise<void> => void (program = await buildUpstream()),
    },
    ...chosen.map((one) => ({
      title: one.title,
      skip: (): string | false => missing(one) ?? false,
      task: async (): Promise<void> => void rows.push(await measureCase(one)),
    })),
    {
      title: `build ${flags.against} to compare with`,
      enabled: () => chosenRatios.some(({ needsEarlier }) => needsEarlier === true),
      task: (): void => void (earlier = buildEarlier(flags.against)),
    },
    ...chosenRatios.map((one) => ({
      title: `${one.title}, against ${one.against}`,
      task: (): void => measureRatio(one),
    })),
  ],
  { renderer: process.stdout.isTTY ? 'default' : 'simple', concurrent: false },
);
await tasks.run();
earlier?.remove();

const machine = `${availableParallelism()} cores (${process.arch}), Node ${process.versions.node}${go === undefined ? ', no Go' : `, Go ${go}`}`;
const run = { machine, version: options.kubernetesVersion, commit: flags.against, rows, ratios: ratioRows };
console.log(asTable(run));
if (go === undefined) console.log('Go was not found: upstream is left out.');
if (earlier === undefined) console.log(`The commit ${flags.against} is not here: what is compared with an earlier build is left out.`);
if (flags.write) writeFileSync(new URL('../../docs/benchmarks.md', import.meta.url), await asPage(run));

function measureRatio({ title, against, wanted, unit }: Ratio): void {
  const paths = [fileURLToPath(build), earlier?.path ?? ''];
  const args = ['--import', 'tsx', `${here}measure-ratio.ts`, title, options.kubernetesVersion, ...paths];
  const pair = JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Pair | null;
  if (pair !== null) ratioRows.push({ title, against, wanted, unit, ...pair });
}

function missing({ needs }: Case): string | undefined {
  const absent = needs.filter((name) => !(name in library));
  return absent.length === 0 ? undefined : `not in this build: ${absent.join(', ')}`;
}

async function measureCase(one: Case): Promise<Row> {
  const { title, per, input, wanted, within } = one;
  const ours = await timeOf(one, one.ours(library, input), input);
  const upstream = program === undefined || one.upstream === undefined ? undefined : await measureUpstream(program, one.upstream, input);
  const beside: Row['peers'][number][] = [];
  for (const peer of peers) {
    const found = await measurePeer(one, peer, ours);
    if (found !== undefined) beside.push(found);
  }
  return { title, per, ours, upstream, peers: beside, wanted, within };
}

async function measurePeer(one: Case, peer: Peer, oursOnAll: number): Promise<Row['peers'][number] | undefined> {
  if (!Array.isArray(one.input)) return undefined;
  const whole = one.input as readonly unknown[];
  const isTexts = typeof whole[0] === 'string';
  const part = isTexts ? understood(peer, whole as readonly string[], exact) : totalled(peer, whole);
  const run = one.theirs?.(peer, part);
  if (run === undefined || part.length === 0) return undefined;
  const theirs = await timeOf(one, run, part);
  const ours = part.length === whole.length ? oursOnAll : await timeOf(one, one.ours(library, part), part);
  return { name: peer.name, theirs, ours, right: part.length, of: whole.length };
}

function exact(text: string): number {
  return library.Quantity.parse(text).asApproximateFloat64();
}

/** Nanoseconds per unit of the case. */
async function timeOf({ long, units }: Case, run: () => unknown, input: unknown): Promise<number> {
  if (long !== true) return (await measureMedian(run)) / units(input);
  run();
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    run();
    return (performance.now() - start) * 1e6;
  }).toSorted((a, b) => a - b);
  return times[2]! / units(input);
}
