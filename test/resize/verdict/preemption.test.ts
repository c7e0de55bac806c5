import { expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { missingAfterPreemption } from '../../../src/resize/verdict/preemption.ts';
import { releaseOf } from '../../../src/version/release.ts';

const pod = (cpu: string, priority?: number): PodLike => ({
  spec: { containers: [{ name: 'a', resources: { requests: { cpu } } }], priority },
});
const critical = pod('1', 2_000_000_001);
const lacks = (used: number) => [
  { name: 'cpu', requested: 1000, used, capacity: 2000, unresolvable: false },
  { name: 'pods', requested: 1, used: 2, capacity: 2, unresolvable: false },
];
const text = (list: string): string =>
  `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [${list}]`;

it.each([
  ['what others give up is enough', [pod('500m'), pod('500m')], 2000, undefined],
  ['too little', [pod('500m')], 2000, text('(res: cpu, q: 500), ')],
  ['nobody', [], 1500, text('(res: cpu, q: 500), (res: pods, q: 1), ')],
  ['critical pods of a lower priority give way', [pod('1', 2_000_000_000)], 2000, undefined],
  ['critical pods of the same priority do not', [pod('1', 2_000_000_001)], 1500, text('(res: cpu, q: 500), (res: pods, q: 1), ')],
  ['a negative request, which leaves others enough', [pod('-500m'), pod('1500m')], 2000, undefined],
] as const)('%s', (_name, pods, used, wanted) =>
  expect(missingAfterPreemption(critical, pods, lacks(used), releaseOf(undefined))).toBe(wanted),
);
