import { within } from '../../core/at-path.ts';
import type { PodLike, ResourceListLike, ResourceRequirementsLike } from '../../core/index.ts';
import { objectAt, requirementsOf, specOf, type RequirementsKind } from '../../core/pod-fields.ts';
import { amountOf, maxOf, readList, setAmount, zeroOf, type Totals } from '../../core/resource-lists.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import type { Quantity } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';
import { isResizeInfeasible, podStatusAmounts, type Feasibility } from './container-statuses.ts';
import type { ContainerCounting } from './options.ts';

/** Which resources a pod may have of its own, beside its containers'. */
export const isPodLevelResource = /* @__PURE__ */ since<(name: string) => boolean>({
  '1.15': () => false,
  '1.32': (name) => name === 'cpu' || name === 'memory',
  '1.33': (name) => name === 'cpu' || name === 'memory' || isHugePageResourceName(name),
});

const knowsPodLevel = /* @__PURE__ */ since({ '1.15': false, '1.32': true });

/** A pod's own resources, `undefined` where a minor does not have them or the pod does not. */
export function podLevelResources(pod: PodLike, minor: number): ResourceRequirementsLike | undefined {
  const resources = specOf(pod)?.resources ?? undefined;
  return resources !== undefined && knowsPodLevel(minor) ? objectAt(resources, 'spec.resources') : undefined;
}

/** A pod's own requests or limits. */
export function podLevelList(pod: PodLike, kind: RequirementsKind, minor: number): ResourceListLike | undefined {
  const resources = podLevelResources(pod, minor);
  if (resources === undefined) return undefined;
  return within('spec', () => requirementsOf({ resources }, kind));
}

/** Whether a pod has a request or limit of its own; an amount of 0 is one. */
export function isPodLevelSet(pod: PodLike, minor: number): boolean {
  return hasPodLevelResource(podLevelList(pod, 'requests', minor), minor) || hasPodLevelResource(podLevelList(pod, 'limits', minor), minor);
}

/** Whether a list names a resource that a pod may have of its own. */
export function hasPodLevelResource(list: ResourceListLike | undefined, minor: number): boolean {
  if (list === undefined) return false;
  const supported = isPodLevelResource(minor);
  return Object.entries(list).some(([name, amount]) => amount !== undefined && supported(name));
}

type WithStatus = (spec: Totals, status: readonly (Totals | undefined)[], resize: Feasibility, minor: number) => Totals;

/** How a minor joins what a pod wants to have itself with what its status says. */
const withStatus = /* @__PURE__ */ since<WithStatus>({
  '1.15': (spec) => spec,
  // Only names in the spec count. A resize that can never be gives 0 for a name that the status lacks.
  '1.35': (spec, status, { infeasible }, minor) => {
    if (infeasible && status.length === 1 && status[0] === undefined) return spec;
    const greatest = maxOf(infeasible ? undefined : spec, ...status);
    const result: Totals = {};
    for (const name in spec) setAmount(result, name, amountOf(greatest, name) ?? zeroOf(minor));
    return result;
  },
  '1.37': (spec, status, { infeasible }) => maxOf(infeasible ? undefined : spec, ...status),
});

/** What a pod requests or limits itself, `undefined` where it does not; with its status where that counts. */
export function podLevelAmounts(pod: PodLike, kind: RequirementsKind, { minor, usePodStatus }: ContainerCounting): Totals | undefined {
  if (podLevelResources(pod, minor) === undefined) return undefined;
  const list = podLevelList(pod, kind, minor);
  const isSet = kind === 'requests' ? hasPodLevelResource(list, minor) : isPodLevelSet(pod, minor);
  if (!isSet) return undefined;
  const spec = readList(list, `spec.resources.${kind}`, minor);
  return supportedOnly(usePodStatus ? joinedWithStatus(pod, kind, spec, minor) : spec, minor);
}

function joinedWithStatus(pod: PodLike, kind: RequirementsKind, spec: Totals | undefined, minor: number): Totals | undefined {
  const { actuated, requests, limits, allocated } = podStatusAmounts(pod, minor);
  if (!actuated) return spec;
  const reported = kind === 'requests' ? [requests, allocated] : [limits];
  return withStatus(minor)(spec ?? {}, reported, { infeasible: isResizeInfeasible(minor)(pod) }, minor);
}

function supportedOnly(amounts: Totals | undefined, minor: number): Totals | undefined {
  if (amounts === undefined) return undefined;
  const supported = isPodLevelResource(minor);
  const result: Totals = {};
  for (const name in amounts) if (supported(name)) result[name] = amounts[name] as Quantity;
  return result;
}
