import type { Explanation, ExplanationStep, Note } from '../../explanation.ts';

const upstream = 'pkg/kubelet/eviction/eviction_manager.go synchronize';

/** The rules of one cycle. Internal. */
export const cycleRules = {
  'cycle-filesystems': { title: 'filesystems', upstream },
  'cycle-threshold': { title: 'threshold', upstream },
  'cycle-condition': { title: 'node condition', upstream },
  'cycle-local-storage': { title: 'limits of local storage', upstream },
  'cycle-reclaim': { title: 'what the node reclaims by itself', upstream },
  'cycle-eviction': { title: 'eviction', upstream },
} as const;

/** Why a rule of one cycle applied or not, with its inputs in braces. Internal. */
export const cycleReasons = {
  'cycle-split-refused': 'The gate KubeletSeparateDiskGC is off and images live apart from layers. So no pod is evicted for a threshold.',
  'cycle-met': '{signal} is {available}, below its threshold of {threshold}.',
  'cycle-unresolved': '{signal} was met before and is {available}, still below {threshold}, its threshold and minimum reclaim together.',
  'cycle-in-grace-period': '{signal} has been met for {seconds}s of its grace period of {grace}s. So it does not count yet.',
  'cycle-not-measured': '{signal} has not been measured again since the last cycle. So no pod is evicted for it.',
  'cycle-condition-holds':
    '{condition} was last observed {seconds}s ago, within the transition period of {period}s. So the node reports it.',
  'cycle-condition-over':
    '{condition} was last observed {seconds}s ago, and the transition period is {period}s. So the node no longer reports it.',
  'cycle-over-limit': '{pod} exceeds a limit of local storage. So the kubelet evicts it.',
  'cycle-reclaim-enough': 'After the node has reclaimed what it can by itself, no threshold is met. So no pod is evicted.',
  'cycle-reclaim-short': 'After the node has reclaimed what it can by itself, a threshold is still met. So a pod has to go.',
  'cycle-is-spared': '{pod} is critical, so the kubelet passes it over.',
  'cycle-evicts': '{pod} is the first pod that may be evicted for {signal}. Its grace period is {seconds}s.',
  'cycle-evicts-none': 'The node has no pod that may be evicted for {signal}.',
} as const;

/** A rule of one cycle. */
export type CycleRule = keyof typeof cycleRules;
/** Why a rule of one cycle applied or not. */
export type CycleReason = keyof typeof cycleReasons;
/** One step of an explanation of a cycle. */
export type CycleStep = ExplanationStep<CycleRule, CycleReason>;
/** An explanation of a cycle. */
export type CycleExplanation<T> = Explanation<T, CycleRule, CycleReason>;
/** Records a step of a cycle. */
export type CycleNote = Note<CycleRule, CycleReason>;
