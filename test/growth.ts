type Json = Readonly<Record<string, unknown>>;
type Functions = Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Makes a call whose input has as many entries as it is told in one of its lists. */
export type Growing = (library: Functions, count: number) => () => unknown;

function many<T>(count: number, entry: (i: number) => T): T[] {
  return Array.from({ length: count }, (_, i) => entry(i));
}

function named(count: number, amount: string, name = (i: number): string => `example.com/r${i}`): Json {
  return Object.fromEntries(many(count, (i) => [name(i), amount]));
}

const requests = { cpu: '1m', memory: '1Mi' };
const amounts = { cpu: '64', memory: '1Ti', pods: '110', 'ephemeral-storage': '1Ti' };
const node = { metadata: { name: 'n' }, status: { allocatable: amounts, capacity: amounts } };
const app = { name: 'app', resources: { limits: { memory: '1Gi' } } };
const metadata = { name: 'p', namespace: 'd', uid: 'u' };
const podOf = (spec: Json, status: Json = {}): Json => ({ metadata, spec, status });
const own = (i: number): Json => ({ requests: { [`example.com/r${i}`]: '1' }, limits: { [`example.com/r${i}`]: '1' } });

/** Pods with many entries in one list. */
const podLists: Readonly<Record<string, (count: number) => Json>> = {
  containers: (count) => podOf({ containers: many(count, (i) => ({ name: `c${i}`, resources: { requests, limits: requests } })) }),
  'containers with a resource each': (count) => podOf({ containers: many(count, (i) => ({ name: `c${i}`, resources: own(i) })) }),
  'init containers': (count) => podOf({ containers: [app], initContainers: many(count, (i) => ({ name: `i${i}`, resources: own(i) })) }),
  sidecars: (count) =>
    podOf({ containers: [app], initContainers: many(count, (i) => ({ name: `s${i}`, restartPolicy: 'Always', resources: own(i) })) }),
  'sidecars and init containers': (count) =>
    podOf({
      containers: [app],
      initContainers: [
        ...many(count, (i) => ({ name: `s${i}`, restartPolicy: 'Always', resources: own(i) })),
        ...many(count, (i) => ({ name: `i${i}`, resources: own(count + i) })),
      ],
    }),
  'resources of a container': (count) =>
    podOf({ containers: [{ name: 'app', resources: { requests: named(count, '1'), limits: named(count, '1') } }] }),
  'memory volumes': (count) =>
    podOf({
      containers: [{ ...app, volumeMounts: many(count, (i) => ({ name: `v${i}`, mountPath: `/v${i}` })) }],
      volumes: many(count, (i) => ({ name: `v${i}`, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } })),
    }),
  'volumes on disk': (count) =>
    podOf({ containers: [app], volumes: many(count, (i) => ({ name: `v${i}`, emptyDir: { sizeLimit: '1Mi' } })) }),
  'container statuses': (count) =>
    podOf(
      { containers: many(count, (i) => ({ name: `c${i}`, resources: { requests, limits: requests } })) },
      { containerStatuses: many(count, (i) => ({ name: `c${i}`, resources: { requests }, allocatedResources: requests })) },
    ),
  claims: (count) =>
    podOf(
      {
        containers: [{ name: 'app', resources: { claims: many(count, (i) => ({ name: `k${i}` })) } }],
        resourceClaims: many(count, (i) => ({ name: `k${i}` })),
      },
      {
        nodeAllocatableResourceClaimStatuses: many(count, (i) => ({
          resourceClaimName: `k${i}`,
          containers: ['app'],
          resources: { cpu: '1' },
          mapping: [{ name: 'cpu', quantity: '1' }],
        })),
      },
    ),
};

const firstOf = (pod: Json): string => (pod['spec'] as { containers: readonly { name: string }[] }).containers[0]?.name ?? '';
const machine = {
  nodeMemory: '1Ti',
  nodeAllocatableMemory: '1Ti',
  swapCapacity: '8Gi',
  swapBehavior: 'LimitedSwap',
  swapControllerAvailable: true,
  cgroupVersion: 2,
  hugePageSizes: [],
};
const range = { spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] } };
const weighed = {
  resources: [
    { name: 'cpu', weight: 1 },
    { name: 'memory', weight: 1 },
  ],
};

