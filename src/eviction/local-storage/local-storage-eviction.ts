import { statsSourceOf, type StatsSource } from '../../core/cached-stats.ts';
import type { Opt, PodLike, StatsLike } from '../../core/index.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { isSpared } from '../ranking/critical-pods.ts';
import { flagAt, listOf, objectOf } from '../../core/checks.ts';
import { isExceeded, localLimits, type LocalLimit } from './local-limits.ts';
import { atPodOrStats } from '../ranking/pod-use.ts';

/** A pod that the kubelet evicts. */
export interface Eviction<P> {
  readonly pod: P;
  readonly reason: 'Evicted';
  /** The text of the event and of the pod's status. */
  readonly message: string;
  /** What the kubelet asks for when it kills the pod, in seconds. Up to 1.30 it is 0 at once, which 1.22 to 1.30 take for unset. */
  readonly gracePeriodSeconds: number;
  /** The annotations of the event; absent for limits of local storage. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What {@link localStorageEviction} must know of the node. */
export interface LocalStorageNode {
  /** Whether images have another filesystem than the kubelet. */
  readonly dedicatedImageFs?: Opt<boolean>;
  /** Whether the kubelet looks at these limits at all: up to 1.24 the gate LocalStorageCapacityIsolation, then a setting; true when absent. */
  readonly localStorageCapacityIsolation?: Opt<boolean>;
}

/** How many seconds a pod has that is evicted at once. */
export const immediateGracePeriod = /* @__PURE__ */ since({ '1.15': 0, '1.31': 1 });

/**
 * The pods that the kubelet evicts because they use more local storage than they are allowed to, in the order of the pods.
 *
 * For each pod the kubelet looks at the `sizeLimit` of its `emptyDir` volumes, whatever their medium, then at its limit of ephemeral-storage,
 * then at those of its containers; the first that is exceeded makes the message. A limit of 0 of a volume or container does not count. Since
 * 1.21 the pod's `ephemeral-storage` statistic counts against its limit, which holds layers also with a dedicated image filesystem; before,
 * the sum of layers (not with a dedicated image filesystem), logs and local ephemeral volumes does. A container uses its logs and, without a
 * dedicated image filesystem, its layer. Sidecars have a limit of their own since 1.37. Critical pods are spared, and so are pods without
 * statistics. From 1.16 to 1.20 upstream adds the size of `/etc/hosts`, which no statistic tells. With the gate
 * InPlacePodVerticalScalingMemoryBackedVolumes volumes of memory do not count.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `localStorageEviction`, every supported minor.
 *
 * @param node what must be known of the node
 * @throws {SizingError} `UpstreamPanics` for the statistic of a volume without `usedBytes`; as `podLimits`; paths start with `pods[…]` or
 * `stats[…]`
 * @example
 * const volumes = [{ name: 'cache', emptyDir: { sizeLimit: '1Gi' } }];
 * const pod = { metadata: { uid: 'a' }, spec: { containers: [], volumes } };
 * const stats = [{ podRef: { uid: 'a' }, volume: [{ name: 'cache', usedBytes: 2 ** 30 + 1 }] }];
 * const [eviction] = localStorageEviction([pod], stats, {});
 * eviction?.message // => 'Usage of EmptyDir volume "cache" exceeds the limit "1Gi". '
 * eviction?.gracePeriodSeconds // => 1
 */
export function localStorageEviction<P extends PodLike>(
  pods: readonly P[],
  stats: StatsLike,
  node: LocalStorageNode,
  options?: GateOptions,
): readonly Eviction<P>[] {
  const named = releaseOf(options);
  const dedicatedImageFs = flagAt(objectOf(node, 'node').dedicatedImageFs, 'node.dedicatedImageFs');
  const { release, isolates } = isolationOf(node, named, 'node');
  const source = statsSourceOf(stats);
  const list = listOf(pods, 'pods');
  return isolates ? overLimits(list, source, { dedicatedImageFs }, release) : [];
}

/** Whether the kubelet looks at limits of local storage, and the release with what else that decides. */
export interface Isolation {
  readonly release: Release;
  readonly isolates: boolean;
}

/** Up to 1.24 the setting stands for the gate, which also decides whether pods request local storage at all. */
export function isolationOf({ localStorageCapacityIsolation }: LocalStorageNode, release: Release, place: string): Isolation {
  return isolation(release.minor)(flagAt(localStorageCapacityIsolation, `${place}.localStorageCapacityIsolation`), release);
}

const isolation = /* @__PURE__ */ since<(setting: boolean | undefined, release: Release) => Isolation>({
  '1.15': (setting, release) => {
    const isolates = setting ?? release.gate('LocalStorageCapacityIsolation');
    return {
      release: { ...release, gate: (name) => (name === 'LocalStorageCapacityIsolation' ? isolates : release.gate(name)) },
      isolates,
    };
  },
  '1.25': (setting = true, release) => ({ release, isolates: setting }),
});

/** As {@link localStorageEviction}, where limits of local storage count. */
export function overLimits<P extends PodLike>(
  pods: readonly P[],
  source: StatsSource,
  { dedicatedImageFs }: Pick<LocalStorageNode, 'dedicatedImageFs'>,
  release: Release,
): Eviction<P>[] {
  const evictions: Eviction<P>[] = [];
  const spared = isSpared(pods, release);
  for (let i = 0; i < pods.length; i++) {
    const pod = pods[i] as P;
    try {
      const stats = source.statsOf(pod);
      const first = stats === undefined ? undefined : localLimits(pod, { stats, dedicatedImageFs }, release).find(isExceeded);
      if (first === undefined || spared(pod)) continue;
      evictions.push({ pod, reason: 'Evicted', message: limitMessage(first), gracePeriodSeconds: immediateGracePeriod(release.minor) });
    } catch (error) {
      throw atPodOrStats(error, `pods[${i}]`, pod, source);
    }
  }
  return evictions;
}

/** Names of volumes and sizes need no more than the quotes of JSON. */
export function limitMessage({ kind, name = '', limit }: LocalLimit): string {
  if (kind === 'pod') return `Pod ephemeral local storage usage exceeds the total limit of containers ${limit.toString()}. `;
  const size = JSON.stringify(limit.toString());
  return kind === 'volume'
    ? `Usage of EmptyDir volume ${JSON.stringify(name)} exceeds the limit ${size}. `
    : `Container ${name} exceeded its local ephemeral storage limit ${size}. `;
}
