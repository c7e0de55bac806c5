export { findPods } from './find-pods.ts';
export type { FoundPod, WorkloadLike } from './find-pods.ts';
export { renderExplanation } from './render-explanation.ts';
export type { RenderedStep } from './render-explanation.ts';
export { sizePod } from './size-pod.ts';
export type { CgroupSizing, PodSizing, SizedSubject, SizePodOptions } from './size-pod.ts';
export type { ContainerCgroupSizing, ContainerSizing } from './size-containers.ts';
export type { VolumeSizing } from './size-volumes.ts';
export type { Assumption, AssumptionCode } from './subject.ts';
