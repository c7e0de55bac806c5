import type { Explanation, ExplanationStep } from '../../explanation.ts';

const parsing = 'pkg/kubelet/eviction/helpers.go ParseThresholdConfig';
const quantity = 'pkg/kubelet/eviction/api/types.go GetThresholdQuantity';

/** The rules about thresholds. Internal. */
export const thresholdRules = {
  'eviction-default-hard': { title: 'default hard thresholds', upstream: 'cmd/kubelet/app/server.go loadConfigFile' },
  'eviction-dropped-statement': { title: 'thresholds that are switched off', upstream: parsing },
  'eviction-threshold': { title: 'threshold', upstream: quantity },
  'eviction-min-reclaim': { title: 'minimum reclaim', upstream: quantity },
} as const;

/** Why a rule about thresholds applied or not, with its inputs in braces. Internal. */
export const thresholdReasons = {
  'eviction-default-taken': 'The configuration has no evictionHard, so {signal} takes its default of {default}.',
  'eviction-default-merged':
    'evictionHard does not name {signal}, and mergeDefaultEvictionSettings is true. So {signal} takes its default of {default}.',
  'eviction-default-dropped': 'evictionHard is set and does not name {signal}. So the default of {default} does not hold.',
  'eviction-default-replaced': 'evictionHard sets {signal} to {own}, which replaces the default of {default}.',
  'eviction-switched-off': '{map} sets {signal} to {text}, which switches its threshold off.',
  'eviction-amount': 'The threshold of {signal} is met when less than {amount} is available.',
  'eviction-share': 'The threshold of {signal} is met when less than {percentage} of {capacity} is available, which is {amount}.',
  'eviction-never-met': 'The threshold of {signal} has no operator in this version, so it is never met.',
  'eviction-reclaim-amount': 'Once met, the threshold of {signal} is resolved when {amount} more than its value is available.',
  'eviction-reclaim-share':
    'Once met, the threshold of {signal} is resolved when {percentage} of {capacity} more than its value is available, which is {amount}.',
} as const;

/** A rule about thresholds. */
export type ThresholdRule = keyof typeof thresholdRules;
/** Why a rule about thresholds applied or not. */
export type ThresholdReason = keyof typeof thresholdReasons;
/** One step of an explanation of thresholds. */
export type ThresholdStep = ExplanationStep<ThresholdRule, ThresholdReason>;
/** An explanation of thresholds. */
export type ThresholdExplanation<T> = Explanation<T, ThresholdRule, ThresholdReason>;
