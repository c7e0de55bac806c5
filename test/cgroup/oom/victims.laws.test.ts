import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { getContainerOOMScoreAdjust } from '../../../src/cgroup/oom/score.ts';
import { rankOOMVictims } from '../../../src/cgroup/oom/victims.ts';
import { supportedMinors } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const memory = fc.integer({ min: 0, max: 2 ** 36 });
const container = fc.record({
  name: fc.constantFrom('a', 'b', 'c'),
  request: memory,
  limited: fc.boolean(),
  rss: fc.option(memory, { nil: undefined }),
});
const node = fc
  .array(fc.uniqueArray(container, { selector: ({ name }) => name, minLength: 1, maxLength: 3 }), { maxLength: 6 })
  .map((pods) => ({
    pods: pods.map((containers, i) => ({
      metadata: { uid: String(i) },
      spec: {
        containers: containers.map(({ name, request, limited }) => {
          const amounts = { cpu: '1', memory: request };
          return { name, resources: request === 0 ? {} : { requests: amounts, ...(limited ? { limits: amounts } : {}) } };
        }),
      },
    })),
    stats: pods.map((containers, i) => ({
      podRef: { uid: String(i) },
      containers: containers.flatMap(({ name, rss }) => (rss === undefined ? [] : [{ name, memory: { rssBytes: rss } }])),
    })),
  }));
const capacity = fc.integer({ min: 4096, max: 2 ** 40 });
const options = fc.constantFrom(...supportedMinors).map((kubernetesVersion) => ({ kubernetesVersion }));

it('ranks every running container once, worst first, with the score of its own', () => {
  fc.assert(
    fc.property(node, capacity, options, ({ pods, stats }, bytes, version) => {
      const ranked = rankOOMVictims(deepFreeze(pods), deepFreeze(stats), bytes, version);
      expect(ranked).toHaveLength(stats.flatMap(({ containers }) => containers).length);
      expect(new Set(ranked.map((victim) => `${victim.pod.metadata.uid} ${victim.container}`)).size).toBe(ranked.length);
      const points = ranked.map(({ badness }) => badness);
      expect(points).toEqual(points.toSorted((a, b) => b - a));
      for (const { pod, container: name, oomScoreAdj } of ranked)
        expect(oomScoreAdj).toBe(getContainerOOMScoreAdjust(pod, name, bytes, version));
    }),
  );
});

it('never saves a container by its using more', () => {
  fc.assert(
    fc.property(node, capacity, memory, ({ pods, stats }, bytes, more) => {
      const places = (of: typeof stats): number[] => {
        const ranked = rankOOMVictims(pods, of, bytes).map((victim) => `${victim.pod.metadata.uid} ${victim.container}`);
        return stats.flatMap(({ podRef, containers }) => containers.map(({ name }) => ranked.indexOf(`${podRef.uid} ${name}`)));
      };
      const [first, ...rest] = stats;
      const [victim, ...others] = first?.containers ?? [];
      if (first === undefined || victim === undefined) return;
      const greedy = { ...victim, memory: { rssBytes: victim.memory.rssBytes + more } };
      expect(places([{ ...first, containers: [greedy, ...others] }, ...rest])[0]).toBeLessThanOrEqual(places(stats)[0] ?? -1);
    }),
  );
});

it('adds the score in thousandths of the pages of the machine', () => {
  fc.assert(
    fc.property(node, capacity, ({ pods, stats }, bytes) => {
      const unit = Math.floor(Math.floor(bytes / 4096) / 1000);
      for (const { usage, oomScoreAdj, badness } of rankOOMVictims(pods, stats, bytes))
        expect(badness).toBe(Math.floor(Number(usage.value()) / 4096) + oomScoreAdj * unit);
    }),
  );
});
