import type { ContainerLike, PodLike } from '../../core/index.ts';
import { isRestartableInitContainer, visitContainers } from '../../core/pod-fields.ts';
import type { ContainerSection, RequirementsKind } from '../../core/pod-fields.ts';
import { readRequirements, visitRequirements } from '../../core/requirements.ts';
import {
  addAmount,
  addList,
  amountOf,
  raiseAmount,
  setAmount,
  setMissing,
  visitTotals,
  zeroOf,
  type Totals,
} from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import type { ClaimsByLifetime } from './claims.ts';
import { isResizeInfeasible, statusAmounts, statusRule } from './container-statuses.ts';
import type { Aggregate, StatusAmounts, Feasibility } from './container-statuses.ts';
import type { ContainerCounting } from './options.ts';
import type { TotalsListener, TotalsNote } from './listener.ts';

/** Whether init containers that restart always run beside the containers. */
export const knowsSidecars = /* @__PURE__ */ since({ '1.15': false, '1.28': true });

/** The container statuses of a pod, where they count. */
export interface Statuses extends Feasibility {
  readonly byName: ReadonlyMap<string, StatusAmounts>;
}

export function statusesOf(pod: PodLike, { useStatus, minor }: ContainerCounting): Statuses | undefined {
  return useStatus ? { byName: statusAmounts(pod, minor), infeasible: isResizeInfeasible(minor)(pod) } : undefined;
}

/** How containers are totalled, and what listens. */
export interface Aggregation {
  readonly kind: RequirementsKind;
  readonly counting: ContainerCounting;
  readonly statuses: Statuses | undefined;
  readonly aggregate: Aggregate;
  /** What claims take, where it counts as long as it is taken. */
  readonly claims: ClaimsByLifetime | undefined;
  readonly listener: TotalsListener | undefined;
}

/**
 * The total of a pod's containers: the sum of all containers and sidecars or, where that is greater, what the pod needs while an init
 * container runs, which is that container and the sidecars that started before it. A sidecar itself needs all sidecars up to it.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `aggregateContainerResourcesByFn`, since 1.37.
 */
export function aggregateContainerResourcesByFn(pod: PodLike, aggregation: Aggregation): Totals {
  const { counting, claims, listener } = aggregation;
  const result: Totals = {};
  const sidecars: Totals = {};
  const peak: Totals = {};
  const add = (name: string, amount: Quantity): void => addAmount(result, name, amount);
  const addSidecar = (name: string, amount: Quantity): void => {
    addAmount(result, name, amount);
    addAmount(sidecars, name, amount);
    raiseAmount(peak, name, sidecars[name] as Quantity);
  };
  // What only sidecars have is at the peak already.
  const start = (name: string, amount: Quantity): void => {
    const before = amountOf(sidecars, name);
    raiseAmount(peak, name, before === undefined ? amount : amount.add(before));
  };
  visitContainers(pod, 'containers', (container) => {
    const own = visitAmounts(container, 'containers', aggregation, add);
    const claimed = claims?.perContainer.get(container.name ?? '');
    addList(result, claimed);
    if (listener?.container === undefined) return;
    const all = withClaimed(own, claimed);
    listener.container('container', container, all, all ?? {});
  });
  visitContainers(pod, 'initContainers', (container) => {
    const isSidecar = isRestartableInitContainer(container) && knowsSidecars(counting.minor);
    const own = visitAmounts(container, 'initContainers', aggregation, isSidecar ? addSidecar : start);
    if (isSidecar) listener?.container?.('sidecar', container, own, sidecars);
    else listener?.container?.('init-container', container, own, together(own, sidecars));
  });
  listener?.start?.(result, peak);
  for (const name in peak) raiseToPeak(result, name, peak[name] as Quantity, aggregation);
  addList(result, claims?.podFixed);
  return result;
}

/** What an init container needs of what it names, with the sidecars that run. */
function together(own: Totals | undefined, sidecars: Totals): Totals {
  const result: Totals = {};
  for (const name in own) {
    const [amount, before] = [own[name] as Quantity, amountOf(sidecars, name)];
    setAmount(result, name, before === undefined ? amount : amount.add(before));
  }
  return result;
}

function withClaimed(own: Totals | undefined, claimed: Totals | undefined): Totals | undefined {
  if (claimed === undefined) return own;
  const result: Totals = { ...own };
  addList(result, claimed);
  return result;
}

function raiseToPeak(totals: Totals, resource: string, peak: Quantity, { kind, counting, listener }: Aggregation): void {
  const before = amountOf(totals, resource);
  const raised = raiseAmount(totals, resource, peak);
  const because = raised ? 'pod-init-peak-greater' : 'pod-init-peak-smaller';
  const outcome = raised ? 'applied' : 'skipped';
  listener?.note?.('pod-init-peak', because, { resource, kind, peak, running: before ?? zeroOf(counting.minor) }, outcome);
}

/**
 * Looks at the amounts that count of a container, and gives their list where that is needed: the spec alone is read without making one.
 */
function visitAmounts(
  container: ContainerLike,
  section: ContainerSection,
  aggregation: Aggregation,
  visit: (name: string, amount: Quantity) => void,
): Totals | undefined {
  const { kind, counting, statuses, claims, listener } = aggregation;
  if (listener === undefined && statuses === undefined && claims === undefined && counting.nonMissing === undefined) {
    visitRequirements(container, kind, counting.minor, visit);
    return undefined;
  }
  const claimed = section === 'containers' ? undefined : claims?.perContainer.get(container.name ?? '');
  const counted = ownAmounts(container, section, aggregation);
  const own = withClaimed(counted, claimed);
  visitTotals(own, `resources.${kind}`, visit);
  return own;
}

/** What counts of a container: its spec or its status, and what stands in for requests that it does not make. */
function ownAmounts(container: ContainerLike, section: ContainerSection, aggregation: Aggregation): Totals | undefined {
  const { kind, counting, statuses, listener, aggregate } = aggregation;
  const spec = readRequirements(container, kind, counting.minor);
  const byStatus = statuses !== undefined && statusCounts(container, section, counting.minor);
  const counted = byStatus ? aggregate.counted(spec, statuses.byName.get(container.name ?? ''), statuses) : spec;
  const own = kind === 'requests' && counting.nonMissing !== undefined ? withNonMissing(counted, counting) : counted;
  if (listener?.note !== undefined && own !== spec) noteChanges(container, own, spec, kind, listener.note);
  return own;
}

function noteChanges(
  { name }: ContainerLike,
  own: Totals | undefined,
  spec: Totals | undefined,
  kind: RequirementsKind,
  note: TotalsNote,
): void {
  for (const resource in own) {
    const amount = own[resource] as Quantity;
    const wanted = amountOf(spec, resource);
    if (wanted?.equals(amount) === true) continue;
    note('pod-status', 'pod-status-counts', { container: name, resource, kind, amount, spec: wanted ?? 'nothing' }, 'applied');
  }
}

function statusCounts(container: ContainerLike, section: ContainerSection, minor: number): boolean {
  const { ofInit } = statusRule(minor);
  return section === 'containers' || ofInit === 'all' || (ofInit === 'sidecars' && isRestartableInitContainer(container));
}

/** The missing requests are added to nothing, so that their spelling is not kept. */
function withNonMissing(own: Totals | undefined, { nonMissing, minor }: ContainerCounting): Totals {
  const result: Totals = { ...own };
  for (const name in nonMissing) setMissing(result, name, zeroOf(minor).add(nonMissing[name] as Quantity));
  return result;
}
