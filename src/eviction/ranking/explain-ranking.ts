// A ranking is explained in types of this library's own; upstream only sorts.
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, StatsLike } from '../../core/index.ts';
import { recorded, type Note } from '../../explanation.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf } from '../../version/release.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { signalToResource, type Signal, type StarvedResource } from '../thresholds/signals.ts';
import { isSpared } from './critical-pods.ts';
import { rankingRules, type RankingExplanation, type RankingReason, type RankingRule } from './explanation.ts';
import { decisionOf, keysOf, orderedBy, rankedPlaces, type OrderedBy, type RankingDecision } from './ordered-by.ts';
import type { FsStatsType } from './pod-usage.ts';
import { exactUse, useAt, useReader, type UseReader } from './pod-use.ts';
import { buildSignalToRankFunc } from './signal-measures.ts';

/** A pod in its place. */
export interface RankedPod<P> {
  readonly pod: P;
  readonly priority: number;
  /** How much it uses of what is measured; absent without statistics, and where only the priority counts. */
  readonly usage?: Quantity;
  /** How much it requests; absent for processes. */
  readonly request?: Quantity;
  readonly usageAboveRequest?: Quantity;
  readonly exceedsRequest?: boolean;
  /** Whether the kubelet passes it over, because it is critical. */
  readonly spared: boolean;
  /** What put it before the next pod; absent for the last one. */
  readonly decidedBy?: RankingDecision;
}

/** What {@link explainRanking} finds. */
export interface RankedPods<P> {
  /** The pods, the first that is evicted first. */
  readonly pods: readonly RankedPod<P>[];
  readonly resource: StarvedResource;
  /** Which parts of a pod's use of a disk count; absent for memory and processes. */
  readonly fsStatsToMeasure?: readonly FsStatsType[];
}

/**
 * The ranking of `rankForSignal` with its reasons: what each pod uses and requests, its priority, whether it is spared, and what put it
 * before the next.
 *
 * The first of these in which two neighbours differ puts a pod before the next: it has no `statistics`, only it exceeds its `request`, it has
 * the lower `priority`, it has more `usage` above its request; `nothing` where they are equal.
 *
 * Upstream: none; it explains `pkg/kubelet/eviction/helpers.go`, `buildSignalToRankFunc`.
 *
 * @param signal the signal whose threshold is met
 * @throws {SizingError} as `rankForSignal`
 * @example
 * const podOf = (name: string, priority: number) => ({ metadata: { name, uid: name }, spec: { containers: [], priority } });
 * const statsOf = (uid: string, workingSetBytes: number) => ({ podRef: { uid }, memory: { workingSetBytes } });
 * const stats = [statsOf('important', 2 ** 30), statsOf('batch', 2 ** 20)];
 * const { result } = explainRanking('memory.available', [podOf('important', 1000), podOf('batch', 0)], stats, {});
 * result.pods.map(({ pod, usageAboveRequest, decidedBy }) => [pod.metadata.name, usageAboveRequest, decidedBy]) // => [['batch', '1Mi', 'priority'], ['important', '1Gi', undefined]]
 */
export function explainRanking<P extends PodLike>(
  signal: Signal,
  pods: readonly P[],
  stats: StatsLike,
  filesystems: ImageFilesystems,
  options?: GateOptions,
): RankingExplanation<RankedPods<P>> {
  const release = releaseOf(options);
  const measure = buildSignalToRankFunc(signal, filesystems, release.minor);
  const reader = useReader(measure, statsSourceOf(stats), release);
  const criteria = orderedBy(measure, release.minor);
  const keys = keysOf(pods, reader, criteria);
  const places = rankedPlaces(keys);
  const spared = isSpared(pods, release);
  return recorded(rankingRules, (note) => {
    const ranked = Array.from(places, (place, i): RankedPod<P> => {
      const key = { ...keyAt(pods, place, reader, criteria, note), spared: spared(pods[place] as P) };
      const pod = podName(key.pod, place);
      if (key.spared) note('rank-spared', 'rank-is-spared', { pod }, 'applied');
      const next = places[i + 1];
      if (next === undefined) return key;
      const decidedBy = decisionOf(keys, place, next);
      note('rank-next', `rank-next-${decidedBy}`, { pod, next: podName(pods[next] as P, next) }, 'applied');
      return { ...key, decidedBy };
    });
    const parts = typeof measure === 'string' ? {} : { fsStatsToMeasure: measure.parts };
    return { pods: ranked, resource: signalToResource[signal], ...parts };
  });
}

type RankingNote = Note<RankingRule, RankingReason>;

/** What ranks the pod at a place of its list. */
function keyAt<P extends PodLike>(
  pods: readonly P[],
  place: number,
  reader: UseReader,
  criteria: OrderedBy,
  note: RankingNote,
): Omit<RankedPod<P>, 'spared' | 'decidedBy'> {
  const pod = pods[place] as P;
  const priority = reader.priorityOf(pod);
  const own = { pod: podName(pod, place), priority };
  const use = criteria.length > 1 ? useAt(pods, place, reader) : undefined;
  if (use === undefined) {
    note('rank-key', criteria.length > 1 ? 'rank-no-stats' : 'rank-priority-only', own, 'applied');
    return { pod, priority };
  }
  const { request, exceedsRequest } = use;
  const usage = exactUse(use.usage, reader);
  if (request === undefined) {
    note('rank-key', 'rank-processes', { ...own, usage }, 'applied');
    return { pod, priority, usage };
  }
  const above = usage.sub(request);
  if (exceedsRequest) note('rank-key', 'rank-above', { ...own, usage, request, above }, 'applied');
  else note('rank-key', 'rank-within', { ...own, usage, request, above, less: above.neg() }, 'applied');
  return { pod, priority, usage, request, usageAboveRequest: above, exceedsRequest };
}

/** A pod as people call it; one without a name by its place. */
export function podName({ metadata }: PodLike, place: number): string {
  const { name, namespace } = metadata ?? {};
  if (typeof name !== 'string') return `pods[${place}]`;
  return typeof namespace === 'string' ? `${namespace}/${name}` : name;
}
