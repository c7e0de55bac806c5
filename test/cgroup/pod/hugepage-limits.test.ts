import { expect, it } from 'vitest';
import { podHugePageLimits } from '../../../src/cgroup/pod/hugepage-limits.ts';
import { readList } from '../../../src/resources/totals/resource-lists.ts';

const requests = (amounts: object): object => ({ resources: { requests: amounts } });
const pod = {
  spec: {
    containers: [
      { name: 'a', ...requests({ 'hugepages-2Mi': '4Mi', memory: '1Gi' }) },
      { name: 'b', ...requests({ 'hugepages-2048Ki': '2Mi', 'hugepages-x': '1' }) },
    ],
    initContainers: [{ name: 'i', ...requests({ 'hugepages-1Gi': '1Gi', 'hugepages-2Mi': '2Mi' }) }],
  },
};
const total = readList({ 'hugepages-2Mi': '10Mi', cpu: '1' }, 'total') ?? {};

it.each([
  [
    22,
    [
      ['2097152', '6291456'],
      ['0', '1'],
    ],
  ],
  [
    23,
    [
      ['2097152', '6291456'],
      ['0', '1'],
      ['1073741824', '1073741824'],
    ],
  ],
  [
    26,
    [
      ['2097152', '6291456'],
      ['0', '1'],
      ['1073741824', '1073741824'],
    ],
  ],
  [27, [['2097152', '10485760']]],
])('are in 1.%i %j', (minor, limits) => {
  expect([...podHugePageLimits(pod, total, minor)].map(([size, bytes]) => [String(size), String(bytes)])).toEqual(limits);
});
