export { admit } from './admit.ts';
export type { AdmitResult } from './admit.ts';
export { updateContainerFsThresholds } from './container-fs-thresholds.ts';
export type { ContainerFsThresholds, ImageFilesystems } from './container-fs-thresholds.ts';
export type { EvictionConfig } from './cycle-settings.ts';
export { initialEvictionState } from './cycle-state.ts';
export type { EvictionState } from './cycle-state.ts';
export { evictionMessage } from './eviction-message.ts';
export type { EvictionText } from './eviction-message.ts';
export { explainEphemeralStorage } from './explain-ephemeral-storage.ts';
export type { EphemeralStorage, EphemeralStorageLimit, EphemeralStorageOptions, StoragePart } from './explain-ephemeral-storage.ts';
export { explainRanking } from './explain-ranking.ts';
export type { RankedPod, RankedPods } from './explain-ranking.ts';
export { explainThresholds } from './explain-thresholds.ts';
export type { CapacityBySignal, EffectiveThreshold, EffectiveThresholds } from './explain-thresholds.ts';
export type {
  CycleExplanation,
  CycleReason,
  CycleRule,
  CycleStep,
  RankingExplanation,
  RankingReason,
  RankingRule,
  RankingStep,
  StorageExplanation,
  StorageReason,
  StorageRule,
  StorageStep,
  ThresholdExplanation,
  ThresholdReason,
  ThresholdRule,
  ThresholdStep,
} from './explanation.ts';
export { adjustForHugePages } from './hugepages.ts';
export type { AdjustedMemoryStats } from './hugepages.ts';
export { defaultEvictionHard, kubeletThresholds } from './kubelet-thresholds.ts';
export type { KubeletEvictionConfig, OperatingSystem, OperatingSystemOptions } from './kubelet-thresholds.ts';
export type { LocalLimit } from './local-limits.ts';
export { localStorageEviction } from './local-storage-eviction.ts';
export type { Eviction, LocalStorageNode } from './local-storage-eviction.ts';
export { makeSignalObservations } from './observations.ts';
export type { SignalObservation, SignalObservations } from './observations.ts';
export { parseEvictionMessage } from './parse-eviction-message.ts';
export type { EvictionMessage, Offender } from './parse-eviction-message.ts';
export { parseThresholdConfig } from './parse-threshold-config.ts';
export type { ThresholdConfig, ThresholdStatements } from './parse-threshold-config.ts';
export type { FsStatsType } from './pod-usage.ts';
export type { RankingDecision } from './rank-keys.ts';
export { rankDiskPressure, rankForSignal, rankMemoryPressure, rankPIDPressure } from './rank.ts';
export type { DiskPressure } from './rank.ts';
export type { PressureCondition, Signal, StarvedResource } from './signals.ts';
export { simulateEvictions } from './simulate-evictions.ts';
export type { SimulatedCycle, SimulatedEvictions, Simulation } from './simulate-evictions.ts';
export { smallestChangeToSurvive } from './smallest-change.ts';
export type { SurvivalChange } from './smallest-change.ts';
export { synchronize } from './synchronize.ts';
export type { EvictionCycle, EvictionObservation, EvictionOptions } from './synchronize.ts';
export { getThresholdQuantity } from './threshold-quantity.ts';
export { thresholdsMet } from './thresholds-met.ts';
export type { ThresholdsMetOptions } from './thresholds-met.ts';
export type { Threshold, ThresholdValue } from './thresholds.ts';
