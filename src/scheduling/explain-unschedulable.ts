import { clusterObject } from '../core/cluster-object.ts';
import type { NodeLike, PodLike } from '../core/index.ts';
import { containersOf, isRestartableInitContainer, objectsAt, textAt, objectAt } from '../core/pod-fields.ts';
import { recorded, type Note } from '../explanation.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { releaseOf, type Release } from '../version/release.ts';
import { since } from '../version/since.ts';
import { schedulingRules, type SchedulingExplanation, type SchedulingReason, type SchedulingRule } from './explanation.ts';
import { insufficientResources, type InsufficientResource } from './fits.ts';
import { newNodeInfo } from './node-info.ts';
import { computePodResourceRequest } from './pod-requests.ts';
import { fitRulesOf, type FitRules } from './rules.ts';

/** The pods on each node, by the node's name. */
export type PodsByNode = ReadonlyMap<string, readonly PodLike[]> | { readonly [nodeName: string]: readonly PodLike[] | null | undefined };

/** A node that does not take the pod. */
export interface NodeRefusal {
  /** The node's name; empty where it has none. */
  readonly node: string;
  /** As `fits`; empty where the pod itself is refused. */
  readonly insufficient: readonly InsufficientResource[];
}

/** What {@link explainUnschedulable} finds. */
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
 * Only the resources of nodes are looked at, by the rules of `fits`. Taints, affinity, volumes, ports and the sentences about preemption that the
 * event adds are left out. Without any node the text is `no nodes available to schedule pods`.
 *
 * Upstream: `pkg/scheduler/framework/types.go`, `FitError`, since 1.21; `pkg/scheduler/core` before; and the filter of `noderesources`.
 *
 * @param pod the pod that is to be placed
 * @param nodes the nodes, each with `metadata.name` and `status.allocatable`
 * @param podsByNode the pods on each node, by its name; none when absent
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
  const rules = fitRulesOf(releaseOf(options));
  return recorded(schedulingRules, (note) => findNodes(pod, nodes, podsByNode ?? undefined, rules, note));
}

type SchedulingNote = Note<SchedulingRule, SchedulingReason>;

function findNodes(
  pod: PodLike,
  nodes: readonly NodeLike[],
  podsByNode: PodsByNode | undefined,
  rules: FitRules,
  note: SchedulingNote,
): Unschedulable {
  const wanted = { pod, request: computePodResourceRequest(pod, rules) };
  const all = objectsAt(nodes, 'nodes').map((node, i) => {
    const metadata = objectAt(clusterObject(node, 'a node', `nodes[${i}]`).metadata, `nodes[${i}].metadata`);
    return { node, name: textAt(metadata?.name, `nodes[${i}].metadata.name`) };
  });
  if (refusesSidecars(pod, rules)) {
    note('fit-sidecars', 'fit-sidecars-off', {}, 'applied');
    const refusals = all.map(({ name }) => ({ node: name, insufficient: [] }));
    const reason = sidecarRule(rules.minor) === 'at every node' ? `${all.length} ${sidecarText}` : sidecarText;
    return { message: fitError(all.length, [reason]), fitting: [], refusals };
  }
  if (podsByNode !== undefined && !(podsByNode instanceof Map)) clusterObject(podsByNode, 'pods by the name of their node', 'podsByNode');
  const fitting: string[] = [];
  const refusals: NodeRefusal[] = [];
  const reasons = new Map<string, number>();
  for (const [i, { node, name }] of all.entries()) {
    const places = { podsPlace: `podsByNode.${name}`, nodePlace: `nodes[${i}]` };
    const insufficient = insufficientResources(wanted, newNodeInfo(node, podsOf(podsByNode, name), rules, places), rules);
    for (const { reason } of insufficient) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    if (insufficient.length === 0) fitting.push(name);
    else refusals.push({ node: name, insufficient });
    noteNode(name, insufficient, note);
  }
  if (fitting.length > 0) return { fitting, refusals };
  const counted = [...reasons].map(([reason, count]) => `${count} ${reason}`);
  return { message: fitError(all.length, counted.sort()), fitting, refusals };
}

function refusesSidecars(pod: PodLike, { minor, gate }: Release): boolean {
  return (
    sidecarRule(minor) !== 'none' && !gate('SidecarContainers') && containersOf(pod, 'initContainers').some(isRestartableInitContainer)
  );
}

/** The scheduler's words. Upstream: `FitError.Error`. */
function fitError(nodes: number, reasons: readonly string[]): string {
  return nodes === 0 ? 'no nodes available to schedule pods' : `0/${nodes} nodes are available: ${reasons.join(', ')}.`;
}

function podsOf(podsByNode: PodsByNode | undefined, name: string): readonly PodLike[] | null | undefined {
  if (podsByNode instanceof Map) return (podsByNode as ReadonlyMap<string, readonly PodLike[]>).get(name);
  if (podsByNode === undefined) return undefined;
  const byName = podsByNode as { readonly [nodeName: string]: readonly PodLike[] | null | undefined };
  return Object.hasOwn(byName, name) ? byName[name] : undefined;
}

function noteNode(node: string, insufficient: readonly InsufficientResource[], note: SchedulingNote): void {
  if (insufficient.length === 0) note('fit-node', 'fit-everything', { node }, 'skipped');
  for (const { resourceName: resource, requested, used, capacity } of insufficient) {
    const because = requested.cmp(capacity) > 0 ? 'fit-too-small' : 'fit-too-little';
    note('fit-resource', because, { node, resource, requested, used, capacity }, 'applied');
  }
}
