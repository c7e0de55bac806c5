import { describe, expect, it } from 'vitest';
import { cgroupTopics } from '../oracle/areas/cgroup.ts';
import { containerTopics } from '../oracle/areas/container.ts';
import { cpuTopics } from '../oracle/areas/cpu.ts';
import { sandboxTopics } from '../oracle/areas/sandbox.ts';
import { replay } from '../oracle/replay.ts';

describe('cgroups and OOM scores equal upstream', () => {
  it.each([...cgroupTopics, ...containerTopics, ...cpuTopics, ...sandboxTopics].map((topic) => [topic.name, topic] as const))(
    '%s',
    (_name, topic) => {
      const { rows, mismatches } = replay(topic);
      expect(mismatches).toEqual([]);
      expect(rows).toBeGreaterThan(200);
    },
  );
});
