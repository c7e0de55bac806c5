import type { NodeLike, PodLike } from '../core/index.ts';
import { SizingError } from '../errors.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { lacksOf } from './lacks.ts';
import { nodeInfoOf, withMore } from './node-info.ts';
import { placedAmounts, wantedAmounts } from './pod-amounts.ts';
import { rulesOf } from './rules.ts';

/** What {@link howManyFit} finds. No upstream counterpart. */
export interface HowManyFit {
  /** How many pods like this one fit beside those on the node. */
  readonly count: number;
  /** The resource that the next one would lack, the first of them as `fits` names them. */
  readonly limitedBy: string;
}

/**
 * How many pods like one fit a node beside those that are on it, and what stops the next: as many as `fits` lets in one after another. A pod's
 * status does not count for its copies.
 *
 * Upstream: none; it repeats `noderesources`, `Fits`.
 *
 * @param pod the pod, or a pod template
 * @param node the node, with `status.allocatable`; one without `pods` takes none
 * @param podsOnNode the pods that are on the node; none when absent
 * @param options version and gates
 * @throws {SizingError} as `fits`; `OutOfRange` for more pods than a number holds
 * @example
 * const node = { status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '250m', memory: '1Gi' } } }] } };
 * howManyFit(pod, node) // => { count: 8, limitedBy: 'memory' }
 * howManyFit(pod, node, [pod, pod]) // => { count: 6, limitedBy: 'memory' }
 */
export function howManyFit(pod: PodLike, node: NodeLike, podsOnNode?: readonly PodLike[] | null, options?: GateOptions): HowManyFit {
  const rules = rulesOf(options);
  const request = wantedAmounts(pod, rules);
  const each = placedAmounts({ ...pod, status: undefined }, rules);
  const info = nodeInfoOf(node, podsOnNode, rules);
  const lackOf = (more: number): string | undefined =>
    lacksOf(request, { allocatable: info.allocatable, ...withMore(info, each, more) }, rules.minor)[0]?.name;
  // The pods that a node takes are a number, so there always is a limit.
  let [count, tooMany] = [0, Math.min(Math.max(0, Number(info.allocatable.pods) - info.pods), Number.MAX_SAFE_INTEGER)];
  while (count < tooMany) {
    const middle = count + Math.floor((tooMany - count) / 2);
    if (lackOf(middle) === undefined) count = middle + 1;
    else tooMany = middle;
  }
  const limitedBy = lackOf(count);
  if (limitedBy !== undefined) return { count, limitedBy };
  throw new SizingError('OutOfRange', 'more pods than a number holds', { path: 'node.status.allocatable.pods' });
}
