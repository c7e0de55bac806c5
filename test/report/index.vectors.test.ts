import { describe, expect, it } from 'vitest';
import { reportTopics } from '../oracle/areas/report.ts';
import { replay } from '../oracle/replay.ts';

describe('what lintPod says that the API server refuses is what it refuses', () => {
  it.each(reportTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(500);
  });
});
