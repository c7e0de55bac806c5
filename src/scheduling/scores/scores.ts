import type { NodeLike, PodLike } from '../../core/index.ts';
import { SizingError } from '../../errors.ts';
import { objectOf } from '../../core/checks.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import { narrowed, subInt64, addInt64, divInt64, mulInt64, type Int64 } from '../../core/int64.ts';
import { rulesOf } from '../rules.ts';
import { cpuAndMemory, scoredOf, scoredResources, type Scored, type ScoredResource, type WeighedResource } from './inputs.ts';
import { brokenLinear, type UtilizationShapePoint } from './shape.ts';

/** Which resources a score looks at, and how much each weighs. Upstream: `ScoringStrategy` of the scheduler's configuration. */
export interface ScoringResources {
  readonly resources: readonly ScoredResource[];
}

/** A score that prefers what a shape says. Upstream: `RequestedToCapacityRatioParam` of the scheduler's configuration. */
export interface RequestedToCapacityRatioStrategy extends ScoringResources {
  readonly shape: readonly UtilizationShapePoint[];
}

/** The best score. */
const maxScore = /* @__PURE__ */ since({ '1.15': 10, '1.17': 100 });
/** Since when LeastAllocated and MostAllocated can be told resources; before, they look at cpu and memory alike. */
const hasResources = /* @__PURE__ */ since({ '1.15': false, '1.19': true });
const ratioHasResources = /* @__PURE__ */ since({ '1.15': false, '1.16': true });

type OfResource = (scored: Scored, max: number) => Int64;

/**
 * How much of a node would be left, 0 to 100 (up to 1.16, 10): the weighted mean of what is left of each resource.
 *
 * `Σ weight × ((allocatable − requested) × 100 / allocatable) / Σ weight`, each division cut; a resource that would be exceeded counts 0. Cpu
 * and memory that a container does not request count as 100m and 200Mi. A resource of which the node has none, or a scalar one that the pod
 * does not request, is left out since 1.22; without any the score is 0. Up to 1.18 cpu and memory count alike, whatever `resources` says.
 *
 * Upstream's faults are kept: since 1.33 the pod's own requests (pod-level) do not count for the pod that is to be placed; in 1.22 and 1.23 its
 * overhead does not, and up to 1.26 an overhead of cpu counts in whole cores.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/least_allocated.go`, since 1.18; `algorithm/priorities/least_requested.go` before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node
 * @param strategy the resources and their weights
 * @param options version and gates
 * @throws {SizingError} as `fits`; `InvalidInput` for no resources or a weight that is not 1 to 100; `OutOfRange` for amounts near 2^63
 * @example
 * const node = { status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1', memory: '4Gi' } } }] } };
 * const resources = [{ name: 'cpu', weight: 1 }, { name: 'memory', weight: 1 }];
 * leastAllocatedScore(pod, node, [], { resources }) // => 62
 */
export function leastAllocatedScore(
  pod: PodLike,
  node: NodeLike,
  podsOnNode: readonly PodLike[] | null | undefined,
  strategy: ScoringResources,
  options?: GateOptions,
): number {
  return weightedScore(pod, node, podsOnNode, strategy, options, ({ allocatable, requested }, max) =>
    allocatable === 0 || requested > allocatable ? 0 : divInt64(mulInt64(subInt64(allocatable, requested), max), allocatable),
  );
}

/** What a resource that would be exceeded counts. */
const exceeded = /* @__PURE__ */ since<'nothing' | 'all'>({ '1.15': 'nothing', '1.19': 'all' });

/**
 * How much of a node would be used, 0 to 100 (up to 1.16, 10): the weighted mean of what is used of each resource, otherwise as
 * {@link leastAllocatedScore}. A resource that would be exceeded counts 100, up to 1.18 0.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/most_allocated.go`, since 1.18; `algorithm/priorities/most_requested.go` before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node
 * @param strategy the resources and their weights
 * @param options version and gates
 * @throws {SizingError} as {@link leastAllocatedScore}
 * @example
 * const node = { status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1', memory: '4Gi' } } }] } };
 * mostAllocatedScore(pod, node, [], { resources: [{ name: 'cpu', weight: 1 }, { name: 'memory', weight: 3 }] }) // => 43
 */
export function mostAllocatedScore(
  pod: PodLike,
  node: NodeLike,
  podsOnNode: readonly PodLike[] | null | undefined,
  strategy: ScoringResources,
  options?: GateOptions,
): number {
  const whenExceeded = exceeded(rulesOf(options).minor);
  return weightedScore(pod, node, podsOnNode, strategy, options, ({ allocatable, requested }, max) => {
    const tooMuch = requested > allocatable;
    if (allocatable === 0 || (tooMuch && whenExceeded === 'nothing')) return 0;
    return divInt64(mulInt64(tooMuch ? allocatable : requested, max), allocatable);
  });
}

