import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../../src/version/release.ts';
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
  const { minor: _minor, nonMissing, overhead, ...flags } = countingOf(options, releaseOf({ kubernetesVersion: `1.${minor}` }));
  const names = Object.entries(flags).filter(([, on]) => on);
  return [...names.map(([name]) => name), ...(overhead ? ['overhead'] : []), ...(nonMissing === undefined ? [] : ['nonMissing'])]
    .sort()
    .join(' ');
}

describe('countingOf', () => {
  it.each([
    [15, '', ''],
    [26, 'overhead', 'overhead'],
    [27, 'nonMissing useStatus', 'overhead'],
    [31, 'nonMissing useStatus', 'overhead'],
    [32, 'nonMissing skipPodLevel useStatus', 'overhead'],
    [34, 'nonMissing skipContainers skipPodLevel useStatus', 'overhead'],
    [35, 'nonMissing skipContainers skipPodLevel usePodStatus useStatus', 'overhead'],
    [36, 'nonMissing skipContainers skipPodLevel useClaims usePodStatus useStatus', 'overhead'],
  ])('counts what 1.%i knows', (minor, names, unasked) => {
    expect(counted(minor, all)).toBe(names);
    expect(counted(minor, undefined)).toBe(unasked);
    expect(counted(minor, { excludeOverhead: undefined, useStatusResources: false })).toBe(unasked);
  });
  it.each([
    [27, { useStatusResources: true }],
    [32, { inPlacePodVerticalScalingEnabled: true }],
    [37, { inPlacePodLevelResourcesVerticalScalingEnabled: true }],
  ])('ignores in 1.%i %j', (minor, options) => expect(counted(minor, options)).toBe('overhead'));
  it('names the place of what is malformed', () => {
    expect(() => countingOf({ nonMissingContainerRequests: { cpu: '1K' } }, releaseOf(undefined))).toThrow(
      expect.objectContaining({ code: 'ErrSuffix', path: 'options.nonMissingContainerRequests.cpu' }),
    );
  });
});
