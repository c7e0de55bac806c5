import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, StatsLike } from '../../core/index.ts';
import { SizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { isSpared } from './critical-pods.ts';
import { listOf } from '../../core/checks.ts';
import { prioritiesCount, rulesOf, usageAbove, useReader, type UseReader } from './pod-use.ts';
import { comparisonOf, keysOf, rankedPlaces } from './rank-keys.ts';
import { measureOf } from './signal-measures.ts';
import type { Signal } from '../thresholds/signals.ts';

/** What {@link smallestChangeToSurvive} finds. No upstream counterpart. */
export type SurvivalChange =
  | {
      /** What the pod would have to request in all, in bytes, as the kubelet counts it; absent where no request suffices. */
      readonly request?: Quantity;
      /** The priority that it would have to have; absent where none that users may give suffices. */
      readonly priority?: number;
      readonly impossible?: undefined;
    }
  | {
      /** No other pod can be evicted, or neither a request nor a priority suffices. */
      readonly impossible: 'onlyPod' | 'noChange';
      readonly request?: undefined;
      readonly priority?: undefined;
    };

/** Upstream: `pkg/apis/scheduling/types.go`, `HighestUserDefinablePriority`. */
const highestPriority = 1_000_000_000;
const largestRequest = 2n ** 63n - 1n;

/**
 * The smallest changes that keep a pod from being the first that is evicted: the request, and the priority, of which each alone suffices,
 * while a byte or a step of priority less does not.
 *
 * The request is the whole one that `getResourceRequestQuantity` counts, of memory for memory signals and of ephemeral-storage for disks;
 * it does not help without statistics and against a shortage of processes. Nothing has to change for a pod that is critical or behind another
 * pod that is not. Of equal pods the first of the list goes first, as everywhere here; upstream leaves that to luck, so put the pod in front of the
 * others to be safe in that case, too.
 *
 * Upstream: none; it turns `pkg/kubelet/eviction/helpers.go`, `buildSignalToRankFunc`, around.
 *
 * @param pod one of the pods
 * @param pods the pods of its node
 * @param stats their statistics: the `pods` of a `/stats/summary`, or a lookup
 * @param signal the signal whose threshold is met
 * @param filesystems where images and writable layers live
 * @param options version and gates
 * @throws {SizingError} `NotFound` for a pod that is not one of the pods; as `rankForSignal`
 * @example
 * const podOf = (name: string, memory: string) => ({ metadata: { name, uid: name }, spec: { containers: [{ name: 'app', resources: { requests: { memory } } }] } });
 * const pods = [podOf('mine', '1Gi'), podOf('other', '1Gi')];
 * const stats = [{ podRef: { uid: 'mine' }, memory: { workingSetBytes: 2 ** 31 } }, { podRef: { uid: 'other' }, memory: { workingSetBytes: 2 ** 30 } }];
 * const change = smallestChangeToSurvive(pods[0], pods, stats, 'memory.available', {});
 * change.request // => '2147483649'
 * change.priority // => undefined
 */
export function smallestChangeToSurvive<P extends PodLike>(
  pod: P,
  pods: readonly P[],
  stats: StatsLike,
  signal: Signal,
  filesystems: ImageFilesystems,
  options?: GateOptions,
): SurvivalChange {
  const measure = measureOf(signal, filesystems, options);
  const rules = rulesOf(options);
  const own = listOf(pods, 'pods').indexOf(pod);
  if (own === -1) throw new SizingError('NotFound', 'the pod is none of the pods', { path: 'pod' });
  const reader = useReader(measure, statsSourceOf(stats), rules);
  const keys = keysOf(pods, reader);
  const spared = isSpared(rules.minor)(pods, options ?? {});
  if (spared(pod)) return {};
  const rival = rankedPlaces(keys).find((place) => place !== own && !spared(pods[place] as P));
  if (rival === undefined) return { impossible: 'onlyPod' };
  const duel: Duel = { pod, rival: pods[rival] as P, reader, rivalFirst: rival < own };
  if (survives(duel, {})) return {};
  const requestCounts = measure === 'memory' || (measure !== 'pids' && rules.gate('LocalStorageCapacityIsolation'));
  const request = requestCounts ? smallestRequest(duel) : undefined;
  const priority = prioritiesCount(rules.minor)(rules.gate) ? smallestPriority(duel) : undefined;
  if (request === undefined && priority === undefined) return { impossible: 'noChange' };
  return { ...(request === undefined ? {} : { request }), ...(priority === undefined ? {} : { priority }) };
}

/** The pod, and the first of the others that would be evicted in its place. */
interface Duel {
  readonly pod: PodLike;
  readonly rival: PodLike;
  readonly reader: UseReader;
  /** Whether the rival stands before the pod, which decides where they are equal. */
  readonly rivalFirst: boolean;
}

/** Whether the rival goes first when something of the pod is read otherwise. */
function survives({ pod, rival, reader, rivalFirst }: Duel, change: Partial<UseReader>): boolean {
  const order = comparisonOf(keysOf([rival, pod], { ...reader, ...change }))(0, 1);
  return order < 0 || (order === 0 && rivalFirst);
}

function smallestRequest(duel: Duel): Quantity | undefined {
  const { pod, rival, reader } = duel;
  const [stats, rivalStats] = [reader.statsOf(pod), reader.statsOf(rival)];
  if (stats === undefined || rivalStats === undefined || reader.requestOf === undefined) return undefined;
  const requestOf = reader.requestOf;
  const suffices = (bytes: bigint): boolean => {
    const request = Quantity.fromInt64(bytes, 'BinarySI');
    return survives(duel, { requestOf: (other) => (other === pod ? request : requestOf(other)) });
  };
  const usage = BigInt(reader.usageOf(pod, stats));
  const rivalAbove = usageAbove(reader.usageOf(rival, rivalStats), requestOf(rival), reader.format).toBigInt();
  let [low, high] = [requestOf(pod).toBigInt() - 1n, largest(usage, usage - rivalAbove + 2n)];
  if (high > largestRequest) high = largestRequest;
  if (!suffices(high)) return undefined;
  // The pod does not survive with what it requests now, and the more it requests the later it comes.
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return Quantity.fromInt64(high, 'BinarySI');
}

function largest(a: bigint, b: bigint): bigint {
  return a > b ? a : b;
}

function smallestPriority(duel: Duel): number | undefined {
  const { pod, rival, reader } = duel;
  const { priorityOf } = reader;
  const level = priorityOf(rival);
  return [level, level + 1].find(
    (priority) =>
      priority > priorityOf(pod) &&
      priority <= highestPriority &&
      survives(duel, { priorityOf: (other) => (other === pod ? priority : priorityOf(other)) }),
  );
}
