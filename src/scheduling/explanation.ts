import type { Explanation, ExplanationStep } from '../explanation.ts';

/** The rules about where a pod fits, each with a short text. Internal. */
export const schedulingRules = {
  'fit-sidecars': 'sidecars',
  'fit-node': 'node',
  'fit-resource': 'resource',
} as const;

/** Why a rule about where a pod fits applied or not, with its inputs in braces. Internal. */
export const schedulingReasons = {
  'fit-sidecars-off': 'The pod has a sidecar and the gate SidecarContainers is off, so no node takes it.',
  'fit-everything': '{node} has room for the pod.',
  'fit-too-little': '{node} has {capacity} of {resource}, of which {used} are used: not enough for {requested} more.',
  'fit-too-small': '{node} has {capacity} of {resource}: less than {requested}, even if it were empty.',
} as const;

/** A rule about where a pod fits. No upstream counterpart. */
export type SchedulingRule = keyof typeof schedulingRules;

/** Why a rule about where a pod fits applied or not. No upstream counterpart. */
export type SchedulingReason = keyof typeof schedulingReasons;

/** One step of an explanation of where a pod fits. No upstream counterpart. */
export type SchedulingStep = ExplanationStep<SchedulingRule, SchedulingReason>;

/** An explanation of where a pod fits. No upstream counterpart. */
export type SchedulingExplanation<T> = Explanation<T, SchedulingRule, SchedulingReason>;
