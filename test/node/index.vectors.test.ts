import { describe, expect, it } from 'vitest';
import { nodeTopics } from '../oracle/areas/node.ts';
import { replay } from '../oracle/replay.ts';

describe('what a node leaves to pods equals upstream', () => {
  it.each(nodeTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(1500);
  });
});
