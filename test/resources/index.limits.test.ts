import { describe, expect, it } from 'vitest';
import { limitsTopics } from '../oracle/areas/limits.ts';
import { replay } from '../oracle/replay.ts';

describe('LimitRanges, quotas and resizes equal upstream', () => {
  const topics = limitsTopics.filter(({ folder }) => folder === 'resources');
  it.each(topics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(150);
  });
});
