import { describe, expect, it } from 'vitest';
import { topics } from './areas/index.ts';
import { divergences, isRight } from './divergences.ts';
import { agrees, canonicalJSON, type AnyTopic } from './topic.ts';
import { readVectors, wantAt } from './vectors.ts';

const topicOf = (title: string): AnyTopic | undefined => topics.find(({ folder, name }) => `${folder}/${name}` === title);
const rows = divergences.map(
  (divergence) => [`${divergence.topic} ${canonicalJSON(divergence.in ?? divergence.upstream)}`, divergence] as const,
);

describe('every listed divergence', () => {
  it.each(rows)('%s', (_name, { topic: title, reason, ...divergence }) => {
    expect(reason).not.toBe('');
    if ('ours' in divergence) expect(agrees(divergence.ours, divergence.upstream), 'agrees with upstream').toBe(false);
    const topic = topicOf(title);
    const { rows: vectors = [], minors = [] } = (topic === undefined ? undefined : readVectors(topic)) ?? {};
    const asked = vectors.filter((row) => !('in' in divergence) || canonicalJSON(row.in) === canonicalJSON(divergence.in));
    expect(asked, 'is asked').not.toEqual([]);
    if (!('upstream' in divergence)) return;
    const isAnswered = asked.some((row) => minors.some((minor) => agrees(divergence.upstream, wantAt(row, Number(minor.slice(2))))));
    expect(isAnswered, 'is what upstream answers').toBe(true);
  });
});

describe('isRight', () => {
  it('wants equal answers', () => {
    const topic = topics[0] as AnyTopic;
    expect(isRight(topic, 'no such question', { b: 2, a: 1 }, { a: 1, b: 2 })).toBe(true);
    expect(isRight(topic, 'no such question', 1, 2)).toBe(false);
  });

  it('refuses a listed divergence that is none any more, or another one', () => {
    const listed = divergences.filter((divergence) => 'in' in divergence && 'ours' in divergence);
    expect(listed.length).toBeGreaterThan(0);
    for (const { topic: title, in: input, upstream, ours } of listed) {
      const topic = topicOf(title) as AnyTopic;
      expect(isRight(topic, input, ours, upstream)).toBe(true);
      expect(isRight(topic, input, upstream, upstream)).toBe(false);
      expect(isRight(topic, input, ours, ours)).toBe(false);
      expect(isRight(topic, input, 'something else', upstream)).toBe(false);
    }
  });

  it('knows a divergence by what upstream answers', () => {
    const listed = divergences.find((divergence) => !('in' in divergence));
    const topic = topicOf(listed?.topic ?? '') as AnyTopic;
    expect(isRight(topic, 'any question', 'an answer', listed?.upstream)).toBe(true);
    expect(isRight(topic, 'any question', listed?.upstream, listed?.upstream)).toBe(false);
  });
});
