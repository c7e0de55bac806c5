import { quantityAt, within } from '../../core/at-path.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { ContainerStatsLike, IntegerLike, PodLike, PodStatsLike, StatsLike } from '../../core/index.ts';
import type { Opt } from '../../core/optional.ts';
import { objectAt, objectsAt } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import type { Quantity, QuantityLike } from '../../quantity/index.ts';
import { gatesOf, type GateOptions } from '../../version/feature-gates.ts';
import { byteQuantity, safeNumber } from '../../core/int64.ts';
import { namedContainers } from '../../resources/totals/named-container.ts';
import { oomScores } from './score.ts';
import { pageSize } from '../pod/throttled-memory.ts';

/** A container in the order in which the kernel would kill. No upstream counterpart. */
export interface OOMVictim<P extends PodLike = PodLike> {
  readonly pod: P;
  readonly container: string;
  /** As `getContainerOOMScoreAdjust`. */
  readonly oomScoreAdj: number;
  /** What the container uses: resident memory and swap, bytes. */
  readonly usage: Quantity;
  /** The kernel's points, in pages: the container with the most is killed first. */
  readonly badness: number;
}

/** Options of {@link rankOOMVictims}. No upstream counterpart. */
export interface OOMVictimOptions extends GateOptions {
  /** The swap of the machine, bytes; 0 when absent. It counts as memory to the kernel. */
  readonly swapCapacity?: Opt<QuantityLike>;
}

/** The greatest score that Linux takes. */
const greatestScore = 1000;

/**
 * The containers of a node in the order in which the kernel kills them when memory runs out before the kubelet evicts, the first victim
 * first.
 *
 * A container's badness is `usage + oom_score_adj × (pages of memory and swap / 1000)` in pages of 4096 bytes, as if it were one process:
 * the kernel computes it of each process, with its page tables, and kills the worst. `usage` is `rssBytes` (`workingSetBytes` where that is
 * absent) and the swap used. A score above 1000, which Linux refuses, counts as 1000; the -1000 that exempts a process is never given to a
 * container. Containers without memory statistics do not run and are left out. Equals stand in the order of the input, a pod's init
 * containers before its containers.
 *
 * Upstream: none in Kubernetes; Linux, `mm/oom_kill.c`, `oom_badness`, since 5.9. The scores are those of `getContainerOOMScoreAdjust`.
 *
 * @param pods the pods of the node
 * @param stats a lookup of their statistics, or the `pods` of a `/stats/summary`
 * @param memoryCapacity the memory of the machine, bytes
 * @param options swap, version and gates
 * @throws {SizingError} `OutOfRange` for a capacity that is not above 0; `InvalidInput` for a malformed statistic; also as
 * `getContainerOOMScoreAdjust`, with the index of the pod
 * @example
 * const web = { metadata: { uid: 'a' }, spec: { containers: [{ name: 'web', resources: { requests: { memory: '4Gi' } } }] } };
 * const job = { metadata: { uid: 'b' }, spec: { containers: [{ name: 'job' }] } };
 * const stats = [
 *   { podRef: { uid: 'a' }, containers: [{ name: 'web', memory: { rssBytes: 6442450944 } }] },
 *   { podRef: { uid: 'b' }, containers: [{ name: 'job', memory: { rssBytes: 104857600 } }] },
 * ];
 * rankOOMVictims([web, job], stats, '16Gi').map(({ container, oomScoreAdj, badness }) => [container, oomScoreAdj, badness])
 * // => [['web', 750, 4718364], ['job', 1000, 4219600]]
 */
export function rankOOMVictims<P extends PodLike>(
  pods: readonly P[],
  stats: StatsLike,
  memoryCapacity: QuantityLike,
  options?: OOMVictimOptions,
): OOMVictim<P>[] {
  const capacity = quantityAt(memoryCapacity, 'memoryCapacity').value();
  if (capacity <= 0n) throw new SizingError('OutOfRange', 'a capacity is above 0', { path: 'memoryCapacity', input: memoryCapacity });
  const swap = quantityAt(options?.swapCapacity ?? 0, 'options.swapCapacity').value();
  const unit = (capacity + swap) / BigInt(pageSize) / 1000n;
  gatesOf(options);
  const { statsOf, placeOf } = statsSourceOf(stats);
  const victims = objectsAt(pods ?? 0, 'pods').flatMap((pod, i) => {
    const place = `pods[${i}]`;
    const usages = within(
      () => placeOf(pod, place),
      () => usagesOf(objectAt(statsOf(pod), '')),
    );
    return within(place, () => victimsOf(pod, usages, capacity, unit, options));
  });
  return victims.sort((a, b) => b.badness - a.badness);
}

function victimsOf<P extends PodLike>(
  pod: P,
  usages: ReadonlyMap<string, bigint>,
  capacity: bigint,
  unit: bigint,
  options: OOMVictimOptions | undefined,
): OOMVictim<P>[] {
  const running = namedContainers(pod).filter(({ container }) => usages.has(container.name));
  if (running.length === 0) return [];
  const scoreOf = oomScores(pod, capacity, options);
  return running.map((named) => {
    const usage = usages.get(named.container.name) ?? 0n;
    const oomScoreAdj = scoreOf(named);
    const badness = usage / BigInt(pageSize) + BigInt(Math.min(oomScoreAdj, greatestScore)) * unit;
    return {
      pod,
      container: named.container.name,
      oomScoreAdj,
      usage: byteQuantity(usage),
      badness: safeNumber(badness, 'badness'),
    };
  });
}

/** The bytes that the containers use that have memory statistics, by name. */
function usagesOf(stats: PodStatsLike | undefined): ReadonlyMap<string, bigint> {
  const usages = new Map<string, bigint>();
  for (const [i, container] of objectsAt(stats?.containers, 'containers').entries()) {
    const usage = within(`containers[${i}]`, () => usageOf(container));
    if (usage !== undefined) usages.set(container.name, usage);
  }
  return usages;
}

function usageOf(container: ContainerStatsLike): bigint | undefined {
  const memory = objectAt(container.memory, 'memory');
  const resident = statistic(memory?.rssBytes, 'memory.rssBytes') ?? statistic(memory?.workingSetBytes, 'memory.workingSetBytes');
  if (resident === undefined) return undefined;
  return resident + (statistic(objectAt(container.swap, 'swap')?.swapUsageBytes, 'swap.swapUsageBytes') ?? 0n);
}

function statistic(value: Opt<IntegerLike>, path: string): bigint | undefined {
  if (value === undefined || value === null) return undefined;
  const exact = typeof value === 'bigint' || Number.isInteger(value) ? BigInt(value) : -1n;
  if (exact >= 0n && exact < 2n ** 63n) return exact;
  throw new SizingError('InvalidInput', 'a statistic is an integer of at least 0', { path, input: value });
}
