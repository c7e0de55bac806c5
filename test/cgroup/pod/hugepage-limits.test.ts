import { expect, it } from 'vitest';
import { podHugePageLimits } from '../../../src/cgroup/pod/hugepage-limits.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';

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
  [
    27,
    [
      ['2097152', '6291456'],
      ['0', '1'],
      ['1073741824', '1073741824'],
    ],
  ],
])('are in 1.%i %j', (minor, limits) => {
  expect(
    [...podHugePageLimits(new KnownPod(pod, releaseOf({ kubernetesVersion: `1.${minor}` })))].map(([size, bytes]) => [
      String(size),
      String(bytes),
    ]),
  ).toEqual(limits);
});

it.each([
  [26, '3'],
  [28, '4'],
])('are in 1.%i the total of the pod, with its sidecars, since 1.28: %s', (minor, bytes) => {
  const page = (count: string, rest = {}): object => ({ name: count, ...requests({ 'hugepages-2Mi': count }), ...rest });
  const of = { spec: { containers: [page('3')], initContainers: [page('1', { restartPolicy: 'Always' })] } } as PodLike;
  expect([...podHugePageLimits(new KnownPod(of, releaseOf({ kubernetesVersion: `1.${minor}` })))]).toEqual([[2_097_152n, BigInt(bytes)]]);
});
