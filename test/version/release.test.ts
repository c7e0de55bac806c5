import { describe, expect, it } from 'vitest';
import type { FeatureGate } from '../../src/version/gates.ts';
import { supportedMinors } from '../../src/version/minors.ts';
import { newest } from '../../src/version/newest.ts';
import { featureGates } from '../../src/version/feature-gates.ts';
import { releaseOf } from '../../src/version/release.ts';

describe('a release', () => {
  it.each([
    [undefined, newest],
    [null, newest],
    [{}, newest],
    [{ kubernetesVersion: 'v1.20.3' }, 20],
  ])('of %j has the minor %s', (options, minor) => expect(releaseOf(options).minor).toBe(minor));

  it.each<[string, FeatureGate, boolean, string]>([
    ['1.16', 'PodOverhead', false, 'off by default'],
    ['1.18', 'PodOverhead', true, 'on by default'],
    ['1.26', 'PodOverhead', true, 'gone after it was locked on'],
    ['1.37', 'SidecarContainers', true, 'gone after it was locked on'],
    ['1.27', 'SidecarContainers', false, 'not there yet'],
    ['1.37', 'InPlacePodVerticalScalingAllocatedStatus', false, 'gone while it was off'],
    ['1.16', 'ExperimentalCriticalPodAnnotation', false, 'gone while it was off'],
    ['1.35', 'SizeMemoryBackedVolumes', true, 'gone after it was locked on'],
  ])('%s answers of %s: %s, %s', (kubernetesVersion, gate, on) => expect(releaseOf({ kubernetesVersion }).gate(gate)).toBe(on));

  it('answers as featureGates where the minor has the gate, settings included', () => {
    for (const kubernetesVersion of supportedMinors)
      for (const set of [undefined, { AllAlpha: true }, { AllBeta: false }]) {
        const options = { kubernetesVersion, featureGates: set };
        const { gate } = releaseOf(options);
        for (const [name, { enabled }] of Object.entries(featureGates(options))) expect(gate(name as FeatureGate)).toBe(enabled);
      }
  });

  it('lets no setting reach a gate that is gone', () => {
    expect(releaseOf({ kubernetesVersion: '1.37', featureGates: { AllBeta: false, AllAlpha: false } }).gate('SidecarContainers')).toBe(
      true,
    );
  });
});
