import type { PodLike } from '../../core/index.ts';
import { visitContainers, type RequirementsKind } from '../../core/pod-fields.ts';
import { addAmount, amountOf, maxOf, setAmount, visitTotals, zeroOf, type Totals } from '../../core/resource-lists.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import { readOverhead, readRequirement } from '../../core/requirements.ts';
import type { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { aggregateContainerResourcesByFn, statusesOf, type Aggregation } from './aggregate-containers.ts';
import { addClaimedResources, getDRANodeAllocatableResources } from './claims.ts';
import { podStatusAmounts, specAggregate, statusRule, type Aggregate } from './container-statuses.ts';
import type { PodResourcesReason, PodResourcesRule } from './explanation.ts';
import type { TotalsListener } from './listener.ts';
import type { ContainerCounting, Counting } from './options.ts';
import { podLevelAmounts } from './pod-level.ts';

/** The requests of a pod, as upstream's `PodRequests`. */
export function requestsOf(pod: PodLike, counting: Counting, listener?: TotalsListener): Totals {
  const kind = 'requests';
  const totals = counting.skipContainers ? {} : containerTotals(pod, kind, counting, listener);
  applyPodLevel(pod, kind, totals, counting, listener);
  const overhead = counting.overhead ? readOverhead(pod, counting.minor) : undefined;
  visitTotals(overhead, 'spec.overhead', (resource, amount) => {
    addAmount(totals, resource, amount);
    listener?.note?.('pod-overhead', 'pod-overhead-added', { resource, kind, amount }, 'applied');
  });
  return totals;
}

/** The limits of a pod, as upstream's `PodLimits`: overhead comes only on top of what is limited. */
export function limitsOf(pod: PodLike, counting: Counting, listener?: TotalsListener): Totals {
  const kind = 'limits';
  const totals = containerTotals(pod, kind, counting, listener);
  applyPodLevel(pod, kind, totals, counting, listener);
  const overhead = counting.overhead ? readOverhead(pod, counting.minor) : undefined;
  visitTotals(overhead, 'spec.overhead', (resource, amount) => {
    const limit = amountOf(totals, resource);
    if (limit === undefined || limit.isZero())
      listener?.note?.('pod-overhead', 'pod-overhead-unlimited', { resource, kind, amount }, 'skipped');
    else {
      setAmount(totals, resource, limit.add(amount));
      listener?.note?.('pod-overhead', 'pod-overhead-added', { resource, kind, amount }, 'applied');
    }
  });
  return totals;
}

/** Claims count beside these totals. */
const withClaims = /* @__PURE__ */ since<Readonly<Record<RequirementsKind, readonly Aggregate['source'][]>>>({
  '1.15': { requests: ['spec', 'effective'], limits: [] },
  '1.37': { requests: ['spec', 'allocated'], limits: ['spec'] },
});

/** Whether cpu and memory are limited only where every container is limited. */
const limitsAllOrNone = /* @__PURE__ */ since({ '1.15': false, '1.38': true });

/** The requests or limits of a pod's containers together, as upstream's `AggregateContainerRequests` and `AggregateContainerLimits`. */
export function containerTotals(pod: PodLike, kind: RequirementsKind, counting: ContainerCounting, listener?: TotalsListener): Totals {
  const totals = sumsOrPeaks(pod, kind, counting, listener);
  return kind === 'limits' ? withoutPartialLimits(pod, totals, counting.minor, listener) : totals;
}

/**
 * The limits without cpu and memory of pods in which an init container or container has no such limit, or one of 0.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `omitPartiallySetCPUMemLimits`, since 1.38.
 */
function withoutPartialLimits(pod: PodLike, limits: Totals, minor: number, listener: TotalsListener | undefined): Totals {
  if (!limitsAllOrNone(minor)) return limits;
  const kept: Totals = {};
  for (const resource in limits) {
    const amount = limits[resource] as Quantity;
    const container = unlimitedContainer(pod, resource, minor);
    if (container === undefined) setAmount(kept, resource, amount);
    else listener?.note?.('pod-limit', 'pod-limit-partial', { resource, kind: 'limits', amount, container }, 'skipped');
  }
  return kept;
}

/** The first container, init containers looked at first, for which a pod has no limit of cpu or memory although others have one. */
export function unlimitedContainer(pod: PodLike, resource: string, minor: number): string | undefined {
  if ((resource !== 'cpu' && resource !== 'memory') || !limitsAllOrNone(minor)) return undefined;
  let found: string | undefined;
  for (const section of ['initContainers', 'containers'] as const)
    visitContainers(pod, section, (container) => {
      if (found === undefined && (readRequirement(container, 'limits', resource, minor)?.isZero() ?? true)) found = container.name ?? '';
    });
  return found;
}

/** The same without a look at whether every container is limited. */
export function sumsOrPeaks(pod: PodLike, kind: RequirementsKind, counting: ContainerCounting, listener?: TotalsListener): Totals {
  const claims = counting.useClaims ? getDRANodeAllocatableResources(pod, counting.minor) : undefined;
  const statuses = statusesOf(pod, counting);
  const totalBy = (aggregate: Aggregate): Totals => totalOf(pod, { kind, counting, aggregate, statuses, claims, listener });
  if (statuses === undefined) return totalBy(specAggregate);
  const aggregates = statusRule(counting.minor)[kind];
  if (aggregates.length === 1) return totalBy(aggregates[0] as Aggregate);
  const reported = counting.usePodStatus ? reportedTotals(pod, kind, counting.minor) : undefined;
  const totals = aggregates
    .filter(({ source }) => source !== 'spec' || !statuses.infeasible)
    .map((aggregate) => reported?.[aggregate.source] ?? totalBy(aggregate));
  const result = maxOf(...totals);
  noteTotals('pod-status', 'pod-status-greatest', result, kind, listener);
  return result;
}

/** What the status says the pod itself has, where it says all that is asked of it. */
function reportedTotals(
  pod: PodLike,
  kind: RequirementsKind,
  minor: number,
): { readonly [source in Aggregate['source']]?: Totals } | undefined {
  const { allocated, requests, limits } = podStatusAmounts(pod, minor);
  if (kind === 'limits') return limits === undefined ? undefined : { actuated: limits };
  return allocated === undefined || requests === undefined ? undefined : { actuated: requests, allocated };
}

function totalOf(pod: PodLike, aggregation: Aggregation): Totals {
  const { kind, counting, aggregate, statuses, claims, listener } = aggregation;
  const counted = counting.useClaims && withClaims(counting.minor)[kind].includes(aggregate.source);
  const totals = aggregateContainerResourcesByFn(
    pod,
    counted ? aggregation : { kind, counting, aggregate, statuses, claims: undefined, listener },
  );
  if (!counted) return totals;
  if (claims === undefined) (kind === 'requests' ? addClaimedResources : addClaimedLimits)(totals, pod, counting.minor);
  noteTotals('pod-claims', 'pod-claims-added', totals, kind, listener);
  return totals;
}

function noteTotals(
  rule: PodResourcesRule,
  because: PodResourcesReason,
  totals: Totals,
  kind: RequirementsKind,
  listener: TotalsListener | undefined,
): void {
  if (listener?.note !== undefined)
    for (const resource in totals) listener.note(rule, because, { resource, kind, total: totals[resource] as Quantity }, 'applied');
}

/** Claims raise only what is limited, and hugepages always: they cannot be overcommitted. */
function addClaimedLimits(totals: Totals, pod: PodLike, minor: number): void {
  const claimed: Totals = {};
  addClaimedResources(claimed, pod, minor);
  for (const name in claimed) {
    const amount = claimed[name] as Quantity;
    const before = amountOf(totals, name);
    if (before !== undefined || isHugePageResourceName(name)) setAmount(totals, name, (before ?? zeroOf(minor)).add(amount));
  }
}

/** Replaces totals by what the pod requests or limits itself. */
function applyPodLevel(pod: PodLike, kind: RequirementsKind, totals: Totals, counting: Counting, listener?: TotalsListener): void {
  const amounts = podLevelAmounts(pod, kind, counting);
  for (const resource in amounts) {
    const own = amounts[resource] as Quantity;
    const before = amountOf(totals, resource);
    const inputs = (): { [name: string]: Quantity | string } => ({ resource, kind, own, ...(before === undefined ? {} : { before }) });
    if (counting.skipPodLevel) listener?.note?.('pod-level', 'pod-level-left-out', inputs(), 'skipped');
    else {
      setAmount(totals, resource, own);
      listener?.note?.('pod-level', before === undefined ? 'pod-level-adds' : 'pod-level-replaces', inputs(), 'applied');
    }
  }
}
