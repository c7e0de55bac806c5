import { describe, expect, it } from 'vitest';
import { resourcesTopics } from '../oracle/areas/resources.ts';
import { replay } from '../oracle/replay.ts';

describe('totals, classes and defaults equal upstream', () => {
  it.each(resourcesTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(45);
  });
});
