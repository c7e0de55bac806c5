import type { PodLike, ResourceListLike } from '../../core/index.ts';
import { containersOf, objectsAt, requirementsOf, specOf } from '../../core/pod-fields.ts';
import { amountOf, readList, setMissing, type Totals } from '../../core/resource-lists.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import type { Quantity } from '../../quantity/index.ts';
import { containerCounting } from '../../resources/totals/options.ts';
import { isPodLevelResource, podLevelList } from '../../resources/totals/pod-level.ts';
import { containerTotals } from '../../resources/totals/totals.ts';

/** How a minor fills in what a pod requests and limits itself. */
export interface PodLevelDefaulting {
  readonly when: 'beforeRounding' | 'afterRounding';
  /** Whether hugepage limits are filled in from the containers'. */
  readonly hugePages: 'never' | 'always' | 'unlessRequested';
  /** Whether limits are filled in where every container has one, and requests also without any limit of the pod. */
  readonly limits: boolean;
}

/**
 * A pod that has resources of its own, with the rest of them filled in: hugepage limits from its containers', requests from its
 * containers' or else from its own limits, then limits.
 */
export function withPodLevelDefaults(pod: PodLike, { hugePages, limits: fillsLimits }: PodLevelDefaulting, minor: number): PodLike {
  const requests: Totals = { ...readList(podLevelList(pod, 'requests', minor), 'spec.resources.requests', minor) };
  const limits: Totals = { ...readList(podLevelList(pod, 'limits', minor), 'spec.resources.limits', minor) };
  if (isEmpty(requests) && isEmpty(limits)) return pod;
  const supported = isPodLevelResource(minor);
  const counting = containerCounting(undefined, minor);
  if (hugePages !== 'never') {
    const total = containerTotals(pod, 'limits', counting);
    for (const name in total)
      if (isHugePageResourceName(name) && (hugePages === 'always' || !Object.hasOwn(requests, name)))
        setMissing(limits, name, total[name] as Quantity);
  }
  if (fillsLimits || !isEmpty(limits)) {
    const total = containerTotals(pod, 'requests', counting);
    for (const name in total) if (supported(name) && !isHugePageResourceName(name)) setMissing(requests, name, total[name] as Quantity);
    for (const name in limits) if (supported(name)) setMissing(requests, name, limits[name] as Quantity);
  }
  if (fillsLimits) fillLimits(pod, requests, limits, minor);
  return { ...pod, spec: { containers: containersOf(pod, 'containers'), ...specOf(pod), resources: own(pod, requests, limits) } };
}

function isEmpty(totals: Totals): boolean {
  return Object.keys(totals).length === 0;
}

/**
 * The limit of what every container limits: the total of their limits, but at least the pod's own request. An ephemeral container, which
 * never has a limit, leaves all of them out.
 */
function fillLimits(pod: PodLike, requests: Totals, limits: Totals, minor: number): void {
  const supported = isPodLevelResource(minor);
  const ephemeral = objectsAt(specOf(pod)?.ephemeralContainers, 'spec.ephemeralContainers');
  const all = [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers'), ...ephemeral];
  const containers = all.map((one) => requirementsOf(one, 'limits'));
  const everyLimits = (name: string): boolean => containers.every((list) => list !== undefined && isNamed(list, name));
  const total = containerTotals(pod, 'limits', containerCounting(undefined, minor));
  for (const name in requests) {
    const request = requests[name] as Quantity;
    const limit = amountOf(total, name);
    if (limit === undefined || !supported(name) || !everyLimits(name)) continue;
    setMissing(limits, name, request.cmp(limit) > 0 ? request : limit);
  }
}

function isNamed(list: ResourceListLike, name: string): boolean {
  return Object.hasOwn(list, name) && (list as Readonly<Record<string, unknown>>)[name] !== undefined;
}

function own(pod: PodLike, requests: Totals, limits: Totals): object {
  return {
    ...specOf(pod)?.resources,
    ...(isEmpty(requests) ? {} : { requests }),
    ...(isEmpty(limits) ? {} : { limits }),
  };
}
