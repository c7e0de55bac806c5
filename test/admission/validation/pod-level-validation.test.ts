import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import { refusals } from '../../../src/admission/validation/field-errors.ts';
import { ownLists, validatePodLevelResourcesCoverDRA, validatePodLevel } from '../../../src/admission/validation/pod-level-validation.ts';
import { declaredClaims } from '../../../src/admission/validation/resource-validation.ts';
import { deepFreeze } from '../../deep-freeze.ts';

function refused(resources: object | undefined, containers: object[], minor: number): string[] {
  const { errors, refuse } = refusals();
  const pod = deepFreeze({ spec: { containers, resources } }) as PodLike;
  validatePodLevel(pod, minor, { refuse, minor, allowsPartialPages: false, claims: declaredClaims([]) });
  return errors.map(({ field, type, detail }) => `${type.slice(10)} ${field} ${detail}`);
}

const container = (requests: object, limits: object = {}): object => ({ name: 'a', resources: { requests, limits } });

describe('validatePodLevel', () => {
  it('wants requests and hugepage limits that cover the containers, and limits that none exceeds', () => {
    const pages = { cpu: '1', 'hugepages-2Mi': '4Mi' };
    const own = { requests: { cpu: '1', 'hugepages-2Mi': '4Mi' }, limits: { cpu: '2', 'hugepages-2Mi': '4Mi' } };
    expect(refused(own, [container(pages, pages), container(pages, { ...pages, cpu: '3' })], 37)).toEqual([
      'Invalid spec.resources.requests[cpu] must be greater than or equal to aggregate container requests of 2',
      'Invalid spec.resources.requests[hugepages-2Mi] must be greater than or equal to aggregate container requests of 8Mi',
      'Invalid spec.resources.limits[hugepages-2Mi] must be greater than or equal to aggregate container limits of 8Mi',
      'Invalid spec.resources.containers[1][cpu].limits must be less than or equal to pod limits of 2',
    ]);
  });
  it('wants no claims', () => {
    expect(refused({ claims: [] }, [], 34)).toEqual(['Forbidden spec.resources.claims claims may not be set for Resources at pod-level']);
    expect(refused({ claims: [] }, [], 33)).toEqual(['Forbidden spec.resources.claims claims cannot be set for Resources at pod-level']);
    expect(refused({ claims: null }, [], 37)).toEqual([]);
  });
  it('counts an absent request as 0 in 1.33', () => {
    const containers = [container({ cpu: '1' })];
    expect(refused({}, containers, 33)).toEqual([
      'Invalid spec.resources.requests[cpu] must be greater than or equal to aggregate container requests of 1',
    ]);
    expect(refused({}, containers, 34)).toEqual([]);
    expect(refused(undefined, containers, 33)).toEqual([]);
  });
});

describe('validatePodLevelResourcesCoverDRA', () => {
  const claim = { containers: ['a'], mapping: [{ name: 'memory', quantity: '1Gi' }] };
  const uncovered = (resources: object, own: object, claims: object[] = [claim]): string | undefined =>
    validatePodLevelResourcesCoverDRA(
      deepFreeze({
        spec: { containers: [{ name: 'a', resources }], resources: own },
        status: { nodeAllocatableResourceClaimStatuses: claims },
      }) as PodLike,
      37,
    );
  const tooSmall = 'is insufficient to cover the';
  it.each([
    [{ requests: { memory: '1Gi' } }, { requests: { memory: '2Gi' } }, undefined],
    [
      { requests: { memory: '1Gi' } },
      { requests: { memory: '1Gi' } },
      `pod level request for memory ${tooSmall} aggregated container and node-allocatable DRA requests`,
    ],
    [
      { limits: { 'hugepages-2Mi': '4Mi' } },
      { limits: { 'hugepages-2Mi': '2Mi' } },
      `pod level limit for hugepages-2Mi ${tooSmall} aggregated container and node-allocatable DRA limits`,
    ],
    [
      { limits: { memory: '1Gi' } },
      { limits: { memory: '1Gi' } },
      `pod level limit for memory ${tooSmall} limit and DRA overhead for container a`,
    ],
  ])('of %j under %j: %s', (resources, own, wanted) => expect(uncovered(resources, own)).toBe(wanted));
  it('of no claims', () => expect(uncovered({ requests: { memory: '1Gi' } }, { requests: { memory: '1' } }, [])).toBeUndefined());
});

it('reads what a pod has itself', () => {
  expect(ownLists({}, 37)).toEqual({ requests: {}, limits: {} });
  expect(() => ownLists({ spec: { containers: [], resources: { limits: { cpu: '' } } } }, 37)).toThrow(
    expect.objectContaining({ path: 'resources.limits.cpu' }),
  );
});
