import type { PodLike } from '../../core/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import type { QOSExplanation, QOSReason, QOSRule } from './explanation.ts';
import { comparesSums, computeQOS, statusQOS, type Pair, type PodQOSClass, type QOSResource, type Requirements } from './qos.ts';

/** Why a pod is not Guaranteed: one request and limit that are not the same. No upstream counterpart. */
export interface QOSBreaker {
  /** Where it stands, such as `spec.containers[1]`, or `spec` for the pod's own resources. */
  readonly path: string;
  /** The container's name; absent for the pod's own resources. */
  readonly container?: string;
  readonly resource: 'cpu' | 'memory';
  readonly request?: Quantity;
  readonly limit?: Quantity;
}

/** What {@link explainPodQOS} finds. No upstream counterpart. */
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
 * @param pod the pod
 * @param options version and gates
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
  const steps: QOSExplanation<unknown>['steps'][number][] = [];
  const step = (rule: QOSRule, because: QOSReason, outcome: 'applied' | 'skipped', inputs: (typeof steps)[number]['inputs']): void =>
    void steps.push({ rule, upstream: 'pkg/apis/core/v1/helper/qos/qos.go ComputePodQOS', inputs, outcome, because });
  const ofStatus = statusQOS(pod, release.minor);
  if (ofStatus === undefined) step('qos-status', 'qos-status-absent', 'skipped', {});
  else step('qos-status', 'qos-status-counts', 'applied', { qosClass: ofStatus });
  const { qosClass: computed, parts } = computeQOS(pod, release);
  const podLevel = parts[0]?.section === 'pod';
  step('qos-pod-level', podLevel ? 'qos-pod-level-decides' : 'qos-containers-decide', podLevel ? 'applied' : 'skipped', {});
  const brokenBy: QOSBreaker[] = [];
  for (const part of parts)
    for (const resource of ['cpu', 'memory'] as const) {
      const because = reasonOf(part[resource]);
      step('qos-amounts', because, 'applied', { of: nameOf(part), resource, ...present(part[resource]) });
      if (because !== 'qos-equal' && computed !== 'Guaranteed') brokenBy.push(breakerOf(part, resource));
    }
  step('qos-class', classReason(computed, comparesSums(release.minor)), 'applied', {});
  return { result: { qosClass: ofStatus ?? computed, computed, brokenBy }, steps };
}

function reasonOf({ request, limit }: Pair): 'qos-nothing' | 'qos-no-limit' | 'qos-equal' | 'qos-unequal' {
  const limited = limit !== undefined && !limit.isZero();
  if (!limited) return request === undefined || request.isZero() ? 'qos-nothing' : 'qos-no-limit';
  return request?.equals(limit) === true ? 'qos-equal' : 'qos-unequal';
}

function classReason(qosClass: PodQOSClass, sums: boolean): QOSReason {
  if (qosClass === 'BestEffort') return 'qos-none';
  if (qosClass === 'Burstable') return 'qos-mixed';
  return sums ? 'qos-sums-equal' : 'qos-each-equal';
}

function present({ request, limit }: Pair): { readonly request?: Quantity; readonly limit?: Quantity } {
  return { ...(request === undefined ? {} : { request }), ...(limit === undefined ? {} : { limit }) };
}

function nameOf({ section, name }: Requirements): string {
  return section === 'pod' ? 'the pod' : name;
}

function breakerOf(part: Requirements, resource: QOSResource): QOSBreaker {
  if (part.section === 'pod') return { path: 'spec', resource, ...present(part[resource]) };
  return { path: `spec.${part.section}[${part.index}]`, container: part.name, resource, ...present(part[resource]) };
}
