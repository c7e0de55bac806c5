import { describe, expect, it } from 'vitest';
import { volumesTopics } from '../oracle/areas/volumes.ts';
import { replay } from '../oracle/replay.ts';

describe('volumes equal upstream', () => {
  it.each(volumesTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(10);
  });
});
