import { atPath } from '../core/at-path.ts';
import type { NodeLike, PodLike } from '../core/index.ts';
import { objectAt, objectsAt } from '../core/pod-fields.ts';
import { SizingError } from '../errors.ts';
import { addAmounts, amountsAt, noAmounts, type Amounts } from './amounts.ts';
import { addInt64, type Int64 } from '../core/int64.ts';
import { hasEnded, placedAmounts } from './pod-amounts.ts';
import type { Rules } from './rules.ts';

/**
 * A node with what the pods on it take: made once, and asked as often as needed.
 *
 * Upstream: `pkg/scheduler/framework/types.go`, `NodeInfo`, since 1.19; `pkg/scheduler/nodeinfo` before.
 */
export interface NodeInfo {
  readonly allocatable: Amounts;
  readonly requested: Amounts;
  readonly pods: number;
  readonly running: readonly PodLike[];
  /** The pod of a uid among those on the node. */
  readonly find: (uid: string) => PodLike | undefined;
}

interface NodeInfoPlaces {
  readonly podsPlace?: string;
  readonly nodePlace?: string;
  /** Which pods do not count. */
  readonly leaves?: (pod: PodLike) => boolean;
}

export function nodeInfoOf(
  node: NodeLike,
  pods: readonly PodLike[] | null | undefined,
  rules: Rules,
  { podsPlace = 'podsOnNode', nodePlace = 'node', leaves = hasEnded }: NodeInfoPlaces = {},
): NodeInfo {
  const requested = noAmounts();
  const running = runningPods(pods, podsPlace, (pod) => addAmounts(requested, placedAmounts(pod, rules)), leaves);
  return {
    allocatable: allocatableOf(node, rules, nodePlace),
    requested,
    pods: running.length,
    running,
    find: (uid) => running.find(({ metadata }) => (metadata?.uid ?? '') === uid),
  };
}

/** The pods that have not ended, each looked at; an error gets the pod's place. */
export function runningPods(
  pods: readonly PodLike[] | null | undefined,
  place: string,
  visit: (pod: PodLike) => void,
  leaves: (pod: PodLike) => boolean = hasEnded,
): readonly PodLike[] {
  const running: PodLike[] = [];
  for (const [i, pod] of objectsAt(pods, place).entries()) {
    try {
      if (leaves(pod)) continue;
      visit(pod);
      running.push(pod);
    } catch (error) {
      throw atPath(error, `${place}[${i}]`);
    }
  }
  return running;
}

/** What a node gives to pods. */
export function allocatableOf(node: NodeLike, rules: Rules, place: string): Amounts {
  if (typeof node !== 'object' || node === null) throw new SizingError('InvalidInput', 'a node was expected', { path: place, input: node });
  const status = objectAt(node.status, `${place}.status`);
  const path = `${place}.status.allocatable`;
  return amountsAt(objectAt(status?.allocatable, path), path, rules.countsStorage);
}

/** A node with as many more pods that take the same. */
export function withMore(info: NodeInfo, amounts: Amounts, count: number): { readonly requested: Amounts; readonly pods: Int64 } {
  const requested = { ...info.requested, scalars: info.requested.scalars === undefined ? undefined : new Map(info.requested.scalars) };
  addAmounts(requested, amounts, count);
  return { requested, pods: addInt64(info.pods, count) };
}
