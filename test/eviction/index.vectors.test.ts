import { describe, expect, it } from 'vitest';
import { evictionTopics } from '../oracle/areas/eviction.ts';
import { replay } from '../oracle/replay.ts';

describe('evictions equal upstream', () => {
  it.each(evictionTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(100);
  });
});
