export { aggregateContainerLimits, aggregateContainerRequests, podLimits, podRequests } from './pod-resources.ts';
export type { PodResourcesOptions } from './options.ts';
export { computePodQOS, getPodQOS } from './qos.ts';
export type { PodQOSClass } from './qos.ts';
export { isCriticalPod, isMirrorPod, isStaticPod, podPriority } from './priority.ts';
export { podMatchesScope } from './quota-scopes.ts';
export type { ScopeSelectorLike } from './quota-scopes.ts';
export { podQuotaUsage } from './quota-usage.ts';
export type { PodQuotaOptions } from './quota-usage.ts';
export type { FieldError, FieldErrorType } from './field-errors.ts';
export { validatePodResize } from './resize.ts';
export { getResourceRequestQuantity } from './request-quantity.ts';
export { setPodResourceDefaults } from './defaults.ts';
export type { LimitConstraint } from './limit-constraints.ts';
export { setLimitRangeDefaults } from './limit-range-items.ts';
export { applyLimitRanges } from './limit-ranges.ts';
export type { LimitRangesApplied, LimitRangeViolation } from './limit-ranges.ts';
export { explainPodResources } from './explain-pod-resources.ts';
export type { ContainerPart, InitContainerPart, PodResourcesExplained, ResourceBreakdown } from './explain-pod-resources.ts';
export { explainPodQOS } from './explain-pod-qos.ts';
export type { PodQOSExplained, QOSBreaker } from './explain-pod-qos.ts';
export type {
  PodResourcesExplanation,
  PodResourcesReason,
  PodResourcesRule,
  PodResourcesStep,
  QOSExplanation,
  QOSReason,
  QOSRule,
} from './explanation.ts';
