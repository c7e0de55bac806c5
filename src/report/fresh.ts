import type { PodLike } from '../core/index.ts';
import { objectAt, podStatusOf } from '../core/pod-fields.ts';

/**
 * Whether a pod comes from a file, so that the API server has not filled in its defaults yet: it has neither a uid nor a time of creation
 * nor a phase.
 */
export function isFresh(pod: PodLike): boolean {
  const phase = podStatusOf(pod)?.phase;
  const metadata = objectAt(pod.metadata, 'metadata');
  return [metadata?.uid, metadata?.creationTimestamp, phase].every((value) => value === undefined || value === null || value === '');
}
