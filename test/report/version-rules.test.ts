import { describe, expect, it } from 'vitest';
import { rulesFor, versionRules } from '../../src/report/version-rules.ts';

const pod = { spec: { containers: [{ name: 'a' }] } };
const init = { spec: { containers: [{ name: 'a' }], initContainers: [{ name: 'i' }] } };

describe('rulesFor', () => {
  it.each([
    [20, 'containers[a.b].oomScoreAdj', pod, false, ['guaranteed-oom-score']],
    [23, 'cgroup.memory', pod, false, []],
    [23, 'cgroup.memory', init, false, ['init-containers-limit']],
    [16, 'qosClass', init, true, ['init-containers-in-qos']],
    [16, 'cgroup.memory', init, true, ['init-containers-in-qos']],
    [16, 'cgroup.memory', init, false, []],
    [31, 'memoryVolumes[shm].mountOptions', pod, false, ['volumes-without-swap']],
    [31, 'memoryVolumes[shm].size', pod, false, []],
  ])('of 1.%i about %s', (minor, fact, of, classChanged, rules) => expect(rulesFor(minor, fact, of, classChanged)).toEqual(rules));
});

it('lists rules from the oldest to the newest, each with a text and a place upstream', () => {
  const all = Object.values(versionRules);
  expect(all.map(({ since }) => since)).toEqual(all.map(({ since }) => since).toSorted((a, b) => a - b));
  expect(all.filter(({ text, upstream }) => !text.endsWith('.') || !/^\S+\.go \w+$|^component-helpers/.test(upstream))).toEqual([]);
});
