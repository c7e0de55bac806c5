import { describe, expect, it } from 'vitest';
import { quantityTopics } from '../oracle/areas/quantity.ts';
import { isRight } from '../oracle/divergences.ts';
import { upstreamMinors } from '../oracle/minors.ts';
import { replay } from '../oracle/replay.ts';
import { ourAnswer } from '../oracle/topic.ts';
import { readVectors, wantAt } from '../oracle/vectors.ts';

/** How many rows there are at least. */
const least: Readonly<Record<string, number>> = {
  parse: 20_000,
  decode: 2000,
  operations: 20_000,
  multiply: 4000,
  'approximate-float.early': 9,
  'approximate-float': 6000,
  'slow-float': 6000,
  stored: 1500,
};

const newest = upstreamMinors.at(-1);

describe.each(quantityTopics.map((topic) => [topic.name, topic] as const))('%s', (name, topic) => {
  it('equals upstream in every vector', () => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThanOrEqual(least[name] ?? Infinity);
  });

  it('is one answer for every minor of an era', () => {
    const { rows = [], minors: asked = [] } = readVectors(topic) ?? {};
    const starts = rows.flatMap(({ runs = [] }) => runs.slice(1).map(({ from }) => from));
    expect([...new Set(starts)].filter((from) => from !== '1.38')).toEqual([]);
    expect(asked).toEqual(topic.minors.map((minor) => `1.${minor}`));
  });
});

describe('what is explained', () => {
  const rows = quantityTopics
    .filter(({ minors: asked }) => asked.at(-1) === newest)
    .flatMap((topic) => (readVectors(topic)?.rows ?? []).filter((row) => row.name !== undefined).map((row) => ({ topic, row })));

  it.each(rows.map(({ topic, row }) => [`${topic.name}, ${row.name ?? ''}: ${row.why ?? ''}`, topic, row] as const))(
    '%s',
    (_name, topic, row) => {
      for (const minor of [37, 38]) {
        const want = wantAt(row, minor);
        const got = ourAnswer(topic, row.in, minor);
        if (!isRight(topic, row.in, got, want)) expect(got).toEqual(want);
      }
    },
  );
});
