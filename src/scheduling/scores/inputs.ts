import type { NodeLike, PodLike } from '../../core/index.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { isScalarResourceName } from '../../core/resource-names.ts';
import { SizingError } from '../../errors.ts';
import { since } from '../../version/since.ts';
import { addAmounts, noAmounts, scalarOf, type Amounts } from '../amounts.ts';
import { addInt64, type Int64 } from '../../core/int64.ts';
import { allocatableOf, runningPods } from '../node-info.ts';
import { placedAmounts } from '../pod-amounts.ts';
import type { Rules } from '../rules.ts';
import { defaultedAmounts, scoredRequest, type Requests } from './requests.ts';

/** A resource that a score looks at. Upstream: `ResourceSpec` of the scheduler's configuration. */
export interface ScoredResource {
  readonly name: string;
  /** 1 to 100; 1 when absent or 0, as in a scheduler's configuration. */
  readonly weight?: number | null | undefined;
}

/** A resource with its weight. Internal. */
export interface WeighedResource {
  readonly name: string;
  readonly weight: number;
}

/** A resource of a node as a score sees it. Internal. */
export interface Scored {
  readonly weight: number;
  readonly allocatable: Int64;
  /** What the pods on the node request. */
  readonly used: Int64;
  /** With the pod that is to be placed. */
  readonly requested: Int64;
}

/** Which resources a score leaves out. */
type Left = (allocatable: Int64, request: Int64, name: string) => boolean;
const leftOut = /* @__PURE__ */ since<Left>({
  '1.15': () => false,
  // What the node does not have, and scalar resources that the pod does not want.
  '1.22': (allocatable, request, name) => allocatable === 0 || (request === 0 && isScalarResourceName(name)),
});

/** Whether a resource that is named twice counts twice. */
const countsTwice = /* @__PURE__ */ since({ '1.15': false, '1.27': true });

/** cpu and memory alike. */
export const cpuAndMemory: readonly ScoredResource[] = [{ name: 'cpu' }, { name: 'memory' }];

/** The resources of a call, checked. */
export function scoredResources(resources: readonly ScoredResource[], minor: number): readonly WeighedResource[] {
  const list = objectsAt(resources, 'resources').map(({ name, weight }, i) => ({ name: nameAt(name, i), weight: weightAt(weight, i) }));
  if (list.length === 0) throw new SizingError('InvalidInput', 'a score needs a resource', { path: 'resources', input: resources });
  return countsTwice(minor) ? list : [...new Map(list.map((resource) => [resource.name, resource])).values()];
}

function nameAt(name: unknown, i: number): string {
  if (typeof name === 'string') return name;
  throw new SizingError('InvalidInput', 'the name of a resource was expected', { path: `resources[${i}].name`, input: name });
}

function weightAt(weight: unknown, i: number): number {
  const value = weight === 0 ? 1 : (weight ?? 1);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100) return value;
  throw new SizingError('InvalidInput', 'a weight is an integer of 1 to 100', { path: `resources[${i}].weight`, input: weight });
}

/** What a score looks at. `absent` where the pod requests nothing of any resource. */
export function scoredOf(
  pod: PodLike,
  node: NodeLike,
  podsOnNode: readonly PodLike[] | null | undefined,
  resources: readonly WeighedResource[],
  requests: Requests,
  rules: Rules,
): { readonly scored: readonly Scored[]; readonly absent: boolean } {
  const allocatable = allocatableOf(node, rules, 'node');
  const used = usedOf(podsOnNode, requests, rules);
  const wanted = resources.map(({ name }) => scoredRequest(pod, name, requests, rules));
  const leaves = leftOut(rules.minor);
  const scored: Scored[] = [];
  for (const [i, { name, weight }] of resources.entries()) {
    const request = wanted[i] as Int64;
    const known = fieldOf(name) !== undefined || isScalarResourceName(name);
    const capacity = known ? ofName(allocatable, name) : 0;
    if (leaves(capacity, request, name)) continue;
    const before = known ? ofName(used, name) : 0;
    scored.push({ weight, allocatable: capacity, used: before, requested: known ? addInt64(before, request) : 0 });
  }
  return { scored, absent: wanted.every((request) => request === 0) };
}

function usedOf(podsOnNode: readonly PodLike[] | null | undefined, requests: Requests, rules: Rules): Amounts {
  const used = noAmounts();
  runningPods(podsOnNode, 'podsOnNode', (pod) => {
    const amounts = placedAmounts(pod, rules);
    if (requests === 'defaulted') [amounts.milliCPU, amounts.memory] = defaultedAmounts(pod, rules);
    addAmounts(used, amounts);
  });
  return used;
}

const fieldsByName: Readonly<Record<string, 'milliCPU' | 'memory' | 'storage'>> = {
  cpu: 'milliCPU',
  memory: 'memory',
  'ephemeral-storage': 'storage',
};

function fieldOf(name: string): 'milliCPU' | 'memory' | 'storage' | undefined {
  return Object.hasOwn(fieldsByName, name) ? fieldsByName[name] : undefined;
}

function ofName(amounts: Amounts, name: string): Int64 {
  const field = fieldOf(name);
  return field === undefined ? scalarOf(amounts, name) : amounts[field];
}
