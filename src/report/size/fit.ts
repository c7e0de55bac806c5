import { insufficientResources, type InsufficientResource } from '../../scheduling/fits.ts';
import { countFitting, type HowManyFit } from '../../scheduling/how-many-fit.ts';
import { computePodResourceRequest } from '../../scheduling/pod-requests.ts';
import { newNodeInfo } from '../../scheduling/node-info.ts';
import { fitRulesOf } from '../../scheduling/rules.ts';
import type { Sized } from './options.ts';

/** Whether a sized pod fits on the node while nothing else is there, and how many like it do. */
export interface FitSizing extends HowManyFit {
  /** What the node lacks for one; empty where it fits. */
  readonly lacks: readonly InsufficientResource[];
}

/** How a pod fits on an empty node; `undefined` where the node does not list the cpu, memory and pods that it takes. */
export function sizeFit({ known, node }: Sized): FitSizing | undefined {
  const allocatable: object = node?.status?.allocatable ?? {};
  if (node === undefined || !['cpu', 'memory', 'pods'].every((name) => Object.hasOwn(allocatable, name))) return undefined;
  const rules = fitRulesOf(known.release);
  const pod = known.read();
  const wanted = { pod, request: computePodResourceRequest(pod, rules) };
  const empty = newNodeInfo(node, [], rules);
  return { ...countFitting(wanted, empty, rules), lacks: insufficientResources(wanted, empty, rules) };
}