/** The arguments with which a function is asked about one pod. */
const podCalls: Readonly<Record<string, (pod: Json) => readonly unknown[]>> = {
  podRequests: (pod) => [pod, { useStatusResources: true }],
  podLimits: (pod) => [pod],
  explainPodResources: (pod) => [pod],
  computePodQOS: (pod) => [pod],
  explainPodQOS: (pod) => [pod],
  getResourceRequestQuantity: (pod) => [pod, 'memory'],
  setPodResourceDefaults: (pod) => [pod],
  applyLimitRanges: (pod) => [pod, [range]],
  podQuotaUsage: (pod) => [pod],
  resourceConfigForPod: (pod) => [pod],
  calculateSandboxResources: (pod) => [pod],
  containerResourceConfig: (pod) => [pod, firstOf(pod), machine],
  getContainerOOMScoreAdjust: (pod) => [pod, firstOf(pod), '1Ti'],
  explainSharedMemory: (pod) => [pod, firstOf(pod), { nodeAllocatableMemory: '1Ti' }],
  memoryBackedVolumeTotals: (pod) => [[pod], '1Ti'],
  explainEphemeralStorage: (pod) => [pod],
  fits: (pod) => [pod, node],
  howManyFit: (pod) => [pod, node],
  balancedAllocationScore: (pod) => [pod, node, [], weighed],
  explainUnschedulable: (pod) => [pod, [node]],
  podResizeVerdict: (pod) => [pod, pod, { node }],
  validatePodResize: (pod) => [pod, pod],
  sizePod: (pod) => [pod, node],
  lintPod: (pod) => [pod, node],
  compareVersions: (pod) => [pod, node, { from: '1.36', to: '1.37' }],
  explainResize: (pod) => [pod, { [firstOf(pod)]: { requests: { cpu: '3' } } }, node],
};

const podsOf = (count: number): Json[] =>
  many(count, (i) => ({
    kind: 'Pod',
    metadata: { uid: `u${i}`, name: `p${i}` },
    spec: {
      priority: i % 7,
      containers: [{ name: 'app', resources: { requests, limits: { memory: '1Gi' } } }],
      volumes: [{ name: 'v', emptyDir: { medium: 'Memory' } }],
    },
  }));
const statsOf = (count: number): Json[] =>
  many(count, (i) => ({
    podRef: { uid: `u${i}`, name: `p${i}` },
    memory: { workingSetBytes: (i * 7919) % 1000 },
    containers: [{ name: 'app', memory: { rssBytes: (i * 7919) % 1000 } }],
  }));
const containerStats = (count: number): readonly Json[] => [
  {
    podRef: { uid: 'u' },
    containers: many(count, (i) => ({
      name: `c${i}`,
      memory: { workingSetBytes: 1, rssBytes: 1 },
      rootfs: { usedBytes: 1 },
      logs: { usedBytes: 1 },
    })),
    volume: many(count, (i) => ({ name: `v${i}`, usedBytes: 1 })),
  },
];
const thresholdsOf = (count: number): readonly Json[] =>
  many(count, () => ({ signal: 'memory.available', operator: 'LessThan', value: { quantity: '100Mi' } }));
const observations = { 'memory.available': { available: '50Mi', capacity: '1Gi' } };
const filesystems = { dedicatedImageFs: false, splitContainerImageFs: false };
const summaryOf = (count: number): Json => ({
  node: { memory: { time: '2026-01-01T00:00:00Z', availableBytes: 50, workingSetBytes: 1 } },
  pods: statsOf(count),
});
const observationOf = (count: number): Json => ({ now: 0, pods: podsOf(count), summary: summaryOf(count), ...filesystems });
const evictionConfig = (count: number): Json => ({ thresholds: thresholdsOf(count), pressureTransitionPeriodSeconds: 300 });
const nodeOf = (count: number): Json => ({ status: { allocatable: { ...named(count, '5'), pods: '110' } } });
const scored = (count: number): Json => ({ resources: many(count, (i) => ({ name: `example.com/r${i}`, weight: 1 })) });
const message = (count: number): string =>
  `The node was low on resource: memory. Threshold quantity: 100Mi, available: 50Mi. ${'Container c was using 1Mi, request is 1Ki, has larger consumption of memory. '.repeat(count)}`;
const entries = (count: number): readonly Json[] => many(count, (i) => ({ id: i + 2_000_000, data: `/a${i}`, line: '' }));
const pod = (list: string, count: number): Json => podLists[list]?.(count) ?? {};

