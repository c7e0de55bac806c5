import type { NodeLike, PodLike } from '../../core/index.ts';
import { addInt64, divInt64, mulInt64, narrowed, subInt64, type Int64 } from '../../core/int64.ts';
import { objectOf } from '../../core/checks.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { greater } from '../resource.ts';
import { fitRulesOf, type FitRules } from '../rules.ts';
import { cpuAndMemory, scoredOf, scoredResources, type Placement, type Scored, type ScoredResource } from './scored.ts';
import { buildBrokenLinearFunction, type UtilizationShapePoint } from './shape.ts';
import { maxNodeScore, scoreOf, truncated } from './score-values.ts';

/** Which resources a score looks at, and how much each weighs. Upstream: `ScoringStrategy` of the scheduler's configuration. */
export interface ScoringResources {
  readonly resources: readonly ScoredResource[];
}

/** A score that prefers what a shape says. Upstream: `RequestedToCapacityRatioParam` of the scheduler's configuration. */
export interface RequestedToCapacityRatioStrategy extends ScoringResources {
  readonly shape: readonly UtilizationShapePoint[];
}

/** Since when LeastAllocated and MostAllocated can be told resources; before, they look at cpu and memory alike. */
const hasResources = /* @__PURE__ */ since({ '1.15': false, '1.19': true });
const ratioHasResources = /* @__PURE__ */ since({ '1.15': false, '1.16': true });

type ResourceScorer = (scored: Scored, max: number) => Int64;

/**
 * How much of a node would be left, 0 to 100 (up to 1.16, 10): the weighted mean of what is left of each resource.
 *
 * `Σ weight × ((allocatable − requested) × 100 / allocatable) / Σ weight`, each division cut; a resource that would be exceeded counts 0. Where a
 * container requests no cpu or memory, 100m and 200Mi count. Since 1.22 a resource that the node does not have, or a scalar one that the pod does
 * not request, is left out; the score of no resources is 0. Up to 1.18 cpu and memory count alike, whatever `resources` says.
 *
 * Upstream's faults are kept: from 1.33 to 1.37 the pod-level requests of the pod that is to be placed do not count; in 1.22 and 1.23 its
 * overhead does not; up to 1.26 each core of overhead, rounded up, counts as a thousandth; and up to 1.37 sums and products of amounts near 2^63
 * wrap, and a negative request scores more than 100. Since 1.38 they are exact, and amounts on a node end at 2^63 − 1.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/least_allocated.go`, since 1.18; `algorithm/priorities/least_requested.go` before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node
 * @param strategy the resources and their weights
 * @throws {SizingError} as `fits`; `InvalidInput` for an empty list of resources or a weight that is not 1 to 100; `OutOfRange` for amounts near 2^63
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
  const rules = fitRulesOf(releaseOf(options));
  return weightedScore({ pod, node, podsOnNode }, strategy, rules, leastRequestedScore(rules.minor));
}

/** A resource that would be exceeded counts as nothing; since 1.38 one of which less than nothing is requested counts in full. */
const leastRequestedScore = /* @__PURE__ */ since<ResourceScorer>({
  '1.15': ({ allocatable, requested }, max) =>
    requested > allocatable ? 0 : wrappedFraction(subInt64(allocatable, requested), allocatable, max),
  '1.38': ({ allocatable, requested }, max) =>
    requested > allocatable ? 0 : scaledFraction(subInt64(allocatable, greater(requested, 0)), allocatable, max),
});

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
  const rules = fitRulesOf(releaseOf(options));
  return weightedScore({ pod, node, podsOnNode }, strategy, rules, mostRequestedScore(rules.minor));
}

/** A resource that would be exceeded counts as nothing, and in full since 1.19. */
const mostRequestedScore = /* @__PURE__ */ since<ResourceScorer>({
  '1.15': ({ allocatable, requested }, max) => (requested > allocatable ? 0 : wrappedFraction(requested, allocatable, max)),
  '1.19': ({ allocatable, requested }, max) => wrappedFraction(requested > allocatable ? allocatable : requested, allocatable, max),
  '1.38': ({ allocatable, requested }, max) => scaledFraction(requested, allocatable, max),
});

/** A part of a whole on a scale from 0 to a maximum, cut. */
type Fraction = (part: Int64, whole: Int64, max: number) => Int64;

/** The product wraps, and a part beyond the whole leaves the scale. */
const wrappedFraction: Fraction = (part, whole, max) => (whole === 0 ? 0 : divInt64(mulInt64(part, max), whole));

/** The product is exact, and nothing leaves the scale. Upstream: `scaledFraction`, since 1.38. */
const scaledFraction: Fraction = (part, whole, max) => {
  if (whole <= 0 || part <= 0) return 0;
  return part >= whole ? max : narrowed((BigInt(part) * BigInt(max)) / BigInt(whole));
};

function weightedScore(placement: Placement, strategy: ScoringResources, rules: FitRules, scorer: ResourceScorer): number {
  const { resources } = objectOf(strategy, 'strategy');
  const list = scoredResources(hasResources(rules.minor) ? resources : cpuAndMemory, rules.minor);
  let [sum, weights]: [Int64, number] = [0, 0];
  for (const one of scoredOf(placement, list, 'nonZero', rules).scored) {
    sum = addInt64(sum, mulInt64(scorer(one, maxNodeScore(rules.minor)), one.weight));
    weights += one.weight;
  }
  return weights === 0 ? 0 : scoreOf(divInt64(sum, weights));
}

/** How much of a resource would be used, in percent; rounded up, down since 1.22, and exact since 1.38. */
const utilizationOf = /* @__PURE__ */ since<(scored: Scored) => Int64>({
  '1.15': ({ allocatable, requested }) => subInt64(100, divInt64(mulInt64(subInt64(allocatable, requested), 100), allocatable)),
  '1.22': ({ allocatable, requested }) => wrappedFraction(requested, allocatable, 100),
  '1.38': ({ allocatable, requested }) => scaledFraction(requested, allocatable, 100),
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
 * of each resource, of those above 0, rounded half away from zero. Between two points of the shape the score is linear; a resource that would be
 * exceeded, or that the node does not have (up to 1.21), counts as used in full. Utilization is in whole percent: cut since 1.22, rounded up
 * before. Otherwise as {@link leastAllocatedScore}; resources and weights count since 1.16.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/requested_to_capacity_ratio.go`, since 1.18; `algorithm/priorities` before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node
 * @param strategy the resources with their weights, and the points of the shape
 * @throws {SizingError} as {@link leastAllocatedScore}; `InvalidInput` for a shape without points, or whose utilization does not rise
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
  const rules = fitRulesOf(releaseOf(options));
  const curve = buildBrokenLinearFunction(objectOf(strategy, 'strategy').shape, maxNodeScore(rules.minor) / 10);
  const list = scoredResources(ratioHasResources(rules.minor) ? strategy.resources : cpuAndMemory, rules.minor);
  const utilization = utilizationOf(rules.minor);
  const scores = scoredOf({ pod, node, podsOnNode }, list, 'nonZero', rules).scored.map((one): readonly [Int64, number] => {
    const isFull = one.allocatable === 0 || one.requested > one.allocatable;
    return [curve(isFull ? 100 : utilization(one)), one.weight];
  });
  return scoreOf(meanOf(rules.minor)(scores));
}
