import { quantityAt, within } from '../../core/at-path.ts';
import type { NodeAllocatableResourceClaimStatusLike, PodLike } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { objectAt, objectsAt, podStatusOf, textAt, visitEach } from '../../core/pod-fields.ts';
import { addList, amountOf, readList, setAmount, zeroOf, type Totals } from '../../core/resource-lists.ts';
import { invalid } from '../../errors.ts';
import type { Quantity, QuantityLike } from '../../quantity/index.ts';
import { since } from '../../version/since.ts';

type Claim = NodeAllocatableResourceClaimStatusLike;

/** Amounts in the order in which they are added up. */
type Taken = readonly (readonly [name: string, amount: Quantity])[];

/** What a claim takes from the node in all; its shape changed. */
const addClaim = /* @__PURE__ */ since<(totals: Totals, claim: Claim, minor: number) => void>({
  '1.15': () => undefined,
  '1.36': (totals, { resources }, minor) => addList(totals, readList(objectAt(resources, 'resources'), 'resources', minor)),
  '1.37': (totals, claim, minor) => {
    const containers = containersOfClaim(claim).length;
    const ofContainers = (each: Quantity): Quantity | undefined => (containers === 0 ? undefined : each.mul(containers));
    accumulate(totals, [...mappingsOf(claim, minor), ...joinedOverheads(claim, minor, ofContainers)], minor);
  },
});

/** Whether what a claim takes counts as long as it is taken: with the pod, or with each container that the claim names. */
const countsByLifetime = /* @__PURE__ */ since({ '1.15': false, '1.38': true });

/** What the claims of a pod take from the node. Upstream: `draNodeAllocatableResources`, since 1.38. */
export interface ClaimsByLifetime {
  /** As long as the pod lives. */
  readonly podFixed: Totals;
  /** While a container runs, by its name. */
  readonly perContainer: ReadonlyMap<string, Totals>;
}

/** What the claims of a pod take by how long they take it; `undefined` where a minor adds all of it to the total of the containers. */
export function getDRANodeAllocatableResources(pod: PodLike, minor: number): ClaimsByLifetime | undefined {
  if (!countsByLifetime(minor)) return undefined;
  const podFixed: Totals = {};
  const perContainer = new Map<string, Totals>();
  visitEach(nodeClaimsOf(pod), claimsPlace, (claim) => {
    const each: Totals = {};
    accumulate(podFixed, podFixedOf(claim, minor), minor);
    accumulate(each, overheadsOf(claim, 'perContainer', minor), minor);
    for (const name of containersOfClaim(claim)) {
      const own = perContainer.get(name) ?? {};
      addList(own, each);
      perContainer.set(name, own);
    }
  });
  return { podFixed, perContainer };
}

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
  const named = claimsByContainer(pod, (claim) => allocationsOf(minor)(claim, minor));
  return (containerName) => {
    const totals: Totals = {};
    for (const taken of named(containerName)) accumulate(totals, taken, minor);
    return totals;
  };
}

const allocationsOf = /* @__PURE__ */ since<(claim: Claim, minor: number) => Taken>({
  '1.15': (claim, minor) => [...mappingsOf(claim, minor), ...joinedOverheads(claim, minor, (each) => each)],
  '1.38': (claim, minor) => [...podFixedOf(claim, minor), ...overheadsOf(claim, 'perContainer', minor)],
});

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

/** Adds amounts, also the first of a name, to an amount: so no spelling is kept. */
function accumulate(totals: Totals, taken: Taken, minor: number): void {
  for (const [name, amount] of taken) setAmount(totals, name, (amountOf(totals, name) ?? zeroOf(minor)).add(amount));
}

function mappingsOf({ mapping }: Claim, minor: number): Taken {
  return objectsAt(mapping, 'mapping').flatMap(({ name, quantity }, i) => {
    const amount = optional(quantity, `mapping[${i}].quantity`, minor);
    return amount === undefined ? [] : [[textAt(name, `mapping[${i}].name`), amount] as const];
  });
}

/** What a claim takes as long as its pod lives. */
function podFixedOf(claim: Claim, minor: number): Taken {
  return [...mappingsOf(claim, minor), ...overheadsOf(claim, 'perPod', minor)];
}

function overheadsOf({ overhead }: Claim, part: 'perPod' | 'perContainer', minor: number): Taken {
  return objectsAt(overhead, 'overhead').flatMap(({ name, [part]: given }, i) => {
    const amount = optional(given, `overhead[${i}].${part}`, minor);
    return amount === undefined ? [] : [[textAt(name, `overhead[${i}].name`), amount] as const];
  });
}

/** Both parts of each overhead together, 0 where it has neither. */
function joinedOverheads({ overhead }: Claim, minor: number, ofContainers: (each: Quantity) => Quantity | undefined): Taken {
  const zero = zeroOf(minor);
  return objectsAt(overhead, 'overhead').map(({ name, perPod, perContainer }, i) => {
    const each = optional(perContainer, `overhead[${i}].perContainer`, minor);
    const more = each === undefined ? undefined : ofContainers(each);
    const own = zero.add(optional(perPod, `overhead[${i}].perPod`, minor) ?? zero);
    return [textAt(name, `overhead[${i}].name`), more === undefined ? own : own.add(more)];
  });
}

function optional(value: QuantityLike | null | undefined, place: string, minor: number): Quantity | undefined {
  return value === undefined || value === null ? undefined : quantityAt(value, place, minor);
}
