import { describe, expect, it } from 'vitest';
import { countingOf } from '../../../src/resources/totals/options.ts';
import { containerTotals, countsOverhead, limitsOf, requestsOf } from '../../../src/resources/totals/totals.ts';

describe('countsOverhead', () => {
  it.each([
    ['1.15', {}, false],
    ['1.16', {}, false],
    ['1.16', { PodOverhead: true }, true],
    ['1.18', {}, true],
    ['1.18', { PodOverhead: false }, false],
    ['1.25', {}, true],
    ['1.37', { PodLevelResources: false }, true],
  ])('in %s with %j: %s', (kubernetesVersion, featureGates, counts) =>
    expect(countsOverhead({ kubernetesVersion, featureGates })).toBe(counts),
  );
  it('checks gates wherever they are given', () => {
    expect(() => countsOverhead({ featureGates: { PodOverhead: true } })).toThrow(expect.objectContaining({ code: 'UnknownFeatureGate' }));
    expect(() => countsOverhead({ kubernetesVersion: '1.24', featureGates: { PodOverhead: false } })).toThrow(
      expect.objectContaining({ code: 'LockedFeatureGate' }),
    );
  });
});

it('adds overhead to requests always, to limits only where there are any', () => {
  const pod = {
    spec: { containers: [{ name: 'a', resources: { limits: { cpu: '0' }, requests: {} } }], overhead: { cpu: '100m', memory: '1Mi' } },
  };
  const counting = countingOf(undefined, 37);
  expect(JSON.stringify(requestsOf(pod, counting, true))).toBe('{"cpu":"100m","memory":"1Mi"}');
  expect(JSON.stringify(limitsOf(pod, counting, true))).toBe('{"cpu":"0"}');
  expect(JSON.stringify(containerTotals(pod, 'limits', counting))).toBe('{"cpu":"0"}');
});
