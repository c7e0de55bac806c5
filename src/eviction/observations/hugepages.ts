import { quantityAt } from '../../core/at-path.ts';
import { nodeStatusOf, objectAt } from '../../core/pod-fields.ts';
import type { MemoryStatsLike, NodeLike } from '../../core/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import { objectOf } from '../../core/checks.ts';
import { int64Of, safeNumber } from '../../core/int64.ts';

/** The memory that a kubelet of 1.37 reports. */
export type AdjustedMemoryStats<M extends MemoryStatsLike> = Omit<M, 'availableBytes'> & {
  readonly availableBytes?: M['availableBytes'] | number;
};

/**
 * The node's memory statistics without the memory that is set aside for hugepages: `availableBytes` less the capacity of all `hugepages-*`
 * resources, at least 0.
 *
 * Use it on summaries of kubelets before 1.37, to learn what a kubelet of 1.37 decides; a kubelet of 1.37 has already adjusted its own. The
 * working set is unchanged, so the capacity of the signal shrinks as well. Without `availableBytes`, without a node or without hugepages the
 * statistics are returned as they are. Statistics of the `pods` cgroup are not adjusted upstream.
 *
 * Upstream: `pkg/kubelet/server/stats/summary.go`, `adjustForHugePages`, since 1.37, gate HugepageAwareEviction; before, and with the gate
 * off, the statistics are returned as they are.
 *
 * @param memoryStats the summary's `node.memory`
 * @param node the node, whose `status.capacity` counts
 * @throws {SizingError} `InvalidInput` for an `availableBytes` that is not a uint64; `OutOfRange` for a result beyond the safe integers
 * @example
 * const node = { status: { capacity: { memory: '8Gi', 'hugepages-2Mi': '1Gi' } } };
 * adjustForHugePages({ availableBytes: 3221225472, workingSetBytes: 5368709120 }, node) // => { availableBytes: 2147483648, workingSetBytes: 5368709120 }
 * adjustForHugePages({ availableBytes: 1048576 }, node).availableBytes // => 0
 * adjustForHugePages({ availableBytes: 1048576 }, node, { kubernetesVersion: '1.36' }).availableBytes // => 1048576
 */
export function adjustForHugePages<M extends MemoryStatsLike>(
  memoryStats: M,
  node: NodeLike | null | undefined,
  options?: GateOptions,
): AdjustedMemoryStats<M> {
  const release = releaseOf(options);
  objectOf(memoryStats, 'memoryStats');
  const bytes = int64Of(memoryStats.availableBytes, 'memoryStats.availableBytes');
  if (bytes === undefined || !release.gate('HugepageAwareEviction')) return memoryStats;
  const reserved = hugePageBytes(node, release.minor);
  if (reserved === 0n) return memoryStats;
  const available = BigInt.asUintN(64, BigInt(bytes));
  return { ...memoryStats, availableBytes: safeNumber(available > reserved ? available - reserved : 0n, 'memoryStats.availableBytes') };
}

/** The sum of all hugepage capacities, as a uint64. */
function hugePageBytes(node: NodeLike | null | undefined, minor: number): bigint {
  let total = 0n;
  const status = node === undefined || node === null ? undefined : nodeStatusOf(node, 'node');
  for (const [name, amount] of Object.entries(objectAt(status?.capacity, 'node.status.capacity') ?? {})) {
    if (!name.startsWith('hugepages-') || amount === undefined) continue;
    total += quantityAt(amount ?? 0, `node.status.capacity.${name}`, minor).value();
  }
  return BigInt.asUintN(64, total);
}
