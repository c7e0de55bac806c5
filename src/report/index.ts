export { findPods } from './find-pods.ts';
export type { FoundPod, WorkloadLike } from './find-pods.ts';
