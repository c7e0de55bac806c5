import type { NodeLike, PodLike } from '../core/index.ts';
import { SizingError } from '../errors.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { releaseOf } from '../version/release.ts';
import { fitsRequest } from './fits-request.ts';
import type { WantedPod } from './fits.ts';
import { newNodeInfo, withMore, type NodeInfo } from './node-info.ts';
import { calculateResource, computePodResourceRequest } from './pod-requests.ts';
import { fitRulesOf, type FitRules } from './rules.ts';

/** What {@link howManyFit} finds. */
export interface HowManyFit {
  /** How many pods like this one fit beside those on the node. */
  readonly count: number;
  /** The resource that the next one would lack, the first of them as `fits` names them. */
  readonly limitedBy: string;
}

/**
 * How many pods like one fit a node beside those that are on it, and what stops the next: as many as `fits` lets in one after another. The copies
 * have the pod's spec without its status.
 *
 * Upstream: none; it repeats `noderesources`, `Fits`.
 *
 * @param pod the pod, or a pod template
 * @param node the node, with `status.allocatable`; one without `pods` takes none
 * @param podsOnNode the pods that are on the node; none when absent
 * @throws {SizingError} as `fits`; `OutOfRange` for more pods than a number holds
 * @example
 * const node = { status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '250m', memory: '1Gi' } } }] } };
 * howManyFit(pod, node) // => { count: 8, limitedBy: 'memory' }
 * howManyFit(pod, node, [pod, pod]) // => { count: 6, limitedBy: 'memory' }
 */
export function howManyFit(pod: PodLike, node: NodeLike, podsOnNode?: readonly PodLike[] | null, options?: GateOptions): HowManyFit {
  const rules = fitRulesOf(releaseOf(options));
  const wanted = { pod, request: computePodResourceRequest(pod, rules) };
  return countFitting(wanted, newNodeInfo(node, podsOnNode, rules), rules);
}

/** As {@link howManyFit}, with what is known already of the pod and of the node. */
export function countFitting({ pod, request }: WantedPod, info: NodeInfo, rules: FitRules): HowManyFit {
  const each = calculateResource({ ...pod, status: undefined }, rules);
  const limitAfter = (more: number): string | undefined => fitsRequest(request, withMore(info, each, more, rules), rules.minor)[0]?.name;
  // The pods that a node takes are a number, so there always is a limit.
  const places = Number(info.allocatable.allowedPodNumber) - info.pods;
  let [count, tooMany] = [0, Math.min(Math.max(0, places), Number.MAX_SAFE_INTEGER)];
  while (count < tooMany) {
    const middle = count + Math.floor((tooMany - count) / 2);
    if (limitAfter(middle) === undefined) count = middle + 1;
    else tooMany = middle;
  }
  const limitedBy = limitAfter(count);
  if (limitedBy !== undefined) return { count, limitedBy };
  throw new SizingError('OutOfRange', 'more pods fit than a number holds', { path: 'node.status.allocatable.pods' });
}
