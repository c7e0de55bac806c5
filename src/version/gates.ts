/** How far a feature gate had come in a minor. Upstream: `component-base/featuregate`, the `prerelease` of a `FeatureSpec`. */
export type GateStage = 'Alpha' | 'Beta' | 'GA' | 'Deprecated';

/** By the minor (the number after `1.`) from which it holds: stage and default, `locked` when it cannot be set otherwise, or `removed`. */
export type GateHistory = { readonly [since: number]: readonly [stage: GateStage, on: boolean, locked?: 'locked'] | 'removed' };

/** The gates that bear on sizing, each with its history from 1.15 on, as `pkg/features/kube_features.go` of the last patch of every minor has it. */
export const gateTable = {
  AllowOverwriteTerminationGracePeriodSeconds: { 32: ['Deprecated', false], 35: ['Deprecated', false, 'locked'], 38: 'removed' },
  CPUManager: { 15: ['Beta', true], 26: ['GA', true, 'locked'], 33: 'removed' },
  CustomCPUCFSQuotaPeriod: { 15: ['Alpha', false], 36: ['GA', true] },
  DRAExtendedResource: { 34: ['Alpha', false], 36: ['Beta', true], 37: ['GA', true, 'locked'] },
  DRANodeAllocatableResources: { 36: ['Alpha', false] },
  DisableCPUQuotaWithExclusiveCPUs: { 33: ['Beta', true], 36: ['Deprecated', true], 37: ['Deprecated', true, 'locked'] },
  EmptyDirVolumeMode: { 37: ['Alpha', false] },
  EvictionRequestAPI: { 37: ['Alpha', false] },
  ExperimentalCriticalPodAnnotation: { 15: ['Alpha', false], 16: 'removed' },
  HugePageStorageMediumSize: { 18: ['Alpha', false], 19: ['Beta', true], 22: ['GA', true, 'locked'], 24: 'removed' },
  HugePages: { 15: ['GA', true, 'locked'], 16: 'removed' },
  HugepageAwareEviction: { 37: ['Beta', true] },
  ImageMaximumGCAge: { 29: ['Alpha', false], 30: ['Beta', true], 35: ['GA', true, 'locked'] },
  InPlacePodLevelResourcesVerticalScaling: { 35: ['Alpha', false], 36: ['Beta', true] },
  InPlacePodVerticalScaling: { 27: ['Alpha', false], 33: ['Beta', true], 35: ['GA', true, 'locked'], 38: 'removed' },
  InPlacePodVerticalScalingAllocatedStatus: { 32: ['Alpha', false], 33: ['Deprecated', false], 36: 'removed' },
  InPlacePodVerticalScalingExclusiveCPUs: { 32: ['Alpha', false] },
  InPlacePodVerticalScalingExclusiveMemory: { 34: ['Alpha', false] },
  InPlacePodVerticalScalingInitContainers: { 36: ['Beta', true], 37: ['GA', true, 'locked'] },
  InPlacePodVerticalScalingMemoryBackedVolumes: { 37: ['Alpha', false] },
  InPlacePodVerticalScalingSchedulerPreemption: { 37: ['Alpha', false] },
  KubeletAllocatedPodsEndpoint: { 37: ['Alpha', false] },
  KubeletPSI: { 33: ['Alpha', false], 34: ['Beta', true], 36: ['GA', true, 'locked'] },
  KubeletSeparateDiskGC: { 29: ['Alpha', false], 31: ['Beta', true] },
  LocalStorageCapacityIsolation: { 15: ['Beta', true], 25: ['GA', true, 'locked'], 27: 'removed' },
  LocalStorageCapacityIsolationFSQuotaMonitoring: { 15: ['Alpha', false], 31: ['Beta', false] },
  MemoryManager: { 21: ['Alpha', false], 22: ['Beta', true], 32: ['GA', true, 'locked'], 36: 'removed' },
  MemoryQoS: { 22: ['Alpha', false], 37: ['Beta', true] },
  NodeDeclaredFeatures: { 35: ['Alpha', false], 36: ['Beta', true], 37: ['GA', true, 'locked'] },
  NodeSwap: { 22: ['Alpha', false], 28: ['Beta', false], 30: ['Beta', true], 34: ['GA', true, 'locked'], 38: 'removed' },
  PodAffinityNamespaceSelector: { 21: ['Alpha', false], 22: ['Beta', true], 24: ['GA', true, 'locked'], 26: 'removed' },
  PodAndContainerStatsFromCRI: { 23: ['Alpha', false], 37: ['Beta', false] },
  PodDisruptionConditions: { 25: ['Alpha', false], 26: ['Beta', true], 31: ['GA', true, 'locked'], 34: 'removed' },
  PodLevelResourceManagers: { 36: ['Alpha', false], 37: ['Beta', false] },
  PodLevelResources: { 32: ['Alpha', false], 34: ['Beta', true] },
  PodLevelResourcesFixDefaulting: { 37: ['Beta', true] },
  PodLevelResourcesFixKubeletQOSClass: { 37: ['Beta', true] },
  PodOverhead: { 16: ['Alpha', false], 18: ['Beta', true], 24: ['GA', true, 'locked'], 26: 'removed' },
  PodPriority: { 15: ['GA', true], 16: ['GA', true, 'locked'], 18: 'removed' },
  QOSReserved: { 15: ['Alpha', false] },
  SidecarContainers: { 28: ['Alpha', false], 29: ['Beta', true], 33: ['GA', true, 'locked'], 37: 'removed' },
  SizeMemoryBackedVolumes: { 20: ['Alpha', false], 22: ['Beta', true], 32: ['GA', true, 'locked'], 35: 'removed' },
  StorageCapacityScoring: { 33: ['Alpha', false], 37: ['Beta', true] },
  SupportNodePidsLimit: { 15: ['Beta', true], 20: ['GA', true, 'locked'], 23: 'removed' },
  SupportPodPidsLimit: { 15: ['Beta', true], 20: ['GA', true, 'locked'], 23: 'removed' },
  TaintNodesByCondition: { 15: ['Beta', true], 17: ['GA', true, 'locked'], 18: 'removed' },
  TaintTolerationComparisonOperators: { 35: ['Alpha', false] },
  UserNamespacesSupport: { 28: ['Alpha', false], 30: ['Beta', false], 33: ['Beta', true], 36: ['GA', true, 'locked'] },
} as const satisfies Readonly<Record<string, GateHistory>>;

/** The name of a feature gate that bears on sizing. Upstream: the constants of `pkg/features/kube_features.go`. */
export type FeatureGate = keyof typeof gateTable;

/** What each gate needs; switching off the needed one switches off the gate as well. Upstream: `defaultKubernetesFeatureGateDependencies`, 1.37. */
export const gateDependencies: { readonly [gate in FeatureGate]?: readonly FeatureGate[] } = {
  InPlacePodLevelResourcesVerticalScaling: ['InPlacePodVerticalScaling', 'PodLevelResources', 'NodeDeclaredFeatures'],
  InPlacePodVerticalScalingInitContainers: ['InPlacePodVerticalScaling', 'NodeDeclaredFeatures'],
  InPlacePodVerticalScalingMemoryBackedVolumes: ['InPlacePodVerticalScaling', 'NodeDeclaredFeatures'],
  InPlacePodVerticalScalingSchedulerPreemption: ['InPlacePodVerticalScaling'],
  PodLevelResourceManagers: ['PodLevelResources'],
  PodLevelResourcesFixDefaulting: ['PodLevelResources'],
  PodLevelResourcesFixKubeletQOSClass: ['PodLevelResources'],
};
