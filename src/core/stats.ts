import type { IntegerLike, Opt, TimeLike } from './optional.ts';
import type { PodLike } from './pod.ts';

/** Memory use, in bytes. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `MemoryStats`. */
export interface MemoryStatsLike {
  readonly time?: Opt<TimeLike>;
  readonly availableBytes?: Opt<IntegerLike>;
  readonly usageBytes?: Opt<IntegerLike>;
  readonly workingSetBytes?: Opt<IntegerLike>;
  readonly rssBytes?: Opt<IntegerLike>;
}

/** Use of a filesystem, in bytes and inodes. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `FsStats`. */
export interface FsStatsLike {
  readonly time?: Opt<TimeLike>;
  readonly availableBytes?: Opt<IntegerLike>;
  readonly capacityBytes?: Opt<IntegerLike>;
  readonly usedBytes?: Opt<IntegerLike>;
  readonly inodesFree?: Opt<IntegerLike>;
  readonly inodes?: Opt<IntegerLike>;
  readonly inodesUsed?: Opt<IntegerLike>;
}

/** Use of a volume. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `VolumeStats`. */
export interface VolumeStatsLike extends FsStatsLike {
  readonly name?: Opt<string>;
}

/** Swap use, in bytes. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `SwapStats`, since 1.28. */
export interface SwapStatsLike {
  readonly time?: Opt<TimeLike>;
  readonly swapAvailableBytes?: Opt<IntegerLike>;
  readonly swapUsageBytes?: Opt<IntegerLike>;
}

/** Use of a container. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `ContainerStats`. */
export interface ContainerStatsLike {
  readonly name: string;
  readonly memory?: Opt<MemoryStatsLike>;
  readonly swap?: Opt<SwapStatsLike>;
  readonly rootfs?: Opt<FsStatsLike>;
  readonly logs?: Opt<FsStatsLike>;
}

/** Number of processes. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `ProcessStats`. */
export interface ProcessStatsLike {
  readonly process_count?: Opt<IntegerLike>;
}

/** Which pod statistics belong to. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `PodReference`. */
export interface PodReferenceLike {
  readonly name?: Opt<string>;
  readonly namespace?: Opt<string>;
  readonly uid?: Opt<string>;
}

/** Use of a pod, as in the kubelet's `/stats/summary`. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `PodStats`. */
export interface PodStatsLike {
  readonly podRef: PodReferenceLike;
  readonly containers?: Opt<readonly ContainerStatsLike[]>;
  readonly memory?: Opt<MemoryStatsLike>;
  readonly volume?: Opt<readonly VolumeStatsLike[]>;
  readonly 'ephemeral-storage'?: Opt<FsStatsLike>;
  readonly process_stats?: Opt<ProcessStatsLike>;
}

/** Process ids of the node. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `RlimitStats`. */
export interface RlimitStatsLike {
  readonly time?: Opt<TimeLike>;
  readonly maxpid?: Opt<IntegerLike>;
  readonly curproc?: Opt<IntegerLike>;
}

/** Use of the runtime's filesystems. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `RuntimeStats`. */
export interface RuntimeStatsLike {
  readonly imageFs?: Opt<FsStatsLike>;
  readonly containerFs?: Opt<FsStatsLike>;
}

/** Use of the node. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `NodeStats`. */
export interface NodeStatsLike {
  readonly nodeName?: Opt<string>;
  readonly systemContainers?: Opt<readonly ContainerStatsLike[]>;
  readonly memory?: Opt<MemoryStatsLike>;
  readonly fs?: Opt<FsStatsLike>;
  readonly runtime?: Opt<RuntimeStatsLike>;
  readonly rlimit?: Opt<RlimitStatsLike>;
}

/** The kubelet's `/stats/summary`. Upstream: `k8s.io/kubelet/pkg/apis/stats/v1alpha1`, `Summary`. */
export interface SummaryLike {
  readonly node?: Opt<NodeStatsLike>;
  readonly pods?: Opt<readonly PodStatsLike[]>;
}

/** The statistics of a pod, or `undefined` where there are none. Upstream: `pkg/kubelet/eviction/types.go`, `statsFunc`. */
export type StatsFunc = (pod: PodLike) => PodStatsLike | undefined;

/** Statistics of pods: a lookup, or a list that is looked up by uid as {@link cachedStatsFunc} does. */
export type StatsLike = StatsFunc | readonly PodStatsLike[];
