import type { NodeStatusLike } from '../../core/index.ts';
import { objectAt } from '../../core/pod-fields.ts';
import { amountOf, readList } from '../../core/resource-lists.ts';
import { isOrdinary, shown, type NodeAmounts, type Subject } from './subject.ts';

/** What a node says that it has; what is allocatable of a node that says only what it has is all of it. */
export function amountsOfNode(status: NodeStatusLike | undefined, minor: number): NodeAmounts | undefined {
  if (status === undefined) return undefined;
  const capacity = readList(objectAt(status.capacity, 'node.status.capacity'), 'node.status.capacity', minor);
  const allocatable = readList(objectAt(status.allocatable, 'node.status.allocatable'), 'node.status.allocatable', minor);
  return { capacity: capacity ?? allocatable, allocatable: allocatable ?? capacity };
}

/** A pod that a node, all empty, cannot hold. */
export function lintNode({ owners, requests, node, note }: Subject): void {
  const { allocatable, capacity } = node ?? {};
  if (allocatable === undefined) return;
  for (const [name, amount] of Object.entries(requests())) {
    const most = amountOf(allocatable, name);
    const inputs = { amount, name: shown(name) };
    if (most === undefined && amount.sign() > 0 && !isOrdinary(name)) note('node-lacks-resource', ['spec'], inputs);
    if (most !== undefined && amount.cmp(most) > 0) note('exceeds-node', ['spec'], { ...inputs, most });
  }
  const most = amountOf(capacity, 'memory');
  for (const { limits } of owners) {
    const limit = limits.get('memory');
    if (most !== undefined && limit !== undefined && limit.quantity.cmp(most) > 0) note('memory-limit-above-node', limit, { most });
  }
}
