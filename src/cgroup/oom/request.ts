import { amountIn, within } from '../../core/at-path.ts';
import type { PodLike } from '../../core/index.ts';
import { containersOf, objectAt, requirementsOf, visitStatuses } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import { claimedShare } from '../../resources/totals/claims.ts';
import { containerCounting } from '../../resources/totals/options.ts';
import { hasPodLevelResource, podLevelList } from '../../resources/totals/pod-level.ts';
import { amountOf } from '../../resources/totals/resource-lists.ts';
import { containerTotals } from '../../resources/totals/totals.ts';
import type { GateLookup } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import type { OOMScoreReason } from './explanation.ts';
import { namedContainers, type NamedContainer } from '../../resources/totals/named-container.ts';

/** What the requests that bear on OOM scores are read from. */
export interface RequestBasis {
  readonly pod: PodLike;
  readonly minor: number;
  readonly gate: GateLookup;
}

/** A container's request for memory, an int64, and where it stands. */
export interface MemoryRequest {
  readonly bytes: bigint;
  readonly because: OOMScoreReason;
}

/** What counts as a container's request for memory. */
export function memoryRequest({ pod, minor, gate }: RequestBasis, named: NamedContainer): MemoryRequest {
  return requestOf(minor)(pod, named, gate);
}

const requestOf = /* @__PURE__ */ since<(pod: PodLike, named: NamedContainer, gate: GateLookup) => MemoryRequest>({
  '1.15': specRequest,
  '1.27': (pod, named, gate) =>
    (gate('InPlacePodVerticalScaling') ? allocatedRequest(pod, named.container.name) : undefined) ?? specRequest(pod, named),
  '1.32': specRequest,
  '1.37': (pod, named, gate) => {
    const own = specRequest(pod, named);
    if (!gate('DRANodeAllocatableResources')) return own;
    return { ...own, bytes: BigInt.asIntN(64, own.bytes + claimedShare(pod, named.container.name, 'memory')) };
  },
});

function specRequest(_pod: PodLike, { container, place }: NamedContainer): MemoryRequest {
  const own = within(place, () => amountIn(requirementsOf(container, 'requests'), 'memory', 'resources.requests'));
  return { bytes: own?.value() ?? 0n, because: 'oom-request-counts' };
}

/** What the first status of the name says; one that says nothing counts as 0. */
function allocatedRequest(pod: PodLike, name: string): MemoryRequest | undefined {
  let found: MemoryRequest | undefined;
  visitStatuses(pod, 'containerStatuses', (status) => {
    if (found !== undefined || status.name !== name) return;
    found = {
      bytes: amountIn(objectAt(status.allocatedResources, 'allocatedResources'), 'memory', 'allocatedResources')?.value() ?? 0n,
      because: 'oom-request-allocated',
    };
  });
  return found;
}

/** The least that a container requests; init containers do not count. */
export function leastRequest(basis: RequestBasis): bigint {
  let least: bigint | undefined;
  for (const named of namedContainers(basis.pod)) {
    if (named.section === 'initContainers') continue;
    const { bytes } = memoryRequest(basis, named);
    if (least === undefined || bytes < least) least = bytes;
  }
  if (least !== undefined) return least;
  throw new SizingError('UpstreamPanics', 'upstream expects a container', { path: 'spec.containers' });
}

/** A container's share of what its pod requests beyond its containers; `undefined` where the pod requests nothing itself. */
export function podLevelShare(basis: RequestBasis): bigint | undefined {
  return shareOf(basis.minor)(basis);
}

const shareOf = /* @__PURE__ */ since<(basis: RequestBasis) => bigint | undefined>({
  '1.15': () => undefined,
  '1.32': (basis) => remainder(basis, false),
  '1.37': (basis) => remainder(basis, true),
});

function remainder({ pod, minor, gate }: RequestBasis, fixed: boolean): bigint | undefined {
  const own = podLevelList(pod, 'requests', minor);
  if (!gate('PodLevelResources') || !hasPodLevelResource(own, minor)) return undefined;
  const wanted = amountIn(own, 'memory', 'spec.resources.requests');
  if (wanted === undefined || wanted.isZero()) return 0n;
  const useClaims = fixed && gate('DRANodeAllocatableResources');
  const counting = containerCounting({ useDRANodeAllocatableResourceClaimStatus: useClaims }, minor);
  const together = amountOf(containerTotals(pod, 'requests', counting), 'memory');
  const rest = BigInt.asIntN(64, wanted.value() - (together?.value() ?? 0n));
  const containers = containersOf(pod, 'containers').length + containersOf(pod, 'initContainers').length;
  return (fixed && rest < 0n ? 0n : rest) / BigInt(containers);
}
