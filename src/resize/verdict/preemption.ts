import { subInt64, type Int64 } from '../../core/int64.ts';
import type { PodLike } from '../../core/index.ts';
import { specOf } from '../../core/pod-fields.ts';
import { isCritical, podPriority } from '../../resources/qos/priority.ts';
import { podQOSClass } from '../../resources/qos/qos.ts';
import { requestReader } from '../../resources/totals/request-quantity.ts';
import type { Shortage } from '../../scheduling/fits-request.ts';
import { unitsOf } from '../../scheduling/resource.ts';
import type { Release } from '../../version/release.ts';

/** BestEffort pods go first; the order matters where a sum wraps. */
const ranks = { BestEffort: 0, Burstable: 1, Guaranteed: 2 };

/**
 * What a critical pod still lacks when every pod is gone that it may push aside: nothing, when the kubelet makes room for it.
 *
 * Upstream: `pkg/kubelet/preemption`, `getPodsToPreempt`, every supported minor.
 *
 * @returns the kubelet's words, `undefined` where there is room
 */
export function missingAfterPreemption(
  pod: PodLike,
  pods: readonly PodLike[],
  shortages: readonly Shortage[],
  release: Release,
): string | undefined {
  const victims = pods
    .filter((other) => preemptable(pod, other, release))
    .map((other) => ({ other, rank: ranks[podQOSClass(other, release)] }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ other }) => other);
  const missing = shortages.flatMap((shortage) => {
    const left = leftAfter(shortage, victims, release);
    return left > 0 ? [`(res: ${shortage.name}, q: ${left}), `] : [];
  });
  if (missing.length === 0) return undefined;
  return `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [${missing.join('')}]`;
}

function leftAfter({ name, requested, used, capacity }: Shortage, victims: readonly PodLike[], release: Release): Int64 {
  const requestOf = requestReader(name, release);
  let left = subInt64(requested, subInt64(capacity, used));
  for (const victim of victims) {
    left = subInt64(left, name === 'pods' ? 1 : unitsOf(name, requestOf(victim)));
    if (left <= 0) break;
  }
  return left;
}

/** Upstream: `pkg/kubelet/types/pod_update.go`, `Preemptable`. */
function preemptable(pod: PodLike, other: PodLike, release: Release): boolean {
  if (!isCritical(other, release)) return true;
  const [own, others] = [specOf(pod)?.priority ?? undefined, specOf(other)?.priority ?? undefined];
  return own !== undefined && others !== undefined && podPriority(pod) > podPriority(other);
}
