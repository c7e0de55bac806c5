import type { NodeLike, PodLike } from '../core/index.ts';
import { containersOf, isSidecar, objectAt, objectsAt, textAt } from '../core/pod-fields.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { since } from '../version/since.ts';
import type { Amounts } from './amounts.ts';
import type { SchedulingExplanation, SchedulingStep } from './explanation.ts';
import { insufficient, lacksAt, type InsufficientResource } from './fits.ts';
import { reasonOf, type Lack } from './lacks.ts';
import { nodeInfoOf } from './node-info.ts';
import { wantedAmounts } from './pod-amounts.ts';
import { rulesOf, type Rules } from './rules.ts';

/** The pods on each node, by the node's name. No upstream counterpart. */
export type PodsByNode = ReadonlyMap<string, readonly PodLike[]> | { readonly [nodeName: string]: readonly PodLike[] | null | undefined };

/** A node that does not take the pod. No upstream counterpart. */
export interface NodeRefusal {
  /** The node's name; empty where it has none. */
  readonly node: string;
  /** As `fits`; empty where the pod itself is refused. */
  readonly insufficient: readonly InsufficientResource[];
}

/** What {@link explainUnschedulable} finds. No upstream counterpart. */
export interface Unschedulable {
  /** The scheduler's words; absent when a node takes the pod. */
  readonly message?: string;
  /** The names of the nodes that take the pod. */
  readonly fitting: readonly string[];
  readonly refusals: readonly NodeRefusal[];
}

/** How the plugin refuses a pod with sidecars while their gate is off: node by node, or before it looks at any. */
const sidecarRule = /* @__PURE__ */ since<'none' | 'at every node' | 'at once'>({
  '1.15': 'none',
  '1.28': 'at every node',
  '1.30': 'at once',
  '1.33': 'none',
});

const sidecarText = 'Pod has a restartable init container and the SidecarContainers feature is disabled';

/**
 * Why no node takes a pod, in the words of the scheduler's event: how many nodes lack what, the texts in alphabetical order.
 *
 * Only the resources of nodes are looked at, by the rules of `fits`; taints, affinity, volumes and ports are not, nor what preemption says
 * behind the full stop. Without any node the text is `no nodes available to schedule pods`.
 *
 * Upstream: `pkg/scheduler/framework/types.go`, `FitError`, since 1.21; `pkg/scheduler/core` before; and the filter of `noderesources`.
 *
 * @param pod the pod that is to be placed
 * @param nodes the nodes, each with `metadata.name` and `status.allocatable`
 * @param podsByNode the pods on each node, by its name; none when absent
 * @param options version and gates
 * @throws {SizingError} as `fits`
 * @example
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '3', memory: '1Gi' } } }] } };
 * const nodes = ['a', 'b'].map((name) => ({ metadata: { name }, status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } } }));
 * explainUnschedulable(pod, nodes, { a: [pod], b: [pod] }).result.message // => '0/2 nodes are available: 2 Insufficient cpu.'
 * explainUnschedulable(pod, nodes, { a: [pod] }).result.fitting // => ['b']
 */
export function explainUnschedulable(
  pod: PodLike,
  nodes: readonly NodeLike[],
  podsByNode?: PodsByNode | null,
  options?: GateOptions,
): SchedulingExplanation<Unschedulable> {
  const rules = rulesOf(options);
  const request = wantedAmounts(pod, rules);
  const all = objectsAt(nodes, 'nodes');
  const steps: SchedulingStep[] = [];
  if (refusesSidecars(pod, rules)) {
    steps.push(step('fit-sidecars', 'fit-sidecars-off', {}));
    const refusals = all.map((node, i) => ({ node: nameOf(node, i), insufficient: [] }));
    const counted = sidecarRule(rules.minor) === 'at every node' ? `${all.length} ${sidecarText}` : sidecarText;
    return { result: { message: messageOf(all.length, [counted]), fitting: [], refusals }, steps };
  }
  const fitting: string[] = [];
  const refusals: NodeRefusal[] = [];
  const counts = new Map<string, number>();
  for (const [i, node] of all.entries()) {
    const name = nameOf(node, i);
    const lacks = lacksOfNode(pod, node, request, podsOf(podsByNode, name), rules, i);
    for (const lack of lacks) counts.set(lack.name, (counts.get(lack.name) ?? 0) + 1);
    const resources = lacks.map((lack) => insufficient(lack, rules.minor));
    if (lacks.length === 0) fitting.push(name);
    else refusals.push({ node: name, insufficient: resources });
    explainNode(name, resources, steps);
  }
  if (fitting.length > 0) return { result: { fitting, refusals }, steps };
  const texts = [...counts].map(([name, count]) => `${count} ${reasonOf(name, rules.minor)}`);
  return { result: { message: messageOf(all.length, texts.sort()), fitting, refusals }, steps };
}

function lacksOfNode(pod: PodLike, node: NodeLike, request: Amounts, pods: readonly PodLike[], rules: Rules, i: number): readonly Lack[] {
  const info = nodeInfoOf(node, pods, rules, { podsPlace: `podsByNode.${nameOf(node, i)}`, nodePlace: `nodes[${i}]` });
  return lacksAt(pod, node, request, info, rules);
}

function refusesSidecars(pod: PodLike, { minor, gate }: Rules): boolean {
  return sidecarRule(minor) !== 'none' && !gate('SidecarContainers') && containersOf(pod, 'initContainers').some(isSidecar);
}

function messageOf(nodes: number, texts: readonly string[]): string {
  return nodes === 0 ? 'no nodes available to schedule pods' : `0/${nodes} nodes are available: ${texts.join(', ')}.`;
}

function nameOf({ metadata }: NodeLike, i: number): string {
  return textAt(metadata?.name, `nodes[${i}].metadata.name`);
}

function podsOf(podsByNode: PodsByNode | null | undefined, name: string): readonly PodLike[] {
  const by = objectAt(podsByNode, 'podsByNode');
  if (by === undefined) return [];
  if (by instanceof Map) return (by as ReadonlyMap<string, readonly PodLike[]>).get(name) ?? [];
  return (Object.hasOwn(by, name) ? (by as { readonly [name: string]: readonly PodLike[] | null | undefined })[name] : undefined) ?? [];
}

function explainNode(node: string, insufficient: readonly InsufficientResource[], steps: SchedulingStep[]): void {
  if (insufficient.length === 0) steps.push(step('fit-node', 'fit-everything', { node }));
  for (const { resourceName: resource, requested, used, capacity } of insufficient) {
    const because = requested.cmp(capacity) > 0 ? 'fit-too-small' : 'fit-too-little';
    steps.push(step('fit-resource', because, { node, resource, requested, used, capacity }));
  }
}

function step(rule: SchedulingStep['rule'], because: SchedulingStep['because'], inputs: SchedulingStep['inputs']): SchedulingStep {
  const outcome = because === 'fit-everything' ? 'skipped' : 'applied';
  return { rule, upstream: 'pkg/scheduler/framework/plugins/noderesources/fit.go Filter', inputs, outcome, because };
}
