import { initialEvictionState } from '../src/index.ts';

type Json = { [name: string]: unknown };

const lists = { cpu: '2', memory: '1Gi', 'hugepages-2Mi': '4Mi', 'example.com/x': '1' };
const resources = { limits: lists, requests: lists, claims: [{ name: 'gpu', request: 'one' }] };
const container = (name: string, more: Json = {}): Json => ({
  name,
  resources,
  resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }],
  volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
  ...more,
});
const own = { requests: { cpu: '4', memory: '8Gi' }, limits: { cpu: '8', memory: '16Gi' } };
const claim = {
  containers: ['app'],
  resources: { cpu: '1' },
  mapping: [{ name: 'cpu', quantity: '1' }],
  overhead: [{ name: 'memory', perPod: '1Mi', perContainer: '1Mi' }],
};

/** A pod with everything that the functions look at. */
const pod = {
  metadata: {
    name: 'web',
    namespace: 'default',
    uid: 'u',
    annotations: { 'kubernetes.io/config.source': 'api' },
    deletionTimestamp: '2026-01-01T00:00:00Z',
    deletionGracePeriodSeconds: 30,
  },
  spec: {
    containers: [container('app')],
    initContainers: [container('proxy', { restartPolicy: 'Always' })],
    ephemeralContainers: [{ name: 'debug' }],
    overhead: { cpu: '100m' },
    resources: own,
    volumes: [
      { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
      { name: 'claimed', ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } } } } },
    ],
    priority: 5,
    priorityClassName: 'high',
    affinity: { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'zone', namespaces: ['a'] }] } },
    resourceClaims: [{ name: 'gpu' }],
    activeDeadlineSeconds: 10,
    os: { name: 'linux' },
  },
  status: {
    phase: 'Running',
    qosClass: 'Burstable',
    conditions: [{ type: 'PodResizePending', status: 'True', reason: 'Deferred' }],
    containerStatuses: [{ name: 'app', resources, allocatedResources: { cpu: '1' }, state: { running: {} } }],
    initContainerStatuses: [{ name: 'proxy', resources, allocatedResources: { cpu: '1' } }],
    allocatedResources: { cpu: '4' },
    resources: own,
    nodeAllocatableResourceClaimStatuses: [claim],
  },
};
const counted = {
  useStatusResources: true,
  inPlacePodVerticalScalingEnabled: true,
  inPlacePodLevelResourcesVerticalScalingEnabled: true,
  useDRANodeAllocatableResourceClaimStatus: true,
  nonMissingContainerRequests: { cpu: '100m' },
};
const machine = {
  nodeMemory: '32Gi',
  nodeAllocatableMemory: '30Gi',
  swapCapacity: '8Gi',
  swapBehavior: 'LimitedSwap',
  swapControllerAvailable: true,
  cgroupVersion: 2,
  hugePageSizes: ['2MB'],
};
const item = {
  type: 'Container',
  default: { cpu: '1' },
  defaultRequest: { cpu: '1' },
  min: { cpu: '1' },
  maxLimitRequestRatio: { cpu: '2' },
};
const range = { spec: { limits: [item, { type: 'Pod', max: { cpu: '1' } }, { type: 'PersistentVolumeClaim', max: { storage: '1' } }] } };
const scope = { scopeName: 'PriorityClass', operator: 'In', values: ['high'] };
const stats = [{ podRef: { uid: 'u' }, containers: [{ name: 'app', memory: { rssBytes: 1 }, swap: { swapUsageBytes: 3 } }] }];
const project = { id: 1, data: '/a', line: '1:/a' };
const volume = { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } };
const config = { memoryLimit: '1Gi', memorySwapLimit: '2Gi', cpuShares: 2, cpuQuota: 5, cpuPeriod: 5, unified: { 'memory.min': '5' } };

const amounts = { cpu: '8', memory: '32Gi', 'ephemeral-storage': '100Gi', pods: '110', 'hugepages-2Mi': '8Mi', 'example.com/x': '4' };
const hard = { 'memory.available': '100Mi' };
const node = { metadata: { name: 'a' }, status: { allocatable: amounts, capacity: amounts, nodeInfo: { operatingSystem: 'linux' } } };

