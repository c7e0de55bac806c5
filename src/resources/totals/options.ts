import type { PodLike, ResourceListLike } from '../../core/index.ts';
import { readList, type Totals } from '../../core/resource-lists.ts';
import { podStatusOf, specOf } from '../../core/pod-fields.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';

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

/** Which minors have an option. */
const isKnown: { readonly [option in Option]: (minor: number) => boolean } = {
  excludeOverhead: /* @__PURE__ */ since({ '1.15': false, '1.27': true }),
  inPlacePodVerticalScalingEnabled: /* @__PURE__ */ since({ '1.15': false, '1.27': true, '1.32': false }),
  nonMissingContainerRequests: /* @__PURE__ */ since({ '1.15': false, '1.27': true }),
  useStatusResources: /* @__PURE__ */ since({ '1.15': false, '1.32': true }),
  skipPodLevelResources: /* @__PURE__ */ since({ '1.15': false, '1.32': true }),
  skipContainerLevelResources: /* @__PURE__ */ since({ '1.15': false, '1.34': true }),
  inPlacePodLevelResourcesVerticalScalingEnabled: /* @__PURE__ */ since({ '1.15': false, '1.35': true }),
  useDRANodeAllocatableResourceClaimStatus: /* @__PURE__ */ since({ '1.15': false, '1.36': true }),
};

/** How the resources of a pod's containers are totalled in a minor. */
export interface ContainerCounting {
  readonly minor: number;
  /** The container statuses. */
  readonly useStatus: boolean;
  /** The pod's own status, too. */
  readonly usePodStatus: boolean;
  readonly useClaims: boolean;
  readonly nonMissing: Totals | undefined;
}

/** How the resources of a pod are totalled in a minor. */
export interface Counting extends ContainerCounting {
  readonly overhead: boolean;
  readonly skipPodLevel: boolean;
  readonly skipContainers: boolean;
}

/** The options about containers that upstream of a minor has; no gate counts. */
export function containerCounting(options: PodResourcesOptions | undefined, minor: number): ContainerCounting {
  return countingWith(options, minor, false);
}

/** The options that upstream of a release has, and whether overhead counts. */
export function countingOf(options: PodResourcesOptions | undefined, { minor, gate }: Release): Counting {
  return countingWith(options, minor, gate('PodOverhead'));
}

function countingWith(options: PodResourcesOptions | undefined, minor: number, overhead: boolean): Counting {
  const useStatus =
    isOn(options?.useStatusResources, 'useStatusResources', minor) ||
    isOn(options?.inPlacePodVerticalScalingEnabled, 'inPlacePodVerticalScalingEnabled', minor);
  const podLevelStatus = 'inPlacePodLevelResourcesVerticalScalingEnabled';
  const claims = 'useDRANodeAllocatableResourceClaimStatus';
  return {
    minor,
    useStatus,
    usePodStatus: useStatus && isOn(options?.[podLevelStatus], podLevelStatus, minor),
    useClaims: isOn(options?.[claims], claims, minor),
    nonMissing: nonMissingOf(options, minor),
    overhead: overhead && !isOn(options?.excludeOverhead, 'excludeOverhead', minor),
    skipPodLevel: isOn(options?.skipPodLevelResources, 'skipPodLevelResources', minor),
    skipContainers: isOn(options?.skipContainerLevelResources, 'skipContainerLevelResources', minor),
  };
}

function isOn(value: boolean | undefined, option: Option, minor: number): boolean {
  return value === true && isKnown[option](minor);
}

function nonMissingOf(options: PodResourcesOptions | undefined, minor: number): Totals | undefined {
  const list = options?.nonMissingContainerRequests ?? undefined;
  if (list === undefined || !isKnown.nonMissingContainerRequests(minor)) return undefined;
  return readList(list, 'options.nonMissingContainerRequests', minor);
}

const allocatesClaims = /* @__PURE__ */ since({ '1.15': false, '1.37': true });

/** How the kubelet totals a pod that it has accepted, for its cgroup. A rule about what the pod lacks is not asked for. */
export function allocatedPodCounting(pod: PodLike, { minor, gate }: Release): Counting {
  const [spec, status] = [specOf(pod), podStatusOf(pod)];
  const options = {
    inPlacePodVerticalScalingEnabled: isThere(status) && gate('InPlacePodVerticalScaling'),
    skipPodLevelResources: isThere(spec?.resources) && !gate('PodLevelResources'),
    useDRANodeAllocatableResourceClaimStatus: isThere(status) && gate('DRANodeAllocatableResources') && allocatesClaims(minor),
  };
  return countingWith(options, minor, isThere(spec?.overhead) && gate('PodOverhead'));
}

function isThere(value: unknown): boolean {
  return value !== undefined && value !== null;
}
