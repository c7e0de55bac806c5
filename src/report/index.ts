export { findPods } from './find-pods.ts';
export type { FoundPod, WorkloadLike } from './find-pods.ts';
export { renderExplanation } from './render-explanation.ts';
export type { RenderedStep } from './render-explanation.ts';
