import type { PodLike } from '../../core/index.ts';
import { readOnce } from '../../core/requirements.ts';
import { readList, type ResourceLists, type Totals } from '../../core/resource-lists.ts';
import { specOf } from '../../core/pod-fields.ts';
import { namedContainers, type NamedContainer } from '../totals/named-container.ts';
import { allocatedPodCounting } from '../totals/options.ts';
import { isPodLevelSet, podLevelList } from '../totals/pod-level.ts';
import { limitsOf, requestsOf } from '../totals/totals.ts';
import type { Release } from '../../version/release.ts';
import { isCritical } from './priority.ts';
import { podQOSClass, type PodQOSClass } from './qos.ts';

/**
 * A pod with what many rules ask of it in one call. Each answer is computed when it is first asked for, and once; what is malformed is thrown
 * at whoever asks. The door of a public function makes one and hands it down in place of the pod and the release; a function that several
 * doors call takes it in place of them.
 */
export class KnownPod {
  readonly pod: PodLike;
  readonly release: Release;
  private readPod: PodLike | undefined;
  private class: PodQOSClass | undefined;
  private isCritical: boolean | undefined;
  private totalRequests: Totals | undefined;
  private totalLimits: Totals | undefined;
  private ownResources: readonly [ResourceLists | undefined] | undefined;
  private named: readonly NamedContainer[] | undefined;

  constructor(pod: PodLike, release: Release) {
    this.pod = pod;
    this.release = release;
  }

  /** The pod with lists that are read once, as {@link readOnce} gives them. */
  read(): PodLike {
    return (this.readPod ??= readOnce(this.pod, this.release.minor));
  }

  /** As `getPodQOS`. */
  qosClass(): PodQOSClass {
    return (this.class ??= podQOSClass(this.read(), this.release));
  }

  /** As `isCriticalPod`. */
  critical(): boolean {
    return (this.isCritical ??= isCritical(this.pod, this.release));
  }

  /** What the kubelet totals for the pod's cgroup: its requests, with overhead. */
  requests(): Totals {
    return (this.totalRequests ??= requestsOf(this.read(), allocatedPodCounting(this.read(), this.release)));
  }

  /** Likewise its limits. */
  limits(): Totals {
    return (this.totalLimits ??= limitsOf(this.read(), allocatedPodCounting(this.read(), this.release)));
  }

  /** The pod's own resources; `undefined` where they do not count (gate PodLevelResources) or where it has none. */
  own(): ResourceLists | undefined {
    return (this.ownResources ??= [ownResources(this.pod, this.release)])[0];
  }

  /** Its containers, init containers first, as they start. */
  containers(): readonly NamedContainer[] {
    return (this.named ??= namedContainers(this.pod));
  }
}

function ownResources(pod: PodLike, { minor, gate }: Release): ResourceLists | undefined {
  if ((specOf(pod)?.resources ?? undefined) === undefined || !gate('PodLevelResources') || !isPodLevelSet(pod, minor)) return undefined;
  const listOf = (kind: 'requests' | 'limits'): Totals => readList(podLevelList(pod, kind, minor), `spec.resources.${kind}`, minor) ?? {};
  return { requests: listOf('requests'), limits: listOf('limits') };
}
