import type { ResourceListLike } from '../../core/index.ts';
import { SizingError } from '../../errors.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import { objectAt } from '../../core/pod-fields.ts';
import { readList, type Totals } from './resource-lists.ts';

/**
 * How requests and limits are totalled. An option that upstream of the minor does not have is ignored, as is one that is `undefined`.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `PodResourcesOptions`, since 1.32; `pkg/api/v1/resource/helpers.go` since 1.27.
 */
export interface PodResourcesOptions extends GateOptions {
  /** Leaves out the pod's overhead. Since 1.27. */
  readonly excludeOverhead?: boolean | undefined;
  /** Counts what the status says is allocated to containers being resized. 1.27 to 1.31. */
  readonly inPlacePodVerticalScalingEnabled?: boolean | undefined;
  /** Counts what the status says containers being resized have. Since 1.32. */
  readonly useStatusResources?: boolean | undefined;
  /** With `useStatusResources`, counts what the status says the pod itself has. Since 1.35. */
  readonly inPlacePodLevelResourcesVerticalScalingEnabled?: boolean | undefined;
  /** Leaves out the pod's own requests and limits, so that its containers' count. Since 1.32. */
  readonly skipPodLevelResources?: boolean | undefined;
  /** Leaves out the containers' requests. Since 1.34. */
  readonly skipContainerLevelResources?: boolean | undefined;
  /** What a container requests of a resource that its requests do not name. Since 1.27. */
  readonly nonMissingContainerRequests?: ResourceListLike | undefined;
  /** Counts what the status says the pod's claims take from the node. Since 1.36; limits since 1.37. */
  readonly useDRANodeAllocatableResourceClaimStatus?: boolean | undefined;
}

type Option = Exclude<keyof PodResourcesOptions, keyof GateOptions>;

/** The first and the last minor that has an option. */
const lifetimes: Readonly<Record<Option, readonly [first: number, last: number]>> = {
  excludeOverhead: [27, 37],
  inPlacePodVerticalScalingEnabled: [27, 31],
  nonMissingContainerRequests: [27, 37],
  useStatusResources: [32, 37],
  skipPodLevelResources: [32, 37],
  skipContainerLevelResources: [34, 37],
  inPlacePodLevelResourcesVerticalScalingEnabled: [35, 37],
  useDRANodeAllocatableResourceClaimStatus: [36, 37],
};

/** The options as they count in a minor. */
export interface Counting {
  readonly minor: number;
  readonly excludeOverhead: boolean;
  /** The container statuses. */
  readonly useStatus: boolean;
  /** The pod's own status, too. */
  readonly usePodStatus: boolean;
  readonly skipPodLevel: boolean;
  readonly skipContainers: boolean;
  readonly useClaims: boolean;
  readonly nonMissing: Totals | undefined;
}

/** What of the options upstream of a minor knows. */
export function countingOf(options: PodResourcesOptions | undefined, minor: number): Counting {
  const useStatus = isOn(options, 'useStatusResources', minor) || isOn(options, 'inPlacePodVerticalScalingEnabled', minor);
  return {
    minor,
    excludeOverhead: isOn(options, 'excludeOverhead', minor),
    useStatus,
    usePodStatus: useStatus && isOn(options, 'inPlacePodLevelResourcesVerticalScalingEnabled', minor),
    skipPodLevel: isOn(options, 'skipPodLevelResources', minor),
    skipContainers: isOn(options, 'skipContainerLevelResources', minor),
    useClaims: isOn(options, 'useDRANodeAllocatableResourceClaimStatus', minor),
    nonMissing: nonMissingOf(options, minor),
  };
}

function isKnown(option: Option, minor: number): boolean {
  const [first, last] = lifetimes[option];
  return first <= minor && minor <= last;
}

function isOn(options: PodResourcesOptions | undefined, option: Exclude<Option, 'nonMissingContainerRequests'>, minor: number): boolean {
  const value = options?.[option];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean')
    throw new SizingError('InvalidInput', 'an option that is on or off', { path: `options.${option}`, input: value });
  return value && isKnown(option, minor);
}

function nonMissingOf(options: PodResourcesOptions | undefined, minor: number): Totals | undefined {
  const place = 'options.nonMissingContainerRequests';
  const list = objectAt(options?.nonMissingContainerRequests, place);
  return isKnown('nonMissingContainerRequests', minor) ? readList(list, place) : undefined;
}

/** How the kubelet of a minor totals a pod that it has accepted, for its cgroup. */
export const allocatedPodOptions = /* @__PURE__ */ since<(gate: GateLookup) => PodResourcesOptions>({
  '1.15': () => ({}),
  '1.27': (gate) => ({ inPlacePodVerticalScalingEnabled: gate('InPlacePodVerticalScaling') }),
  '1.32': (gate) => ({ skipPodLevelResources: !gate('PodLevelResources') }),
  '1.37': (gate) => ({
    skipPodLevelResources: !gate('PodLevelResources'),
    useDRANodeAllocatableResourceClaimStatus: gate('DRANodeAllocatableResources'),
  }),
});
