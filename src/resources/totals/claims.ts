import { quantityAt, within } from '../../core/at-path.ts';
import type { NodeAllocatableResourceClaimStatusLike, PodLike } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { objectAt, objectsAt, podStatusOf, textAt, visitEach } from '../../core/pod-fields.ts';
import { addList, amountOf, readList, setAmount, zeroOf, type Totals } from '../../core/resource-lists.ts';
import { invalid } from '../../errors.ts';
import type { Quantity, QuantityLike } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';

type Claim = NodeAllocatableResourceClaimStatusLike;

/** What a claim takes from the node, added to the totals; its shape changed. */
const addClaim = /* @__PURE__ */ since<(totals: Totals, claim: Claim, minor: number) => void>({
  '1.15': () => undefined,
  '1.36': (totals, { resources }, minor) => addList(totals, readList(objectAt(resources, 'resources'), 'resources', minor)),
  '1.37': (totals, claim, minor) => {
    addMappings(totals, claim, minor);
    const containers = containersOfClaim(claim).length;
    addOverheads(totals, claim, minor, (perContainer) => (containers === 0 ? undefined : perContainer.mul(containers)));
  },
});

/**
 * Adds what the claims of a pod take from the node, which comes on top of what its containers request.
 *
 * Upstream: `component-helpers/resource/helpers.go`, since 1.36 with the gate DRANodeAllocatableResources.
 */
export function addClaimedResources(totals: Totals, pod: PodLike, minor: number): void {
  const add = addClaim(minor);
  visitEach(nodeClaimsOf(pod), claimsPlace, (claim) => add(totals, claim, minor));
}

/**
 * Tells what the claims that name a container take from the node, their share per pod in full. Each claim is read once, when the first
 * container that it names is asked for.
 *
 * Upstream: `component-helpers/resource/helpers.go`, `GetContainerDRAAllocations`, since 1.37.
 */
export function getContainerDRAAllocations(pod: PodLike, minor: number): (containerName: string) => Totals {
  const named = claimsByContainer(pod, (claim) => allocationsOf(claim, minor));
  return (containerName) => {
    const [first = none, ...others] = named(containerName);
    if (others.length === 0) return first;
    const totals: Totals = {};
    for (const one of [first, ...others]) for (const name in one) accumulate(totals, name, one[name] as Quantity, minor);
    return totals;
  };
}

const none: Totals = {};

function allocationsOf(claim: Claim, minor: number): Totals {
  const totals: Totals = {};
  addMappings(totals, claim, minor);
  addOverheads(totals, claim, minor, (perContainer) => perContainer);
  return totals;
}

/**
 * Tells the share of a container in what the claims that name it take of a resource, in whole units: what they take together divided by the
 * number of containers that they name, truncated amount by amount, and what each container takes by itself.
 *
 * Upstream: `pkg/kubelet/qos/policy.go`, `getEffectiveContainerMemoryRequest`, since 1.37.
 */
export function claimedShares(pod: PodLike, resource: string, minor: number): (containerName: string) => bigint {
  const named = claimsByContainer(pod, (claim) => claimShareOf(claim, resource, minor));
  return (containerName) => named(containerName).reduce((sum, share) => sum + share, 0n);
}

function claimShareOf(claim: Claim, resource: string, minor: number): bigint {
  const sharers = BigInt(containersOfClaim(claim).length);
  const valueOf = (value: QuantityLike | null | undefined, place: string): bigint => optional(value, place, minor)?.value() ?? 0n;
  let share = 0n;
  for (const [i, { name, quantity }] of objectsAt(claim.mapping, 'mapping').entries())
    if (name === resource) share += valueOf(quantity, `mapping[${i}].quantity`) / sharers;
  for (const [i, { name, perPod, perContainer }] of objectsAt(claim.overhead, 'overhead').entries())
    if (name === resource)
      share += valueOf(perPod, `overhead[${i}].perPod`) / sharers + valueOf(perContainer, `overhead[${i}].perContainer`);
  return share;
}

/** Finds what is read of the claims that name a container, in their order. */
function claimsByContainer<T>(pod: PodLike, read: (claim: Claim) => T): (containerName: string) => readonly T[] {
  const byName = new Map<string, (() => T)[]>();
  visitEach(nodeClaimsOf(pod), claimsPlace, (claim, i) => {
    const once = lazily(() => within(`${claimsPlace}[${i}]`, () => read(claim)));
    for (const name of new Set(containersOfClaim(claim))) {
      const own = byName.get(name);
      if (own === undefined) byName.set(name, [once]);
      else own.push(once);
    }
  });
  return (containerName) => (byName.get(containerName) ?? []).map((once) => once());
}

const claimsPlace = 'status.nodeAllocatableResourceClaimStatuses';

/** The claims of a pod that take from the node. */
export function nodeClaimsOf(pod: PodLike): readonly Claim[] {
  return objectsAt(podStatusOf(pod)?.nodeAllocatableResourceClaimStatuses, claimsPlace);
}

/** The containers that a claim names. */
export function containersOfClaim({ containers }: Claim): readonly string[] {
  if (containers === undefined || containers === null) return [];
  if (Array.isArray(containers) && containers.every((name) => typeof name === 'string')) return containers;
  throw invalid('a list of names', 'containers', containers);
}

/** Adds an amount, also the first of a name, to an amount: so no spelling is kept. */
function accumulate(totals: Totals, name: string, amount: Quantity, minor: number): void {
  setAmount(totals, name, (amountOf(totals, name) ?? zeroOf(minor)).add(amount));
}

function addMappings(totals: Totals, { mapping }: Claim, minor: number): void {
  for (const [i, { name, quantity }] of objectsAt(mapping, 'mapping').entries()) {
    const amount = optional(quantity, `mapping[${i}].quantity`, minor);
    if (amount !== undefined) accumulate(totals, textAt(name, `mapping[${i}].name`), amount, minor);
  }
}

type OfContainers = (perContainer: Quantity) => Quantity | undefined;

function addOverheads(totals: Totals, { overhead }: Claim, minor: number, ofContainers: OfContainers): void {
  const zero = zeroOf(minor);
  for (const [i, { name, perPod, perContainer }] of objectsAt(overhead, 'overhead').entries()) {
    const each = optional(perContainer, `overhead[${i}].perContainer`, minor);
    const more = each === undefined ? undefined : ofContainers(each);
    const own = zero.add(optional(perPod, `overhead[${i}].perPod`, minor) ?? zero);
    accumulate(totals, textAt(name, `overhead[${i}].name`), more === undefined ? own : own.add(more), minor);
  }
}

function optional(value: QuantityLike | null | undefined, place: string, minor: number): Quantity | undefined {
  return value === undefined || value === null ? undefined : quantityAt(value, place, minor);
}
