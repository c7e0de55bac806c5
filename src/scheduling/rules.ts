import { countingOf, type Counting } from '../resources/totals/options.ts';
import type { Release } from '../version/release.ts';
import { since } from '../version/since.ts';

/** Which amounts of a list the scheduler counts. Internal. */
export interface CountedResources {
  /** The minor whose rules read amounts. */
  readonly minor: number;
  /** Whether ephemeral-storage is counted at all. */
  readonly countsStorage: boolean;
  /** Whether an init container that requests 0 of a scalar resource counts as requesting it. */
  readonly countsZeros: boolean;
}

/** How the scheduler of a release counts pods and nodes, looked up once for many of them. Internal. */
export interface FitRules extends Release, CountedResources {
  /** Whether the overhead of pods counts. */
  readonly countsOverhead: boolean;
  /** How a pod is totalled that is to be placed: by its spec alone. */
  readonly wanted: Counting;
  /** How a pod is totalled that is on a node: also by what its status says while it is being resized. */
  readonly placed: Counting;
}

const countsStorageAlways = /* @__PURE__ */ since({ '1.15': true, '1.18': false });

const countsZeros = /* @__PURE__ */ since({ '1.15': false, '1.22': true });

/** The rules of a release. */
export function fitRulesOf(release: Release): FitRules {
  const { minor, gate } = release;
  return {
    minor,
    gate,
    countsStorage: gate('LocalStorageCapacityIsolation') || countsStorageAlways(minor),
    countsZeros: countsZeros(minor),
    countsOverhead: gate('PodOverhead'),
    wanted: countingOf({ skipPodLevelResources: !gate('PodLevelResources') }, release),
    placed: statusCounting(release, gate('DRANodeAllocatableResources') ? 'with claims' : 'without claims'),
  };
}

/** How totals are made of spec and status. */
export function statusCounting(release: Release, claims: 'with claims' | 'without claims'): Counting {
  const { gate } = release;
  const resizes = gate('InPlacePodVerticalScaling');
  return countingOf(
    {
      inPlacePodVerticalScalingEnabled: resizes,
      useStatusResources: resizes,
      inPlacePodLevelResourcesVerticalScalingEnabled: gate('InPlacePodLevelResourcesVerticalScaling'),
      skipPodLevelResources: !gate('PodLevelResources'),
      useDRANodeAllocatableResourceClaimStatus: claims === 'with claims',
    },
    release,
  );
}
