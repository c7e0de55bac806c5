import { describe, expect, it } from 'vitest';
import { projectTopics } from '../oracle/areas/projects.ts';
import { volumesTopics } from '../oracle/areas/volumes.ts';
import { replay } from '../oracle/replay.ts';

describe('volumes equal upstream', () => {
  it.each([...volumesTopics, ...projectTopics].map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(10);
  });
});
