export { explainUnschedulable, type NodeRefusal, type PodsByNode, type Unschedulable } from './explain-unschedulable.ts';
export type { SchedulingExplanation, SchedulingReason, SchedulingRule, SchedulingStep } from './explanation.ts';
export { fits, type InsufficientResource } from './fits.ts';
export { howManyFit, type HowManyFit } from './how-many-fit.ts';
export type { ScoredResource } from './scores/scored.ts';
export type { UtilizationShapePoint } from './scores/shape.ts';
export { balancedAllocationScore } from './scores/balanced-allocation.ts';
export { leastAllocatedScore, mostAllocatedScore, requestedToCapacityRatioScore } from './scores/scores.ts';
export type { RequestedToCapacityRatioStrategy, ScoringResources } from './scores/scores.ts';
