import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { refusals } from '../../../src/admission/validation/field-errors.ts';
import { sizeLimitOf, validateVolumes } from '../../../src/resize/validation/volumes.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

function refused(volumes: unknown, before: unknown): string[] {
  const { errors, refuse } = refusals();
  const pod = (list: unknown): PodLike => deepFreeze({ spec: { containers: [], volumes: list } }) as PodLike;
  validateVolumes({
    pod: pod(volumes),
    old: pod(before),
    release: releaseOf(undefined),
    refuse,
    places: { old: 'oldPod', sent: 'newPod' },
  });
  return errors.map(({ field, detail }) => `${field}: ${detail}`);
}

const memory = (sizeLimit?: unknown, name = 'v'): object => ({ name, emptyDir: { medium: 'Memory', sizeLimit } });
const disk = (sizeLimit?: unknown): object => ({ name: 'v', emptyDir: { sizeLimit } });
const limit = 'spec.volumes[0].emptyDir.sizeLimit: ';
const onlyLimit = 'spec.volumes[0]: only sizeLimit of memory-backed emptyDir volumes is mutable on resize';

describe('validateVolumes', () => {
  it.each([
    [undefined, null, []],
    [[memory('2Gi')], [memory('1Gi')], []],
    [[disk('1Gi')], [disk('1024Mi')], []],
    [[], [disk()], ['spec.volumes: volumes may not be added or removed on resize']],
    [[memory('1Gi', 'w')], [memory('1Gi')], ['spec.volumes[0].name: volumes may not be renamed or reordered on resize']],
    [[disk('1Gi')], [memory('1Gi')], [onlyLimit]],
    [[{ name: 'v', hostPath: { path: '/a' } }], [{ name: 'v', hostPath: { path: '/b' } }], [onlyLimit]],
    [[{ name: 'v', hostPath: { path: '/a' } }], [{ name: 'v', hostPath: { type: '', path: '/a' }, gitRepo: null }], []],
    [[{ name: 'v' }], [{ name: 'v', emptyDir: { medium: '' } }], []],
    [[memory()], [memory('1Gi')], [`${limit}adding or removing sizeLimit on an existing volume is not allowed`]],
    [[memory('1Gi')], [memory('0')], [`${limit}adding or removing sizeLimit on an existing volume is not allowed`]],
    [[memory('0')], [memory()], []],
    [[disk('2Gi')], [disk('1Gi')], [`${limit}sizeLimit is only mutable for memory-backed emptyDir volumes`]],
  ])('of %j after %j', (volumes, before, wanted) => expect(refused(volumes, before)).toEqual(wanted));
  it('compares volumes that hold bigints', () => {
    expect(refused([{ name: 'v', ephemeral: { size: 1n } }], [{ name: 'v', ephemeral: { size: 2n } }])).toEqual([onlyLimit]);
  });
});

it('reads size limits with their place', () => {
  expect(sizeLimitOf({ sizeLimit: 1 }, 'x', 37)?.toString()).toBe('1');
  expect(sizeLimitOf(null, 'x', 37)).toBeUndefined();
  expect(() => sizeLimitOf({ sizeLimit: 'a' }, 'x', 37)).toThrow(expect.objectContaining({ path: 'x' }));
});
