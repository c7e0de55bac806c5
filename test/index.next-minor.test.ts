import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as sizing from '../src/index.ts';
import type * as minors from '../src/version/minors.ts';
import { newest } from '../src/version/newest.ts';
import { calls } from './calls.ts';
import { topics } from './oracle/areas/index.ts';
import { ourAnswer, takesNoMinor, type AnyTopic } from './oracle/topic.ts';
import { readVectors } from './oracle/vectors.ts';

type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** A copy of the library that supports one more minor, of which no table knows; whoever asks for the newest one is given that minor's answer. */
let next = {} as Functions;
/** The topics, put to that copy. */
let later: readonly AnyTopic[] = [];

beforeAll(async () => {
  vi.resetModules();
  vi.doMock('../src/version/newest.ts', () => ({ newest: newest + 1 }));
  vi.doMock('../src/version/minors.ts', async (importOriginal) => {
    const original = await importOriginal<typeof minors>();
    return {
      ...original,
      minorOf: (options: minors.VersionOptions) => {
        const minor = original.minorOf(options);
        return minor === newest ? newest + 1 : minor;
      },
      parseKubernetesVersion: (version: minors.KubernetesVersion) => {
        const minor = original.parseKubernetesVersion(version);
        return minor === `1.${newest}` ? original.newestMinor : minor;
      },
    };
  });
  next = (await import('../src/index.ts')) as unknown as Functions;
  later = (await import('./oracle/areas/index.ts')).topics;
});

/** Rows of a topic, at most 200, taken from everywhere in its vectors. */
function rowsOf(topic: AnyTopic): readonly unknown[] {
  const rows = readVectors(topic)?.rows ?? [];
  const step = Math.ceil(rows.length / 200);
  return rows.filter((_, i) => i % step === 0).map((row) => row.in);
}

/** An answer in which the next minor is called by the newest one's name. */
function textOf(answer: unknown): string {
  return JSON.stringify(answer)?.replaceAll(`1.${newest + 1}`, `1.${newest}`) ?? 'undefined';
}

describe('a minor that no table knows answers as the newest one', () => {
  const asked = topics.flatMap((topic, place) => (takesNoMinor(topic) ? [] : [{ name: `${topic.folder}/${topic.name}`, topic, place }]));

  it('is supported by the copy', () => expect(next).toMatchObject({ newestMinor: `1.${newest + 1}` }));

  it.each(Object.entries(calls))('%s', (name, call) => {
    const today = (sizing as unknown as Functions)[name]?.(...Object.values(call));
    expect(textOf(next[name]?.(...Object.values(call)))).toBe(textOf(today));
  });

  it.each(asked)('$name', ({ topic, place }) => {
    const asNext = later[place] ?? topic;
    const rows = rowsOf(topic);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(ourAnswer(asNext, row, newest)).toEqual(ourAnswer(topic, row, newest));
  });
});
