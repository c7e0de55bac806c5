import { describe, expect, it } from 'vitest';
import { fitRulesOf, statusCounting } from '../../src/scheduling/rules.ts';
import { releaseOf } from '../../src/version/release.ts';

describe('rulesOf', () => {
  it.each([
    ['1.17', true],
    ['1.18', false],
    ['1.24', false],
  ])('storage counts with its gate off in %s: %s', (kubernetesVersion, counts) => {
    expect(fitRulesOf(releaseOf({ kubernetesVersion, featureGates: { LocalStorageCapacityIsolation: false } })).countsStorage).toBe(counts);
  });

  it.each([
    ['1.32', true, false],
    ['1.33', true, true],
    ['1.34', false, true],
  ])('in %s the pod itself is left out: %s, and statuses count: %s', (kubernetesVersion, skipPodLevel, useStatus) => {
    const rules = fitRulesOf(releaseOf({ kubernetesVersion }));
    expect(rules.wanted).toMatchObject({ skipPodLevel, useStatus: false });
    expect(rules.placed).toMatchObject({ skipPodLevel, useStatus });
  });

  it('checks gates', () => {
    expect(() => fitRulesOf(releaseOf({ featureGates: { PodOverhead: true } }))).toThrow(
      expect.objectContaining({ code: 'UnknownFeatureGate' }),
    );
    expect(() => fitRulesOf(releaseOf({ kubernetesVersion: '1.14' }))).toThrow(expect.objectContaining({ code: 'UnsupportedVersion' }));
  });
});

it('statusCounting takes claims only where they are asked for', () => {
  expect(
    (['with claims', 'without claims'] as const).map((claims) => statusCounting({ minor: 37, gate: () => true }, claims).useClaims),
  ).toEqual([true, false]);
});
