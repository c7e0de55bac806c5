import { describe, expect, it } from 'vitest';
import { replay } from '../oracle/replay.ts';
import { versionTopics } from '../oracle/areas/version.ts';

describe('stage, default, lock and value of every known feature gate equal upstream', () => {
  it.each(versionTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBe(1);
  });
});
