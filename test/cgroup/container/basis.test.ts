import { describe, expect, it } from 'vitest';
import { isZero, limitWithClaims, limitWithoutClaims } from '../../../src/cgroup/container/basis.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { basisOf, podWith } from './basis-of.ts';

const claims = {
  status: { nodeAllocatableResourceClaimStatuses: [{ containers: ['app'], mapping: [{ name: 'memory', quantity: '1Gi' }] }] },
};
const own = { resources: { limits: { memory: '4Gi' }, requests: { cpu: '1' } } };

describe('the limit of a container', () => {
  it.each([
    ['its own', { limits: { memory: '2Gi' } }, own, 37, '2Gi'],
    ["its pod's", {}, own, 37, '4Gi'],
    ["its pod's instead of 0", { limits: { memory: '0' } }, own, 37, '4Gi'],
    ['none of its pod before 1.32', {}, own, 31, undefined],
    ['none of its pod without the gate', {}, own, 33, undefined],
    ['none where its pod has none', {}, { resources: { requests: { cpu: '1' } } }, 37, undefined],
  ])('is %s', (_name, resources, spec, minor, limit) =>
    expect(limitWithoutClaims(basisOf(podWith(resources, spec), minor), 'memory')?.toString()).toBe(limit),
  );

  it.each([
    [{ limits: { memory: '2Gi' } }, {}, '3Gi'],
    [{}, own, '4Gi'],
    [{}, {}, undefined],
    [{ limits: { memory: '0' } }, {}, '0'],
  ])('%j grows with claims in %j: %s', (resources, spec, limit) => {
    const options = { featureGates: { DRANodeAllocatableResources: true } };
    expect(limitWithClaims(basisOf(podWith(resources, spec, claims), 37, options), 'memory')?.toString()).toBe(limit);
    expect(limitWithClaims(basisOf(podWith(resources, spec, claims), 37), 'memory')?.equals('3Gi') ?? false).toBe(false);
  });
});

it.each([
  [[{}], '2Gi'],
  [[{ memory: '4Gi' }, {}], '3Gi'],
  [[{}, { memory: '4Gi' }], '2Gi'],
])('claims count for an init container if the first container of its name has a limit: %j', (limits, limit) => {
  const named = (list: object) => ({ name: 'app', resources: { limits: list } });
  const pod = podWith({}, { initContainers: [named({ memory: '2Gi' })], containers: limits.map(named) }, claims);
  const basis = basisOf(pod, 37, { featureGates: { DRANodeAllocatableResources: true } });
  expect(limitWithClaims(basis, 'memory')?.toString()).toBe(limit);
});

it('tells nothing and 0 alike', () =>
  expect([undefined, Quantity.parse('0'), Quantity.parse('-0'), Quantity.parse('1n')].map(isZero)).toEqual([true, true, true, false]));
