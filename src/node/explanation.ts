import type { Explanation, ExplanationStep } from '../explanation.ts';

/** The rules about what a node leaves to pods, each with a short text. Internal. */
export const nodeRules = {
  'node-default-thresholds': 'default thresholds',
  'node-reserved-cpus': 'reserved cpus',
  'node-reserved': 'reservations',
  'node-threshold': 'hard eviction threshold',
  'node-allocatable': 'allocatable',
  'node-hugepages': 'hugepages',
  'node-enforced': "the pods' cgroup",
} as const;

/** Why a rule about what a node leaves to pods applied or not, with its inputs in braces. Internal. */
export const nodeReasons = {
  'node-thresholds-defaulted': 'The configuration has no evictionHard, so the defaults hold.',
  'node-thresholds-merged': 'The defaults of signals that evictionHard does not name hold, for mergeDefaultEvictionSettings is true.',
  'node-thresholds-own': 'The configuration has an evictionHard: no default holds.',
  'node-cpus-counted': 'reservedSystemCPUs names {cpus} cpus, which replaces all that is reserved of cpu.',
  'node-reservation-added': '{reservation} withholds {amount} of {resource}.',
  'node-reservation-ignored': '{reservation} names {resource}, of which nothing can be reserved here.',
  'node-threshold-withheld': 'The threshold of {signal} withholds {amount} of {resource}.',
  'node-threshold-elsewhere': 'The threshold of {signal} withholds nothing from pods.',
  'node-left': 'Of {capacity} of {resource}, {reserved} are withheld: {allocatable} are left to pods.',
  'node-nothing-left': 'Of {capacity} of {resource}, {reserved} would have to be withheld: nothing is left to pods.',
  'node-hugepages-taken': '{amount} of {resource} are set aside, which ordinary memory lacks: {left} are left of it.',
  'node-enforced-without-thresholds': 'All pods together are held to {amount} of {resource}: thresholds and hugepages are not taken off.',
  'node-not-enforced': 'enforceNodeAllocatable lacks pods: all pods together are held to {amount} of {resource}, the capacity.',
} as const;

/** A rule about what a node leaves to pods. No upstream counterpart. */
export type NodeRule = keyof typeof nodeRules;

/** Why a rule about what a node leaves to pods applied or not. No upstream counterpart. */
export type NodeReason = keyof typeof nodeReasons;

/** One step of an explanation of what a node leaves to pods. No upstream counterpart. */
export type NodeStep = ExplanationStep<NodeRule, NodeReason>;

/** An explanation of what a node leaves to pods. No upstream counterpart. */
export type NodeExplanation<T> = Explanation<T, NodeRule, NodeReason>;