function weightedScore(
  pod: PodLike,
  node: NodeLike,
  podsOnNode: readonly PodLike[] | null | undefined,
  strategy: ScoringResources,
  options: GateOptions | undefined,
  ofResource: OfResource,
): number {
  const { resources } = objectOf(strategy, 'strategy');
  const rules = rulesOf(options);
  const list = scoredResources(hasResources(rules.minor) ? resources : cpuAndMemory, rules.minor);
  const { scored } = scoredOf(pod, node, podsOnNode, list, 'defaulted', rules);
  let [sum, weights]: [Int64, number] = [0, 0];
  for (const one of scored) {
    sum = addInt64(sum, mulInt64(ofResource(one, maxScore(rules.minor)), one.weight));
    weights += one.weight;
  }
  return weights === 0 ? 0 : scoreOf(divInt64(sum, weights));
}

/** How much of a resource would be used, in percent; rounded up, and down since 1.22. */
const utilizationOf = /* @__PURE__ */ since<(scored: Scored) => Int64>({
  '1.15': ({ allocatable, requested }) => subInt64(100, divInt64(mulInt64(subInt64(allocatable, requested), 100), allocatable)),
  '1.22': ({ allocatable, requested }) => divInt64(mulInt64(requested, 100), allocatable),
});

/** The mean of the scores of resources: of cpu and memory, cut; or weighted, of those above 0, rounded half away from zero. */
const meanOf = /* @__PURE__ */ since<(scores: readonly (readonly [score: Int64, weight: number])[]) => Int64>({
  '1.15': (scores) =>
    divInt64(
      scores.reduce<Int64>((sum, [score]) => addInt64(sum, score), 0),
      2,
    ),
  '1.16': (scores) => {
    let [sum, weights]: [Int64, number] = [0, 0];
    for (const [score, weight] of scores) if (score > 0) [sum, weights] = [addInt64(sum, mulInt64(score, weight)), weights + weight];
    if (weights === 0) return 0;
    const mean = Number(sum) / weights;
    return truncated(mean < 0 ? -Math.round(-mean) : Math.round(mean));
  },
});

/**
 * How well a node would be used by a shape, 0 to 100 (up to 1.16, 10): the weighted mean of the scores that the shape gives to the utilization
 * of each resource, of those above 0, rounded half away from zero. Between two points of the shape the score is straight; a resource that
 * would be exceeded, or that the node has none of (up to 1.21), counts as used in full. Utilization is in whole percent: cut since 1.22, rounded
 * up before. Otherwise as {@link leastAllocatedScore}; resources and weights count since 1.16.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/requested_to_capacity_ratio.go`, since 1.18; `algorithm/priorities` before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node
 * @param strategy the resources with their weights, and the points of the shape
 * @param options version and gates
 * @throws {SizingError} as {@link leastAllocatedScore}; `InvalidInput` for a shape without points, or that does not rise
 * @example
 * const node = { status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1', memory: '4Gi' } } }] } };
 * const shape = [{ utilization: 0, score: 0 }, { utilization: 100, score: 10 }];
 * requestedToCapacityRatioScore(pod, node, [], { resources: [{ name: 'cpu' }, { name: 'memory' }], shape }) // => 38
 */
export function requestedToCapacityRatioScore(
  pod: PodLike,
  node: NodeLike,
  podsOnNode: readonly PodLike[] | null | undefined,
  strategy: RequestedToCapacityRatioStrategy,
  options?: GateOptions,
): number {
  const rules = rulesOf(options);
  const curve = brokenLinear(objectOf(strategy, 'strategy').shape, maxScore(rules.minor) / 10);
  const list = scoredResources(ratioHasResources(rules.minor) ? strategy.resources : cpuAndMemory, rules.minor);
  const { scored } = scoredOf(pod, node, podsOnNode, list, 'defaulted', rules);
  const utilization = utilizationOf(rules.minor);
  const scores = scored.map((one): readonly [Int64, number] => {
    const full = one.allocatable === 0 || one.requested > one.allocatable;
    return [curve(full ? 100 : utilization(one)), one.weight];
  });
  return scoreOf(meanOf(rules.minor)(scores));
}

type Fractions = (field: 'requested' | 'used') => readonly number[];

