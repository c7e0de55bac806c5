import type { NodeLike, PodLike } from '../../core/index.ts';
import { addInt64, divInt64, subInt64, type Int64 } from '../../core/int64.ts';
import { objectOf } from '../../core/checks.ts';
import { invalid } from '../../errors.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { fitRulesOf } from '../rules.ts';
import { cpuAndMemory, scoredOf, scoredResources, type ScoredResource, type WeighedResource } from './scored.ts';
import { maxNodeScore, scoreOf, truncated } from './score-values.ts';
import type { ScoringResources } from './scores.ts';

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
 * Since 1.22 the score is `100 × (1 − deviation)`, cut. The deviation is that of the used fractions of the resources, each at most 1: half the
 * difference of two, the standard deviation of more. Since 1.36 the change counts: `50 + (50 + score with the pod − score without it) / 2`, which
 * is 75 when nothing changes. Since 1.33 the result is `undefined` when the pod requests none of the resources, because the plugin is skipped.
 * Requests count as they are, without defaults. Up to 1.21 only cpu and memory are looked at, with defaults: the score is 0 when either is used
 * up, else `100 × (1 − difference)`. The alpha gate BalanceAttachedNodeVolumes is not looked at.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/balanced_allocation.go`, since 1.18; `algorithm/priorities` before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node
 * @param strategy the resources; each weight is 1
 * @throws {SizingError} as `leastAllocatedScore`; `InvalidInput` for a weight other than 1 or a resource named twice
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
  const rules = fitRulesOf(releaseOf(options));
  const own = takesResources(rules.minor);
  const { resources } = objectOf(strategy, 'strategy');
  const list = own ? equallyWeighed(resources, rules.minor) : scoredResources(cpuAndMemory, rules.minor);
  const { scored, absent } = scoredOf({ pod, node, podsOnNode }, list, own ? 'requested' : 'nonZero', rules);
  if (absent && skipsAbsent(rules.minor)) return undefined;
  const fractions: Fractions = (field) => scored.map((one) => (one.allocatable === 0 ? 1 : Number(one[field]) / Number(one.allocatable)));
  return scoreOf(balanceOf(rules.minor)(fractions, maxNodeScore(rules.minor)));
}

function equallyWeighed(resources: readonly ScoredResource[], minor: number): readonly WeighedResource[] {
  const list = scoredResources(resources, minor);
  const names = new Set<string>();
  for (const { name, weight, index } of list) {
    if (weight !== 1) throw invalid('a weight of 1', `resources[${index}]`, weight);
    if (names.has(name)) throw invalid('each resource once', `resources[${index}]`, name);
    names.add(name);
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
