import { describe, expect, it } from 'vitest';
import { operatingSystemOf, periodOf, podCgroupSettings, policyOf } from '../../../src/cgroup/pod/settings.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const defaults = {
  os: 'linux',
  enforceCPULimits: true,
  cpuPeriod: 100_000,
  enforceMemoryQoS: false,
  memoryReservationPolicy: 'None',
} as const;

describe('the settings of a kubelet', () => {
  it.each([undefined, {}, { kubernetesVersion: '1.30', os: undefined, enforceCPULimits: undefined, cpuPeriod: undefined }])(
    'have defaults where they are absent: %j',
    (options) => expect(podCgroupSettings(deepFreeze(options))).toEqual(defaults),
  );
  it('are those of the options', () => {
    const options = {
      os: 'windows',
      enforceCPULimits: false,
      cpuPeriod: 5,
      enforceMemoryQoS: true,
      memoryReservationPolicy: 'TieredReservation',
    } as const;
    expect(podCgroupSettings(options)).toEqual(options);
  });
});

describe('an operating system', () => {
  it('is one that Kubernetes knows', () =>
    expect([undefined, null, 'linux', 'windows'].map(operatingSystemOf)).toEqual(['linux', 'linux', 'linux', 'windows']));
  it.each([
    ['Linux', 'did you mean "linux"?'],
    ['win', 'did you mean "windows"?'],
    ['', undefined],
    ['darwin', undefined],
  ])('is not %j', (os, hint) =>
    expect(() => operatingSystemOf(os)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'options.os', ...(hint === undefined ? {} : { hint }) }),
    ),
  );
});

describe('a policy', () => {
  it('is None unless it is named', () => expect([undefined, null, 'None' as const].map(policyOf)).toEqual(['None', 'None', 'None']));
  it('is refused where it is unknown', () =>
    expect(() => policyOf('Tiered' as 'None')).toThrow(
      expect.objectContaining({
        code: 'InvalidInput',
        path: 'options.memoryReservationPolicy',
        message:
          'options.memoryReservationPolicy: got "Tiered", expected one of "None", "TieredReservation" (did you mean "TieredReservation"?)',
      }),
    ));
});

describe('a period', () => {
  it.each([
    [0, 0],
    [100_000, 100_000],
    [5n as unknown as number, 5],
    [(2n ** 60n) as unknown as number, 2n ** 60n],
  ])('of %s', (cpuPeriod, period) => expect(periodOf({ ...defaults, cpuPeriod })).toBe(period));
  it.each([-1, 0.5, Number.NaN, 2 ** 53])('is not %s', (cpuPeriod) =>
    expect(() => periodOf({ ...defaults, cpuPeriod })).toThrow(expect.objectContaining({ code: 'OutOfRange', path: 'options.cpuPeriod' })),
  );
});
