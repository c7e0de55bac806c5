import type { PodLike } from '../../core/index.ts';
import { containersOf, isRestartableInitContainer, objectsAt, podStatusOf, specOf } from '../../core/pod-fields.ts';
import { readLists, readOverhead } from '../../core/requirements.ts';
import { isMirrorPod, isStaticPod, podPriority } from '../../resources/qos/priority.ts';
import { newestSupported } from '../../version/newest.ts';

/** A rule that changed between minors. */
export interface RuleChange {
  /** The first minor with the new rule, as the number after `1.`. */
  readonly since: number;
  /** What of a sizing it bears on: beginnings of paths, `*` for any container or volume; all where absent. */
  readonly facts?: readonly string[];
  /** Whether it changes the class of a pod, and with it everything else. */
  readonly ofClass?: boolean;
  /** Whether it bears on a pod at all. */
  readonly when?: (pod: PodLike) => boolean;
}

/** It has init containers. */
export const init = (pod: PodLike): boolean => containersOf(pod, 'initContainers').length > 0;
/** It has sidecars. */
export const sidecar = (pod: PodLike): boolean => containersOf(pod, 'initContainers').some(isRestartableInitContainer);
/** It has an overhead. */
export const overhead = (pod: PodLike): boolean => (specOf(pod)?.overhead ?? undefined) !== undefined;
/** It has resources of its own. */
export const podLevel = (pod: PodLike): boolean => (specOf(pod)?.resources ?? undefined) !== undefined;
/** Some kubelet takes it for critical. */
export const critical = (pod: PodLike): boolean => isStaticPod(pod) || isMirrorPod(pod) || podPriority(pod) >= 2_000_000_000;
/** Its status says what is allocated to a container. */
export const resized = (pod: PodLike): boolean =>
  objectsAt(podStatusOf(pod)?.containerStatuses, 'status.containerStatuses').some(({ allocatedResources }) => allocatedResources);
/** Its status says something of containers or of a resize. */
export const reported = (pod: PodLike): boolean => {
  const { containerStatuses, initContainerStatuses, conditions } = podStatusOf(pod) ?? {};
  return [containerStatuses, initContainerStatuses, conditions].some((list) => (list?.length ?? 0) > 0);
};
/** Its status says that it is Guaranteed. */
export const saidGuaranteed = (pod: PodLike): boolean => podStatusOf(pod)?.qosClass === 'Guaranteed';
/** Its status says what claims take. */
export const claiming = (pod: PodLike): boolean => (podStatusOf(pod)?.nodeAllocatableResourceClaimStatuses?.length ?? 0) > 0;

/** From here on a thousand amounts may add up to more than 2^63 thousandths; 8Ti. */
const wideFrom = 0x800_0000_0000n;

/** It asks for an amount that is negative, or may leave 64 bits with others. */
export const wide = (pod: PodLike): boolean => {
  const lists = [...containersOf(pod, 'containers'), ...containersOf(pod, 'initContainers'), specOf(pod) ?? {}].map((owner) =>
    readLists(owner, newestSupported),
  );
  const all = [...lists.flatMap(({ requests, limits }) => [requests, limits]), readOverhead(pod, newestSupported) ?? {}];
  return all.some((list) => Object.values(list).some((amount) => amount.sign() < 0 || amount.cmpInt64(wideFrom) >= 0));
};
