import { amountIn, within } from '../../core/at-path.ts';
import type { ContainerStatusLike, PodLike } from '../../core/index.ts';
import { containersOf, objectAt, visitStatuses } from '../../core/pod-fields.ts';
import { readRequirement } from '../../core/requirements.ts';
import { amountOf } from '../../core/resource-lists.ts';
import { SizingError } from '../../errors.ts';
import { claimedShares } from '../../resources/totals/claims.ts';
import { namedContainers, type NamedContainer } from '../../resources/totals/named-container.ts';
import { containerCounting } from '../../resources/totals/options.ts';
import { hasPodLevelResource, podLevelList } from '../../resources/totals/pod-level.ts';
import { containerTotals } from '../../resources/totals/totals.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import type { OOMScoreReason } from './explanation.ts';

/** A container's request for memory, an int64, and where it stands. */
export interface MemoryRequest {
  readonly bytes: bigint;
  readonly because: OOMScoreReason;
}

/** Looks up what counts as a container's request for memory. */
export type MemoryRequests = (named: NamedContainer) => MemoryRequest;

/**
 * What counts as the requests for memory of a pod's containers; what they have in common is read once.
 *
 * Upstream: `pkg/kubelet/qos/policy.go`, `getEffectiveContainerMemoryRequest`, since 1.37; a line of `GetContainerOOMScoreAdjust` before.
 */
export function getEffectiveContainerMemoryRequest(pod: PodLike, { minor, gate }: Release): MemoryRequests {
  if (gate('InPlacePodVerticalScaling') && countsAllocated(minor)) return allocatedRequests(pod, minor);
  return gate('DRANodeAllocatableResources') && countsClaims(minor) ? requestsWithClaims(pod, minor) : specRequests(minor);
}

const countsAllocated = /* @__PURE__ */ since({ '1.15': true, '1.32': false });
const countsClaims = /* @__PURE__ */ since({ '1.15': false, '1.37': true });

function specRequests(minor: number): MemoryRequests {
  return ({ container, place }) => {
    const own = within(place, () => readRequirement(container, 'requests', 'memory', minor));
    return { bytes: own?.value() ?? 0n, because: 'oom-request-counts' };
  };
}

/** What the first status of a name says is allocated counts instead; one that says nothing counts as 0. */
function allocatedRequests(pod: PodLike, minor: number): MemoryRequests {
  const statuses = new Map<string, { readonly status: ContainerStatusLike; readonly place: string }>();
  visitStatuses(pod, 'containerStatuses', (status, i) => {
    if (!statuses.has(status.name)) statuses.set(status.name, { status, place: `status.containerStatuses[${i}]` });
  });
  const specRequest = specRequests(minor);
  return (named) => {
    const found = statuses.get(named.container.name);
    if (found === undefined) return specRequest(named);
    const { status, place } = found;
    const list = within(place, () => objectAt(status.allocatedResources, 'allocatedResources'));
    return { bytes: amountIn(list, 'memory', `${place}.allocatedResources`, minor)?.value() ?? 0n, because: 'oom-request-allocated' };
  };
}

function requestsWithClaims(pod: PodLike, minor: number): MemoryRequests {
  const shareOf = claimedShares(pod, 'memory', minor);
  const specRequest = specRequests(minor);
  return (named) => {
    const { bytes, because } = specRequest(named);
    return { bytes: BigInt.asIntN(64, bytes + shareOf(named.container.name)), because };
  };
}

/**
 * The least that a container requests; init containers do not count.
 *
 * Upstream: `pkg/kubelet/qos/helpers.go`, `minRegularContainerMemory`, since 1.32.
 */
export function minRegularContainerMemory(pod: PodLike, requestOf: MemoryRequests): bigint {
  let least: bigint | undefined;
  for (const named of namedContainers(pod)) {
    if (named.section === 'initContainers') continue;
    const { bytes } = requestOf(named);
    if (least === undefined || bytes < least) least = bytes;
  }
  if (least !== undefined) return least;
  throw new SizingError('UpstreamPanics', 'upstream expects a container', { path: 'spec.containers' });
}

/**
 * A container's share of what its pod requests beyond its containers; `undefined` where the pod does not request anything itself. Up to 1.36
 * it may be less than 0, and claims do not count.
 *
 * Upstream: `pkg/kubelet/qos/helpers.go`, `remainingPodMemReqPerContainer`, since 1.32.
 */
export function remainingPodMemReqPerContainer(pod: PodLike, release: Release): bigint | undefined {
  const { minor, gate } = release;
  const own = podLevelList(pod, 'requests', minor);
  if (!hasPodLevelResource(own, minor) || !gate('PodLevelResources')) return undefined;
  const wanted = amountIn(own, 'memory', 'spec.resources.requests', minor);
  return wanted === undefined || wanted.isZero() ? 0n : remainder(minor)(pod, release, wanted.value());
}

const remainder = /* @__PURE__ */ since<(pod: PodLike, release: Release, wanted: bigint) => bigint>({
  '1.15': (pod, { minor }, wanted) => sharedRest(pod, wanted, containerCounting(undefined, minor)),
  '1.37': (pod, { minor, gate }, wanted) => {
    const useClaims = gate('DRANodeAllocatableResources');
    const share = sharedRest(pod, wanted, containerCounting({ useDRANodeAllocatableResourceClaimStatus: useClaims }, minor));
    return share < 0n ? 0n : share;
  },
});

function sharedRest(pod: PodLike, wanted: bigint, counting: ReturnType<typeof containerCounting>): bigint {
  const together = amountOf(containerTotals(pod, 'requests', counting), 'memory');
  const rest = BigInt.asIntN(64, wanted - (together?.value() ?? 0n));
  return rest / BigInt(containersOf(pod, 'containers').length + containersOf(pod, 'initContainers').length);
}
