import type { Explanation, ExplanationStep } from '../../explanation.ts';

/** The rules by which pods are ranked. Internal. */
export const rankingRules = {
  'rank-key': { title: 'what ranks the pod', upstream: 'pkg/kubelet/eviction/helpers.go buildSignalToRankFunc' },
  'rank-next': { title: 'what decided against the next pod', upstream: 'pkg/kubelet/eviction/helpers.go buildSignalToRankFunc' },
  'rank-spared': { title: 'pods that are never evicted', upstream: 'pkg/kubelet/eviction/helpers.go buildSignalToRankFunc' },
} as const;

/** Why a rule of the ranking applied, with its inputs in braces. Internal. */
export const rankingReasons = {
  'rank-no-stats': '{pod} has no statistics. Its priority is {priority}.',
  'rank-above': '{pod} uses {usage}, {above} more than its request of {request}. Its priority is {priority}.',
  'rank-within': '{pod} uses {usage}, {less} less than its request of {request}. Its priority is {priority}.',
  'rank-processes': '{pod} has {usage} processes. Its priority is {priority}.',
  'rank-priority-only': 'Only the priority of {pod} counts, which is {priority}.',
  'rank-next-statistics': '{pod} has no statistics and {next} has some, so {pod} goes first.',
  'rank-next-request': '{pod} exceeds its request and {next} does not, so {pod} goes first.',
  'rank-next-priority': '{pod} has a lower priority than {next}, so {pod} goes first.',
  'rank-next-usage': '{pod} uses more above its request than {next}, so {pod} goes first.',
  'rank-next-nothing': '{pod} and {next} are equal, so the kubelet may take either first.',
  'rank-is-spared': '{pod} is critical, so the kubelet passes it over.',
} as const;

/** A rule by which pods are ranked. */
export type RankingRule = keyof typeof rankingRules;
/** Why a rule of the ranking applied. */
export type RankingReason = keyof typeof rankingReasons;
/** One step of an explanation of a ranking. */
export type RankingStep = ExplanationStep<RankingRule, RankingReason>;
/** An explanation of a ranking. */
export type RankingExplanation<T> = Explanation<T, RankingRule, RankingReason>;
