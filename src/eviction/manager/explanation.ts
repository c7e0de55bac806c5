import type { Explanation, ExplanationStep } from '../../explanation.ts';

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
