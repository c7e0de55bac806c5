import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, StatsLike } from '../../core/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import type { ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { isSpared } from './critical-pods.ts';
import type { RankingExplanation, RankingReason, RankingStep } from './explanation.ts';
import { exactQuantity, type FsStatsType } from './pod-usage.ts';
import { rulesOf, usageAbove, useReader, type UseReader } from './pod-use.ts';
import { decisionOf, keysOf, rankedPlaces, type RankingDecision } from './rank-keys.ts';
import { measureOf } from './signal-measures.ts';
import { signalToResource, type Signal, type StarvedResource } from '../thresholds/signals.ts';

/** A pod in its place. No upstream counterpart. */
export interface RankedPod<P> {
  readonly pod: P;
  readonly priority: number;
  /** What it uses of what is measured; absent without statistics, and where only the priority counts. */
  readonly usage?: Quantity;
  /** What it requests; absent of processes. */
  readonly request?: Quantity;
  readonly usageAboveRequest?: Quantity;
  readonly exceedsRequest?: boolean;
  /** Whether the kubelet passes it over: it is critical. */
  readonly spared: boolean;
  /** What put it before the next pod; absent of the last. */
  readonly decidedBy?: RankingDecision;
}

/** What {@link explainRanking} finds. No upstream counterpart. */
export interface RankedPods<P> {
  /** The pods, the first that is evicted first. */
  readonly pods: readonly RankedPod<P>[];
  readonly resource: StarvedResource;
  /** Which parts of a pod's use of disks count; absent of memory and processes. */
  readonly fsStatsToMeasure?: readonly FsStatsType[];
}

const source = 'pkg/kubelet/eviction/helpers.go buildSignalToRankFunc';

/**
 * The ranking of `rankForSignal` with its reasons: what each pod uses and requests, its priority, whether it is spared, and what put it
 * before the next.
 *
 * A pod is put before the next by the first of these in which they differ: `statistics` that it does not have, a `request` that only it
 * exceeds, a lower `priority`, more `usage` above its request; `nothing` where they are equal.
 *
 * Upstream: none; it explains `pkg/kubelet/eviction/helpers.go`, `buildSignalToRankFunc`.
 *
 * @param signal the signal whose threshold is met
 * @param pods the pods of a node
 * @param stats their statistics: the `pods` of a `/stats/summary`, or a lookup
 * @param filesystems where images and writable layers live
 * @param options version and gates
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
  const measure = measureOf(signal, filesystems, options);
  const rules = rulesOf(options);
  const reader = useReader(measure, statsSourceOf(stats), rules);
  const keys = keysOf(pods, reader);
  const places = rankedPlaces(keys);
  const isSparedPod = isSpared(rules.minor)(pods, options ?? {});
  const steps: RankingStep[] = [];
  const ranked = places.map((place, i): RankedPod<P> => {
    const pod = pods[place] as P;
    const key = { pod, priority: reader.priorityOf(pod), ...useOf(pod, reader), spared: isSparedPod(pod) };
    explainKey(key, reader, place, steps);
    const next = places[i + 1];
    if (next === undefined) return key;
    const decidedBy = decisionOf(keys, reader, place, next);
    const inputs = { pod: nameOf(pod, place), next: nameOf(pods[next] as P, next) };
    push(steps, 'rank-next', inputs, `rank-next-${decidedBy}`);
    return { ...key, decidedBy };
  });
  const parts = typeof measure === 'string' ? {} : { fsStatsToMeasure: measure.parts };
  return { result: { pods: ranked, resource: signalToResource[signal], ...parts }, steps };
}

function useOf(pod: PodLike, reader: UseReader): Pick<RankedPod<unknown>, 'usage' | 'request' | 'usageAboveRequest' | 'exceedsRequest'> {
  const stats = reader.criteria.length > 1 ? reader.statsOf(pod) : undefined;
  if (stats === undefined) return {};
  const used = reader.usageOf(pod, stats);
  const usage = exactQuantity(used, reader.format);
  const request = reader.requestOf?.(pod);
  if (request === undefined) return { usage };
  const exceedsRequest = usage.cmp(reader.ownRequestOf?.(pod) ?? request) > 0;
  return { usage, request, usageAboveRequest: usageAbove(used, request, reader.format), exceedsRequest };
}

function explainKey(key: RankedPod<PodLike>, { criteria }: UseReader, place: number, steps: RankingStep[]): void {
  const { usage, request, usageAboveRequest: above, exceedsRequest, priority } = key;
  const pod = nameOf(key.pod, place);
  if (usage === undefined) {
    push(steps, 'rank-key', { pod, priority }, criteria.length > 1 ? 'rank-no-stats' : 'rank-priority-only');
  } else if (request === undefined || above === undefined) push(steps, 'rank-key', { pod, priority, usage }, 'rank-processes');
  else push(steps, 'rank-key', { pod, priority, usage, request, above }, exceedsRequest === true ? 'rank-above' : 'rank-within');
  if (key.spared) push(steps, 'rank-spared', { pod }, 'rank-is-spared');
}

function push(steps: RankingStep[], rule: RankingStep['rule'], inputs: RankingStep['inputs'], because: RankingReason): void {
  steps.push({ rule, upstream: source, inputs, outcome: 'applied', because });
}

/** A pod as people call it; one without a name by its place. */
export function nameOf({ metadata }: PodLike, place: number): string {
  const { name, namespace } = metadata ?? {};
  if (typeof name !== 'string') return `pods[${place}]`;
  return typeof namespace === 'string' ? `${namespace}/${name}` : name;
}
