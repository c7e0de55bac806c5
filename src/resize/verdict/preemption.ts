import type { PodLike } from '../../core/index.ts';
import { specOf } from '../../core/pod-fields.ts';
import { isCriticalPod, podPriority } from '../../resources/qos/priority.ts';
import { getPodQOS } from '../../resources/qos/qos.ts';
import { getResourceRequestQuantity } from '../../resources/totals/request-quantity.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { subInt64, type Int64 } from '../../core/int64.ts';
import type { Shortage } from '../../scheduling/fits-request.ts';
import { unitsOf } from '../../scheduling/resource.ts';

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
  lacks: readonly Shortage[],
  options: GateOptions | undefined,
): string | undefined {
  const victims = pods
    .filter((other) => givesWay(pod, other, options))
    .map((other) => ({ other, rank: ranks[getPodQOS(other, options)] }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ other }) => other);
  const missing = lacks
    .map(({ name, requested, used, capacity }) => ({
      name,
      left: leftAfter(subInt64(requested, subInt64(capacity, used)), name, victims, options),
    }))
    .filter(({ left }) => left > 0);
  if (missing.length === 0) return undefined;
  const list = missing.map(({ name, left }) => `(res: ${name}, q: ${left}), `).join('');
  return `Unexpected error while attempting to recover from admission failure: preemption: error finding a set of pods to preempt: no set of running pods found to reclaim resources: [${list}]`;
}

function leftAfter(lack: Int64, name: string, victims: readonly PodLike[], options: GateOptions | undefined): Int64 {
  let left = lack;
  for (const victim of victims) {
    left = subInt64(left, name === 'pods' ? 1 : unitsOf(name, getResourceRequestQuantity(victim, name, options)));
    if (left <= 0) break;
  }
  return left;
}

/** Upstream: `pkg/kubelet/types/pod_update.go`, `Preemptable`. */
function givesWay(pod: PodLike, other: PodLike, options: GateOptions | undefined): boolean {
  if (!isCriticalPod(other, options)) return true;
  const [own, others] = [specOf(pod)?.priority ?? undefined, specOf(other)?.priority ?? undefined];
  return own !== undefined && others !== undefined && podPriority(pod) > podPriority(other);
}
