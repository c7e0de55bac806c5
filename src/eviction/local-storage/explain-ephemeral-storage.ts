import { atPath } from '../../core/at-path.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, StatsLike } from '../../core/index.ts';
import { objectAt, specOf } from '../../core/pod-fields.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import type { StorageExplanation, StorageStep } from './explanation.ts';
import { isExceeded, localLimits, type LocalLimit, type LocalUse } from './local-limits.ts';
import type { FsStatsType } from '../ranking/pod-usage.ts';
import { rulesOf, type Rules } from '../ranking/pod-use.ts';
import { isOfPod } from '../ranking/rank-keys.ts';

/** The options of {@link explainEphemeralStorage}. No upstream counterpart. */
export interface EphemeralStorageOptions extends GateOptions {
  /** Whether the runtime's image filesystem is another one than the kubelet's. */
  readonly dedicatedImageFs?: boolean | undefined;
}

/** A part of what a pod keeps on disk: layers, logs, local ephemeral volumes, and its `/etc/hosts`. No upstream counterpart. */
export type StoragePart = Exclude<FsStatsType, 'images'> | 'etcHosts';

/** A limit with what is left of it. No upstream counterpart. */
export interface EphemeralStorageLimit extends LocalLimit {
  /** What counts against it. */
  readonly counts: readonly StoragePart[];
  /** The limit less what is used, below zero where it is exceeded; absent without statistics. */
  readonly headroom?: Quantity;
}

/** What {@link explainEphemeralStorage} finds. No upstream counterpart. */
export interface EphemeralStorage {
  /** Every limit, in the order in which the kubelet looks at them. */
  readonly limits: readonly EphemeralStorageLimit[];
  /** The limit for which the kubelet evicts the pod now: the first that is exceeded. */
  readonly exceeded?: EphemeralStorageLimit;
  /** Else the limit that trips first: the one with the least left. */
  readonly next?: EphemeralStorageLimit;
}

/**
 * The limits of a pod's local storage: of volumes, of the pod, of containers; how much of each is used and left, and which trips first.
 *
 * They are those of `localStorageEviction`, which says what counts. Without statistics only the limits are told.
 *
 * Upstream: none; it explains `pkg/kubelet/eviction/eviction_manager.go`, `localStorageEviction`.
 *
 * @param pod the pod
 * @param stats the statistics of pods: the `pods` of a `/stats/summary`, or a lookup
 * @param options version, gates, and whether images have a filesystem of their own
 * @throws {SizingError} as `localStorageEviction`
 * @example
 * const container = { name: 'app', resources: { limits: { 'ephemeral-storage': '2Gi' } } };
 * const pod = { metadata: { uid: 'a' }, spec: { containers: [container], volumes: [{ name: 'cache', emptyDir: { sizeLimit: '10Gi' } }] } };
 * const volume = [{ name: 'cache', usedBytes: 2 ** 30 }];
 * const { result } = explainEphemeralStorage(pod, [{ podRef: { uid: 'a' }, volume, 'ephemeral-storage': { usedBytes: 2 ** 30 } }]);
 * result.limits.map(({ kind, limit, headroom }) => [kind, limit, headroom]) // => [['volume', '10Gi', '9Gi'], ['pod', '2Gi', '1Gi'], ['container', '2Gi', undefined]]
 * result.next?.kind // => 'pod'
 */
export function explainEphemeralStorage(
  pod: PodLike,
  stats?: StatsLike | null,
  options?: EphemeralStorageOptions,
): StorageExplanation<EphemeralStorage> {
  specOf(pod, 'pod');
  const steps: StorageStep[] = [];
  const limits = limitsOfPod(pod, stats ?? [], options);
  for (const limit of limits) explainLimit(limit, steps);
  const exceeded = limits.find(isExceeded);
  if (exceeded !== undefined) return { result: { limits, exceeded }, steps };
  const next = limits.reduce<EphemeralStorageLimit | undefined>((least, limit) => (hasLess(limit, least) ? limit : least), undefined);
  return { result: next === undefined ? { limits } : { limits, next }, steps };
}

type Counted = Readonly<Record<LocalLimit['kind'], readonly StoragePart[]>>;

const volumes: readonly StoragePart[] = ['localVolumeSource'];
const logs = (dedicated: boolean): readonly StoragePart[] => (dedicated ? ['logs'] : ['root', 'logs']);

/** What counts against each kind of limit, depending on whether images have a filesystem of their own. */
const countedIn = /* @__PURE__ */ since<(dedicated: boolean) => Counted>({
  '1.15': (dedicated) => ({ volume: volumes, pod: [...logs(dedicated), 'localVolumeSource'], container: logs(dedicated) }),
  '1.16': (dedicated) => ({ volume: volumes, pod: [...logs(dedicated), 'localVolumeSource', 'etcHosts'], container: logs(dedicated) }),
  '1.21': (dedicated) => ({ volume: volumes, pod: ['root', 'logs', 'localVolumeSource', 'etcHosts'], container: logs(dedicated) }),
});

/** The limits of a pod with what counts against each; paths start in the pod. */
export function storageLimits(pod: PodLike, use: LocalUse, rules: Rules): readonly EphemeralStorageLimit[] {
  const counted = countedIn(rules.minor)(use.dedicatedImageFs);
  return localLimits(pod, use, rules).map((limit) => ({
    ...limit,
    ...(limit.usage === undefined ? {} : { headroom: limit.limit.sub(limit.usage) }),
    counts: counted[limit.kind],
  }));
}

function limitsOfPod(pod: PodLike, stats: StatsLike, options: EphemeralStorageOptions | undefined): readonly EphemeralStorageLimit[] {
  const rules = rulesOf(options);
  const { statsOf, placeOf } = statsSourceOf(stats);
  try {
    return storageLimits(pod, { stats: objectAt(statsOf(pod), ''), dedicatedImageFs: options?.dedicatedImageFs === true }, rules);
  } catch (error) {
    throw isOfPod(error) ? error : atPath(error, placeOf(pod, 'pod'));
  }
}

function hasLess({ headroom }: EphemeralStorageLimit, other: EphemeralStorageLimit | undefined): boolean {
  return headroom !== undefined && (other?.headroom === undefined || headroom.cmp(other.headroom) < 0);
}

function explainLimit({ kind, name = '', limit, usage, headroom }: EphemeralStorageLimit, steps: StorageStep[]): void {
  const over = headroom !== undefined && headroom.sign() < 0;
  steps.push({
    rule: `storage-${kind}`,
    upstream: 'pkg/kubelet/eviction/eviction_manager.go localStorageEviction',
    inputs: usage === undefined || headroom === undefined ? { name, limit } : { name, limit, usage, headroom },
    outcome: over ? 'applied' : 'skipped',
    because: usage === undefined ? 'storage-not-measured' : over ? 'storage-exceeded' : 'storage-within',
  });
}
