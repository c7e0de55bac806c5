import { describe, expect, it } from 'vitest';
import { rulesFor, versionRules } from '../../../src/report/versions/version-rules.ts';
import { versionRuleTexts } from './version-rule-texts.ts';

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
    [21, 'ephemeralStorage.trips.root[a]', pod, false, ['layers-count-everywhere']],
    [21, 'ephemeralStorage.trips.localVolumeSource[v]', pod, false, ['hugepages-are-no-storage']],
    [33, 'quota.requests.cpu', pod, false, []],
    [33, 'quota.requests.cpu', { ...pod, status: { containerStatuses: [{ name: 'a' }] } }, false, ['quota-from-status']],
    [
      37,
      'quota.requests.cpu',
      { ...pod, status: { conditions: [{ type: 'PodResizePending', status: 'True' }] } },
      false,
      ['status-by-sums'],
    ],
  ])('of 1.%i about %s', (minor, fact, of, classChanged, rules) => expect(rulesFor(minor, fact, of, classChanged)).toEqual(rules));
});

it('lists rules from the oldest to the newest, each with a text and a place upstream', () => {
  const all = Object.values(versionRules);
  expect(all.map(({ since }) => since)).toEqual(all.map(({ since }) => since).toSorted((a, b) => a - b));
  const texts = versionRuleTexts();
  expect(Object.keys(texts)).toEqual(Object.keys(versionRules));
  expect(Object.values(texts).filter(({ text, upstream }) => !text.endsWith('.') || !/^\S+\.go \w+$/.test(upstream))).toEqual([]);
});
