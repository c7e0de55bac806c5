import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { containersByName, disallowResizeForSwappableContainers, type SwapFacts } from '../../../src/resize/verdict/swap.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { releaseOf } from '../../../src/version/release.ts';

const pod = (memory: string, limit = '2Gi', more: object = {}): PodLike => ({
  spec: { containers: [{ name: 'a', resources: { requests: { memory }, limits: { memory: limit } }, ...more }] },
});
const facts: SwapFacts = { swapBehavior: 'LimitedSwap', swapControllerAvailable: true, cgroupVersion: 2 };
const swapping = (wanted: PodLike, allocated: PodLike, own: SwapFacts = facts, featureGates = {}, kubernetesVersion = '1.33'): boolean => {
  const release = releaseOf({ kubernetesVersion, featureGates });
  return disallowResizeForSwappableContainers(new KnownPod(wanted, release), new KnownPod(allocated, release), own);
};

describe('disallowResizeForSwappableContainers', () => {
  it('looks at memory requests of containers that may swap', () => {
    expect(swapping(pod('1Gi'), pod('512Mi'))).toBe(true);
    expect(swapping(pod('1Gi'), pod('1024Mi'))).toBe(false);
    expect(swapping(pod('2Gi'), pod('1Gi'))).toBe(true);
    expect(swapping({ spec: { containers: [] } }, pod('1Gi'))).toBe(false);
    expect(swapping(pod('1Gi'), { spec: { containers: [] } })).toBe(false);
  });

  it.each([
    [{ ...facts, swapBehavior: 'NoSwap' as const }],
    [{ ...facts, swapBehavior: 'UnlimitedSwap' as const }],
    [{ ...facts, swapControllerAvailable: false }],
    [{ ...facts, cgroupVersion: 1 as const }],
    [{}],
  ])('not with %j', (own) => expect(swapping(pod('1Gi'), pod('512Mi'), own)).toBe(false));

  it('not where the gate is off, or the pod is critical, or of another class', () => {
    expect(swapping(pod('1Gi'), pod('512Mi'), facts, { NodeSwap: false })).toBe(false);
    const critical = (memory: string): PodLike => ({
      spec: { ...pod(memory).spec, containers: pod(memory).spec?.containers ?? [], priority: 2_000_000_000 },
    });
    expect(swapping(critical('1Gi'), critical('512Mi'))).toBe(false);
    const guaranteed = (memory: string): PodLike => ({
      spec: { containers: [{ name: 'a', resources: { limits: { memory, cpu: '1' }, requests: { memory, cpu: '1' } } }] },
    });
    expect(swapping(guaranteed('1Gi'), guaranteed('512Mi'))).toBe(false);
  });

  it('not where the container is restarted for it', () => {
    const policy = (restartPolicy: string) => ({ resizePolicy: [{ resourceName: 'cpu' }, { resourceName: 'memory', restartPolicy }] });
    expect(swapping(pod('1Gi'), pod('512Mi', '2Gi', policy('RestartContainer')))).toBe(false);
    expect(swapping(pod('1Gi', '2Gi', policy('RestartContainer')), pod('512Mi', '2Gi', policy('NotRequired')))).toBe(true);
  });
});

it.each([
  ['1.37', '2Gi', '1Gi', true],
  ['1.37', '1Gi', '2Gi', false],
  ['1.38', '2Gi', '1Gi', false],
  ['1.38', '1Gi', '2Gi', true],
])('takes one container of a name for the allocated one: in %s of init %s and %s', (version, init, regular, refused) => {
  const named = (first: string, second: string): PodLike => ({
    spec: { initContainers: pod(first).spec?.containers ?? [], containers: pod(second).spec?.containers ?? [] },
  });
  expect(swapping(named('1Gi', '1Gi'), named(init, regular), facts, {}, version)).toBe(refused);
});

it('blames the container that is malformed, and the pod that has it', () => {
  const containers = [...(pod('1Gi').spec?.containers ?? []), { name: 'b', resources: { limits: { memory: 'x' } } }];
  expect(() => swapping({ spec: { containers } }, pod('512Mi'))).toThrow(
    expect.objectContaining({ path: 'spec.containers[1].resources.limits.memory' }),
  );
  expect(() => swapping(pod('1Gi'), pod('512Mi', '2Gi', { resizePolicy: 'x' }))).toThrow(
    expect.objectContaining({ path: 'allocatedPod.spec.containers[0].resizePolicy' }),
  );
});

it('containersByName has init containers, and the last of a name', () => {
  const found = containersByName({
    spec: { containers: [{ name: 'a' }], initContainers: [{ name: 'b' }, { name: 'a', restartPolicy: 'Always' }] },
  });
  expect([...found.keys()]).toEqual(['a', 'b']);
  expect(found.get('a')?.container.restartPolicy).toBe('Always');
});
