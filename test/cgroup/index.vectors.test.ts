import { describe, expect, it } from 'vitest';
import { cgroupTopics } from '../oracle/areas/cgroup.ts';
import { replay } from '../oracle/replay.ts';

describe('cgroups equal upstream', () => {
  it.each(cgroupTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(200);
  });
});
