import { expect, it } from 'vitest';
import { initialEvictionState } from '../../../src/eviction/manager/cycle-state.ts';
import { filesystemsOf, settingsOf } from '../../../src/eviction/manager/cycle-settings.ts';
import { releaseOf } from '../../../src/version/release.ts';

it('settings have defaults only where a kubelet has them', () => {
  expect(settingsOf({ thresholds: [], pressureTransitionPeriodSeconds: 300 }, undefined)).toMatchObject({
    os: 'linux',
    thresholds: [],
    transitionPeriod: 300,
    maxPodGracePeriodSeconds: 0,
    isolates: true,
  });
});

it.each([
  ['config', undefined],
  ['config.thresholds', { thresholds: 'x', pressureTransitionPeriodSeconds: 1 }],
  ['config.pressureTransitionPeriodSeconds', { thresholds: [] }],
  ['config.pressureTransitionPeriodSeconds', { thresholds: [], pressureTransitionPeriodSeconds: '5m' }],
  ['config.maxPodGracePeriodSeconds', { thresholds: [], pressureTransitionPeriodSeconds: 1, maxPodGracePeriodSeconds: 1.5 }],
])('refuses at %s the settings %j', (path, config) =>
  expect(() => settingsOf(config as never, undefined)).toThrow(expect.objectContaining({ code: 'InvalidInput', path })),
);

it.each([
  ['1.37', { dedicatedImageFs: true, splitContainerImageFs: true }, { imageFs: 'dedicated', containerFs: 'split' }],
  ['1.30', { dedicatedImageFs: true, splitContainerImageFs: true }, { imageFs: 'dedicated', containerFs: 'refused' }],
  ['1.28', { dedicatedImageFs: true, splitContainerImageFs: true }, { imageFs: 'dedicated', containerFs: 'together' }],
  ['1.37', {}, { imageFs: 'shared', containerFs: 'together' }],
])('in %s %j is found as %j', (kubernetesVersion, seen, found) => {
  expect(filesystemsOf(initialEvictionState, seen, releaseOf({ kubernetesVersion }))).toEqual(found);
});

it('the first cycle decides where images live', () => {
  const state = { ...initialEvictionState, imageFs: 'dedicated', containerFs: 'together' } as const;
  expect(filesystemsOf(state, { dedicatedImageFs: false }, releaseOf(undefined))).toEqual({
    imageFs: 'dedicated',
    containerFs: 'together',
  });
});
