import type { PodLike } from './pod.ts';
import { metadataOf, objectAt } from './pod-fields.ts';

/** Upstream `ConfigMirrorAnnotationKey`: what a mirror pod has, with the uid of its static pod. */
export const configMirrorAnnotationKey = 'kubernetes.io/config.mirror';

/** The value of a pod's annotation; `undefined` where it has none of that name. */
export function annotationOf(pod: PodLike, name: string): string | undefined {
  const annotations = objectAt(metadataOf(pod)?.annotations, 'metadata.annotations');
  return annotations !== undefined && Object.hasOwn(annotations, name) ? annotations[name] : undefined;
}
