import type { ContainerLike, PodLike } from '../../core/index.ts';
import { isSidecar, visitContainers, type ContainerSection, type RequirementsKind } from '../../core/pod-fields.ts';
import { readRequirements } from '../../core/requirements.ts';
import { addList, maxList, setAmount, type Totals } from '../../core/resource-lists.ts';
import { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { isResizeInfeasible, statusAmounts, statusRule, type Aggregate, type StatusAmounts } from './container-statuses.ts';
import type { ContainerCounting } from './options.ts';
import type { ResourceTrace } from './resource-trace.ts';

/** Whether init containers that restart always run beside the containers. */
export const knowsSidecars = /* @__PURE__ */ since({ '1.15': false, '1.28': true });

/** The container statuses of a pod, where they count. */
export interface Statuses {
  readonly byName: ReadonlyMap<string, StatusAmounts>;
  readonly infeasible: boolean;
}

export function statusesOf(pod: PodLike, { useStatus, minor }: ContainerCounting): Statuses | undefined {
  return useStatus ? { byName: statusAmounts(pod, minor), infeasible: isResizeInfeasible(minor)(pod) } : undefined;
}

/** What is totalled of each container, and by which rules. */
export interface Aggregation {
  readonly kind: RequirementsKind;
  readonly counting: ContainerCounting;
  readonly statuses: Statuses | undefined;
  readonly aggregate: Aggregate;
  readonly trace: ResourceTrace | undefined;
}

/**
 * The total of a pod's containers: the sum of all containers and sidecars or, where that is greater, what the pod needs while an init
 * container runs, which is that container and the sidecars that started before it. A sidecar itself needs all sidecars up to it.
 */
export function aggregateContainers(pod: PodLike, aggregation: Aggregation): Totals {
  const { kind, counting, aggregate, trace } = aggregation;
  trace?.start(kind, aggregate.source);
  const result: Totals = {};
  visitContainers(pod, 'containers', (container) => {
    const own = ownAmounts(container, 'containers', aggregation);
    addList(result, own);
    trace?.container(container.name, own, readRequirements(container, kind));
  });
  const sidecars: Totals = {};
  const peak: Totals = {};
  visitContainers(pod, 'initContainers', (container) => {
    const own = ownAmounts(container, 'initContainers', aggregation);
    if (knowsSidecars(counting.minor) && isSidecar(container)) {
      addList(result, own);
      addList(sidecars, own);
      maxList(peak, sidecars);
      trace?.sidecar(container.name, own, readRequirements(container, kind), { ...sidecars });
    } else {
      const use: Totals = {};
      addList(use, own);
      addList(use, sidecars);
      maxList(peak, use);
      trace?.initContainer(container.name, own, readRequirements(container, kind), use);
    }
  });
  trace?.peak({ ...result }, peak);
  maxList(result, peak);
  return result;
}

/** What counts of a container: its spec or its status, and what stands in for requests that it does not make. */
function ownAmounts(container: ContainerLike, section: ContainerSection, aggregation: Aggregation): Totals | undefined {
  const { kind, counting, statuses, aggregate } = aggregation;
  const spec = readRequirements(container, kind);
  const counts = statuses !== undefined && statusCounts(container, section, counting.minor);
  const own = counts ? aggregate.pick(spec, statuses.byName.get(container.name ?? ''), statuses.infeasible) : spec;
  return kind === 'requests' && counting.nonMissing !== undefined ? withNonMissing(own, counting.nonMissing) : own;
}

function statusCounts(container: ContainerLike, section: ContainerSection, minor: number): boolean {
  const { ofInit } = statusRule(minor);
  return section === 'containers' || ofInit === 'all' || (ofInit === 'sidecars' && isSidecar(container));
}

/** The missing requests are added to nothing, so that their spelling is not kept. */
function withNonMissing(own: Totals | undefined, nonMissing: Totals): Totals {
  const result: Totals = { ...own };
  for (const name in nonMissing)
    if (!Object.hasOwn(result, name)) setAmount(result, name, Quantity.fromInt64(0).add(nonMissing[name] as Quantity));
  return result;
}
