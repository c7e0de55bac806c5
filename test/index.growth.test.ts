import { Session } from 'node:inspector/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { growing, type Growing } from './growth.ts';

/** `npm run sweep` goes on to more, where that takes less than a second. */
const [few, many, most] = [250, 2000, process.env['SWEEP'] === 'full' ? 16_000 : 0];
/** How many steps take about a second while they are counted. */
const longest = 10_000_000;
const session = new Session();
let library = {} as Parameters<Growing>[0];

beforeAll(async () => {
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  // Only what is compiled from now on counts its steps.
  vi.resetModules();
  library = (await import('../src/index.ts')) as unknown as typeof library;
}, 60_000);
afterAll(() => session.disconnect());

/** How often all functions, loops and branches of the library are run, in sum. */
async function stepsOf(run: () => unknown): Promise<number> {
  await session.post('Profiler.takePreciseCoverage');
  run();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const own = result.filter(({ url }) => url.includes('/src/'));
  return own.flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges)).reduce((sum, { count }) => sum + count, 0);
}

describe('the work grows with the input, and hardly faster', () => {
  it.each(growing.map(([title, make]) => ({ title, make })))('$title', async ({ make }) => {
    const small = make(library, few);
    small();
    const [first, second] = [await stepsOf(small), await stepsOf(make(library, many))];
    expect(first).toBeGreaterThan(0);
    expect(Math.log(second / first) / Math.log(many / few)).toBeLessThanOrEqual(1.2);
    if (most === 0 || (most / many) * second > longest) return;
    expect(Math.log((await stepsOf(make(library, most))) / second) / Math.log(most / many)).toBeLessThanOrEqual(1.2);
  });
});
