export { isSizingError, SizingError } from './errors.ts';
export type { Result, SizingErrorCode, SizingErrorDetails } from './errors.ts';

export type { Explanation, ExplanationInput, ExplanationStep } from './explanation.ts';

export { checkFeatureGates, featureGates, nearestSupportedMinor, newestMinor, parseKubernetesVersion } from './version/index.ts';
export { preReleaseMinors, supportedMinors } from './version/index.ts';
export type { FeatureGate, FeatureGatesInput, FeatureGateState, GateOptions, GateStage, KubernetesVersion } from './version/index.ts';
export type { Minor, VersionOptions } from './version/index.ts';

export { compareQuantities, explainQuantity, formatQuantity, percentOf, Quantity, Scale, sumQuantities } from './quantity/index.ts';
export type { Format, FormatQuantityOptions, QuantityExplained, QuantityExplanation, QuantityLike } from './quantity/index.ts';
export type { QuantityReason, QuantityRule, QuantityStep, QuantityUnit } from './quantity/index.ts';

export { cachedStatsFunc } from './core/index.ts';
export type { AffinityLike, ConditionLike, ContainerLike, ContainerStatsLike, ContainerStatusLike, EmptyDirLike } from './core/index.ts';
export type { EphemeralLike, FsStatsLike, IntegerLike, LimitRangeItemLike, LimitRangeLike, MemoryStatsLike } from './core/index.ts';
export type { NodeAllocatableResourceClaimStatusLike, NodeLike, NodeStatsLike, NodeStatusLike, ObjectMetaLike } from './core/index.ts';
export type { Opt, PodAffinityLike, PodAffinityTermLike, PodLike, PodReferenceLike, PodSpecLike, PodStatsLike } from './core/index.ts';
export type { PodStatusLike, ProcessStatsLike, ResizePolicyLike, ResourceList, ResourceListLike } from './core/index.ts';
export type { ResourceRequirementsLike, RlimitStatsLike, RuntimeStatsLike, StatsFunc, StatsLike, SummaryLike } from './core/index.ts';
export type { SwapStatsLike, TimeLike, TolerationLike, VolumeLike, VolumeMountLike, VolumeSourceLike } from './core/index.ts';
export type { VolumeStatsLike } from './core/index.ts';

export { aggregateContainerLimits, aggregateContainerRequests, computePodQOS, explainPodQOS } from './resources/index.ts';
export { explainPodResources, getPodQOS, getResourceRequestQuantity, isCriticalPod, isMirrorPod } from './resources/index.ts';
export { isStaticPod, podLimits, podPriority, podRequests } from './resources/index.ts';
export type { ContainerPart, InitContainerPart, PodQOSClass, PodQOSExplained, PodResourcesExplained } from './resources/index.ts';
export type { PodResourcesExplanation, PodResourcesOptions, PodResourcesReason, PodResourcesRule } from './resources/index.ts';
export type { PodResourcesStep, QOSBreaker, QOSExplanation, QOSReason, QOSRule, ResourceBreakdown } from './resources/index.ts';

export { applyLimitRanges, podMatchesScope, podQuotaUsage, setLimitRangeDefaults, setPodResourceDefaults } from './admission/index.ts';
export type { FieldError, FieldErrorType, LimitConstraint, LimitRangeOptions, LimitRangesApplied } from './admission/index.ts';
export type { LimitRangeViolation } from './admission/index.ts';
export type { PodQuotaOptions, ScopeSelectorLike } from './admission/index.ts';