const summary = {
  node: {
    memory: { time: '2026-01-01T00:00:00Z', availableBytes: 50, workingSetBytes: 1 },
    fs: { time: '2026-01-01T00:00:00Z', availableBytes: 1, capacityBytes: 10 },
  },
  pods: stats,
};
const threshold = { signal: 'memory.available', operator: 'LessThan', value: { quantity: '100Mi' }, minReclaim: { percentage: 0.1 } };
const thresholds = [threshold];
const observations = { 'memory.available': { available: '50Mi', capacity: '1Gi', time: '2026-01-01T00:00:00Z' } };
const observation = { now: 1_767_225_600_000, summary, pods: [pod], dedicatedImageFs: false, afterNodeReclaim: summary };
const evictionConfig = { thresholds, pressureTransitionPeriodSeconds: 300, maxPodGracePeriodSeconds: 30 };
const filesystems = { dedicatedImageFs: true, splitContainerImageFs: false };
const cpuWeighed = { resources: [{ name: 'cpu', weight: 1 }] };
const kubelet = { evictionHard: hard, evictionSoft: hard, evictionSoftGracePeriod: { 'memory.available': '1m' } };
const reservations = { kubeReserved: { cpu: '100m' }, evictionHard: hard, enforceNodeAllocatable: ['pods'] };
const nodeInputs = { capacity: amounts, kubeReserved: amounts, systemReserved: amounts, evictionHard: hard };
const built = { cpu: 4, memory: '16Gi', maxPods: 58, capacity: amounts };
const shape = [
  { utilization: 0, score: 0 },
  { utilization: 100, score: 10 },
];
const configOptions = { cpuPeriod: 100_000, enforceMemoryQoS: true, os: 'linux' };
const sizeOptions = { cpuPeriod: 100_000, swapCapacity: '1Gi', runtimeDefault: '64Mi' };
const emptyDirOptions = { hostMemory: '1Gi', noswapSupported: true };

