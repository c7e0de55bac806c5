export { isSizingError, SizingError } from './errors.ts';
export type { Explanation, ExplanationInput, ExplanationStep, Result, SizingErrorCode, SizingErrorDetails } from './errors.ts';

export { checkFeatureGates, featureGates, nearestSupportedMinor, newestMinor, parseKubernetesVersion } from './version/index.ts';
export { supportedMinors } from './version/index.ts';
export type { FeatureGate, FeatureGatesInput, FeatureGateState, GateOptions, GateStage, KubernetesVersion } from './version/index.ts';
export type { Minor, VersionOptions } from './version/index.ts';

export { compareQuantities, explainQuantity, formatQuantity, percentOf, Quantity, Scale, sumQuantities } from './quantity/index.ts';
export type { Format, FormatQuantityOptions, QuantityExplained, QuantityExplanation, QuantityLike } from './quantity/index.ts';
export type { QuantityReason, QuantityRule, QuantityStep, QuantityUnit } from './quantity/index.ts';

export { cachedStatsFunc } from './core/index.ts';
export type { AffinityLike, ConditionLike, ContainerLike, ContainerStatsLike, ContainerStatusLike, EmptyDirLike } from './core/index.ts';
export type { EphemeralLike, FsStatsLike, IntegerLike, LimitRangeItemLike, LimitRangeLike, MemoryStatsLike } from './core/index.ts';
export type { NodeAllocatableResourceClaimStatusLike, NodeLike, NodeStatsLike, NodeStatusLike, ObjectMetaLike, Opt } from './core/index.ts';
export type { PodAffinityLike, PodAffinityTermLike, PodLike, PodReferenceLike, PodSpecLike, PodStatsLike } from './core/index.ts';
export type { PodStatusLike, ProcessStatsLike, ResizePolicyLike, ResourceList, ResourceListLike } from './core/index.ts';
export type { ResourceRequirementsLike, RlimitStatsLike, RuntimeStatsLike, StatsFunc, StatsLike, SummaryLike } from './core/index.ts';
export type { SwapStatsLike, TimeLike, TolerationLike, VolumeLike, VolumeMountLike, VolumeSourceLike } from './core/index.ts';
export type { VolumeStatsLike } from './core/index.ts';

export { aggregateContainerLimits, aggregateContainerRequests, applyLimitRanges, computePodQOS, explainPodQOS } from './resources/index.ts';
export { explainPodResources, getPodQOS, getResourceRequestQuantity, isCriticalPod, isMirrorPod, isStaticPod } from './resources/index.ts';
export { podLimits, podMatchesScope, podPriority, podQuotaUsage, podRequests, setLimitRangeDefaults } from './resources/index.ts';
export { setPodResourceDefaults, validatePodResize } from './resources/index.ts';
export type { ContainerPart, FieldError, FieldErrorType, InitContainerPart, LimitConstraint } from './resources/index.ts';
export type { LimitRangesApplied, LimitRangeViolation, PodQOSClass, PodQOSExplained, PodQuotaOptions } from './resources/index.ts';
export type { PodResourcesExplained, PodResourcesExplanation, PodResourcesOptions, PodResourcesReason } from './resources/index.ts';
export type { PodResourcesRule, PodResourcesStep, QOSBreaker, QOSExplanation, QOSReason, QOSRule } from './resources/index.ts';
export type { ResourceBreakdown, ScopeSelectorLike } from './resources/index.ts';

export { cgroupV1Files, cgroupV2Files, containerResourceConfig, cpuSharesToCPUWeight } from './cgroup/index.ts';
export { explainContainerOOMScoreAdjust, explainResourceConfigForPod, getContainerOOMScoreAdjust } from './cgroup/index.ts';
export { milliCPUToQuota, milliCPUToShares, podLevelMemoryHigh, quotaToMilliCPU, rankOOMVictims } from './cgroup/index.ts';
export { resourceConfigForPod, sharesToMilliCPU } from './cgroup/index.ts';
export type { CgroupValues, ContainerMachine, ContainerResourceConfig, ContainerResourceConfigOptions } from './cgroup/index.ts';
export type { CPUWeightConversion, CPUWeightOptions, MemoryThrottling, OOMScoreExplanation, OOMScoreReason } from './cgroup/index.ts';
export type { OOMScoreRule, OOMScoreStep, OOMVictim, OOMVictimOptions, ResourceConfig, ResourceConfigExplanation } from './cgroup/index.ts';
export type { ResourceConfigOptions, ResourceConfigReason, ResourceConfigRule, ResourceConfigStep, SwapBehavior } from './cgroup/index.ts';

export { calculateEmptyDirMemorySize, emptyDirQuotaSize, explainEmptyDirMemorySize, explainSharedMemory } from './volumes/index.ts';
export { firstFreeProjectID, formatProjects, formatProjid, generateTmpfsMountOptions, getPageSizeMountOption } from './volumes/index.ts';
export { isLocalEphemeralVolume, kernelDefaultTmpfsSize, memoryBackedVolumeTotals, parseProjects, parseProjid } from './volumes/index.ts';
export type { EmptyDirSizeCandidate, EmptyDirSizeExplained, EmptyDirSizeExplanation, EmptyDirSizeOptions } from './volumes/index.ts';
export type { EmptyDirSizeReason, EmptyDirSizeRule, EmptyDirSizeSource, EmptyDirSizeStep } from './volumes/index.ts';
export type { ExplainEmptyDirSizeOptions, PodVolumeTotals, ProjectEntry, ProjectIDOptions, SharedMemory } from './volumes/index.ts';
export type { SharedMemoryExplanation, SharedMemoryMachine, SharedMemoryReason, SharedMemoryRule } from './volumes/index.ts';
export type { SharedMemoryStep, TmpfsSupport, VolumeTotals, VolumeTotalsOptions } from './volumes/index.ts';

