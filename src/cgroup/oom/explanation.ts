import type { Explanation, ExplanationStep } from '../../explanation.ts';

/** The rules about OOM scores, each with a short text. Internal. */
export const oomRules = {
  'oom-critical': 'critical pod',
  'oom-qos': 'quality of service',
  'oom-request': 'memory request',
  'oom-sidecar': 'sidecar',
  'oom-bounds': 'bounds',
} as const;

/** Why a rule about OOM scores applied or not, with its inputs in braces. Internal. */
export const oomReasons = {
  'oom-critical-spared': 'The pod is critical, so it is killed last: {score}.',
  'oom-critical-not': 'The pod is not critical to its node.',
  'oom-guaranteed': 'The pod is Guaranteed, so it is killed last: {score}.',
  'oom-best-effort': 'The pod is BestEffort, so it is killed first: {score}.',
  'oom-burstable': 'The pod is Burstable, so its requests count.',
  'oom-request-counts': '{container} requests {request} of {capacity}: {score}.',
  'oom-request-allocated': '{container} is allocated {request} of {capacity}: {score}.',
  'oom-request-shared': '{container} requests {request}, with {share} of what only the pod requests, of {capacity}: {score}.',
  'oom-sidecar-spared': 'The least request of a container, {least}, counts for the sidecar {container}: {score}.',
  'oom-sidecar-enough': 'The least request of a container, {least}, is no more than that of the sidecar {container}.',
  'oom-least': 'A Burstable pod is killed before a Guaranteed one: {score}.',
  'oom-most': 'A Burstable pod is killed after a BestEffort one: {score}.',
  'oom-between': 'The score stands.',
} as const;

/** A rule about OOM scores. No upstream counterpart. */
export type OOMScoreRule = keyof typeof oomRules;

/** Why a rule about OOM scores applied or not. No upstream counterpart. */
export type OOMScoreReason = keyof typeof oomReasons;

/** One step of an explanation of an OOM score. No upstream counterpart. */
export type OOMScoreStep = ExplanationStep<OOMScoreRule, OOMScoreReason>;

/** An explanation of an OOM score. No upstream counterpart. */
export type OOMScoreExplanation<T> = Explanation<T, OOMScoreRule, OOMScoreReason>;