export { calculateSandboxResources, cgroupV1Files, cgroupV2Files, containerResourceConfig, cpuSharesToCPUWeight } from './cgroup/index.ts';
export { explainContainerOOMScoreAdjust, explainResourceConfigForPod, getContainerOOMScoreAdjust } from './cgroup/index.ts';
export { milliCPUToQuota, milliCPUToShares, podLevelMemoryHigh, quotaToMilliCPU, rankOOMVictims } from './cgroup/index.ts';
export { resourceConfigForPod, sharesToMilliCPU } from './cgroup/index.ts';
export type { CgroupValues, ContainerMachine, ContainerResourceConfig, ContainerResourceConfigOptions } from './cgroup/index.ts';
export type { CPUWeightConversion, CPUWeightOptions, LinuxResources, MemoryThrottling, OOMScoreExplanation } from './cgroup/index.ts';
export type { OOMScoreReason, OOMScoreRule, OOMScoreStep, OOMVictim, OOMVictimOptions, ResourceConfig } from './cgroup/index.ts';
export type { ResourceConfigExplanation, ResourceConfigOptions, ResourceConfigReason, ResourceConfigRule } from './cgroup/index.ts';
export type { ResourceConfigStep, SandboxResourcesOptions, SwapBehavior } from './cgroup/index.ts';

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
export type { EvictionText, FsStatsType, ImageFilesystems, KubeletEvictionConfig, LocalLimit } from './eviction/index.ts';
export type { LocalStorageNode, Offender, OperatingSystem, OperatingSystemOptions, PressureCondition } from './eviction/index.ts';
export type { RankedPod, RankedPods, RankingDecision, RankingExplanation, RankingReason, RankingRule } from './eviction/index.ts';
export type { RankingStep, Signal, SignalObservation, SignalObservations, SimulatedCycle, SimulatedEvictions } from './eviction/index.ts';
export type { Simulation, StarvedResource, StorageExplanation, StoragePart, StorageReason, StorageRule } from './eviction/index.ts';
export type { StorageStep, SurvivalChange, Threshold, ThresholdConfig, ThresholdExplanation, ThresholdReason } from './eviction/index.ts';
export type { ThresholdRule, ThresholdsMetOptions, ThresholdStatements, ThresholdStep, ThresholdValue } from './eviction/index.ts';

export { aksNode, eksNode, explainNodeAllocatable, explainNodeAllocatableFromConfig, gkeNode, k3sNode, kopsNode } from './node/index.ts';
export { nodeAllocatable, nodeAllocatableFromConfig, openshiftNode, talosNode } from './node/index.ts';
export type { AKSMachine, AKSRule, EKSMachine, ExplainNodeAllocatableInputs, GKEMachine } from './node/index.ts';
export type { KubeletReservationConfig, MachineLike, MemoryReservationLike, NodeAllocatable } from './node/index.ts';
export type { NodeAllocatableExplained, NodeAllocatableInputs, NodeExplanation, NodePreset, NodeReason, NodeRule } from './node/index.ts';
export type { NodeStep, OpenShiftMachine, TalosMachine } from './node/index.ts';

export { balancedAllocationScore, explainUnschedulable, fits, howManyFit, leastAllocatedScore } from './scheduling/index.ts';
export { mostAllocatedScore, requestedToCapacityRatioScore } from './scheduling/index.ts';
export type { HowManyFit, InsufficientResource, NodeRefusal, PodsByNode, RequestedToCapacityRatioStrategy } from './scheduling/index.ts';
export type { SchedulingExplanation, SchedulingReason, SchedulingRule, SchedulingStep, ScoredResource } from './scheduling/index.ts';
export type { ScoringResources, Unschedulable, UtilizationShapePoint } from './scheduling/index.ts';

export { podResizeVerdict, validatePodResize } from './resize/index.ts';
export type { ContainerAmounts, ContainerPatchLike, ContainerResourcesLike, PodCgroupChange, PodResizeVerdict } from './resize/index.ts';
export type { ResizeAction, ResizeExplanation, ResizeFacts, ResizePatchLike, ResizeReason, ResizeRule } from './resize/index.ts';
export type { ResizeStep, SwapFacts } from './resize/index.ts';

export { compareVersions, explainResize, findPods, lintPod, renderExplanation, sizePod } from './report/index.ts';
export type { Assumption, AssumptionCode, CgroupSizing, ContainerCgroupSizing, ContainerSizing } from './report/index.ts';
export type { ExplainResizeOptions, FitSizing, FoundPod, PatchOperation, PodSizing, RenderedStep } from './report/index.ts';
export type { ResizeExplained, SizedSubject, SizePodOptions, SizingFact, SizingSeverity, SizingWarning } from './report/index.ts';
export type { SizingWarningCode, StorageSizing, StorageTrip, VersionChange, VersionComparison, VersionPair } from './report/index.ts';
export type { VersionRule, VolumeSizing, WorkloadLike } from './report/index.ts';
