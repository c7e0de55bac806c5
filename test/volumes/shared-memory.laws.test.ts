import { expect, it } from 'vitest';
import type { PodLike } from '../../src/core/index.ts';
import { isSizingError } from '../../src/errors.ts';
import { supportedMinors } from '../../src/version/index.ts';
import type { SharedMemoryExplanation } from '../../src/volumes/explanation.ts';
import { explainSharedMemory, type SharedMemory } from '../../src/volumes/shared-memory.ts';
import { deepFreeze } from '../deep-freeze.ts';
import { randomPod } from '../oracle/pods.ts';
import { Random } from '../oracle/random.ts';

const machine = { nodeAllocatableMemory: '30Gi', hostMemory: '32Gi' };
const sources = { 'shm-of-volume': 'volume', 'shm-no-memory': 'volume', 'shm-of-host': 'hostIPC', 'shm-of-runtime': 'runtimeDefault' };
const owners = { 'shm-container-limit': 'container', 'shm-pod-limit': 'pod', 'shm-no-limit': undefined };
const ends = { 'shm-oom-alone': 'alone', 'shm-oom-together': 'together', 'shm-oom-never': 'never' };

/** Each step of an explanation of any container says what the result says. */
it('explains /dev/shm of any container, odd amounts among them, and no step contradicts the result', () => {
  const random = new Random(34);
  for (let i = 0; i < 1500; i++) {
    const given = randomPod(random) as { readonly spec: { readonly containers: readonly { readonly name: string }[] } };
    const mounts = [{ name: 'shm', mountPath: random.pick(['/dev/shm', '/cache']) }];
    const containers = given.spec.containers.map((container) => ({
      ...container,
      ...(random.chance(0.7) ? { volumeMounts: mounts } : {}),
    }));
    const sizeLimit = random.pick(['1Gi', '0', '-1', '100Gi', '1.5', undefined]);
    const volumes = [{ name: 'shm', emptyDir: { medium: random.pick(['Memory', 'Memory', '']), sizeLimit } }];
    const pod = deepFreeze({ ...given, spec: { ...given.spec, containers, volumes, hostIPC: random.chance(0.2) } }) as PodLike;
    let explained: SharedMemoryExplanation<SharedMemory>;
    try {
      explained = explainSharedMemory(pod, containers[0]?.name ?? '', machine, { kubernetesVersion: random.pick(supportedMinors) });
    } catch (error) {
      expect(isSizingError(error)).toBe(true);
      continue;
    }
    const { result, steps } = explained;
    const { source, limitOf, oomKilled, size, limit, headroom } = result;
    const [first, ...others] = steps;
    expect(sources[first?.because as keyof typeof sources]).toBe(source);
    expect(others.map(({ rule }) => rule)).toEqual(result.chargedTo === 'nobody' ? ['shm-oom'] : ['shm-limit', 'shm-oom']);
    const [last, owner] = [steps.at(-1), steps.find(({ rule }) => rule === 'shm-limit')];
    expect(ends[last?.because as keyof typeof ends]).toBe(oomKilled);
    expect(owner === undefined ? undefined : owners[owner.because as keyof typeof owners]).toBe(limitOf);
    expect([owner?.inputs['limit'], last?.inputs['headroom']]).toEqual([limit, headroom]);
    if (oomKilled === 'together')
      expect([size?.add(headroom ?? 0).equals(limit ?? 0), (headroom?.sign() ?? -1) >= 0]).toEqual([true, true]);
    if (oomKilled === 'alone') expect(size?.cmp(limit ?? 0)).toBe(1);
  }
});
