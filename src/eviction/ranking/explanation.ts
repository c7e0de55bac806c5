import type { Explanation, ExplanationStep } from '../../explanation.ts';

/** The rules by which pods are ranked, each with a short text. Internal. */
export const rankingRules = {
  'rank-key': 'what ranks the pod',
  'rank-next': 'what decided against the next pod',
  'rank-spared': 'pods that are never evicted',
} as const;

/** Why a rule of the ranking applied, with its inputs in braces. Internal. */
export const rankingReasons = {
  'rank-no-stats': '{pod} has no statistics; its priority is {priority}.',
  'rank-above': '{pod} uses {usage}, {above} above its request of {request}, which it exceeds; its priority is {priority}.',
  'rank-within': '{pod} uses {usage}, {above} above its request of {request}, which it does not exceed; its priority is {priority}.',
  'rank-processes': '{pod} has {usage} processes; its priority is {priority}.',
  'rank-priority-only': 'Of {pod} only the priority counts, {priority}.',
  'rank-next-statistics': '{pod} goes before {next}, because it has no statistics.',
  'rank-next-request': '{pod} goes before {next}, because it exceeds its request and the other does not.',
  'rank-next-priority': '{pod} goes before {next}, because its priority is lower.',
  'rank-next-usage': '{pod} goes before {next}, because it uses more above its request.',
  'rank-next-nothing': '{pod} and {next} are equal: which goes first is left to luck.',
  'rank-is-spared': '{pod} is critical, so the kubelet passes it over.',
} as const;

/** A rule by which pods are ranked. No upstream counterpart. */
export type RankingRule = keyof typeof rankingRules;

/** Why a rule of the ranking applied. No upstream counterpart. */
export type RankingReason = keyof typeof rankingReasons;

/** One step of an explanation of a ranking. No upstream counterpart. */
export type RankingStep = ExplanationStep<RankingRule, RankingReason>;

/** An explanation of a ranking. No upstream counterpart. */
export type RankingExplanation<T> = Explanation<T, RankingRule, RankingReason>;
