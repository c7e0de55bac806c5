import type { NodeLike, PodLike } from '../../core/index.ts';
import type { Int64 } from '../../core/int64.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { isScalarResourceName } from '../../core/resource-names.ts';
import { invalid } from '../../errors.ts';
import { since } from '../../version/since.ts';
import { allocatableOf, runningPods } from '../node-info.ts';
import { calculateResource } from '../pod-requests.ts';
import { addOnNode, addResource, emptyResource, scalarOf, type Resource } from '../resource.ts';
import type { FitRules } from '../rules.ts';
import { calculatePodResourceRequest, nonZeroRequested, type Requests } from './requests.ts';

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
  /** Where it stands in the list of the call. */
  readonly index: number;
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

/** A pod that is to be placed on a node. */
export interface Placement {
  readonly pod: PodLike;
  readonly node: NodeLike;
  readonly podsOnNode: readonly PodLike[] | null | undefined;
}

/** Which resources a score leaves out. */
type LeavesOut = (allocatable: Int64, request: Int64, name: string) => boolean;
const leavesOut = /* @__PURE__ */ since<LeavesOut>({
  '1.15': () => false,
  // What the node does not have, and scalar resources that the pod does not request.
  '1.22': (allocatable, request, name) => allocatable === 0 || (request === 0 && isScalarResourceName(name)),
});

/** Whether a resource that is named twice counts twice. */
const countsTwice = /* @__PURE__ */ since({ '1.15': false, '1.27': true });

/** cpu and memory alike. */
export const cpuAndMemory: readonly ScoredResource[] = [{ name: 'cpu' }, { name: 'memory' }];

/** The resources of a call, checked. */
export function scoredResources(resources: readonly ScoredResource[], minor: number): readonly WeighedResource[] {
  const list = objectsAt(resources, 'resources').map(({ name, weight }, index) => ({
    name: nameAt(name, index),
    weight: weightAt(weight, index),
    index,
  }));
  if (list.length === 0) throw invalid('at least one resource', 'resources', resources);
  return countsTwice(minor) ? list : [...new Map(list.map((resource) => [resource.name, resource])).values()];
}

function nameAt(name: unknown, i: number): string {
  if (typeof name === 'string') return name;
  throw invalid('the name of a resource', `resources[${i}].name`, name);
}

function weightAt(weight: unknown, i: number): number {
  const value = weight === 0 ? 1 : (weight ?? 1);
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 100) return value;
  throw invalid('an integer from 1 to 100', `resources[${i}].weight`, weight);
}

/** What a score looks at. `absent` where the pod requests none of the resources. */
export function scoredOf(
  { pod, node, podsOnNode }: Placement,
  resources: readonly WeighedResource[],
  requests: Requests,
  rules: FitRules,
): { readonly scored: readonly Scored[]; readonly absent: boolean } {
  const allocatable = allocatableOf(node, rules, 'node');
  const used = usedOf(podsOnNode, requests, rules);
  const requestOf = calculatePodResourceRequest(pod, requests, rules);
  const isLeftOut = leavesOut(rules.minor);
  const scored: Scored[] = [];
  let absent = true;
  for (const { name, weight } of resources) {
    const request = requestOf(name);
    if (request !== 0) absent = false;
    const capacity = unitsInResource(allocatable, name);
    if (isLeftOut(capacity ?? 0, request, name)) continue;
    const before = unitsInResource(used, name) ?? 0;
    const requested = capacity === undefined ? 0 : addOnNode(before, request, rules);
    scored.push({ weight, allocatable: capacity ?? 0, used: before, requested });
  }
  return { scored, absent };
}

function usedOf(podsOnNode: readonly PodLike[] | null | undefined, requests: Requests, rules: FitRules): Resource {
  const used = emptyResource();
  runningPods(podsOnNode, 'podsOnNode', (pod) => {
    const resource = calculateResource(pod, rules);
    if (requests === 'nonZero') [resource.milliCPU, resource.memory] = nonZeroRequested(pod, rules);
    addResource(used, resource, rules);
  });
  return used;
}

/** The amount of a resource; `undefined` for one that the scheduler does not count. */
function unitsInResource(resource: Resource, name: string): Int64 | undefined {
  if (name === 'cpu') return resource.milliCPU;
  if (name === 'memory') return resource.memory;
  if (name === 'ephemeral-storage') return resource.ephemeralStorage;
  return isScalarResourceName(name) ? scalarOf(resource, name) : undefined;
}
