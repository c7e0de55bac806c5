import { execFileSync, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median, pairOf, type Pair } from './paired.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rounds = 25;

/** The time until a process has loaded the package, and that for big.js, each without the time of a process that loads nothing. */
export function importTimes(build: string): Pair {
  const module = ['--input-type=module', '--eval'];
  const runs = [
    ['--eval', ''],
    [...module, `import ${JSON.stringify(build)}`],
    [...module, "import 'big.js'"],
  ];
  const times = Array.from({ length: rounds }, () =>
    runs.map((args) => {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args, { cwd: root });
      if (status !== 0) throw new Error(`${args.join(' ')} fails`);
      return (performance.now() - start) * 1e6;
    }),
  );
  const [bare = 0, ours = 0, other = 0] = runs.map((_, i) => median(times.map((round) => round[i] ?? 0)));
  return { ours: ours - bare, other: other - bare, ratio: (ours - bare) / (other - bare) };
}

/** The bytes that one result of `sizePod` keeps of the heap, here and in another build. */
export function keptBytes(build: string, other: string, inputs: string): Pair {
  const measure = (path: string): number =>
    Number(
      execFileSync(process.execPath, ['--expose-gc', '--input-type=module', '--eval', keeping(path)], {
        cwd: root,
        encoding: 'utf8',
        input: inputs,
      }),
    );
  return pairOf(Array.from({ length: 3 }, () => [measure(build), measure(other)] as const));
}

/** Sizes the objects that stand in the standard input again and again, and prints the bytes per result. */
function keeping(build: string): string {
  return `
import { readFileSync } from 'node:fs';
import { sizePod } from ${JSON.stringify(build)};
const { pods, node, options } = JSON.parse(readFileSync(0, 'utf8'));
const kept = [];
const sizeAll = (times) => { for (let i = 0; i < times; i++) for (const pod of pods) kept.push(sizePod(pod, node, options)); };
sizeAll(20);
kept.length = 0;
gc();
const before = process.memoryUsage().heapUsed;
sizeAll(50);
gc();
console.log((process.memoryUsage().heapUsed - before) / kept.length);
`;
}
