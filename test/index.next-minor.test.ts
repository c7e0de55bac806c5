import { beforeAll, describe, expect, it, vi } from 'vitest';
import type * as minors from '../src/version/minors.ts';
import { newestSupported } from '../src/version/newest.ts';
import { calls } from './calls.ts';
import { topics } from './oracle/areas/index.ts';
import { ourAnswer, takesNoMinor, type AnyTopic } from './oracle/topic.ts';
import { readVectors } from './oracle/vectors.ts';

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** A copy of the library whose newest minor, a pre-release or not, is out. */
let last = {} as Functions;
/** A copy that supports one more minor, of which no table knows; whoever asks for the newest one is given that minor's answer. */
let next = {} as Functions;
/** The topics, put to either copy. */
let asLast: readonly AnyTopic[] = [];
let asNext: readonly AnyTopic[] = [];

async function copyWith(newest: number): Promise<Functions> {
  vi.resetModules();
  vi.doMock('../src/version/newest.ts', () => ({ newest, newestSupported: newest }));
  return (await import('../src/index.ts')) as unknown as Functions;
}

beforeAll(async () => {
  last = await copyWith(newestSupported);
  asLast = (await import('./oracle/areas/index.ts')).topics;
  vi.doMock('../src/version/minors.ts', async (importOriginal) => {
    const original = await importOriginal<typeof minors>();
    const nextOf = (minor: number): number => (minor === newestSupported ? newestSupported + 1 : minor);
    return {
      ...original,
      minorNumber: (version: minors.KubernetesVersion) => nextOf(original.minorNumber(version)),
      minorOf: (options: minors.VersionOptions) => nextOf(original.minorOf(options)),
      parseKubernetesVersion: (version: minors.KubernetesVersion) => `1.${nextOf(original.minorNumber(version))}`,
    };
  });
  next = await copyWith(newestSupported + 1);
  asNext = (await import('./oracle/areas/index.ts')).topics;
});

/** Rows of a topic, at most 200, taken from everywhere in its vectors. */
function rowsOf(topic: AnyTopic): readonly unknown[] {
  const rows = readVectors(topic)?.rows ?? [];
  const step = Math.ceil(rows.length / 200);
  return rows.filter((_, i) => i % step === 0).map((row) => row.in);
}

/** An answer in which the next minor is called by the newest one's name. */
function textOf(answer: unknown): string {
  return JSON.stringify(answer)?.replaceAll(`1.${newestSupported + 1}`, `1.${newestSupported}`) ?? 'undefined';
}

describe('a minor that no table knows answers as the newest one', () => {
  const asked = topics.flatMap((topic, place) => (takesNoMinor(topic) ? [] : [{ name: `${topic.folder}/${topic.name}`, topic, place }]));

  it('is supported by the copy', () => expect(next).toMatchObject({ newestMinor: `1.${newestSupported + 1}` }));

  it.each(Object.entries(calls))('%s', (name, call) => {
    const today = last[name]?.(...Object.values(call));
    expect(textOf(next[name]?.(...Object.values(call)))).toBe(textOf(today));
  });

  it.each(asked)('$name', ({ topic, place }) => {
    const [ours, theirs] = [asLast[place] ?? topic, asNext[place] ?? topic];
    const rows = rowsOf(topic);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(ourAnswer(theirs, row, newestSupported)).toEqual(ourAnswer(ours, row, newestSupported));
  });
});
