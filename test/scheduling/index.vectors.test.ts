import { describe, expect, it } from 'vitest';
import { topics } from '../oracle/areas/index.ts';
import { replay } from '../oracle/replay.ts';

describe('fits, scores and texts equal upstream', () => {
  const own = topics.filter(({ folder }) => folder === 'scheduling');
  it.each(own.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(80);
  });
});
