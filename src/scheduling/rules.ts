import { countingOf, type Counting } from '../resources/totals/options.ts';
import { countsOverhead } from '../resources/totals/totals.ts';
import { gatesOf, type GateLookup, type GateOptions } from '../version/feature-gates.ts';
import { minorOf } from '../version/minors.ts';
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
  const minor = minorOf(options);
  const gate = gatesOf(options);
  return {
    minor,
    gate,
    countsStorage: storageRule(minor)(gate),
    overheadCounts: countsOverhead(options),
    wanted: countingOf({ skipPodLevelResources: !gate('PodLevelResources') }, minor),
    placed: statusCounting(gate, minor, gate('DRANodeAllocatableResources')),
  };
}

/** How totals are made of spec and status. */
export function statusCounting(gate: GateLookup, minor: number, claims: boolean): Counting {
  const resizes = gate('InPlacePodVerticalScaling');
  return countingOf(
    {
      inPlacePodVerticalScalingEnabled: resizes,
      useStatusResources: resizes,
      inPlacePodLevelResourcesVerticalScalingEnabled: gate('InPlacePodLevelResourcesVerticalScaling'),
      skipPodLevelResources: !gate('PodLevelResources'),
      useDRANodeAllocatableResourceClaimStatus: claims,
    },
    minor,
  );
}