/** The other lists: the function, the list, and the arguments. */
const others: readonly (readonly [name: string, list: string, args: (count: number, library: Functions) => readonly unknown[]])[] = [
  ['rankMemoryPressure', 'pods', (count) => [podsOf(count), statsOf(count)]],
  ['rankDiskPressure', 'pods', (count) => [podsOf(count), statsOf(count), { fsStatsToMeasure: ['root', 'logs'], diskResource: 'inodes' }]],
  ['explainRanking', 'pods', (count) => ['memory.available', podsOf(count), statsOf(count), filesystems]],
  ['rankOOMVictims', 'pods', (count) => [podsOf(count), statsOf(count), '1Ti']],
  ['rankOOMVictims', 'containers', (count) => [[pod('containers', count)], containerStats(count), '1Ti']],
  ['localStorageEviction', 'pods', (count) => [podsOf(count), statsOf(count), filesystems]],
  ['localStorageEviction', 'containers', (count) => [[pod('containers', count)], containerStats(count), filesystems]],
  ['localStorageEviction', 'volumes', (count) => [[pod('volumes on disk', count)], containerStats(count), filesystems]],
  ['explainEphemeralStorage', 'measured containers', (count) => [pod('containers', count), containerStats(count)]],
  ['explainEphemeralStorage', 'measured volumes', (count) => [pod('volumes on disk', count), containerStats(count)]],
  ['evictionMessage', 'containers', (count) => ['memory', pod('containers', count), containerStats(count), thresholdsOf(1), observations]],
  ['evictionMessage', 'claims', (count) => ['memory', pod('claims', count), containerStats(count), thresholdsOf(1), observations]],
  ['evictionMessage', 'thresholds', (count) => ['memory', pod('containers', 1), containerStats(1), thresholdsOf(count), observations]],
  ['thresholdsMet', 'thresholds', (count) => [thresholdsOf(count), observations]],
  ['updateContainerFsThresholds', 'thresholds', (count) => [thresholdsOf(count), { dedicatedImageFs: true, splitContainerImageFs: true }]],
  ['synchronize', 'pods', (count, { initialEvictionState }) => [initialEvictionState, observationOf(count), evictionConfig(1)]],
  ['synchronize', 'thresholds', (count, { initialEvictionState }) => [initialEvictionState, observationOf(2), evictionConfig(count)]],
  [
    'simulateEvictions',
    'pods',
    (count, { initialEvictionState }) => [initialEvictionState, observationOf(count), evictionConfig(1), { maxCycles: 3 }],
  ],
  ['makeSignalObservations', 'pods', (count) => [summaryOf(count)]],
  ['memoryBackedVolumeTotals', 'pods', (count) => [podsOf(count), '1Ti']],
  ['fits', 'pods of the node', (count) => [pod('containers', 1), node, podsOf(count)]],
  ['fits', 'resources of the node', (count) => [pod('resources of a container', count), nodeOf(count)]],
  ['howManyFit', 'pods of the node', (count) => [pod('containers', 1), node, podsOf(count)]],
  ['explainUnschedulable', 'nodes', (count) => [pod('containers', 1), many(count, (i) => ({ ...node, metadata: { name: `n${i}` } }))]],
  ['podResizeVerdict', 'pods of the node', (count) => [pod('containers', 1), pod('containers', 1), { node, podsOnNode: podsOf(count) }]],
  ['leastAllocatedScore', 'resources', (count) => [pod('resources of a container', count), nodeOf(count), [], scored(count)]],
  ['balancedAllocationScore', 'resources', (count) => [pod('resources of a container', count), nodeOf(count), [], scored(count)]],
  [
    'nodeAllocatable',
    'resources',
    (count) => [
      {
        capacity: { ...amounts, ...named(count, '5Gi', (i) => `hugepages-${i + 1}Mi`) },
        kubeReserved: named(count, '1Gi', (i) => `hugepages-${i + 1}Mi`),
      },
    ],
  ],
  [
    'applyLimitRanges',
    'items',
    (count) => [pod('containers', 2), [{ spec: { limits: many(count, (i) => ({ type: 'Container', max: own(i)['limits'] })) } }]],
  ],
  [
    'applyLimitRanges',
    'ranges',
    (count) => [pod('containers', 2), many(count, (i) => ({ spec: { limits: [{ type: 'Container', default: own(i)['limits'] }] } }))],
  ],
  ['setLimitRangeDefaults', 'items', (count) => [{ spec: { limits: many(count, (i) => ({ type: 'Container', max: own(i)['limits'] })) } }]],
  ['podQuotaUsage', 'scopes', (count) => [pod('containers', 1), { scopes: many(count, () => 'NotBestEffort') }]],
  ['sumQuantities', 'amounts', (count) => [many(count, (i) => `${i}m`)]],
  ['sumQuantities', 'amounts far from each other', (count) => [many(count, (i) => `1e${((i * 37) % 3000) - 1500}`)]],
  ['parseProjects', 'lines', (count) => [many(count, (i) => `${i + 1}:/a${i}\n`).join('')]],
  ['firstFreeProjectID', 'entries', (count) => [entries(count), entries(count), { inUse: [] }]],
  ['parseEvictionMessage', 'containers', (count) => [message(count)]],
  ['findPods', 'items', (count) => [{ kind: 'List', items: podsOf(count) }]],
  ['cachedStatsFunc', 'statistics', (count) => [statsOf(count)]],
  [
    'checkFeatureGates',
    'gates',
    (count) => [named(count, 'true', (i) => `Gate${i}`)].map((gates) => Object.fromEntries(Object.keys(gates).map((name) => [name, true]))),
  ],
  ['renderExplanation', 'steps', (count, library) => [library['explainPodResources']?.(pod('containers', count))]],
  ['cgroupV2Files', 'sizes of hugepages', (count) => [{ hugepageLimits: named(count, '2Mi', (i) => `${i + 1}MB`) }, { conversion: 'log' }]],
];

/** Every list that grows, by the function that walks through it. */
export const growing: readonly (readonly [title: string, make: Growing])[] = [
  ...Object.entries(podCalls).flatMap(([name, args]) =>
    Object.entries(podLists).map(([list, make]): readonly [string, Growing] => [
      `${name}: ${list}`,
      (library, count) => {
        const given = args(make(count));
        return () => library[name]?.(...given);
      },
    ]),
  ),
  ...others.map(([name, list, args]): readonly [string, Growing] => [
    `${name}: ${list}`,
    (library, count) => {
      const given = args(count, library);
      return () => library[name]?.(...given);
    },
  ]),
];
