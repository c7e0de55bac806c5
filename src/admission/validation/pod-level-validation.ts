import { within } from '../../core/at-path.ts';
import type { PodLike } from '../../core/index.ts';
import { containersOf, objectAt, specOf } from '../../core/pod-fields.ts';
import { readLists } from '../../core/requirements.ts';
import { amountOf, type ResourceLists, type Totals } from '../../core/resource-lists.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import { containerLists } from '../limit-ranges/limit-range-totals.ts';
import { Quantity } from '../../quantity/index.ts';
import { getContainerDRAAllocations, nodeClaimsOf } from '../../resources/totals/claims.ts';
import { containerCounting } from '../../resources/totals/options.ts';
import { isPodLevelResource } from '../../resources/totals/pod-level.ts';
import { containerTotals } from '../../resources/totals/totals.ts';
import { since } from '../../version/since.ts';
import { validatePodResourceName, validateResourceRequirements, type Validity } from './resource-validation.ts';

/** Whether Windows pods have none, what is said of claims, and what a request that a pod does not make itself counts as. */
const podLevelRules = /* @__PURE__ */ since<{ readonly onWindows: boolean; readonly claims: string; readonly absent?: Quantity }>({
  '1.15': { onWindows: true, claims: 'claims cannot be set for Resources at pod-level', absent: /* @__PURE__ */ Quantity.fromInt64(0) },
  '1.34': { onWindows: false, claims: 'claims may not be set for Resources at pod-level' },
});

const place = 'spec.resources';

/** What a pod requests and limits itself. */
export function ownLists(pod: PodLike, minor: number): ResourceLists {
  return readLists(specOf(pod) ?? {}, minor);
}

/** Refuses what is wrong with a pod's own resources, in themselves and beside its containers'. */
export function validatePodLevel(pod: PodLike, minor: number, validity: Validity): void {
  const resources = objectAt(specOf(pod)?.resources, 'resources');
  if (resources === undefined) return;
  const { refuse } = validity;
  const { onWindows, claims, absent } = podLevelRules(minor);
  if (!onWindows && specOf(pod)?.os?.name === 'windows') {
    refuse('Forbidden', place, 'may not be set for a windows pod');
    return;
  }
  if (resources.claims !== undefined && resources.claims !== null) refuse('Forbidden', `${place}.claims`, claims);
  validateResourceRequirements(resources, place, validatePodResourceName, validity);
  const own = ownLists(pod, minor);
  for (const kind of ['requests', 'limits'] as const) {
    const total = containerTotals(pod, kind, containerCounting(undefined, minor));
    for (const name in total) {
      const bound = amountOf(own[kind], name) ?? (kind === 'requests' ? absent : undefined);
      if (bound === undefined || (kind === 'limits' && !isHugePageResourceName(name))) continue;
      const sum = total[name] as Quantity;
      if (sum.cmp(bound) > 0)
        refuse('Invalid', `${place}.${kind}[${name}]`, `must be greater than or equal to aggregate container ${kind} of ${sum.toString()}`);
    }
  }
  for (const [i, { limits }] of containerLists(pod, minor, ['containers']).entries())
    for (const name in limits) {
      const bound = amountOf(own.limits, name);
      if (bound !== undefined && (limits[name] as Quantity).cmp(bound) > 0)
        refuse('Invalid', `${place}.containers[${i}][${name}].limits`, `must be less than or equal to pod limits of ${bound.toString()}`);
    }
}

/** Upstream `validatePodLevelResourcesCoverDRA`: why a pod's own resources are too small for its containers and its claims. */
export function validatePodLevelResourcesCoverDRA(pod: PodLike, minor: number): string | undefined {
  if (nodeClaimsOf(pod).length === 0) return undefined;
  const own = within('spec', () => ownLists(pod, minor));
  const counting = containerCounting({ skipPodLevelResources: true, useDRANodeAllocatableResourceClaimStatus: true }, minor);
  const exceeds = (total: Totals, list: Totals, name: string): boolean => {
    const [sum, bound] = [amountOf(total, name), amountOf(list, name)];
    return sum !== undefined && bound !== undefined && sum.cmp(bound) > 0;
  };
  const requested = containerTotals(pod, 'requests', counting);
  for (const name in own.requests)
    if (isPodLevelResource(minor)(name) && exceeds(requested, own.requests, name))
      return `pod level request for ${name} is insufficient to cover the aggregated container and node-allocatable DRA requests`;
  const limited = containerTotals(pod, 'limits', counting);
  for (const name in limited)
    if (isHugePageResourceName(name) && exceeds(limited, own.limits, name))
      return `pod level limit for ${name} is insufficient to cover the aggregated container and node-allocatable DRA limits`;
  const containers = containersOf(pod, 'containers');
  const claimedBy = getContainerDRAAllocations(pod, minor);
  for (const [i, { limits }] of containerLists(pod, minor, ['containers']).entries()) {
    const container = containers[i]?.name ?? '';
    const claimed = claimedBy(container);
    for (const name in limits) {
      const more = amountOf(claimed, name);
      const limit = limits[name] as Quantity;
      if (!isHugePageResourceName(name) && exceeds({ [name]: more === undefined ? limit : limit.add(more) }, own.limits, name))
        return `pod level limit for ${name} is insufficient to cover the limit and DRA overhead for container ${container}`;
    }
  }
  return undefined;
}
