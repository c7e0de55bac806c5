import { describe, expect, it } from 'vitest';
import { containerCounting } from '../../../src/resources/totals/options.ts';
import {
  hasPodLevelResource,
  isPodLevelResource,
  isPodLevelSet,
  podLevelAmounts,
  podLevelList,
} from '../../../src/resources/totals/pod-level.ts';

const withResources = (resources: object | null): { spec: { containers: never[]; resources: object | null } } => ({
  spec: { containers: [], resources },
});

describe('the resources of the pod itself', () => {
  it.each([
    [31, []],
    [32, ['cpu', 'memory']],
    [33, ['cpu', 'memory', 'hugepages-2Mi']],
  ])('in 1.%i are %j', (minor, names) => {
    expect(['cpu', 'memory', 'hugepages-2Mi', 'ephemeral-storage'].filter((name) => isPodLevelResource(minor)(name))).toEqual(names);
  });
  it.each([
    [null, false],
    [{}, false],
    [{ requests: {} }, false],
    [{ requests: { 'ephemeral-storage': '1Gi' } }, false],
    [{ requests: { cpu: '0' } }, true],
    [{ limits: { memory: null } }, true],
    [{ limits: { memory: undefined } }, false],
  ])('of %j are set: %s', (resources, set) => {
    expect(isPodLevelSet(withResources(resources), 37)).toBe(set);
    expect(isPodLevelSet(withResources(resources), 31)).toBe(false);
  });
  it('leave out what a pod cannot have', () => {
    const amounts = podLevelAmounts(
      withResources({ requests: { cpu: '1', 'nvidia.com/gpu': '1' } }),
      'requests',
      containerCounting(undefined, 37),
    );
    expect(JSON.stringify(amounts)).toBe('{"cpu":"1"}');
  });
  it('name the place of what is malformed', () => {
    expect(() => podLevelList(withResources({ requests: 'x' }), 'requests', 37)).toThrow(
      expect.objectContaining({ path: 'spec.resources.requests' }),
    );
    expect(() => podLevelAmounts(withResources({ limits: { cpu: '1c' } }), 'limits', containerCounting(undefined, 37))).toThrow(
      expect.objectContaining({ path: 'spec.resources.limits.cpu' }),
    );
    expect(hasPodLevelResource(undefined, 37)).toBe(false);
  });
});
