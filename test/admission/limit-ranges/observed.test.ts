import { describe, expect, it } from 'vitest';
import { countedOld, isUnchanged, observedContainers, observedPod } from '../../../src/admission/limit-ranges/observed.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { releaseOf } from '../../../src/version/release.ts';

const release = releaseOf({ kubernetesVersion: '1.38' });
const named = (name: string, cpu: string, memory?: string) => ({
  name,
  resources: { requests: { cpu }, limits: memory === undefined ? {} : { memory } },
});
const podOf = (...containers: ReturnType<typeof named>[]): PodLike => ({ spec: { containers } });

it('the old pod counts since 1.38', () => {
  expect([37, 38].map((minor) => countedOld(podOf(), minor))).toEqual([undefined, podOf()]);
  expect([null, undefined].map((none) => countedOld(none, 38))).toEqual([undefined, undefined]);
});

describe('a container', () => {
  const old = podOf(named('a', '1', '1Gi'), named('b', '1'), named('a', '7'));
  const unchanged = (pod: PodLike, before: PodLike | undefined = old) =>
    observedContainers(pod, before, 38).map((observed) => ['cpu', 'memory', 'absent'].filter((name) => isUnchanged(name, observed)));

  it('is compared with the first of its name, by amount', () => {
    expect(unchanged(podOf(named('b', '1000m', '1Gi'), named('a', '2', '1024Mi')))).toEqual([
      ['cpu', 'absent'],
      ['memory', 'absent'],
    ]);
  });

  it('that is new, or of another list, has nothing that is unchanged', () => {
    expect(unchanged(podOf(named('c', '1')))).toEqual([[]]);
    expect(unchanged({ spec: { containers: [], initContainers: [named('a', '1', '1Gi')] } })).toEqual([[]]);
    expect(unchanged(old, podOf())).toEqual([[], [], []]);
  });
});

it('a pod is compared by its totals', () => {
  const observed = observedPod(podOf(named('x', '2'), named('y', '1')), podOf(named('a', '3')), release);
  expect(['cpu', 'memory'].map((name) => isUnchanged(name, observed))).toEqual([true, true]);
  expect(isUnchanged('cpu', observedPod(podOf(named('x', '2')), podOf(named('x', '1')), release))).toBe(false);
  expect(isUnchanged('cpu', observedPod(podOf(named('x', '2')), undefined, release))).toBe(false);
});

it('an error in the old pod has its place', () => {
  expect(() => observedContainers(podOf(), podOf(named('a', 'x')), 38)).toThrow(
    expect.objectContaining({ path: 'options.oldPod.spec.containers[0].resources.requests.cpu' }),
  );
});
