// Explanations of OOM scores are this library's own; upstream explains nothing.
import type { Explanation, ExplanationStep, Note } from '../../explanation.ts';

const upstream = 'pkg/kubelet/qos/policy.go GetContainerOOMScoreAdjust';

/** The rules about OOM scores, each with a short text. Internal. */
export const oomRules = {
  'oom-critical': { title: 'critical pod', upstream },
  'oom-qos': { title: 'quality of service', upstream },
  'oom-request': { title: 'memory request', upstream },
  'oom-sidecar': { title: 'sidecar', upstream },
  'oom-bounds': { title: 'bounds', upstream },
} as const;

/** Why a rule about OOM scores applied or not, with its inputs in braces. Internal. */
export const oomReasons = {
  'oom-critical-spared': 'The pod is critical, so the score is {score}: its containers are killed last.',
  'oom-critical-not': 'The pod is not critical to its node.',
  'oom-guaranteed': 'The pod is Guaranteed, so the score is {score}: its containers are killed last.',
  'oom-best-effort': 'The pod is BestEffort, so the score is {score}: its containers are killed first.',
  'oom-burstable': 'The pod is Burstable, so what it requests decides.',
  'oom-request-counts': "{container} requests {request} of the node's {capacity}, which gives a score of {score}.",
  'oom-request-allocated': "{container} is allocated {request} of the node's {capacity}, which gives a score of {score}.",
  'oom-request-shared':
    "{container} requests {request}, and {share} is its share of what only the pod requests. Both together, of the node's {capacity}, give a score of {score}.",
  'oom-sidecar-spared':
    'The sidecar {container} is killed no sooner than the container that requests the least, {least}, so the score is lowered to {score}.',
  'oom-sidecar-enough':
    'The sidecar {container} counts no less than the container that requests the least, {least}, so the score stays {score}.',
  'oom-least': 'The containers of a Burstable pod are killed before those of a Guaranteed one, so the score is raised to {score}.',
  'oom-most': 'The containers of a Burstable pod are killed after those of a BestEffort one, so the score is lowered to {score}.',
  'oom-between': 'So the score is {score}.',
} as const;

/** A rule about OOM scores. */
export type OOMScoreRule = keyof typeof oomRules;
/** Why a rule about OOM scores applied or not. */
export type OOMScoreReason = keyof typeof oomReasons;
/** One step of an explanation of an OOM score. */
export type OOMScoreStep = ExplanationStep<OOMScoreRule, OOMScoreReason>;
/** An explanation of an OOM score. */
export type OOMScoreExplanation<T> = Explanation<T, OOMScoreRule, OOMScoreReason>;
/** Takes down a step of an explanation of an OOM score. Internal. */
export type OOMScoreNote = Note<OOMScoreRule, OOMScoreReason>;
