import type { Explanation, ExplanationStep } from '../../explanation.ts';

/** The rules about thresholds, each with a short text. Internal. */
export const thresholdRules = {
  'eviction-default-hard': 'default hard thresholds',
  'eviction-dropped-statement': 'thresholds that are switched off',
  'eviction-threshold': 'threshold',
  'eviction-min-reclaim': 'minimum reclaim',
} as const;

/** Why a rule about thresholds applied or not, with its inputs in braces. Internal. */
export const thresholdReasons = {
  'eviction-default-taken': 'The configuration has no evictionHard, so {signal} takes its default of {default}.',
  'eviction-default-merged':
    'mergeDefaultEvictionSettings is true, so {signal}, which evictionHard does not name, takes its default of {default}.',
  'eviction-default-dropped': 'evictionHard is set and does not name {signal}, so its default of {default} does not hold.',
  'eviction-default-replaced': 'evictionHard sets {signal} to {own} instead of the default of {default}.',
  'eviction-switched-off': '{map} sets {signal} to {text}, which switches it off.',
  'eviction-amount': '{signal} is met below {amount}.',
  'eviction-share': '{signal} is met below {percentage} of {capacity}, which is {amount}.',
  'eviction-never-met': '{signal} has no operator in this version, so it is never met.',
  'eviction-reclaim-amount': 'Once met, {signal} is resolved when {amount} more than its value is available.',
  'eviction-reclaim-share':
    'Once met, {signal} is resolved when {percentage} of {capacity}, which is {amount}, more than its value is available.',
} as const;

/** A rule about thresholds. No upstream counterpart. */
export type ThresholdRule = keyof typeof thresholdRules;

/** Why a rule about thresholds applied or not. No upstream counterpart. */
export type ThresholdReason = keyof typeof thresholdReasons;

/** One step of an explanation of thresholds. No upstream counterpart. */
export type ThresholdStep = ExplanationStep<ThresholdRule, ThresholdReason>;

/** An explanation of thresholds. No upstream counterpart. */
export type ThresholdExplanation<T> = Explanation<T, ThresholdRule, ThresholdReason>;
