import { describe, expect, it } from 'vitest';
import { countingOf, type PodResourcesOptions } from '../../../src/resources/totals/options.ts';

const all: PodResourcesOptions = {
  excludeOverhead: true,
  inPlacePodVerticalScalingEnabled: true,
  useStatusResources: true,
  inPlacePodLevelResourcesVerticalScalingEnabled: true,
  skipPodLevelResources: true,
  skipContainerLevelResources: true,
  nonMissingContainerRequests: { cpu: '100m' },
  useDRANodeAllocatableResourceClaimStatus: true,
};

/** The names of what counts. */
function counted(minor: number, options: PodResourcesOptions | undefined): string {
  const { minor: _minor, nonMissing, ...flags } = countingOf(options, minor);
  const names = Object.entries(flags).filter(([, on]) => on);
  return [...names.map(([name]) => name), ...(nonMissing === undefined ? [] : ['nonMissing'])].sort().join(' ');
}

describe('countingOf', () => {
  it.each([
    [15, ''],
    [26, ''],
    [27, 'excludeOverhead nonMissing useStatus'],
    [31, 'excludeOverhead nonMissing useStatus'],
    [32, 'excludeOverhead nonMissing skipPodLevel useStatus'],
    [34, 'excludeOverhead nonMissing skipContainers skipPodLevel useStatus'],
    [35, 'excludeOverhead nonMissing skipContainers skipPodLevel usePodStatus useStatus'],
    [36, 'excludeOverhead nonMissing skipContainers skipPodLevel useClaims usePodStatus useStatus'],
  ])('counts what 1.%i knows', (minor, names) => {
    expect(counted(minor, all)).toBe(names);
    expect(counted(minor, undefined)).toBe('');
    expect(counted(minor, { excludeOverhead: undefined, useStatusResources: false })).toBe('');
  });
  it.each([
    [27, { useStatusResources: true }],
    [32, { inPlacePodVerticalScalingEnabled: true }],
    [37, { inPlacePodLevelResourcesVerticalScalingEnabled: true }],
  ])('ignores in 1.%i %j', (minor, options) => expect(counted(minor, options)).toBe(''));
  it('refuses a switch that is not one', () => {
    expect(() => countingOf({ excludeOverhead: 'yes' as never }, 37)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'options.excludeOverhead' }),
    );
    expect(() => countingOf({ nonMissingContainerRequests: { cpu: '1K' } }, 37)).toThrow(
      expect.objectContaining({ code: 'ErrSuffix', path: 'options.nonMissingContainerRequests.cpu' }),
    );
  });
});
