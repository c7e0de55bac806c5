import type { Explanation, ExplanationStep } from '../../explanation.ts';

const containerFns = 'component-helpers/resource/helpers.go AggregateContainerRequests and AggregateContainerLimits';
const podFns = 'component-helpers/resource/helpers.go PodRequests and PodLimits';

/** The rules about the totals of a pod. Internal. */
export const totalRules = {
  'pod-container': { title: 'container', upstream: containerFns },
  'pod-sidecar': { title: 'sidecar', upstream: containerFns },
  'pod-init-container': { title: 'init container', upstream: containerFns },
  'pod-init-peak': { title: 'start of the pod', upstream: containerFns },
  'pod-status': { title: 'status of a resize', upstream: containerFns },
  'pod-claims': { title: 'claims on the node', upstream: containerFns },
  'pod-limit': { title: 'limits of all containers', upstream: 'component-helpers/resource/helpers.go omitPartiallySetCPUMemLimits' },
  'pod-level': { title: "the pod's own resources", upstream: podFns },
  'pod-overhead': { title: 'overhead', upstream: podFns },
} as const;

/** Why a rule about totals applied or not, with its inputs in braces. Internal. */
export const totalReasons = {
  'pod-container-added': '{container} adds {amount} to the {kind} of {resource}.',
  'pod-sidecar-added': '{container} is a sidecar, which runs beside the containers: it adds {amount} to the {kind} of {resource}.',
  'pod-init-container-alone': 'While {container} runs, the {kind} of {resource} are {use}.',
  'pod-init-container-with-sidecars':
    'While {container} runs, the {kind} of {resource} are {use}: its own {amount} and those of the sidecars that started before it.',
  'pod-init-peak-greater':
    'While the pod starts, its {kind} of {resource} reach {peak}, more than the {running} of what runs together afterwards. So {peak} counts.',
  'pod-init-peak-smaller':
    'While the pod starts, its {kind} of {resource} reach {peak}, no more than the {running} of what runs together afterwards. So {running} counts.',
  'pod-status-counts': '{container} counts with {amount} as its {kind} of {resource}, in place of the {spec} in its spec.',
  'pod-status-greatest': 'The greatest total by spec and by status counts: the {kind} of {resource} are {total}.',
  'pod-claims-added': 'With what its claims take from the node, the {kind} of {resource} are {total}.',
  'pod-limit-partial': '{container} has no limit of {resource}, so the {amount} of the others does not limit the pod.',
  'pod-level-replaces': "The pod's own {kind} of {resource}, {own}, replace the {before} of its containers.",
  'pod-level-adds': "The pod's own {kind} of {resource} are {own}; its containers have none.",
  'pod-level-left-out': "The pod's own {kind} of {resource}, {own}, are left out, as the options ask.",
  'pod-overhead-added': 'The overhead adds {amount} to the {kind} of {resource}.',
  'pod-overhead-unlimited': 'The overhead of {amount} is not added, because {resource} is not limited.',
} as const;

/** A rule about the totals of a pod. */
export type PodResourcesRule = keyof typeof totalRules;
/** Why a rule about the totals of a pod applied or not. */
export type PodResourcesReason = keyof typeof totalReasons;
/** One step of an explanation of totals. */
export type PodResourcesStep = ExplanationStep<PodResourcesRule, PodResourcesReason>;
/** An explanation of totals. */
export type PodResourcesExplanation<T> = Explanation<T, PodResourcesRule, PodResourcesReason>;
