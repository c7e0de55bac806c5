import { describe, expect, it } from 'vitest';
import { resizeTopics } from '../oracle/areas/resize.ts';
import { schedulingTopics } from '../oracle/areas/scheduling.ts';
import { replay } from '../oracle/replay.ts';

describe('fits, scores, texts and resizes equal upstream', () => {
  it.each([...schedulingTopics, ...resizeTopics].map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(80);
  });
});
