import type { Explanation, ExplanationStep } from '../../explanation.ts';

/** The rules about the totals of a pod, each with a short text. Internal. */
export const totalRules = {
  'pod-container': 'container',
  'pod-sidecar': 'sidecar',
  'pod-init-container': 'init container',
  'pod-init-peak': 'start of the pod',
  'pod-status': 'status of a resize',
  'pod-claims': 'claims on the node',
  'pod-level': "the pod's own resources",
  'pod-overhead': 'overhead',
} as const;

/** Why a rule about totals applied or not, with its inputs in braces. Internal. */
export const totalReasons = {
  'pod-container-added': '{container} adds {amount} to the {kind} of {resource}.',
  'pod-sidecar-added': '{container} is a sidecar: it adds {amount} to the {kind} of {resource}, from its start on.',
  'pod-init-container-alone': 'While {container} runs, the pod needs {use} of {resource} as {kind}.',
  'pod-init-container-with-sidecars':
    'While {container} runs, the pod needs {use} of {resource} as {kind}: its own {amount} and the sidecars that started before it.',
  'pod-init-peak-greater': 'At its start the pod needs {peak} of {resource} as {kind}, more than the {running} that run together later.',
  'pod-init-peak-smaller': 'At its start the pod needs {peak} of {resource} as {kind}, no more than the {running} that run together later.',
  'pod-status-counts': 'Of {container}, {amount} of {resource} count as {kind} instead of the {spec} of its spec, for its status.',
  'pod-status-greatest': 'Of the totals by spec and by status, the greatest counts: {total} of {resource} as {kind}.',
  'pod-claims-added': 'With what its claims take from the node, the {kind} of {resource} are {total}.',
  'pod-level-replaces': 'The pod itself has {own} of {resource} as {kind}, which replaces the {before} of its containers.',
  'pod-level-adds': 'The pod itself has {own} of {resource} as {kind}; its containers have none.',
  'pod-level-left-out': 'The pod itself has {own} of {resource} as {kind}, which was to be left out.',
  'pod-overhead-added': 'The overhead adds {amount} to the {kind} of {resource}.',
  'pod-overhead-unlimited': 'The overhead of {amount} is not added: {resource} is not limited.',
} as const;

/** A rule about the totals of a pod. No upstream counterpart. */
export type PodResourcesRule = keyof typeof totalRules;

/** Why a rule about the totals of a pod applied or not. No upstream counterpart. */
export type PodResourcesReason = keyof typeof totalReasons;

/** One step of an explanation of totals. No upstream counterpart. */
export type PodResourcesStep = ExplanationStep<PodResourcesRule, PodResourcesReason>;

/** An explanation of totals. No upstream counterpart. */
export type PodResourcesExplanation<T> = Explanation<T, PodResourcesRule, PodResourcesReason>;
