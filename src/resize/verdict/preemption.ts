import { subInt64, type Int64 } from '../../core/int64.ts';
import type { PodLike } from '../../core/index.ts';
import { specOf } from '../../core/pod-fields.ts';
import { isCritical, podPriority } from '../../resources/qos/priority.ts';
import { podQOSClass, type PodQOSClass } from '../../resources/qos/qos.ts';
import { requestReader } from '../../resources/totals/request-quantity.ts';
import type { Shortage } from '../../scheduling/fits-request.ts';
import { unitsOf } from '../../scheduling/resource.ts';
import type { Release } from '../../version/release.ts';

/** A resource that a critical pod lacks, and how much of it. Upstream: `admissionRequirement`. */
interface Requirement {
  readonly name: string;
  readonly quantity: Int64;
}

/** A pod that may be pushed aside: its request of each requirement, by name, and of memory and cpu. */
type Victim = (name: string) => Int64;

/**
 * What a critical pod still lacks when every pod is gone that it may push aside: nothing, when the kubelet makes room for it.
 *
 * The kubelet first sees whether all pods together are enough. Then it chooses Guaranteed pods for what the others do not free, Burstable pods
 * for what those and BestEffort pods do not free, and BestEffort pods for the rest. The choices can fail only where an int64 wraps on the way or a
 * request is negative.
 *
 * Upstream: `pkg/kubelet/preemption`, `getPodsToPreempt`, every supported minor.
 *
 * @returns the kubelet's words, `undefined` where there is room
 */
export function missingAfterPreemption(
  pod: PodLike,
  pods: readonly PodLike[],
  shortages: readonly Shortage[],
  release: Release,
): string | undefined {
  const classes: { readonly [qos in PodQOSClass]: Victim[] } = { BestEffort: [], Burstable: [], Guaranteed: [] };
  for (const other of pods) if (preemptable(pod, other, release)) classes[podQOSClass(other, release)].push(victimOf(other, release));
  const { BestEffort: bestEffort, Burstable: burstable, Guaranteed: guaranteed } = classes;
  const requirements = shortages.map(({ name, requested, used, capacity }) => ({
    name,
    quantity: subInt64(requested, subInt64(capacity, used)),
  }));
  const victims = [...bestEffort, ...burstable, ...guaranteed];
  const missing = subtract(requirements, victims);
  if (missing.length > 0) return textOf(missing);
  if (requirements.every(({ name, quantity }) => quantity > 0 && victims.every((victim) => victim(name) >= 0))) return undefined;
  const chosen: Victim[] = [];
  const lacks = (own: readonly Victim[], others: readonly Victim[]): readonly Requirement[] =>
    chooseByDistance(own, subtract(requirements, others), chosen);
  let left = lacks(guaranteed, [...bestEffort, ...burstable]);
  const ofGuaranteed = [...chosen];
  if (left.length === 0) left = lacks(burstable, [...bestEffort, ...ofGuaranteed]);
  if (left.length === 0) left = lacks(bestEffort, [...chosen.slice(ofGuaranteed.length), ...ofGuaranteed]);
  return left.length === 0 ? undefined : textOf(left);
}

function textOf(missing: readonly Requirement[]): string {
  const list = missing.map(({ name, quantity }) => `(res: ${name}, q: ${quantity}), `).join('');
  return `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [${list}]`;
}

function victimOf(pod: PodLike, release: Release): Victim {
  const known = new Map<string, Int64>([['pods', 1]]);
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const amount = unitsOf(name, requestReader(name, release)(pod));
    known.set(name, amount);
    return amount;
  };
}

/** What is left of the requirements when pods are gone; one that is met is left out, and no more pods are asked for it. */
function subtract(requirements: readonly Requirement[], victims: readonly Victim[]): readonly Requirement[] {
  return requirements.flatMap(({ name, quantity }) => {
    let left = quantity;
    for (const victim of victims) {
      left = subInt64(left, victim(name));
      if (left <= 0) break;
    }
    return left > 0 ? [{ name, quantity: left }] : [];
  });
}

/**
 * Chooses, again and again, the pod that leaves the least of the requirements; of two that leave as much, the one that requests less. Answers what
 * is left when there are no more pods. Upstream: `getPodsToPreemptByDistance`.
 */
function chooseByDistance(pods: readonly Victim[], requirements: readonly Requirement[], chosen: Victim[]): readonly Requirement[] {
  const left = [...pods];
  let lacking = requirements;
  while (lacking.length > 0) {
    let [best, least] = [0, lacking.length + 1];
    for (const [i, victim] of left.entries()) {
      const far = distance(lacking, victim);
      if (far < least || (far === least && requestsLess(victim, left[best] as Victim))) [best, least] = [i, far];
    }
    const victim = left[best];
    if (victim === undefined) break;
    lacking = subtract(lacking, [victim]);
    chosen.push(victim);
    left[best] = left.at(-1) as Victim;
    left.pop();
  }
  return lacking;
}

/** The sum of the squares of the parts that are left of each requirement. */
function distance(requirements: readonly Requirement[], victim: Victim): number {
  let sum = 0;
  for (const { name, quantity } of requirements) {
    const left = Number(subInt64(quantity, victim(name)));
    if (left > 0) sum += (left / Number(quantity)) ** 2;
  }
  return sum;
}

/** Whether a pod requests less memory than another, or as much and not more cpu. Upstream: `smallerResourceRequest`. */
function requestsLess(pod: Victim, other: Victim): boolean {
  const [memory, others] = [pod('memory'), other('memory')];
  return memory < others || (memory === others && pod('cpu') <= other('cpu'));
}

/** Upstream: `pkg/kubelet/types/pod_update.go`, `Preemptable`. */
function preemptable(pod: PodLike, other: PodLike, release: Release): boolean {
  if (!isCritical(other, release)) return true;
  const [own, others] = [specOf(pod)?.priority ?? undefined, specOf(other)?.priority ?? undefined];
  return own !== undefined && others !== undefined && podPriority(pod) > podPriority(other);
}
