import type { PodLike } from '../../core/index.ts';
import { recorded, type ExplanationStep } from '../../explanation.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { qosRules, type QOSExplanation } from './explanation.ts';
import { computeQOS, statusQOS, type PodQOSClass, type QOSNote } from './qos.ts';

/** Why a pod is not Guaranteed: one request and limit that are not the same. */
export interface QOSBreaker {
  /** Where it stands, such as `spec.containers[1]`, or `spec` for the pod's own resources. */
  readonly path: string;
  /** The container's name; absent for the pod's own resources. */
  readonly container?: string;
  readonly resource: 'cpu' | 'memory';
  readonly request?: Quantity;
  readonly limit?: Quantity;
}

/** What {@link explainPodQOS} finds. */
export interface PodQOSExplained {
  /** As `getPodQOS`. */
  readonly qosClass: PodQOSClass;
  /** As `computePodQOS`: what the spec alone says. */
  readonly computed: PodQOSClass;
  /** What keeps the pod from being Guaranteed, in the order of its containers; empty when it is. */
  readonly brokenBy: readonly QOSBreaker[];
}

/**
 * The class of a pod, and which container and resource keep it from being Guaranteed.
 *
 * Upstream: `pkg/apis/core/v1/helper/qos/qos.go`, `GetPodQOS` and `ComputePodQOS`, every supported minor.
 *
 * @throws {SizingError} as `getPodQOS`
 * @example
 * const all = { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } };
 * const proxy = { name: 'proxy', resources: { limits: { memory: '64Mi' }, requests: { memory: '32Mi' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: all }, proxy] } };
 * explainPodQOS(pod).result
 * // => {
 * //   qosClass: 'Burstable',
 * //   computed: 'Burstable',
 * //   brokenBy: [
 * //     { path: 'spec.containers[1]', container: 'proxy', resource: 'cpu' },
 * //     { path: 'spec.containers[1]', container: 'proxy', resource: 'memory', request: '32Mi', limit: '64Mi' },
 * //   ],
 * // }
 */
export function explainPodQOS(pod: PodLike, options?: GateOptions): QOSExplanation<PodQOSExplained> {
  return explainQOS(pod, releaseOf(options));
}

/** As `explainPodQOS`. Internal. */
export function explainQOS(pod: PodLike, release: Release): QOSExplanation<PodQOSExplained> {
  const { result, steps } = recorded(qosRules, (note: QOSNote) => {
    const ofStatus = statusQOS(pod, release.minor, note);
    const computed = computeQOS(pod, release, note);
    return { qosClass: ofStatus ?? computed, computed };
  });
  const broken =
    result.computed === 'Guaranteed' ? [] : steps.filter(({ rule, because }) => rule === 'qos-amounts' && because !== 'qos-equal');
  return { result: { ...result, brokenBy: broken.map(({ inputs }) => breakerOf(inputs)) }, steps };
}

function breakerOf({ of, ...breaker }: ExplanationStep['inputs']): QOSBreaker {
  return { path: breaker['path'], ...(breaker['path'] === 'spec' ? {} : { container: of }), ...breaker } as QOSBreaker;
}
