import type { NodeLike, PodLike } from '../../core/index.ts';
import { fits, type InsufficientResource } from '../../scheduling/fits.ts';
import { howManyFit, type HowManyFit } from '../../scheduling/how-many-fit.ts';
import type { GateOptions } from '../../version/feature-gates.ts';

/** Whether a sized pod fits on the node while nothing else is there, and how many like it do. No upstream counterpart. */
export interface FitSizing extends HowManyFit {
  /** What the node lacks for one; empty where it fits. */
  readonly lacks: readonly InsufficientResource[];
}

/** How a pod fits on an empty node; `undefined` where the node does not list the cpu, memory and pods that it takes. */
export function sizeFit(pod: PodLike, node: NodeLike | undefined, options: GateOptions): FitSizing | undefined {
  const allocatable: object = node?.status?.allocatable ?? {};
  if (node === undefined || !['cpu', 'memory', 'pods'].every((name) => Object.hasOwn(allocatable, name))) return undefined;
  return { ...howManyFit(pod, node, [], options), lacks: fits(pod, node, [], options) };
}
