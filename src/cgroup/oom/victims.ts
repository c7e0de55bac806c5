import { within } from '../../core/at-path.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { ContainerStatsLike, PodLike, PodStatsLike, StatsLike } from '../../core/index.ts';
import { addInt64, byteQuantity, int64Of, machineBytes, safeNumber } from '../../core/int64.ts';
import type { Opt } from '../../core/optional.ts';
import { pageSize } from '../../core/page-sizes.ts';
import { objectAt, objectsAt, textAt } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import type { Quantity, QuantityLike } from '../../quantity/index.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { oomScores } from './score.ts';

/** A container in the order in which the kernel would kill. */
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

/** Options of {@link rankOOMVictims}. */
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
 * absent) and the swap used, each an int64 as the kubelet reads it: a statistic from 2^63 on wraps. A score above 1000, which Linux refuses, counts as 1000; the -1000 that exempts a process is never given to a
 * container. Containers without memory statistics do not run and are left out. Equals stand in the order of the input, a pod's init
 * containers before its containers.
 *
 * Upstream: none in Kubernetes; Linux, `mm/oom_kill.c`, `oom_badness`, since 5.9. The scores are those of `getContainerOOMScoreAdjust`.
 *
 * @param pods the pods of the node
 * @param memoryCapacity the memory of the machine, bytes
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
  const release = releaseOf(options);
  const capacity = machineBytes(memoryCapacity, 'memoryCapacity');
  if (capacity <= 0n) throw new SizingError('OutOfRange', 'a capacity is above 0', { path: 'memoryCapacity', input: memoryCapacity });
  const swap = machineBytes(options?.swapCapacity ?? 0, 'options.swapCapacity');
  const unit = (capacity + swap) / BigInt(pageSize) / 1000n;
  const machine = { capacity, unit, release };
  const { statsOf, placeOf } = statsSourceOf(stats);
  const victims = objectsAt(pods ?? 0, 'pods').flatMap((pod, i) => {
    const place = `pods[${i}]`;
    const usages = within(
      () => placeOf(pod, place),
      () => usagesOf(objectAt(statsOf(pod), '')),
    );
    return within(place, () => victimsOf(pod, usages, machine));
  });
  return victims.sort((a, b) => b.badness - a.badness);
}

/** The machine that runs out of memory. */
interface Machine {
  /** Bytes. */
  readonly capacity: bigint;
  /** The pages that a point of the score is worth. */
  readonly unit: bigint;
  readonly release: Release;
}

function victimsOf<P extends PodLike>(pod: P, usages: ReadonlyMap<string, bigint>, { capacity, unit, release }: Machine): OOMVictim<P>[] {
  const known = new KnownPod(pod, release);
  const running = known.containers().filter(({ container }) => usages.has(container.name ?? ''));
  if (running.length === 0) return [];
  const scoreOf = oomScores(known, capacity);
  return running.map((named) => {
    const usage = usages.get(named.container.name ?? '') ?? 0n;
    const oomScoreAdj = scoreOf(named);
    const badness = usage / BigInt(pageSize) + BigInt(Math.min(oomScoreAdj, greatestScore)) * unit;
    return {
      pod,
      container: named.container.name ?? '',
      oomScoreAdj,
      usage: byteQuantity(usage, release.minor),
      badness: safeNumber(badness, 'badness'),
    };
  });
}

/** The bytes that the containers use that have memory statistics, by name. */
function usagesOf(stats: PodStatsLike | undefined): ReadonlyMap<string, bigint> {
  const usages = new Map<string, bigint>();
  for (const [i, container] of objectsAt(stats?.containers, 'containers').entries()) {
    const usage = within(`containers[${i}]`, () => containerUsage(container));
    const name = textAt(container.name, `containers[${i}].name`);
    if (usage !== undefined) usages.set(name, usage);
  }
  return usages;
}

function containerUsage(container: ContainerStatsLike): bigint | undefined {
  const memory = objectAt(container.memory, 'memory');
  const resident = int64Of(memory?.rssBytes, 'memory.rssBytes') ?? int64Of(memory?.workingSetBytes, 'memory.workingSetBytes');
  if (resident === undefined) return undefined;
  return BigInt(addInt64(resident, int64Of(objectAt(container.swap, 'swap')?.swapUsageBytes, 'swap.swapUsageBytes') ?? 0));
}
