/** What two runs cost, in nanoseconds or bytes, and the first as a part of the second. */
export interface Pair {
  readonly ours: number;
  readonly other: number;
  readonly ratio: number;
}

const rounds = 31;
const batch = 12e6;

/** Two functions, timed in turn, batch by batch, so that both see the same machine. The ratio is the median of those of all rounds. */
export function pairedTimes(ours: () => unknown, other: () => unknown): Pair {
  const sides = [ours, other].map((run) => ({ run, calls: callsInBatch(run) }));
  const [first, second] = sides as [Side, Side];
  const times = Array.from({ length: rounds }, (_, i) => {
    if (i % 2 === 0) return [timeOf(first), timeOf(second)] as const;
    const later = timeOf(second);
    return [timeOf(first), later] as const;
  });
  return pairOf(times);
}

/** Two values measured several times in turn. */
export function pairOf(values: readonly (readonly [ours: number, other: number])[]): Pair {
  const ours = median(values.map(([one]) => one));
  const ratio = median(values.map(([one, other]) => one / other));
  return { ours, other: ours / ratio, ratio };
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

interface Side {
  readonly run: () => unknown;
  readonly calls: number;
}

/** How many calls take about as long as a batch should; on the way the function becomes warm. */
function callsInBatch(run: () => unknown): number {
  let calls = 1;
  for (;;) {
    const time = timeOf({ run, calls }) * calls;
    if (time > batch / 2) return Math.max(1, Math.round((calls * batch) / time));
    calls *= 2;
  }
}

/** Nanoseconds of one call. */
function timeOf({ run, calls }: Side): number {
  const start = performance.now();
  for (let i = 0; i < calls; i++) kept = run();
  return ((performance.now() - start) * 1e6) / calls;
}

/** What was computed last: kept, so that no engine may leave the computation out. */
export let kept: unknown;
