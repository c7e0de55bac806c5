import { annotationOf, configMirrorAnnotationKey } from '../../core/annotations.ts';
import type { PodLike } from '../../core/index.ts';
import { int32Of } from '../../core/int64.ts';
import { metadataOf, metadataText, specOf } from '../../core/pod-fields.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';

/** Upstream `scheduling.SystemCriticalPriority`: pods of this priority and above are critical. */
const systemCriticalPriority = 2_000_000_000;
const configSourceAnnotationKey = 'kubernetes.io/config.source';
const criticalAnnotation = 'scheduler.alpha.kubernetes.io/critical-pod';

/**
 * The priority of a pod: `spec.priority`, and 0 where it has none.
 *
 * A pod fresh from a file has only a `priorityClassName`, which the API server turns into a number; this function does not.
 *
 * Upstream: `component-helpers/scheduling/corev1/helpers.go`, `PodPriority`; `pkg/api/v1/pod` before 1.20. Every supported minor.
 *
 * @throws {SizingError} `InvalidInput` for a priority that is not an int32
 * @example
 * podPriority({ spec: { containers: [], priority: 1000 } }) // => 1000
 * podPriority({ spec: { containers: [] } }) // => 0
 */
export function podPriority(pod: PodLike): number {
  return ownPriority(pod) ?? 0;
}

function ownPriority(pod: PodLike): number | undefined {
  return int32Of(specOf(pod)?.priority, 'spec.priority');
}

/**
 * Whether a pod is static: made from a file or an URL by the kubelet that runs it, not by the API server.
 *
 * The kubelet notes the source in the annotation `kubernetes.io/config.source`; anything but `api` means static. What the API server
 * shows of a static pod is its mirror pod, which carries that annotation too.
 *
 * Upstream: `pkg/kubelet/types/pod_update.go`, `IsStaticPod`, since 1.16; `pkg/kubelet/pod` before.
 *
 * @example
 * isStaticPod({ metadata: { annotations: { 'kubernetes.io/config.source': 'file' } } }) // => true
 * isStaticPod({ metadata: { annotations: { 'kubernetes.io/config.source': 'api' } } }) // => false
 * isStaticPod({ metadata: { name: 'web' } }) // => false
 */
export function isStaticPod(pod: PodLike): boolean {
  const source = ownAnnotation(pod, configSourceAnnotationKey);
  return source !== undefined && source !== 'api';
}

/**
 * Whether a pod is the mirror pod of a static pod: it has the annotation `kubernetes.io/config.mirror`, whatever its value.
 *
 * Upstream: `pkg/kubelet/types/pod_update.go`, `IsMirrorPod`, since 1.17; `pkg/kubelet/pod` before.
 *
 * @example
 * isMirrorPod({ metadata: { annotations: { 'kubernetes.io/config.mirror': 'f00d' } } }) // => true
 * isMirrorPod({ metadata: { name: 'web' } }) // => false
 */
export function isMirrorPod(pod: PodLike): boolean {
  return ownAnnotation(pod, configMirrorAnnotationKey) !== undefined;
}

/**
 * Whether a pod is critical, so that the kubelet does not evict it: its priority is at least 2000000000, or it is static (since 1.16) or a
 * mirror pod (since 1.17).
 *
 * In 1.15 the priority counts with the gate PodPriority, and with the gate ExperimentalCriticalPodAnnotation (off by default) a pod of the
 * namespace `kube-system` is critical that has the annotation `scheduler.alpha.kubernetes.io/critical-pod` with an empty value.
 *
 * Upstream: `pkg/kubelet/types/pod_update.go`, `IsCriticalPod`, every supported minor.
 *
 * @throws {SizingError} `InvalidInput` for a priority that is not an int32; `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * isCriticalPod({ spec: { containers: [], priority: 2000001000 } }) // => true
 * isCriticalPod({ metadata: { annotations: { 'kubernetes.io/config.mirror': 'f00d' } } }) // => true
 * isCriticalPod({ metadata: { annotations: { 'kubernetes.io/config.mirror': 'f00d' } } }, { kubernetesVersion: '1.16' }) // => false
 */
export function isCriticalPod(pod: PodLike, options?: GateOptions): boolean {
  return isCritical(pod, releaseOf(options));
}

/** As `isCriticalPod`. Internal. */
export function isCritical(pod: PodLike, { minor, gate }: Release): boolean {
  const { annotations } = metadataOf(pod) ?? {};
  const hasNone = annotations === undefined || annotations === null;
  return hasNone ? gate('PodPriority') && hasCriticalPriority(pod) : criticalRule(minor)(pod, gate);
}

const criticalRule = /* @__PURE__ */ since<(pod: PodLike, gate: Release['gate']) => boolean>({
  '1.15': (pod, gate) =>
    (gate('PodPriority') && hasCriticalPriority(pod)) || (gate('ExperimentalCriticalPodAnnotation') && hasCriticalAnnotation(pod)),
  '1.16': (pod) => isStaticPod(pod) || hasCriticalPriority(pod),
  '1.17': (pod) => isStaticPod(pod) || isMirrorPod(pod) || hasCriticalPriority(pod),
});

/** The annotation of a pod whose spec is checked as well. */
function ownAnnotation(pod: PodLike, name: string): string | undefined {
  specOf(pod);
  return annotationOf(pod, name);
}

function hasCriticalPriority(pod: PodLike): boolean {
  const priority = ownPriority(pod);
  return priority !== undefined && priority >= systemCriticalPriority;
}

function hasCriticalAnnotation(pod: PodLike): boolean {
  return metadataText(pod, 'namespace') === 'kube-system' && ownAnnotation(pod, criticalAnnotation) === '';
}
