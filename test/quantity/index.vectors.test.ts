import { describe, expect, it } from 'vitest';
import { quantityTopics } from '../oracle/areas/quantity.ts';
import { replay } from '../oracle/replay.ts';

describe('quantities equal upstream', () => {
  it.each(quantityTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(500);
  });
});
