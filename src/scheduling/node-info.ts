import type { NodeLike, PodLike } from '../core/index.ts';
import { isPodTerminal, nodeStatusOf, objectAt, visitEach } from '../core/pod-fields.ts';
import { addInt64 } from '../core/int64.ts';
import type { Occupied } from './fits-request.ts';
import { calculateResource } from './pod-requests.ts';
import { addResource, emptyResource, newResource, type Resource } from './resource.ts';
import type { FitRules } from './rules.ts';

/**
 * A node with what the pods on it take: made once, and asked as often as needed.
 *
 * Upstream: `pkg/scheduler/framework/types.go`, `NodeInfo`, since 1.19; `pkg/scheduler/nodeinfo` before.
 */
export interface NodeInfo extends Occupied {
  readonly node: NodeLike;
  readonly pods: number;
  readonly running: readonly PodLike[];
}

/** Where a node and the pods on it stand, for errors, and which pods do not count. */
interface NodeInfoPlaces {
  readonly podsPlace?: string;
  readonly nodePlace?: string;
  readonly leaves?: (pod: PodLike) => boolean;
}

/** A node with the pods on it, those that have ended left out. */
export function newNodeInfo(
  node: NodeLike,
  pods: readonly PodLike[] | null | undefined,
  rules: FitRules,
  { podsPlace = 'podsOnNode', nodePlace = 'node', leaves = isPodTerminal }: NodeInfoPlaces = {},
): NodeInfo {
  const requested = emptyResource();
  const running = runningPods(pods, podsPlace, (pod) => addResource(requested, calculateResource(pod, rules), rules), leaves);
  return { node, allocatable: allocatableOf(node, rules, nodePlace), requested, pods: running.length, running };
}

/** The pods that do not leave, each looked at; an error gets the pod's place. */
export function runningPods(
  pods: readonly PodLike[] | null | undefined,
  place: string,
  visit: (pod: PodLike) => void,
  leaves: (pod: PodLike) => boolean = isPodTerminal,
): readonly PodLike[] {
  const running: PodLike[] = [];
  visitEach(pods, place, (pod) => {
    if (leaves(pod)) return;
    visit(pod);
    running.push(pod);
  });
  return running;
}

/** What a node gives to pods. */
export function allocatableOf(node: NodeLike, rules: FitRules, place: string): Resource {
  const status = nodeStatusOf(node, place);
  const path = `${place}.status.allocatable`;
  return newResource(objectAt(status?.allocatable, path), path, rules);
}

/** A node with as many more pods that take the same. */
export function withMore({ allocatable, requested, pods }: NodeInfo, resource: Resource, count: number, rules: FitRules): Occupied {
  const { scalarResources } = requested;
  const more = { ...requested, scalarResources: scalarResources === undefined ? undefined : new Map(scalarResources) };
  addResource(more, resource, rules, count);
  return { allocatable, requested: more, pods: addInt64(pods, count) };
}
