import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { topics } from './areas/index.ts';
import { covers, divergences, isExpected } from './divergences.ts';
import { canonicalJSON, isSame } from './topic.ts';
import { readVectors, wantAt } from './vectors.ts';

const page = readFileSync(new URL('../../docs/divergences.md', import.meta.url), 'utf8');
const rows = divergences.map(
  (divergence) => [`${divergence.topic} ${canonicalJSON(divergence.in ?? divergence.upstream)}`, divergence] as const,
);

describe('every listed divergence', () => {
  it.each(rows)('%s', (_name, divergence) => {
    if ('ours' in divergence) expect(isSame(divergence.upstream, divergence.ours), 'agrees with upstream').toBe(false);
    expect(page).toContain(`| ${divergence.reason} `);
    const topic = topics.find(({ folder, name }) => `${folder}/${name}` === divergence.topic);
    const vectors = topic === undefined ? undefined : readVectors(topic);
    const minors = (vectors?.minors ?? []).map((minor) => Number(minor.slice(2))).filter((minor) => covers(divergence, minor));
    expect(minors).not.toEqual([]);
    const asked = (vectors?.rows ?? []).filter((row) => !('in' in divergence) || isSame(row.in, divergence.in));
    expect(asked.some((row) => minors.every((minor) => isSame(wantAt(row, minor), divergence.upstream)))).toBe(true);
  });
});

describe('isExpected', () => {
  const topic = topics[0];
  const listed = divergences.find((divergence) => 'in' in divergence);
  const listedTopic = topics.find(({ folder, name }) => `${folder}/${name}` === listed?.topic);

  it('wants equal answers', () => {
    expect(isExpected(topic!, 'no such question', 37, { a: 1, b: 2 }, { b: 2, a: 1 })).toBe(true);
    expect(isExpected(topic!, 'no such question', 37, 1, 2)).toBe(false);
  });

  it('refuses a listed divergence that is none any more', () => {
    const minor = Number((listed!.from ?? '1.37').slice(2));
    expect(isExpected(listedTopic!, listed!.in, minor, listed!.upstream, listed!.ours)).toBe(true);
    expect(isExpected(listedTopic!, listed!.in, minor, listed!.upstream, listed!.upstream)).toBe(false);
    expect(isExpected(listedTopic!, listed!.in, minor, listed!.ours, listed!.ours)).toBe(false);
  });
});
