import type { PodLike } from '../../core/index.ts';
import { metadataText } from '../../core/pod-fields.ts';
import { isCritical, isMirrorPod, isStaticPod } from '../../resources/qos/priority.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';

/**
 * Whether the kubelet refuses to evict a pod of some: since 1.17 a critical one. Before, only a static pod was spared, whose mirror pod, found
 * by name among all pods, is critical or missing.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `evictPod`.
 */
export function isSpared(pods: readonly PodLike[], release: Release): (pod: PodLike) => boolean {
  return sparing(release.minor)(pods, release);
}

const sparing = /* @__PURE__ */ since<typeof isSpared>({
  '1.15': (pods, release) => {
    let mirrors: ReadonlyMap<string, PodLike> | undefined;
    return (pod) => {
      if (!isStaticPod(pod)) return false;
      mirrors ??= mirrorsByName(pods);
      const mirror = mirrors.get(fullName(pod));
      return mirror === undefined || isCritical(mirror, release);
    };
  },
  '1.17': (_pods, release) => (pod) => isCritical(pod, release),
});

/** The mirror pods; the first of a name. */
function mirrorsByName(pods: readonly PodLike[]): ReadonlyMap<string, PodLike> {
  const mirrors = new Map<string, PodLike>();
  for (const pod of pods) if (isMirrorPod(pod) && !mirrors.has(fullName(pod))) mirrors.set(fullName(pod), pod);
  return mirrors;
}

function fullName(pod: PodLike): string {
  return `${metadataText(pod, 'namespace')}\n${metadataText(pod, 'name')}`;
}
