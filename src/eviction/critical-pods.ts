import type { PodLike } from '../core/index.ts';
import { isCriticalPod, isMirrorPod, isStaticPod } from '../resources/priority.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { since } from '../version/since.ts';

type Rule = (pod: PodLike, pods: readonly PodLike[], options: GateOptions) => boolean;

/**
 * Whether the kubelet refuses to evict a pod: since 1.17 a critical one. Before, only a static pod was spared, whose mirror pod, found by
 * name among all pods, is critical or missing.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `evictPod`.
 */
export const isSpared = /* @__PURE__ */ since<Rule>({
  '1.15': (pod, pods, options) => {
    if (!isStaticPod(pod)) return false;
    const mirror = pods.find((other) => isMirrorPod(other) && hasNameOf(pod, other));
    return mirror === undefined || isCriticalPod(mirror, options);
  },
  '1.17': (pod, _pods, options) => isCriticalPod(pod, options),
});

function hasNameOf({ metadata }: PodLike, other: PodLike): boolean {
  return (metadata?.name ?? '') === (other.metadata?.name ?? '') && (metadata?.namespace ?? '') === (other.metadata?.namespace ?? '');
}
