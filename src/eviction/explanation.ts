import type { Explanation, ExplanationStep } from '../errors.ts';

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

/** The rules of one cycle, each with a short text. Internal. */
export const cycleRules = {
  'cycle-filesystems': 'filesystems',
  'cycle-threshold': 'threshold',
  'cycle-condition': 'node condition',
  'cycle-local-storage': 'limits of local storage',
  'cycle-reclaim': 'what the node reclaims by itself',
  'cycle-eviction': 'eviction',
} as const;

/** Why a rule of one cycle applied or not, with its inputs in braces. Internal. */
export const cycleReasons = {
  'cycle-split-refused': 'The gate KubeletSeparateDiskGC is off and images live apart from layers, so no pod is evicted for a threshold.',
  'cycle-met': 'Of {signal} {available} is available, less than its threshold.',
  'cycle-unresolved': 'Of {signal} {available} is available, less than its threshold and the minimum reclaim, and it was met before.',
  'cycle-in-grace-period': '{signal} has been met for {seconds} of the {grace} seconds of its grace period.',
  'cycle-not-measured': '{signal} has not been measured again since the last cycle.',
  'cycle-condition-holds': '{condition} was last observed {seconds} seconds ago, within the transition period of {period}.',
  'cycle-condition-over': '{condition} was last observed {seconds} seconds ago, not within the transition period of {period}.',
  'cycle-over-limit': '{pod} uses more local storage than it may.',
  'cycle-reclaim-enough': 'What the node reclaims by itself suffices for all thresholds.',
  'cycle-reclaim-short': 'What the node reclaims by itself does not suffice for all thresholds.',
  'cycle-is-spared': '{pod} is critical, so the kubelet passes it over.',
  'cycle-evicts': '{pod} is the first that may be evicted for {signal}; it has {seconds} seconds to end.',
  'cycle-evicts-none': 'No pod can be evicted for {signal}.',
} as const;

/** A rule of one cycle. No upstream counterpart. */
export type CycleRule = keyof typeof cycleRules;

/** Why a rule of one cycle applied or not. No upstream counterpart. */
export type CycleReason = keyof typeof cycleReasons;

/** One step of an explanation of a cycle. No upstream counterpart. */
export type CycleStep = ExplanationStep<CycleRule, CycleReason>;

/** An explanation of a cycle. No upstream counterpart. */
export type CycleExplanation<T> = Explanation<T, CycleRule, CycleReason>;

/** The limits of local storage, each with a short text. Internal. */
export const storageRules = {
  'storage-volume': 'sizeLimit of a volume',
  'storage-pod': 'limit of the pod',
  'storage-container': 'limit of a container',
} as const;

/** What is left of a limit of local storage, with its inputs in braces. Internal. */
export const storageReasons = {
  'storage-exceeded': '{usage} of {limit} is used, which is too much: the kubelet evicts the pod.',
  'storage-within': '{usage} of {limit} is used; {headroom} is left.',
  'storage-not-measured': 'The limit is {limit}; there are no statistics of what is used.',
} as const;

/** A limit of local storage. No upstream counterpart. */
export type StorageRule = keyof typeof storageRules;

/** What is left of a limit of local storage. No upstream counterpart. */
export type StorageReason = keyof typeof storageReasons;

/** One step of an explanation of local storage. No upstream counterpart. */
export type StorageStep = ExplanationStep<StorageRule, StorageReason>;

/** An explanation of local storage. No upstream counterpart. */
export type StorageExplanation<T> = Explanation<T, StorageRule, StorageReason>;
