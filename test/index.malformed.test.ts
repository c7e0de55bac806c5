import { describe, expect, it } from 'vitest';
import * as sizing from '../src/index.ts';
import { deepFreeze } from './deep-freeze.ts';

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

/** Every function with arguments that are right, but for the version. */
const calls: readonly (readonly [name: keyof typeof sizing, ...args: unknown[]])[] = [
  ['podRequests', pod, counted],
  ['podLimits', pod, counted],
  ['aggregateContainerRequests', pod, counted],
  ['aggregateContainerLimits', pod, counted],
  ['explainPodResources', pod, counted],
  ['computePodQOS', pod, {}],
  ['getPodQOS', pod, {}],
  ['explainPodQOS', pod, {}],
  ['getResourceRequestQuantity', pod, 'memory', {}],
  ['podPriority', pod],
  ['isCriticalPod', pod, {}],
  ['isStaticPod', pod],
  ['isMirrorPod', pod],
  ['setPodResourceDefaults', pod, {}],
  ['applyLimitRanges', pod, [range], {}],
  ['setLimitRangeDefaults', range],
  ['podQuotaUsage', pod, { scopes: ['NotBestEffort', scope, 'CrossNamespacePodAffinity'], now: 1 }],
  ['podMatchesScope', pod, scope, {}],
  ['validatePodResize', pod, pod, { kubernetesVersion: '1.37' }],
  ['milliCPUToShares', 250, {}],
  ['milliCPUToQuota', 250, 100_000, {}],
  ['sharesToMilliCPU', 256],
  ['quotaToMilliCPU', 100, 100_000],
  ['cpuSharesToCPUWeight', 100, { conversion: 'log' }],
  ['explainResourceConfigForPod', pod, { cpuPeriod: 100_000, enforceMemoryQoS: true, os: 'linux' }],
  ['podLevelMemoryHigh', pod, { memoryThrottlingFactor: 0.9 }, {}],
  ['containerResourceConfig', pod, 'app', machine, { cpuPeriod: 100_000, memoryThrottlingFactor: 0.9 }],
  ['cgroupV1Files', { ...config, hugePageLimit: { '2097152': '2Mi' } }],
  ['cgroupV2Files', { ...config, hugepageLimits: { '2MB': '2Mi' } }, { conversion: 'log' }],
  ['explainContainerOOMScoreAdjust', pod, 'proxy', '16Gi', {}],
  ['rankOOMVictims', [pod], stats, '16Gi', {}],
  ['explainEmptyDirMemorySize', '16Gi', volume, pod, { hostMemory: '1Gi', noswapSupported: true }],
  ['kernelDefaultTmpfsSize', '16Gi'],
  ['generateTmpfsMountOptions', '1Gi', { noswapSupported: true }, {}],
  ['getPageSizeMountOption', 'HugePages-2Mi', pod, {}],
  ['explainSharedMemory', pod, 'app', { nodeAllocatableMemory: '16Gi', hostMemory: '18Gi', runtimeDefault: '64Mi' }, {}],
  ['memoryBackedVolumeTotals', [pod], '16Gi', { hostMemory: '18Gi' }],
  ['isLocalEphemeralVolume', volume, {}],
  ['emptyDirQuotaSize', pod, { emptyDir: { sizeLimit: '1Gi' } }, {}],
  ['parseProjects', '1:/a\n'],
  ['parseProjid', 'a:1\n'],
  ['formatProjects', [project]],
  ['formatProjid', [project]],
  ['firstFreeProjectID', [project], [project], { inUse: [1] }],
  ['featureGates', { featureGates: { PodLevelResources: true } }],
  ['checkFeatureGates', { PodLevelResources: true, Other: true }, {}],
  ['parseKubernetesVersion', { major: '1', minor: '34+' }],
  ['compareQuantities', '1', '2'],
  ['sumQuantities', ['1', '2']],
  ['formatQuantity', '1Gi', { unit: 'Mi', maximumFractionDigits: 2, locale: 'de' }],
  ['percentOf', '1', '2'],
  ['explainQuantity', '1Gi'],
  ['cachedStatsFunc', stats],
  ['nodeAllocatable', { capacity: amounts, kubeReserved: amounts, systemReserved: amounts, evictionHard: hard }, {}],
  ['nodeAllocatableFromConfig', amounts, { kubeReserved: { cpu: '100m' }, evictionHard: hard, enforceNodeAllocatable: ['pods'] }, {}],
  ['fits', pod, node, [pod], {}],
  ['howManyFit', pod, node, [pod], {}],
  ['explainUnschedulable', pod, [node], { a: [pod] }, {}],
  ['leastAllocatedScore', pod, node, [pod], { resources: [{ name: 'cpu', weight: 1 }] }, {}],
  ['balancedAllocationScore', pod, node, [pod], { resources: [{ name: 'cpu', weight: 1 }] }, {}],
  ['podResizeVerdict', pod, pod, { node, podsOnNode: [pod], nodeAllocatableAbsolute: amounts, cpuManagerPolicy: 'static' }, {}],
  ['rankForSignal', 'memory.available', [pod], stats, { dedicatedImageFs: true }, {}],
  ['localStorageEviction', [pod], stats, { dedicatedImageFs: false }, {}],
  ['admit', pod, ['MemoryPressure'], {}],
  ['kubeletThresholds', { evictionHard: hard, evictionSoft: hard, evictionSoftGracePeriod: { 'memory.available': '1m' } }, {}],
  ['makeSignalObservations', { node: { memory: { availableBytes: 1, workingSetBytes: 1 }, fs: { availableBytes: 1 } }, pods: stats }, {}],
  ['findPods', { kind: 'List', items: [pod] }],
  ['sizePod', pod, node, { cpuPeriod: 100_000, swapCapacity: '1Gi', runtimeDefault: '64Mi' }],
  ['lintPod', pod, node, {}],
  ['compareVersions', pod, node, { from: '1.36', to: '1.37' }, {}],
  [
    'explainResize',
    pod,
    { app: { requests: { cpu: '3' } } },
    node,
    { stats: stats[0], podsOnNode: [pod], nodeAllocatableAbsolute: amounts },
  ],
];
const garbage: readonly unknown[] = [undefined, 'abc', 2n ** 70n, [null], Symbol('s'), Object.create(null)];

/** The value with something else at one place: every such value, place by place. */
function* broken(value: unknown): Iterable<unknown> {
  yield* garbage;
  if (Array.isArray(value)) {
    for (const [i, inner] of value.entries()) for (const other of broken(inner)) yield value.with(i, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) for (const other of broken(inner)) yield { ...value, [name]: other };
  }
}

const functions = new Map(Object.entries(sizing)) as ReadonlyMap<string, (...args: readonly unknown[]) => unknown>;

/** What is thrown beside our own errors. */
function strayErrors(name: keyof typeof sizing, args: readonly unknown[]): readonly string[] {
  const stray = new Set<string>();
  for (const [i, argument] of args.entries())
    for (const other of broken(argument))
      try {
        functions.get(name)?.(...args.with(i, other));
      } catch (error) {
        if (!sizing.isSizingError(error)) stray.add(String(error));
      }
  return [...stray];
}

describe('malformed input', () => {
  it.each(calls.map(([name, ...args]) => ({ name, args })))('of $name throws nothing but errors of this package', ({ name, args }) => {
    const given = deepFreeze(args);
    expect(() => functions.get(name)?.(...given)).not.toThrow();
    expect(strayErrors(name, given)).toEqual([]);
  });
});
