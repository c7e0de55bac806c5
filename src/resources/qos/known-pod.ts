import type { PodLike } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { readList, type Totals } from '../../core/resource-lists.ts';
import { namedContainers, type NamedContainer } from '../totals/named-container.ts';
import { allocatedPodCounting } from '../totals/options.ts';
import { isPodLevelSet, podLevelList } from '../totals/pod-level.ts';
import { limitsOf, requestsOf } from '../totals/totals.ts';
import type { Release } from '../../version/release.ts';
import { isCritical } from './priority.ts';
import { podQOSClass, type PodQOSClass } from './qos.ts';

/** What a pod requests and limits itself; a list that it lacks is empty. */
export interface OwnResources {
  readonly requests: Totals;
  readonly limits: Totals;
}

/**
 * A pod with what many rules ask of it in one call. Each answer is computed when it is first asked for, and once; what is malformed is thrown
 * at whoever asks. The door of a public function makes one and hands it down in place of the pod and the release; a function that several
 * doors call takes it in place of them.
 */
export interface KnownPod {
  readonly pod: PodLike;
  readonly release: Release;
  /** As `getPodQOS`. */
  readonly qosClass: () => PodQOSClass;
  /** As `isCriticalPod`. */
  readonly critical: () => boolean;
  /** What the kubelet totals for the pod's cgroup: its requests, with overhead. */
  readonly requests: () => Totals;
  /** Likewise its limits. */
  readonly limits: () => Totals;
  /** The pod's own resources; `undefined` where they do not count (gate PodLevelResources) or where it has none. */
  readonly own: () => OwnResources | undefined;
  /** Its containers, init containers first, as they start. */
  readonly containers: () => readonly NamedContainer[];
}

/** A pod of which nothing is computed yet. */
export function knownPod(pod: PodLike, release: Release): KnownPod {
  const counting = lazily(() => allocatedPodCounting(release));
  return {
    pod,
    release,
    qosClass: lazily(() => podQOSClass(pod, release)),
    critical: lazily(() => isCritical(pod, release)),
    requests: lazily(() => requestsOf(pod, counting())),
    limits: lazily(() => limitsOf(pod, counting())),
    own: lazily(() => ownResources(pod, release)),
    containers: lazily(() => namedContainers(pod)),
  };
}

function ownResources(pod: PodLike, { minor, gate }: Release): OwnResources | undefined {
  if (!gate('PodLevelResources') || !isPodLevelSet(pod, minor)) return undefined;
  const listOf = (kind: 'requests' | 'limits'): Totals => readList(podLevelList(pod, kind, minor), `spec.resources.${kind}`) ?? {};
  return { requests: listOf('requests'), limits: listOf('limits') };
}
