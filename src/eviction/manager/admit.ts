import { invalid } from '../../errors.ts';
import type { PodLike, TolerationLike } from '../../core/index.ts';
import { objectsAt, specOf } from '../../core/pod-fields.ts';
import { isCritical } from '../../resources/qos/priority.ts';
import { podQOSClass } from '../../resources/qos/qos.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { since } from '../../version/since.ts';

/** Whether the kubelet takes a pod. Upstream: `pkg/kubelet/lifecycle/interfaces.go`, `PodAdmitResult`. */
export type AdmitResult = { readonly admit: true } | { readonly admit: false; readonly reason: 'Evicted'; readonly message: string };

/** Whether the conditions let pods in that request memory or tolerate the pressure. */
const memoryOnly = /* @__PURE__ */ since<(conditions: readonly string[]) => boolean>({
  '1.15': (conditions) => conditions.includes('MemoryPressure'),
  '1.17': (conditions) => conditions.length === 1 && conditions[0] === 'MemoryPressure',
});

/** Whether a toleration counts. */
const tolerationsCount = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': (gate) => gate('TaintNodesByCondition'),
  '1.17': () => true,
});

/**
 * Whether the kubelet takes a new pod while its node is under pressure.
 *
 * It takes every pod where there are no conditions, and critical pods always. Under `MemoryPressure` alone it takes pods that are not
 * BestEffort, and those that tolerate the taint `node.kubernetes.io/memory-pressure` with the effect `NoSchedule`; up to 1.16 also beside other
 * conditions. Under any other condition it takes no other pod.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `Admit`, every supported minor.
 *
 * @param nodeConditions the names of the conditions that are true, as `synchronize` returns them
 * @throws {SizingError} `InvalidInput` for conditions that are not a list of names; as `getPodQOS`
 * @example
 * const bestEffort = { spec: { containers: [{ name: 'app' }] } };
 * const burstable = { spec: { containers: [{ name: 'app', resources: { requests: { memory: '1Gi' } } }] } };
 * admit(burstable, ['MemoryPressure']) // => { admit: true }
 * admit(bestEffort, ['MemoryPressure']) // => { admit: false, reason: 'Evicted', message: 'The node had condition: [MemoryPressure]. ' }
 * admit(burstable, ['MemoryPressure', 'DiskPressure']).admit // => false
 * admit(burstable, ['MemoryPressure', 'DiskPressure'], { kubernetesVersion: '1.16' }).admit // => true
 */
export function admit(pod: PodLike, nodeConditions: readonly string[], options?: GateOptions): AdmitResult {
  const release = releaseOf(options);
  if (!Array.isArray(nodeConditions) || nodeConditions.some((name) => typeof name !== 'string'))
    throw invalid('a list of names', 'nodeConditions', nodeConditions);
  const { minor, gate } = release;
  const takes =
    nodeConditions.length === 0 ||
    isCritical(pod, release) ||
    (memoryOnly(minor)(nodeConditions) &&
      (podQOSClass(pod, release) !== 'BestEffort' ||
        (tolerationsCount(minor)(gate) && objectsAt(specOf(pod)?.tolerations, 'spec.tolerations').some(toleratesTaint))));
  if (takes) return { admit: true };
  return { admit: false, reason: 'Evicted', message: `The node had condition: [${nodeConditions.join(' ')}]. ` };
}

/** Whether a toleration covers the taint of memory pressure. An empty operator means Equal, of the taint's empty value. Upstream: `ToleratesTaint`. */
function toleratesTaint({ key, effect, operator, value }: TolerationLike): boolean {
  const isOr = (text: string | null | undefined, wanted: string): boolean => (text ?? '') === '' || text === wanted;
  if (!isOr(effect, 'NoSchedule') || !isOr(key, 'node.kubernetes.io/memory-pressure')) return false;
  return operator === 'Exists' || (isOr(operator, 'Equal') && (value ?? '') === '');
}
