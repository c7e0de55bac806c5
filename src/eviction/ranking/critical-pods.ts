import type { PodLike } from '../../core/index.ts';
import { isCriticalPod, isMirrorPod, isStaticPod } from '../../resources/qos/priority.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';

type Rule = (pods: readonly PodLike[], options: GateOptions) => (pod: PodLike) => boolean;

/**
 * Whether the kubelet refuses to evict a pod of some: since 1.17 a critical one. Before, only a static pod was spared, whose mirror pod, found
 * by name among all pods, is critical or missing.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `evictPod`.
 */
export const isSpared = /* @__PURE__ */ since<Rule>({
  '1.15': (pods, options) => {
    let mirrors: ReadonlyMap<string, PodLike> | undefined;
    return (pod) => {
      if (!isStaticPod(pod)) return false;
      mirrors ??= mirrorsByName(pods);
      const mirror = mirrors.get(nameOf(pod));
      return mirror === undefined || isCriticalPod(mirror, options);
    };
  },
  '1.17': (_pods, options) => (pod) => isCriticalPod(pod, options),
});

/** The mirror pods; the first of a name. */
function mirrorsByName(pods: readonly PodLike[]): ReadonlyMap<string, PodLike> {
  const mirrors = new Map<string, PodLike>();
  for (const pod of pods) if (isMirrorPod(pod) && !mirrors.has(nameOf(pod))) mirrors.set(nameOf(pod), pod);
  return mirrors;
}

function nameOf({ metadata }: PodLike): string {
  return `${metadata?.namespace ?? ''}\n${metadata?.name ?? ''}`;
}