/** How evenly the resources would be used. */
const balanceOf = /* @__PURE__ */ since<(fractions: Fractions, max: number) => Int64>({
  '1.15': (fractions, max) => {
    const [cpu = 1, memory = 1] = fractions('requested');
    return cpu >= 1 || memory >= 1 ? 0 : truncated((1 - Math.abs(cpu - memory)) * max);
  },
  '1.22': (fractions) => evenness(fractions('requested')),
  '1.36': (fractions) => addInt64(50, divInt64(addInt64(50, subInt64(evenness(fractions('requested')), evenness(fractions('used')))), 2)),
});

const takesResources = /* @__PURE__ */ since({ '1.15': false, '1.22': true });
const skipsAbsent = /* @__PURE__ */ since({ '1.15': false, '1.33': true });

/**
 * How evenly the resources of a node would be used, 0 to 100 (up to 1.16, 10).
 *
 * Since 1.22 `100 × (1 − deviation)`, cut, of the fractions of each resource that are used, at most 1 each: of two, half their difference; of
 * more, the standard deviation. Since 1.36 it is the change that counts: `50 + (50 + score with the pod − score without it) / 2`, so 75 when
 * nothing changes. Since 1.33 `undefined`, because the plugin is skipped, when the pod requests none of the resources. Requests count as
 * they are, without defaults. Up to 1.21 only cpu and memory are looked at, with defaults: 0 when either is used up, else
 * `100 × (1 − difference)`. The alpha gate BalanceAttachedNodeVolumes is not looked at.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go`, since 1.18; `algorithm/priorities` before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node
 * @param strategy the resources; each weight is 1
 * @param options version and gates
 * @throws {SizingError} as {@link leastAllocatedScore}; `InvalidInput` for a weight other than 1 or a resource named twice
 * @example
 * const node = { status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1', memory: '4Gi' } } }] } };
 * const strategy = { resources: [{ name: 'cpu', weight: 1 }, { name: 'memory', weight: 1 }] };
 * balancedAllocationScore(pod, node, [], strategy) // => 68
 * balancedAllocationScore(pod, node, [], strategy, { kubernetesVersion: '1.35' }) // => 87
 * balancedAllocationScore({ spec: { containers: [{ name: 'app' }] } }, node, [], strategy) // => undefined
 */
export function balancedAllocationScore(
  pod: PodLike,
  node: NodeLike,
  podsOnNode: readonly PodLike[] | null | undefined,
  strategy: ScoringResources,
  options?: GateOptions,
): number | undefined {
  const rules = rulesOf(options);
  const own = takesResources(rules.minor);
  const { resources } = objectOf(strategy, 'strategy');
  const list = own ? equallyWeighed(resources, rules.minor) : scoredResources(cpuAndMemory, rules.minor);
  const { scored, absent } = scoredOf(pod, node, podsOnNode, list, own ? 'real' : 'defaulted', rules);
  if (absent && skipsAbsent(rules.minor)) return undefined;
  const fractions: Fractions = (field) => scored.map((one) => (one.allocatable === 0 ? 1 : Number(one[field]) / Number(one.allocatable)));
  return scoreOf(balanceOf(rules.minor)(fractions, maxScore(rules.minor)));
}

function equallyWeighed(resources: readonly ScoredResource[], minor: number): readonly WeighedResource[] {
  const list = scoredResources(resources, minor);
  for (const [i, { name, weight }] of list.entries()) {
    const twice = list.findIndex((other) => other.name === name) < i;
    if (weight === 1 && !twice) continue;
    const message = twice ? 'a resource is named once' : 'a weight is 1 here';
    throw new SizingError('InvalidInput', message, { path: `resources[${i}]`, input: resources[i] });
  }
  return list;
}

function evenness(fractions: readonly number[]): Int64 {
  const used = fractions.map((fraction) => Math.min(fraction, 1));
  return truncated((1 - deviation(used)) * 100);
}

function deviation(fractions: readonly number[]): number {
  const [first = 0, second = 0] = fractions;
  if (fractions.length < 2) return 0;
  if (fractions.length === 2) return Math.abs((first - second) / 2);
  const mean = fractions.reduce((sum, fraction) => sum + fraction, 0) / fractions.length;
  return Math.sqrt(fractions.reduce((sum, fraction) => sum + (fraction - mean) * (fraction - mean), 0) / fractions.length);
}

/** As Go turns a double into an int64 on amd64. */
function truncated(value: number): Int64 {
  return Math.abs(value) < 2 ** 63 ? narrowed(BigInt(Math.trunc(value))) : -(2n ** 63n);
}

function scoreOf(score: Int64): number {
  if (typeof score === 'number') return score;
  throw new SizingError('OutOfRange', 'the score is beyond the integers that a number holds', { input: String(score) });
}