/** Every function of the package with its arguments by name, in their order, all of them right. */
export const calls: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  podRequests: { pod, options: counted },
  podLimits: { pod, options: counted },
  aggregateContainerRequests: { pod, options: counted },
  aggregateContainerLimits: { pod, options: counted },
  explainPodResources: { pod, options: counted },
  computePodQOS: { pod, options: {} },
  getPodQOS: { pod, options: {} },
  explainPodQOS: { pod, options: {} },
  getResourceRequestQuantity: { pod, resourceName: 'memory', options: {} },
  podPriority: { pod },
  isCriticalPod: { pod, options: {} },
  isStaticPod: { pod },
  isMirrorPod: { pod },
  setPodResourceDefaults: { pod, options: {} },
  applyLimitRanges: { pod, limitRanges: [range], options: {} },
  setLimitRangeDefaults: { limitRange: range, options: {} },
  podQuotaUsage: { pod, options: { scopes: ['NotBestEffort', scope, 'CrossNamespacePodAffinity'], now: 1 } },
  podMatchesScope: { pod, selector: scope, options: {} },
  validatePodResize: { oldPod: pod, newPod: pod, options: {} },
  milliCPUToShares: { milliCPU: 250, options: {} },
  milliCPUToQuota: { milliCPU: 250, period: 100_000, options: {} },
  sharesToMilliCPU: { shares: 256 },
  quotaToMilliCPU: { quota: 100, period: 100_000 },
  cpuSharesToCPUWeight: { shares: 100, options: { conversion: 'log' } },
  resourceConfigForPod: { pod, options: configOptions },
  explainResourceConfigForPod: { pod, options: configOptions },
  podLevelMemoryHigh: { pod, throttling: { memoryThrottlingFactor: 0.9 }, options: {} },
  calculateSandboxResources: { pod, options: { cpuPeriod: 100_000, cgroupVersion: 1 } },
  containerResourceConfig: {
    pod,
    containerName: 'app',
    machine,
    options: { cpuPeriod: 100_000, memoryThrottlingFactor: 0.9 },
  },
  cgroupV1Files: { config: { ...config, hugePageLimit: { '2097152': '2Mi' } } },
  cgroupV2Files: { config: { ...config, hugepageLimits: { '2MB': '2Mi' } }, options: { conversion: 'log' } },
  getContainerOOMScoreAdjust: { pod, containerName: 'proxy', memoryCapacity: '16Gi', options: {} },
  explainContainerOOMScoreAdjust: { pod, containerName: 'proxy', memoryCapacity: '16Gi', options: {} },
  rankOOMVictims: { pods: [pod], stats, memoryCapacity: '16Gi', options: { swapCapacity: '1Gi' } },
  calculateEmptyDirMemorySize: { nodeAllocatableMemory: '16Gi', volume, pod, options: emptyDirOptions },
  explainEmptyDirMemorySize: { nodeAllocatableMemory: '16Gi', volume, pod, options: emptyDirOptions },
  kernelDefaultTmpfsSize: { hostMemory: '16Gi' },
  generateTmpfsMountOptions: { size: '1Gi', support: { noswapSupported: true }, options: {} },
  getPageSizeMountOption: { medium: 'HugePages-2Mi', pod, options: {} },
  explainSharedMemory: {
    pod,
    containerName: 'app',
    machine: { nodeAllocatableMemory: '16Gi', hostMemory: '18Gi', runtimeDefault: '64Mi' },
    options: { hostMemory: '18Gi' },
  },
  memoryBackedVolumeTotals: { pods: [pod], nodeAllocatableMemory: '16Gi', options: { hostMemory: '18Gi' } },
  isLocalEphemeralVolume: { volume, options: {} },
  emptyDirQuotaSize: { pod, volume: { emptyDir: { sizeLimit: '1Gi' } }, options: {} },
  parseProjects: { text: '1:/a\n' },
  parseProjid: { text: 'a:1\n' },
  formatProjects: { entries: [project] },
  formatProjid: { entries: [project] },
  firstFreeProjectID: { projects: [project], projid: [project], options: { inUse: [1] } },
  featureGates: { options: { featureGates: { PodLevelResources: true } } },
  checkFeatureGates: { gates: { PodLevelResources: true, Other: true }, options: {} },
  parseKubernetesVersion: { version: { major: '1', minor: '34+' } },
  nearestSupportedMinor: { version: { major: '1', minor: '34+' } },
  compareQuantities: { a: '1', b: '2' },
  sumQuantities: { quantities: ['1', '2'], options: {} },
  formatQuantity: { quantity: '1Gi', options: { unit: 'Mi', maximumFractionDigits: 2, locale: 'de' } },
  percentOf: { used: '1', total: '2' },
  explainQuantity: { text: '1Gi', options: {} },
  cachedStatsFunc: { podStats: stats },
  nodeAllocatable: { inputs: nodeInputs, options: {} },
  explainNodeAllocatable: { inputs: { ...nodeInputs, enforceNodeAllocatable: ['pods'] }, options: {} },
  nodeAllocatableFromConfig: { capacity: amounts, kubeletConfiguration: reservations, options: { os: 'linux' } },
  explainNodeAllocatableFromConfig: { capacity: amounts, kubeletConfiguration: reservations, options: { os: 'linux' } },
  eksNode: { machine: { ...built, eniPods: 29, image: 'al2023' }, options: {} },
  gkeNode: { machine: { ...built, bootDisk: '100Gi', localSSDs: 1 } },
  aksNode: { machine: { ...built, os: 'linux', rule: 'tiers' }, options: {} },
  openshiftNode: { machine: { ...built, autoSizing: { memory: 'tiers', cpu: 1 } }, options: {} },
  k3sNode: { machine: built },
  kopsNode: { machine: built },
  talosNode: { machine: built, options: {} },
  fits: { pod, node, podsOnNode: [pod], options: {} },
  howManyFit: { pod, node, podsOnNode: [pod], options: {} },
  explainUnschedulable: { pod, nodes: [node], podsByNode: { a: [pod] }, options: {} },
  leastAllocatedScore: { pod, node, podsOnNode: [pod], strategy: cpuWeighed, options: {} },
  mostAllocatedScore: { pod, node, podsOnNode: [pod], strategy: cpuWeighed, options: {} },
  requestedToCapacityRatioScore: { pod, node, podsOnNode: [pod], strategy: { ...cpuWeighed, shape }, options: {} },
  balancedAllocationScore: { pod, node, podsOnNode: [pod], strategy: cpuWeighed, options: {} },
  podResizeVerdict: {
    pod,
    allocatedPod: pod,
    facts: { node, podsOnNode: [pod], nodeAllocatableAbsolute: amounts, cpuManagerPolicy: 'static' },
    options: {},
  },
  rankMemoryPressure: { pods: [pod], stats, options: {} },
  rankPIDPressure: { pods: [pod], stats, options: {} },
  rankDiskPressure: { pods: [pod], stats, pressure: { fsStatsToMeasure: ['root', 'logs'], diskResource: 'inodes' }, options: {} },
  rankForSignal: { signal: 'memory.available', pods: [pod], stats, filesystems, options: {} },
  explainRanking: { signal: 'memory.available', pods: [pod], stats, filesystems, options: {} },
  smallestChangeToSurvive: { pod, pods: [pod], stats, signal: 'memory.available', filesystems, options: {} },
  localStorageEviction: { pods: [pod], stats, node: { dedicatedImageFs: false, localStorageCapacityIsolation: true }, options: {} },
  explainEphemeralStorage: { pod, stats, options: { dedicatedImageFs: false } },
  evictionMessage: { resourceToReclaim: 'memory', pod, stats, thresholds, observations, options: {} },
  parseEvictionMessage: { text: 'The node was low on resource: memory. ' },
  admit: { pod, nodeConditions: ['MemoryPressure'], options: {} },
  parseThresholdConfig: { config: { ...kubelet, enforceNodeAllocatable: ['pods'] }, options: {} },
  kubeletThresholds: { kubeletConfiguration: kubelet, options: { os: 'linux' } },
  defaultEvictionHard: { options: { os: 'linux' } },
  explainThresholds: { kubeletConfiguration: kubelet, capacityBySignal: { 'memory.available': '1Gi' }, options: { os: 'linux' } },
  updateContainerFsThresholds: { thresholds, filesystems, options: {} },
  getThresholdQuantity: { value: { percentage: 0.1 }, capacity: '1Gi', options: {} },
  makeSignalObservations: { summary, options: { os: 'linux' } },
  adjustForHugePages: { memoryStats: { availableBytes: 50, workingSetBytes: 1 }, node, options: {} },
  thresholdsMet: { thresholds, observations, options: { enforceMinReclaim: true } },
  synchronize: { state: initialEvictionState, observation, config: evictionConfig, options: {} },
  simulateEvictions: {
    state: initialEvictionState,
    observation,
    config: evictionConfig,
    simulation: { freedFraction: 1, maxCycles: 2 },
    options: {},
  },
  renderExplanation: {
    explanation: {
      result: 1,
      steps: [
        {
          rule: 'cgroup-qos',
          upstream: 'pkg/kubelet/cm',
          inputs: { qosClass: 'Burstable' },
          outcome: 'applied',
          because: 'cgroup-qos-found',
        },
      ],
    },
  },
  findPods: { object: { kind: 'List', items: [pod] } },
  sizePod: { object: pod, node, options: sizeOptions },
  lintPod: { object: pod, node, options: {} },
  compareVersions: { object: pod, node, versions: { from: '1.36', to: '1.37' }, options: {} },
  explainResize: {
    object: pod,
    newResources: { app: { requests: { cpu: '3' } } },
    node,
    options: { stats: stats[0], podsOnNode: [pod], nodeAllocatableAbsolute: amounts },
  },
};
