import { invalid } from '../../errors.ts';
import type { PodLike, TolerationLike } from '../../core/index.ts';
import { objectsAt, specOf } from '../../core/pod-fields.ts';
import { isCriticalPod } from '../../resources/qos/priority.ts';
import { getPodQOS } from '../../resources/qos/qos.ts';
import { gatesOf, type GateLookup, type GateOptions } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import { since } from '../../version/since.ts';

/** Whether the kubelet takes a pod. Upstream: `pkg/kubelet/lifecycle/interfaces.go`, `PodAdmitResult`. */
export type AdmitResult = { readonly admit: true } | { readonly admit: false; readonly reason: 'Evicted'; readonly message: string };

/** Under which conditions pods are still admitted by their memory. */
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
 * Without conditions, and if the pod is critical, it does. Under `MemoryPressure` alone it takes pods that are not BestEffort, and those that
 * tolerate the taint `node.kubernetes.io/memory-pressure` with the effect `NoSchedule`; up to 1.16 also where other conditions are there.
 * Under any other condition it takes none.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `Admit`, every supported minor.
 *
 * @param pod the pod
 * @param nodeConditions the names of the conditions that are true, as `synchronize` returns them
 * @param options version and gates
 * @throws {SizingError} `InvalidInput` for conditions that are none; as `getPodQOS`
 * @example
 * const bestEffort = { spec: { containers: [{ name: 'app' }] } };
 * const burstable = { spec: { containers: [{ name: 'app', resources: { requests: { memory: '1Gi' } } }] } };
 * admit(burstable, ['MemoryPressure']) // => { admit: true }
 * admit(bestEffort, ['MemoryPressure']) // => { admit: false, reason: 'Evicted', message: 'The node had condition: [MemoryPressure]. ' }
 * admit(burstable, ['MemoryPressure', 'DiskPressure']).admit // => false
 * admit(burstable, ['MemoryPressure', 'DiskPressure'], { kubernetesVersion: '1.16' }).admit // => true
 */
export function admit(pod: PodLike, nodeConditions: readonly string[], options?: GateOptions): AdmitResult {
  if (!Array.isArray(nodeConditions) || nodeConditions.some((name) => typeof name !== 'string'))
    throw invalid('a list of names', 'nodeConditions', nodeConditions);
  const minor = minorOf(options);
  const takes =
    nodeConditions.length === 0 ||
    isCriticalPod(pod, options) ||
    (memoryOnly(minor)(nodeConditions) &&
      (getPodQOS(pod, options) !== 'BestEffort' || (tolerationsCount(minor)(gatesOf(options)) && toleratesMemoryPressure(pod))));
  if (takes) return { admit: true };
  return { admit: false, reason: 'Evicted', message: `The node had condition: [${nodeConditions.join(' ')}]. ` };
}

function toleratesMemoryPressure(pod: PodLike): boolean {
  return objectsAt(specOf(pod)?.tolerations, 'spec.tolerations').some(tolerates);
}

/** An empty operator means Equal, of the taint's empty value. Upstream: `ToleratesTaint`. */
function tolerates({ key, effect, operator, value }: TolerationLike): boolean {
  const isOr = (text: string | null | undefined, wanted: string): boolean => (text ?? '') === '' || text === wanted;
  if (!isOr(effect, 'NoSchedule') || !isOr(key, 'node.kubernetes.io/memory-pressure')) return false;
  return operator === 'Exists' || (isOr(operator, 'Equal') && (value ?? '') === '');
}