export { adjustForHugePages, admit, defaultEvictionHard, evictionMessage, explainEphemeralStorage } from './eviction/index.ts';
export { explainRanking, explainThresholds, getThresholdQuantity, initialEvictionState, kubeletThresholds } from './eviction/index.ts';
export { localStorageEviction, makeSignalObservations, parseEvictionMessage, parseThresholdConfig } from './eviction/index.ts';
export { rankDiskPressure, rankForSignal, rankMemoryPressure, rankPIDPressure, simulateEvictions } from './eviction/index.ts';
export { smallestChangeToSurvive, synchronize, thresholdsMet, updateContainerFsThresholds } from './eviction/index.ts';
export type { AdjustedMemoryStats, AdmitResult, CapacityBySignal, ContainerFsThresholds, CycleExplanation } from './eviction/index.ts';
export type { CycleReason, CycleRule, CycleStep, DiskPressure, EffectiveThreshold, EffectiveThresholds } from './eviction/index.ts';
export type { EphemeralStorage, EphemeralStorageLimit, EphemeralStorageOptions, Eviction, EvictionConfig } from './eviction/index.ts';
export type { EvictionCycle, EvictionMessage, EvictionObservation, EvictionOptions, EvictionState } from './eviction/index.ts';
export type { EvictionText, FsStatsType, ImageFilesystems, KubeletEvictionConfig, LocalLimit, LocalStorageNode } from './eviction/index.ts';
export type { Offender, OperatingSystem, OperatingSystemOptions, PressureCondition, RankedPod, RankedPods } from './eviction/index.ts';
export type { RankingDecision, RankingExplanation, RankingReason, RankingRule, RankingStep, Signal } from './eviction/index.ts';
export type { SignalObservation, SignalObservations, SimulatedCycle, SimulatedEvictions, Simulation } from './eviction/index.ts';
export type { StarvedResource, StorageExplanation, StoragePart, StorageReason, StorageRule, StorageStep } from './eviction/index.ts';
export type { SurvivalChange, Threshold, ThresholdConfig, ThresholdExplanation, ThresholdReason, ThresholdRule } from './eviction/index.ts';
export type { ThresholdsMetOptions, ThresholdStatements, ThresholdStep, ThresholdValue } from './eviction/index.ts';

export { aksNode, eksNode, explainNodeAllocatable, explainNodeAllocatableFromConfig, gkeNode, k3sNode, kopsNode } from './node/index.ts';
export { nodeAllocatable, nodeAllocatableFromConfig, openshiftNode, talosNode } from './node/index.ts';
export type { AKSMachine, AKSRule, EKSMachine, ExplainNodeAllocatableInputs, GKEMachine, KubeletReservationConfig } from './node/index.ts';
export type { MachineLike, MemoryReservationLike, NodeAllocatable, NodeAllocatableExplained, NodeAllocatableInputs } from './node/index.ts';
export type { NodeExplanation, NodePreset, NodeReason, NodeRule, NodeStep, OpenShiftMachine, TalosMachine } from './node/index.ts';

export { balancedAllocationScore, explainUnschedulable, fits, howManyFit, leastAllocatedScore } from './scheduling/index.ts';
export { mostAllocatedScore, podResizeVerdict, requestedToCapacityRatioScore } from './scheduling/index.ts';
export type { HowManyFit, InsufficientResource, NodeRefusal, PodResizeVerdict, PodsByNode } from './scheduling/index.ts';
export type { RequestedToCapacityRatioStrategy, ResizeFacts, SchedulingExplanation, SchedulingReason } from './scheduling/index.ts';
export type { SchedulingRule, SchedulingStep, ScoredResource, ScoringResources, SwapFacts, Unschedulable } from './scheduling/index.ts';
export type { UtilizationShapePoint } from './scheduling/index.ts';

export { compareVersions, explainResize, findPods, lintPod, renderExplanation, sizePod } from './report/index.ts';
export type { Assumption, AssumptionCode, CgroupSizing, ContainerAmounts, ContainerCgroupSizing } from './report/index.ts';
export type { ContainerPatchLike, ContainerResourcesLike, ContainerSizing, ExplainResizeOptions, FitSizing } from './report/index.ts';
export type { FoundPod, PatchOperation, PodCgroupChange, PodSizing, RenderedStep, ResizeAction, ResizeExplained } from './report/index.ts';
export type { ResizeExplanation, ResizePatchLike, ResizeReason, ResizeRule, ResizeStep, SizedSubject } from './report/index.ts';
export type { SizePodOptions, SizingFact, SizingSeverity, SizingWarning, SizingWarningCode, StorageSizing } from './report/index.ts';
export type { StorageTrip, VersionChange, VersionComparison, VersionPair, VersionRule, VolumeSizing } from './report/index.ts';
export type { WorkloadLike } from './report/index.ts';
