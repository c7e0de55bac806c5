import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, StatsLike } from '../../core/index.ts';
import { SizingError } from '../../errors.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { isSpared } from './critical-pods.ts';
import { listOf } from '../../core/checks.ts';
import { comparisonOf, keysOf, orderedBy, rankedPlaces, type OrderedBy } from './ordered-by.ts';
import { prioritiesCount, useAt, useReader, type UseReader } from './pod-use.ts';
import { buildSignalToRankFunc } from './signal-measures.ts';
import type { Signal } from '../thresholds/signals.ts';

/** What {@link smallestChangeToSurvive} finds. */
export type SurvivalChange =
  | {
      /** How much the pod would have to request in all, in bytes, as the kubelet counts it; absent where no request suffices. */
      readonly request?: Quantity;
      /** The priority that it would have to have; absent where no priority that users may give suffices. */
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
const highestUserDefinablePriority = 1_000_000_000;
const largestRequest = 0x7fff_ffff_ffff_ffffn;

/**
 * The smallest changes that keep a pod from being the first that is evicted: a request, and a priority. Each alone suffices, and a byte or
 * a step of priority less does not.
 *
 * The request is the total that `getResourceRequestQuantity` counts, of memory for memory signals and of ephemeral-storage for disks. It does
 * not help a pod without statistics, or when processes are short. A pod that is critical, or stands behind another pod that is not critical,
 * needs no change. The first of equal pods goes first, as everywhere here; upstream may take either, so put the pod in front of the
 * others to be safe in that case, too.
 *
 * Upstream: none; it turns `pkg/kubelet/eviction/helpers.go`, `buildSignalToRankFunc`, around.
 *
 * @param pod one of the pods
 * @param pods the pods of its node
 * @param signal the signal whose threshold is met
 * @throws {SizingError} `NotFound` for a pod that is not in the list; as `rankForSignal`
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
  const release = releaseOf(options);
  const measure = buildSignalToRankFunc(signal, filesystems, release.minor);
  const own = listOf(pods, 'pods').indexOf(pod);
  if (own === -1) throw new SizingError('NotFound', 'got a pod that is not in the list of pods, expected one of them', { path: 'pod' });
  const reader = useReader(measure, statsSourceOf(stats), release);
  const criteria = orderedBy(measure, release.minor);
  const places = rankedPlaces(keysOf(pods, reader, criteria));
  const spared = isSpared(pods, release);
  if (spared(pod)) return {};
  const rival = places.find((place) => place !== own && !spared(pods[place] as P));
  if (rival === undefined) return { impossible: 'onlyPod' };
  const duel: Duel = { pods: [pods[rival] as P, pod], reader, criteria, rivalFirst: rival < own };
  if (survives(duel, {})) return {};
  const requestCounts = measure === 'memory' || (measure !== 'pids' && release.gate('LocalStorageCapacityIsolation'));
  const request = requestCounts ? smallestRequest(duel) : undefined;
  const priority = prioritiesCount(release.minor)(release.gate) ? smallestPriority(duel) : undefined;
  if (request === undefined && priority === undefined) return { impossible: 'noChange' };
  return { ...(request === undefined ? {} : { request }), ...(priority === undefined ? {} : { priority }) };
}

/** The first of the others that would be evicted in the pod's place, and the pod. */
interface Duel {
  readonly pods: readonly [rival: PodLike, pod: PodLike];
  readonly reader: UseReader;
  readonly criteria: OrderedBy;
  /** Whether the rival stands before the pod, which decides where they are equal. */
  readonly rivalFirst: boolean;
}

/** Whether the rival goes first when something of the pod is read otherwise. */
function survives({ pods, reader, criteria, rivalFirst }: Duel, change: Partial<UseReader>): boolean {
  const order = comparisonOf(keysOf(pods, { ...reader, ...change }, criteria))(0, 1);
  return order < 0 || (order === 0 && rivalFirst);
}

function smallestRequest(duel: Duel): Quantity | undefined {
  const { pods, reader } = duel;
  const era = eraSince(reader.minor);
  const [rivalUse, use] = [useAt(pods, 0, reader), useAt(pods, 1, reader)];
  const requestOf = reader.requestOf;
  if (use?.request === undefined || rivalUse === undefined || requestOf === undefined) return undefined;
  const suffices = (bytes: bigint): boolean => {
    const request = Quantity.fromInt64(bytes, 'BinarySI', era);
    return survives(duel, { requestOf: (pod) => (pod === pods[1] ? request : requestOf(pod)) });
  };
  const usage = BigInt(use.usage);
  const rivalAbove = Quantity.from(rivalUse.above).toBigInt();
  const enough = usage - rivalAbove + 2n;
  let [low, high] = [use.request.toBigInt() - 1n, enough > usage ? enough : usage];
  if (high > largestRequest) high = largestRequest;
  if (!suffices(high)) return undefined;
  // The pod does not survive with what it requests now, and the more it requests the later it comes.
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (suffices(middle)) high = middle;
    else low = middle;
  }
  return Quantity.fromInt64(high, 'BinarySI', era);
}

function smallestPriority(duel: Duel): number | undefined {
  const { pods, reader } = duel;
  const { priorityOf } = reader;
  const [rival, pod] = pods;
  const level = priorityOf(rival);
  return [level, level + 1].find(
    (priority) =>
      priority > priorityOf(pod) &&
      priority <= highestUserDefinablePriority &&
      survives(duel, { priorityOf: (other) => (other === pod ? priority : priorityOf(other)) }),
  );
}
