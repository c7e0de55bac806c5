import { countingOf, type Counting } from '../resources/totals/options.ts';
import type { GateLookup, GateOptions } from '../version/feature-gates.ts';
import { releaseOf, type Release } from '../version/release.ts';
import { since } from '../version/since.ts';

/** What the options of a call say about how pods are counted, looked up once for many pods. Internal. */
export interface Rules {
  readonly minor: number;
  readonly gate: GateLookup;
  /** Whether ephemeral-storage is counted at all. */
  readonly countsStorage: boolean;
  readonly overheadCounts: boolean;
  /** How a pod is counted that is to be placed: by its spec alone. */
  readonly wanted: Counting;
  /** How a pod is counted that is on a node: also by what its status says while it is being resized. */
  readonly placed: Counting;
}

const storageRule = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => true,
  '1.18': (gate) => gate('LocalStorageCapacityIsolation'),
  '1.25': () => true,
});

export function rulesOf(options: GateOptions | undefined): Rules {
  const release = releaseOf(options);
  const { minor, gate } = release;
  return {
    minor,
    gate,
    countsStorage: storageRule(minor)(gate),
    overheadCounts: gate('PodOverhead'),
    wanted: countingOf({ skipPodLevelResources: !gate('PodLevelResources') }, release),
    placed: statusCounting(release, gate('DRANodeAllocatableResources')),
  };
}

/** How totals are made of spec and status. */
export function statusCounting(release: Release, claims: boolean): Counting {
  const { gate } = release;
  const resizes = gate('InPlacePodVerticalScaling');
  return countingOf(
    {
      inPlacePodVerticalScalingEnabled: resizes,
      useStatusResources: resizes,
      inPlacePodLevelResourcesVerticalScalingEnabled: gate('InPlacePodLevelResourcesVerticalScaling'),
      skipPodLevelResources: !gate('PodLevelResources'),
      useDRANodeAllocatableResourceClaimStatus: claims,
    },
    release,
  );
}
