import { describe, expect, it } from 'vitest';
import { isSizingError, type SizingErrorCode } from '../../src/errors.ts';
import { checkFeatureGates, featureGates, type FeatureGatesInput } from '../../src/version/feature-gates.ts';
import type { FeatureGate } from '../../src/version/gates.ts';

const thrownBy = (run: () => unknown) => {
  try {
    run();
  } catch (error) {
    if (isSizingError(error)) return error;
  }
  throw new Error('no SizingError was thrown');
};

describe('featureGates', () => {
  const defaults: [string, FeatureGate, boolean | undefined][] = [
    ['1.15', 'PodOverhead', undefined],
    ['1.17', 'PodOverhead', false],
    ['1.18', 'PodOverhead', true],
    ['1.25', 'PodOverhead', true],
    ['1.26', 'PodOverhead', undefined],
    ['1.35', 'CustomCPUCFSQuotaPeriod', false],
    ['1.36', 'CustomCPUCFSQuotaPeriod', true],
    ['1.36', 'MemoryQoS', false],
    ['1.37', 'MemoryQoS', true],
    ['1.37', 'SidecarContainers', undefined],
  ];
  it.each(defaults)('%s %s is %s', (kubernetesVersion, gate, expected) => {
    expect(featureGates({ kubernetesVersion })[gate]?.enabled).toBe(expected);
  });

  const settings: [string, string, FeatureGatesInput, FeatureGate, boolean][] = [
    ['a setting wins', '1.33', { PodLevelResources: true }, 'PodLevelResources', true],
    ['undefined and null are unset', '1.34', { PodLevelResources: undefined, MemoryQoS: null }, 'PodLevelResources', true],
    ['AllAlpha turns an alpha gate on', '1.33', { AllAlpha: true }, 'PodLevelResources', true],
    ['AllAlpha leaves a beta gate', '1.34', { AllAlpha: false }, 'PodLevelResources', true],
    ['AllBeta turns a beta gate off', '1.34', { AllBeta: false }, 'PodLevelResources', false],
    ['a name wins over AllBeta', '1.34', { AllBeta: false, PodLevelResources: true }, 'PodLevelResources', true],
    ['what needs a gate goes off with it', '1.37', { PodLevelResources: false }, 'PodLevelResourcesFixDefaulting', false],
    [
      'what needs a gate stays when set by name',
      '1.37',
      { PodLevelResources: false, PodLevelResourcesFixDefaulting: true },
      'PodLevelResourcesFixDefaulting',
      true,
    ],
    ['a gate locked to the value given is accepted', '1.37', { InPlacePodVerticalScaling: true }, 'InPlacePodVerticalScaling', true],
    ['a foreign name is ignored', '1.37', { GracefulNodeShutdown: false }, 'MemoryQoS', true],
  ];
  it.each(settings)('%s', (_name, kubernetesVersion, gates, gate, expected) => {
    const options = { kubernetesVersion, featureGates: Object.freeze(gates) };
    expect(featureGates(options)[gate]?.enabled).toBe(expected);
  });

  const refused: [string, string, Record<string, unknown>, SizingErrorCode, string][] = [
    ['a gate not yet there', '1.31', { PodLevelResources: true }, 'UnknownFeatureGate', 'featureGates.PodLevelResources'],
    ['a gate no longer there', '1.37', { PodOverhead: true }, 'UnknownFeatureGate', 'featureGates.PodOverhead'],
    [
      'a locked gate set otherwise',
      '1.35',
      { InPlacePodVerticalScaling: false },
      'LockedFeatureGate',
      'featureGates.InPlacePodVerticalScaling',
    ],
    ['a text for a boolean', '1.37', { MemoryQoS: 'true' }, 'InvalidInput', 'featureGates.MemoryQoS'],
    ['an old version', '1.14', {}, 'UnsupportedVersion', 'kubernetesVersion'],
  ];
  it.each(refused)('refuses %s', (_name, kubernetesVersion, gates, code, path) => {
    const error = thrownBy(() => featureGates({ kubernetesVersion, featureGates: gates as FeatureGatesInput }));
    expect([error.code, error.path]).toEqual([code, path]);
  });

  it('says from when to when a gate exists', () => {
    const hintOf = (gates: FeatureGatesInput, kubernetesVersion: string) =>
      thrownBy(() => featureGates({ kubernetesVersion, featureGates: gates })).hint;
    expect(hintOf({ PodOverhead: true }, '1.37')).toBe('leave it out: it exists from 1.16 to 1.25, and what it switched is on since');
    expect(hintOf({ PodPriority: true }, '1.20')).toBe('leave it out: it exists up to 1.17, and what it switched is on since');
    expect(hintOf({ PodLevelResources: true }, '1.20')).toBe('it exists from 1.32 to 1.38');
    expect(hintOf({ NodeSwap: true }, '1.38')).toBe('leave it out: it exists from 1.22 to 1.37, and what it switched is on since');
  });

  it('treats names of the prototype as foreign names', () => {
    const gates = JSON.parse('{ "__proto__": true, "constructor": false }') as FeatureGatesInput;
    expect(checkFeatureGates(gates)).toEqual(['__proto__', 'constructor']);
    expect(featureGates({ featureGates: gates })).toEqual(featureGates());
  });
});

describe('checkFeatureGates', () => {
  it('lists the names that it ignores', () => {
    expect(
      checkFeatureGates({ RotateKubeletServerCertificate: true, MemoryQoS: false, AllAlpha: false, AllBeta: true, APIServerTracing: true }),
    ).toEqual(['APIServerTracing', 'RotateKubeletServerCertificate']);
  });

  it('takes none for none', () => expect([checkFeatureGates(undefined), checkFeatureGates(null)]).toEqual([[], []]));

  it('refuses what is no object', () => {
    expect(thrownBy(() => checkFeatureGates('MemoryQoS=true' as never))).toMatchObject({ code: 'InvalidInput', path: 'featureGates' });
  });

  it('refuses what featureGates refuses', () => {
    expect(thrownBy(() => checkFeatureGates({ PodOverhead: true })).code).toBe('UnknownFeatureGate');
  });
});
