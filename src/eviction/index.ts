export { admit } from './manager/admit.ts';
export type { AdmitResult } from './manager/admit.ts';
export { updateContainerFsThresholds } from './thresholds/container-fs-thresholds.ts';
export type { ContainerFsThresholds, ImageFilesystems } from './thresholds/container-fs-thresholds.ts';
export type { EvictionConfig, EvictionOptions } from './manager/cycle-settings.ts';
export { initialEvictionState } from './manager/cycle-state.ts';
export type { EvictionState } from './manager/cycle-state.ts';
export { evictionMessage } from './messages/eviction-message.ts';
export type { EvictionText } from './messages/eviction-message.ts';
export { explainEphemeralStorage } from './local-storage/explain-ephemeral-storage.ts';
export type {
  EphemeralStorage,
  EphemeralStorageLimit,
  EphemeralStorageOptions,
  StoragePart,
} from './local-storage/explain-ephemeral-storage.ts';
export { explainRanking } from './ranking/explain-ranking.ts';
export type { RankedPod, RankedPods } from './ranking/explain-ranking.ts';
export { explainThresholds } from './thresholds/explain-thresholds.ts';
export type { CapacityBySignal, EffectiveThreshold, EffectiveThresholds } from './thresholds/explain-thresholds.ts';
export type { CycleExplanation, CycleReason, CycleRule, CycleStep } from './manager/explanation.ts';
export type { RankingExplanation, RankingReason, RankingRule, RankingStep } from './ranking/explanation.ts';
export type { StorageExplanation, StorageReason, StorageRule, StorageStep } from './local-storage/explanation.ts';
export type { ThresholdExplanation, ThresholdReason, ThresholdRule, ThresholdStep } from './thresholds/explanation.ts';
export { adjustForHugePages } from './observations/hugepages.ts';
export type { AdjustedMemoryStats } from './observations/hugepages.ts';
export { defaultEvictionHard, kubeletThresholds } from './thresholds/kubelet-thresholds.ts';
export type { KubeletEvictionConfig, OperatingSystem, OperatingSystemOptions } from './thresholds/kubelet-thresholds.ts';
export type { LocalLimit } from './local-storage/local-limits.ts';
export { localStorageEviction } from './local-storage/local-storage-eviction.ts';
export type { Eviction, LocalStorageNode } from './local-storage/local-storage-eviction.ts';
export { makeSignalObservations } from './observations/observations.ts';
export type { SignalObservation, SignalObservations } from './observations/observations.ts';
export { parseEvictionMessage } from './messages/parse-eviction-message.ts';
export type { EvictionMessage, Offender } from './messages/parse-eviction-message.ts';
export { parseThresholdConfig } from './thresholds/parse-threshold-config.ts';
export type { ThresholdConfig, ThresholdStatements } from './thresholds/parse-threshold-config.ts';
export type { FsStatsType } from './ranking/pod-usage.ts';
export type { RankingDecision } from './ranking/ordered-by.ts';
export { rankDiskPressure, rankForSignal, rankMemoryPressure, rankPIDPressure } from './ranking/rank.ts';
export type { DiskPressure } from './ranking/rank.ts';
export type { PressureCondition, Signal, StarvedResource } from './thresholds/signals.ts';
export { simulateEvictions } from './manager/simulate-evictions.ts';
export type { SimulatedCycle, SimulatedEvictions, Simulation } from './manager/simulate-evictions.ts';
export { smallestChangeToSurvive } from './ranking/smallest-change.ts';
export type { SurvivalChange } from './ranking/smallest-change.ts';
export { synchronize } from './manager/synchronize.ts';
export type { EvictionCycle, EvictionObservation } from './manager/synchronize.ts';
export { getThresholdQuantity } from './thresholds/threshold-quantity.ts';
export { thresholdsMet } from './observations/thresholds-met.ts';
export type { ThresholdsMetOptions } from './observations/thresholds-met.ts';
export type { Threshold, ThresholdValue } from './thresholds/thresholds.ts';
