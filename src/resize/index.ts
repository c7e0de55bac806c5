export type { ContainerAmounts, PodCgroupChange, ResizeAction } from './actions/actions.ts';
export type { ContainerPatchLike, ContainerResourcesLike, ResizePatchLike } from './actions/patch.ts';
export type { ResizeExplanation, ResizeReason, ResizeRule, ResizeStep } from './explanation.ts';
export { validatePodResize } from './validation/validate-pod-resize.ts';
export type { ResizeFacts } from './verdict/checks.ts';
export type { SwapFacts } from './verdict/swap.ts';
export { podResizeVerdict, type PodResizeVerdict } from './verdict/verdict.ts';
