export { cachedStatsFunc } from './cached-stats.ts';
export type { NodeLike, NodeStatusLike } from './node.ts';
export type { IntegerLike, Opt, TimeLike } from './optional.ts';
export type { LimitRangeItemLike, LimitRangeLike } from './limit-range.ts';
export type {
  AffinityLike,
  ConditionLike,
  ContainerLike,
  ContainerStatusLike,
  NodeAllocatableResourceClaimStatusLike,
  ObjectMetaLike,
  PodAffinityLike,
  PodAffinityTermLike,
  PodLike,
  PodSpecLike,
  PodStatusLike,
  ResizePolicyLike,
  TolerationLike,
  VolumeMountLike,
} from './pod.ts';
export type { ResourceList, ResourceListLike, ResourceRequirementsLike } from './resources.ts';
export type {
  ContainerStatsLike,
  FsStatsLike,
  MemoryStatsLike,
  NodeStatsLike,
  PodReferenceLike,
  PodStatsLike,
  ProcessStatsLike,
  RlimitStatsLike,
  RuntimeStatsLike,
  StatsFunc,
  StatsLike,
  SummaryLike,
  SwapStatsLike,
  VolumeStatsLike,
} from './stats.ts';
export type { EmptyDirLike, EphemeralLike, VolumeLike, VolumeSourceLike } from './volume.ts';
