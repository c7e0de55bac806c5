import { describe, expect, it } from 'vitest';
import { countingOf } from '../../../src/resources/totals/options.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { containerTotals, limitsOf, requestsOf } from '../../../src/resources/totals/totals.ts';

describe('overhead', () => {
  const pod = { spec: { containers: [], overhead: { cpu: '1' } } };
  it.each([
    ['1.15', {}, {}],
    ['1.16', {}, {}],
    ['1.16', { PodOverhead: true }, { cpu: '1' }],
    ['1.18', {}, { cpu: '1' }],
    ['1.18', { PodOverhead: false }, {}],
    ['1.25', {}, { cpu: '1' }],
    ['1.37', { PodLevelResources: false }, { cpu: '1' }],
  ])('in %s with %j: %j', (kubernetesVersion, featureGates, requests) => {
    const counting = countingOf(undefined, releaseOf({ kubernetesVersion, featureGates }));
    expect(JSON.stringify(requestsOf(pod, counting))).toBe(JSON.stringify(requests));
  });
});

it('adds overhead to requests always, to limits only where there are any', () => {
  const pod = {
    spec: { containers: [{ name: 'a', resources: { limits: { cpu: '0' }, requests: {} } }], overhead: { cpu: '100m', memory: '1Mi' } },
  };
  const counting = countingOf(undefined, releaseOf(undefined));
  expect(JSON.stringify(requestsOf(pod, counting))).toBe('{"cpu":"100m","memory":"1Mi"}');
  expect(JSON.stringify(limitsOf(pod, counting))).toBe('{"cpu":"0"}');
  expect(JSON.stringify(containerTotals(pod, 'limits', counting))).toBe('{"cpu":"0"}');
});
