import type { PodLike } from '../../core/index.ts';
import type { RequirementsKind } from '../../core/pod-fields.ts';
import { readOverhead } from '../../core/requirements.ts';
import { addAmount, amountOf, maxOf, setAmount, type Totals } from '../../core/resource-lists.ts';
import { isHugePageName } from '../../core/resource-names.ts';
import { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { aggregateContainers, statusesOf, type Aggregation } from './aggregate-containers.ts';
import { addClaimedResources } from './claims.ts';
import { podStatusAmounts, specAggregate, statusRule, type Aggregate } from './container-statuses.ts';
import type { ContainerCounting, Counting } from './options.ts';
import { podLevelAmounts } from './pod-level.ts';
import type { ResourceTrace } from './resource-trace.ts';

/** The requests of a pod, as upstream's `PodRequests`. */
export function requestsOf(pod: PodLike, counting: Counting, trace?: ResourceTrace): Totals {
  const totals = counting.skipContainers ? {} : containerTotals(pod, 'requests', counting, trace);
  applyPodLevel(pod, 'requests', totals, counting, trace);
  const overhead = overheadOf(pod, counting);
  for (const name in overhead) {
    const amount = overhead[name] as Quantity;
    trace?.overhead('requests', name, amount, amountOf(totals, name));
    addAmount(totals, name, amount);
  }
  return totals;
}

/** The limits of a pod, as upstream's `PodLimits`: overhead comes only on top of what is limited. */
export function limitsOf(pod: PodLike, counting: Counting, trace?: ResourceTrace): Totals {
  const totals = containerTotals(pod, 'limits', counting, trace);
  applyPodLevel(pod, 'limits', totals, counting, trace);
  const overhead = overheadOf(pod, counting);
  for (const name in overhead) {
    const before = amountOf(totals, name);
    const amount = overhead[name] as Quantity;
    trace?.overhead('limits', name, amount, before);
    if (before !== undefined && !before.isZero()) setAmount(totals, name, before.add(amount));
  }
  return totals;
}

function overheadOf(pod: PodLike, { overhead }: Counting): Totals | undefined {
  return overhead ? readOverhead(pod) : undefined;
}

/** Claims count beside these totals. */
const withClaims = /* @__PURE__ */ since<Readonly<Record<RequirementsKind, readonly Aggregate['source'][]>>>({
  '1.15': { requests: ['spec', 'effective'], limits: [] },
  '1.37': { requests: ['spec', 'allocated'], limits: ['spec'] },
});

/** The requests or limits of a pod's containers together, as upstream's `AggregateContainerRequests` and `AggregateContainerLimits`. */
export function containerTotals(pod: PodLike, kind: RequirementsKind, counting: ContainerCounting, trace?: ResourceTrace): Totals {
  const statuses = statusesOf(pod, counting);
  if (statuses === undefined) return totalOf(pod, { kind, counting, statuses, aggregate: specAggregate, trace });
  const aggregates = statusRule(counting.minor)[kind];
  if (aggregates.length === 1) return totalOf(pod, { kind, counting, statuses, aggregate: aggregates[0] ?? specAggregate, trace });
  const reported = counting.usePodStatus ? reportedTotals(pod, kind) : undefined;
  const totals = aggregates
    .filter(({ source }) => source !== 'spec' || !statuses.infeasible)
    .map((aggregate) => reported?.[aggregate.source] ?? totalOf(pod, { kind, counting, statuses, aggregate, trace }));
  const result = maxOf(...totals);
  trace?.greatest(kind, result);
  return result;
}

/** What the status says the pod itself has, where it says all that is asked of it. */
function reportedTotals(pod: PodLike, kind: RequirementsKind): { readonly [source in Aggregate['source']]?: Totals } | undefined {
  const { allocated, requests, limits } = podStatusAmounts(pod);
  if (kind === 'limits') return limits === undefined ? undefined : { actuated: limits };
  return allocated === undefined || requests === undefined ? undefined : { actuated: requests, allocated };
}

function totalOf(pod: PodLike, aggregation: Aggregation): Totals {
  const { kind, counting, aggregate, trace } = aggregation;
  const totals = aggregateContainers(pod, aggregation);
  if (!counting.useClaims || !withClaims(counting.minor)[kind].includes(aggregate.source)) return totals;
  if (kind === 'requests') addClaimedResources(totals, pod, counting.minor);
  else addClaimedLimits(totals, pod, counting.minor);
  trace?.claims(kind, totals);
  return totals;
}

/** Claims raise only what is limited, and hugepages always: they cannot be overcommitted. */
function addClaimedLimits(totals: Totals, pod: PodLike, minor: number): void {
  const claimed: Totals = {};
  addClaimedResources(claimed, pod, minor);
  for (const name in claimed) {
    const amount = claimed[name] as Quantity;
    const before = amountOf(totals, name);
    if (before !== undefined || isHugePageName(name)) setAmount(totals, name, (before ?? zero).add(amount));
  }
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

/** Replaces totals by what the pod requests or limits itself. */
function applyPodLevel(pod: PodLike, kind: RequirementsKind, totals: Totals, counting: Counting, trace: ResourceTrace | undefined): void {
  const own = podLevelAmounts(pod, kind, counting);
  if (own === undefined) return;
  trace?.podLevel(kind, own, { ...totals }, counting.skipPodLevel);
  if (counting.skipPodLevel) return;
  for (const name in own) setAmount(totals, name, own[name] as Quantity);
}
