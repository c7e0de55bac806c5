// The types of this explanation are the library's own; upstream only evicts.
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { Opt, PodLike, StatsLike } from '../../core/index.ts';
import { specOf } from '../../core/pod-fields.ts';
import { recorded, type Note } from '../../explanation.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import type { FsStatsType } from '../ranking/pod-usage.ts';
import { atPodOrStats } from '../ranking/pod-use.ts';
import { storageRules, type StorageExplanation, type StorageReason, type StorageRule } from './explanation.ts';
import { isExceeded, localLimits, type LocalLimit, type LocalUse } from './local-limits.ts';

/** The options of {@link explainEphemeralStorage}. */
export interface EphemeralStorageOptions extends GateOptions {
  /** Whether images have another filesystem than the kubelet. */
  readonly dedicatedImageFs?: Opt<boolean>;
}

/** A part of what a pod keeps on disk: layers, logs, local ephemeral volumes, or its `/etc/hosts`. */
export type StoragePart = Exclude<FsStatsType, 'images'> | 'etcHosts';

/** A limit with what is left of it. */
export interface EphemeralStorageLimit extends LocalLimit {
  /** What counts against it. */
  readonly counts: readonly StoragePart[];
  /** The limit less what is used, below zero where it is exceeded; absent without statistics. */
  readonly headroom?: Quantity;
}

/** What {@link explainEphemeralStorage} finds. */
export interface EphemeralStorage {
  /** Every limit, in the order in which the kubelet looks at them. */
  readonly limits: readonly EphemeralStorageLimit[];
  /** The first limit that is exceeded, for which the kubelet evicts the pod now. */
  readonly exceeded?: EphemeralStorageLimit;
  /** Where none is exceeded the limit that has the least left, and so trips first. */
  readonly next?: EphemeralStorageLimit;
}

/**
 * The limits of a pod's local storage: of volumes, of the pod, of containers; how much of each is used and left, and which trips first.
 *
 * The limits are those of `localStorageEviction`, which says what counts. Without statistics only the limits are known.
 *
 * Upstream: none; it explains `pkg/kubelet/eviction/eviction_manager.go`, `localStorageEviction`.
 *
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
  const release = releaseOf(options);
  specOf(pod, 'pod');
  const limits = limitsOfPod(pod, stats ?? [], options?.dedicatedImageFs, release);
  return recorded(storageRules, (note) => {
    let exceeded: EphemeralStorageLimit | undefined;
    let next: EphemeralStorageLimit | undefined;
    for (const limit of limits) {
      if (isOver(limit, note)) exceeded ??= limit;
      if (hasLess(limit, next)) next = limit;
    }
    if (exceeded !== undefined) return { limits, exceeded };
    return next === undefined ? { limits } : { limits, next };
  });
}

const subjects = { volume: 'Volume ', pod: 'The pod', container: 'Container ' } as const;
const bounds = { volume: 'sizeLimit', pod: 'ephemeral-storage limit', container: 'ephemeral-storage limit' } as const;

/** Whether more is used than allowed. */
function isOver(limit: EphemeralStorageLimit, note: Note<StorageRule, StorageReason>): boolean {
  const { kind, name = '', usage, headroom } = limit;
  const told = { subject: `${subjects[kind]}${name}`, bound: bounds[kind], name, limit: limit.limit };
  const over = isExceeded(limit);
  if (usage === undefined || headroom === undefined) note(`storage-${kind}`, 'storage-not-measured', told, 'skipped');
  else if (over) note(`storage-${kind}`, 'storage-exceeded', { ...told, usage, headroom }, 'applied');
  else note(`storage-${kind}`, 'storage-within', { ...told, usage, headroom }, 'skipped');
  return over;
}

/** What counts against the limit of a pod: what counts against the limit of a container, and more. */
const countsForPod = /* @__PURE__ */ since<(ofContainer: readonly StoragePart[]) => readonly StoragePart[]>({
  '1.15': (ofContainer) => [...ofContainer, 'localVolumeSource'],
  '1.16': (ofContainer) => [...ofContainer, 'localVolumeSource', 'etcHosts'],
  '1.21': () => ['root', 'logs', 'localVolumeSource', 'etcHosts'],
});

/** The limits of a pod with what counts against each; paths start in the pod. */
export function storageLimits(pod: PodLike, use: LocalUse, release: Release): readonly EphemeralStorageLimit[] {
  const ofContainer: readonly StoragePart[] = use.dedicatedImageFs === true ? ['logs'] : ['root', 'logs'];
  const ofVolume: readonly StoragePart[] = ['localVolumeSource'];
  const counts = { volume: ofVolume, pod: countsForPod(release.minor)(ofContainer), container: ofContainer };
  return localLimits(pod, use, release).map((limit) => ({
    ...limit,
    ...(limit.usage === undefined ? {} : { headroom: limit.limit.sub(limit.usage) }),
    counts: counts[limit.kind],
  }));
}

function limitsOfPod(pod: PodLike, stats: StatsLike, dedicatedImageFs: Opt<boolean>, release: Release): readonly EphemeralStorageLimit[] {
  const source = statsSourceOf(stats);
  try {
    return storageLimits(pod, { stats: source.statsOf(pod), dedicatedImageFs }, release);
  } catch (error) {
    throw atPodOrStats(error, undefined, pod, source);
  }
}

function hasLess({ headroom }: EphemeralStorageLimit, other: EphemeralStorageLimit | undefined): boolean {
  return headroom !== undefined && (other?.headroom === undefined || headroom.cmp(other.headroom) < 0);
}
