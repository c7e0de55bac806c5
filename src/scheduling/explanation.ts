import type { Explanation, ExplanationStep, RuleTexts } from '../explanation.ts';

const filter = 'pkg/scheduler/framework/plugins/noderesources/fit.go Filter';

/** The rules about where a pod fits. Internal. */
export const schedulingRules = {
  'fit-sidecars': { title: 'sidecars', upstream: filter },
  'fit-node': { title: 'node', upstream: filter },
  'fit-resource': { title: 'resource', upstream: filter },
} as const satisfies RuleTexts;

/** Why a rule about where a pod fits applied or not, with its inputs in braces. Internal. */
export const schedulingReasons = {
  'fit-sidecars-off': 'The pod has a sidecar and the gate SidecarContainers is off, so no node takes it.',
  'fit-everything': '{node} has room for the pod.',
  'fit-too-little': '{node} has {capacity} of {resource}, and {used} is used. So {requested} more does not fit.',
  'fit-too-small': '{node} has {capacity} of {resource}, and the pod requests {requested}. So it does not fit even on the empty node.',
} as const;

/** A rule about where a pod fits. */
export type SchedulingRule = keyof typeof schedulingRules;
/** Why a rule about where a pod fits applied or not. */
export type SchedulingReason = keyof typeof schedulingReasons;
/** One step of an explanation of where a pod fits. */
export type SchedulingStep = ExplanationStep<SchedulingRule, SchedulingReason>;
/** An explanation of where a pod fits. */
export type SchedulingExplanation<T> = Explanation<T, SchedulingRule, SchedulingReason>;
