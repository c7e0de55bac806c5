// The ranking of 100,000 pods by this build and by another one, turn by turn, so that what else the machine does weighs on both.
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { measuredPods } from './inputs.ts';

interface Build {
  readonly rankMemoryPressure: (pods: readonly object[], stats: readonly object[], options?: object) => readonly object[];
}

const { values: flags } = parseArgs({
  options: { base: { type: 'string' }, pods: { type: 'string', default: '100000' }, rounds: { type: 'string', default: '15' } },
});
if (flags.base === undefined) throw new Error('say where the other build is: tsx test/bench/ranking-pair.ts --base /path/to/dist');

const ours = (await import(new URL('../../dist/index.js', import.meta.url).href)) as Build;
const base = (await import(pathToFileURL(`${flags.base}/index.js`).href)) as Build;
const text = JSON.stringify(measuredPods(Number(flags.pods)));
const read = (): { pods: object[]; stats: object[] } => JSON.parse(text) as { pods: object[]; stats: object[] };
const kept = read();

/** The milliseconds of one ranking of 1.37. */
function once({ rankMemoryPressure }: Build, { pods, stats }: ReturnType<typeof read>): number {
  const start = performance.now();
  rankMemoryPressure(pods, stats, { kubernetesVersion: '1.37' });
  return performance.now() - start;
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[times.length >> 1] as number;
}

for (const [title, input] of [
  ['the same objects again and again', (): typeof kept => kept],
  ['objects fresh from JSON', read],
] as const) {
  const times = { ours: [] as number[], base: [] as number[] };
  for (let round = 0; round < Number(flags.rounds); round++) {
    times.ours.push(once(ours, input()));
    times.base.push(once(base, input()));
  }
  const [mine, theirs] = [median(times.ours), median(times.base)];
  console.log(`${title}: ${mine.toFixed(1)} ms here, ${theirs.toFixed(1)} ms there, ${(theirs / mine).toFixed(2)} times as fast`);
}
