import type { PodLike, PodSpecLike } from '../../../src/core/index.ts';
import {
  containerResourceConfig,
  getContainerOOMScoreAdjust,
  podLevelMemoryHigh,
  type ContainerMachine,
  type ContainerResourceConfigOptions,
} from '../../../src/cgroup/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { containerGates, gatesOfText } from '../flipped-gates.ts';
import { minors, minorsFrom } from '../minors.ts';
import { randomAnnotations, randomList, randomPod } from '../pods.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import type { AnyTopic, Case, Topic } from '../topic.ts';

type Json = Readonly<Record<string, unknown>>;

/** Sizes of which no two are the same, and names that are no size. */
const pageNames = ['64Ki', '32Mi', '16Gi', '1Ei', '1.5Mi', '1k', '0', '-2Mi', '', 'large', '4000', '3e3'];
const memories = ['17179869184', '8589934592', '4294967296', '1073741824', '68719476736', '2199023255552'];
const oddMemories = ['0', '1', '-1', '1000', '9223372036854775807', '9223372036854775808', '18446744073709551615'];

function containerNames({ spec }: PodLike): string[] {
  return [...(spec?.initContainers ?? []), ...(spec?.containers ?? [])].map(({ name }) => name);
}

/** A pod as totals have it, with what bears on containers besides: priority, a static pod, hugepages of other sizes. */
export function podOfContainers(random: Random): PodLike {
  const { metadata, spec, ...rest } = randomPod(random) as { metadata: Json; spec: { containers: Json[] } & Json };
  const priority = random.maybe(0.2, () => ({
    priority: random.pick([2_000_001_000, 2_000_000_000, 1000]),
    priorityClassName: random.pick(['system-node-critical', 'system-cluster-critical', 'high']),
  }));
  const withPages = (container: Json): Json => {
    const resources = (container['resources'] ?? {}) as Json;
    const pages = Object.fromEntries(
      random.some(pageNames, 0.2).map((name) => [`hugepages-${name}`, random.pick(['4Mi', '1Gi', '-1', '1.5'])]),
    );
    return { ...container, resources: { ...resources, limits: { ...(resources['limits'] as Json | undefined), ...pages } } };
  };
  const containers = random.chance(0.25) ? spec.containers.map(withPages) : spec.containers;
  return {
    ...rest,
    metadata: { ...metadata, ...(random.chance(0.1) ? randomAnnotations(random) : {}) },
    spec: { ...spec, containers, ...priority },
  } as unknown as PodLike;
}

function randomMemory(random: Random): string {
  return random.chance(0.1) ? random.pick(oddMemories) : random.pick(memories);
}

/** The results, with OutOfRange where a number is not safe. */
export function withNumbers(result: unknown, names: readonly string[]): unknown {
  const values = result as { [name: string]: unknown };
  const entries = Object.entries(values).map(([name, value]) => [name, names.includes(name) ? Number(value) : value] as const);
  const unsafe = entries.some(([name, value]) => names.includes(name) && !Number.isSafeInteger(value));
  return unsafe ? { error: 'OutOfRange' } : Object.fromEntries(entries);
}

/** A function about the cgroups of containers, asked with several sets of gates. */
export interface Subject<In> {
  readonly name: string;
  readonly upstream: string;
  readonly random: (random: Random) => In;
  readonly fixed: () => Iterable<Case<In>>;
  readonly ask?: (input: In) => unknown;
  readonly read: (result: unknown) => unknown;
  readonly ours: (input: In, options: GateOptions) => unknown;
  readonly count: number;
}

/** The subject with default gates at the minors, and with others where gates bear on it. */
export function topicsOf<In>(subject: Subject<In>, at: readonly number[]): AnyTopic[] {
  const { name, upstream, random, fixed, ours, read, ask, count } = subject;
  const topic = (ending: string, of: readonly number[], gates: ((minor: number) => string) | undefined, cases: number): Topic<In> => ({
    folder: 'cgroup',
    name: `${name}${ending}`,
    upstream,
    fn: name,
    minors: of,
    ...(gates === undefined ? {} : { gates }),
    *cases(source): Iterable<Case<In>> {
      yield* fixed();
      for (let i = 0; i < cases; i++) yield { in: random(source) };
    },
    random,
    ...(ask === undefined ? {} : { ask }),
    read,
    ours: (input, minor) =>
      ours(input, { kubernetesVersion: `1.${minor}`, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) }),
  });
  const flipped = (['on', 'off'] as const).map((way) => {
    const gates = (minor: number): string => containerGates(way, minor);
    return topic(
      `.${way}`,
      at.filter((minor) => gates(minor) !== ''),
      gates,
      Math.ceil(count / 2),
    );
  });
  return [topic('', at, undefined, count), ...flipped];
}

interface ScoreIn {
  readonly pod: PodLike;
  readonly name: string;
  readonly capacity: string;
}

function* realContainers(): Iterable<{ readonly title: string; readonly pod: PodLike; readonly name: string }> {
  for (const { name: title, pod } of realPods() as readonly { name: string; pod: PodLike }[])
    for (const name of new Set(containerNames(pod))) yield { title: `${title} ${name}`, pod, name };
}

const compared: ScoreIn = {
  pod: {
    spec: {
      containers: [{ name: 'app', resources: { requests: { memory: '1.1Gi' } } }],
      initContainers: [{ name: 'setup', resources: { requests: { memory: '20E' } } }],
      resources: { requests: { memory: '1G' } },
    },
  },
  name: 'app',
  capacity: '17179869184',
};

const scores: Subject<ScoreIn> = {
  name: 'getContainerOOMScoreAdjust',
  upstream: 'pkg/kubelet/qos GetContainerOOMScoreAdjust',
  random: (random) => {
    const pod = podOfContainers(random);
    return { pod, name: random.pick(containerNames(pod)), capacity: randomMemory(random) };
  },
  *fixed() {
    for (const { title, pod, name } of realContainers()) yield { name: title, in: { pod, name, capacity: '16777216000' } };
    yield {
      name: 'a greater init container',
      in: compared,
      why: 'compared with an exact decimal, 20E becomes one; its value then wraps instead of being 0',
    };
  },
  // As an int64, which upstream's function takes.
  ask: ({ pod, name, capacity }) => ({ pod, name, capacity: String(BigInt.asIntN(64, BigInt(capacity))) }),
  read: (result) => (Number.isSafeInteger(result) ? result : { error: 'OutOfRange' }),
  ours: ({ pod, name, capacity }, options) => getContainerOOMScoreAdjust(pod, name, BigInt(capacity), options),
  count: 1200,
};

interface HighIn {
  readonly pod: PodLike;
  readonly factor: number;
}

const factors = [0.9, 0.8, 0.5, 1, 0.333, 0.0001, 0, 1.5, -1];

const memoryHigh: Subject<HighIn> = {
  name: 'podLevelMemoryHigh',
  upstream: 'pkg/kubelet/cm ApplyPodLevelMemoryHigh',
  random: (random) => {
    const pod = podOfContainers(random);
    const own = { requests: randomList(random, 0.7), limits: randomList(random, 0.9) } as PodSpecLike['resources'];
    const spec = { ...pod.spec, ...(random.chance(0.7) ? { resources: own } : {}) } as PodSpecLike;
    return { pod: { ...pod, spec }, factor: random.pick(factors) };
  },
  *fixed() {
    for (const { name, pod } of realPods()) yield { name, in: { pod, factor: 0.9 } };
  },
  read: (result) => (result === '' || result === undefined ? null : result),
  ours: ({ pod, factor }, options) => podLevelMemoryHigh(pod, { memoryThrottlingFactor: factor }, options)?.toBigInt().toString(),
  count: 1200,
};

interface ConfigIn {
  readonly pod: PodLike;
  readonly name: string;
  readonly machine: Omit<ContainerMachine, 'nodeMemory' | 'nodeAllocatableMemory' | 'swapCapacity'> & {
    readonly nodeMemory: string;
    readonly nodeAllocatableMemory?: string;
    readonly swapCapacity: string;
  };
  readonly options: Omit<ContainerResourceConfigOptions, keyof GateOptions>;
}

function randomMachine(random: Random): ConfigIn['machine'] {
  const allocatable = random.maybe(0.8, () =>
    random.chance(0.1) ? random.pick(['0', '-1', '9223372036854775807']) : random.pick(memories),
  );
  return {
    nodeMemory: randomMemory(random),
    ...(allocatable === undefined ? {} : { nodeAllocatableMemory: allocatable }),
    swapCapacity: random.chance(0.1) ? random.pick(oddMemories.filter((text) => text !== '-1')) : random.pick(memories),
    swapBehavior: random.pick(['', 'NoSwap', 'LimitedSwap', 'LimitedSwap', 'UnlimitedSwap']),
    swapControllerAvailable: random.chance(0.8),
    cgroupVersion: random.chance(0.7) ? 2 : 1,
    hugePageSizes: random.pick([
      ['2MB', '1GB'],
      ['2MB'],
      [],
      ['64KB', '2MB', '32MB', '16GB'],
      ['4000B', '2MB', '1000B', '1GB', '1024PB', '0PB', '-2MB'],
    ]),
    ...random.maybe(0.3, () => ({ exclusiveCPUs: random.chance(0.7) })),
  };
}

function randomSettings(random: Random): ConfigIn['options'] {
  return {
    ...random.maybe(0.3, () => ({ enforceCPULimits: random.chance(0.5) })),
    ...random.maybe(0.5, () => ({ cpuPeriod: random.pick([100_000, 10_000, 50_000, 1000, 1, 0, 1_000_000]) })),
    ...random.maybe(0.6, () => ({ memoryThrottlingFactor: random.pick(factors) })),
    ...random.maybe(0.5, () => ({ memoryReservationPolicy: random.pick(['None', 'TieredReservation'] as const) })),
    ...random.maybe(0.5, () => ({ singleProcessOOMKill: random.chance(0.5) })),
  };
}

const usual: ConfigIn['machine'] = {
  nodeMemory: '16777216000',
  nodeAllocatableMemory: '15032385536',
  swapCapacity: '4294967296',
  swapBehavior: 'LimitedSwap',
  swapControllerAvailable: true,
  cgroupVersion: 2,
  hugePageSizes: ['2MB', '1GB'],
};

/** An init container `app` with limits, containers of the same name, and a claim that names it. */
function withNamesake(...limits: readonly Readonly<Record<string, string>>[]): PodLike {
  const [init, ...others] = limits.map((list) => ({ name: 'app', resources: { limits: list } }));
  const mapping = [
    { name: 'memory', quantity: '1Gi' },
    { name: 'cpu', quantity: '1' },
  ];
  return {
    metadata: { name: 'pod' },
    spec: { initContainers: init === undefined ? [] : [init], containers: others },
    status: { nodeAllocatableResourceClaimStatuses: [{ resourceClaimName: 'claim', containers: ['app'], mapping }] },
  };
}

const namesakes: Readonly<Record<string, PodLike>> = {
  'without limits': withNamesake({ cpu: '2', memory: '2Gi' }, {}),
  'with a limit of memory': withNamesake({ cpu: '2', memory: '2Gi' }, { memory: '4Gi' }),
  'of which the first has a limit': withNamesake({ memory: '2Gi' }, { memory: '3Gi' }, {}),
  'of which the second has a limit': withNamesake({ memory: '2Gi' }, {}, { memory: '3Gi' }),
};

const configs: Subject<ConfigIn> = {
  name: 'containerResourceConfig',
  upstream: 'pkg/kubelet/kuberuntime generateLinuxContainerResources',
  random: (random) => {
    const pod = podOfContainers(random);
    return { pod, name: random.pick(containerNames(pod)), machine: randomMachine(random), options: randomSettings(random) };
  },
  *fixed() {
    for (const { title, pod, name } of realContainers()) {
      yield {
        name: title,
        in: { pod, name, machine: usual, options: { memoryThrottlingFactor: 0.9, memoryReservationPolicy: 'TieredReservation' } },
      };
      yield { name: `${title}, cgroup v1`, in: { pod, name, machine: { ...usual, cgroupVersion: 1 }, options: {} } };
    }
    for (const [title, pod] of Object.entries(namesakes))
      yield { name: `namesakes ${title}`, in: { pod, name: 'app', machine: usual, options: {} } };
  },
  ask: ({ pod, name, machine, options }) => ({
    pod,
    name,
    allocatable: machine.nodeAllocatableMemory,
    settings: {
      cpuCFSQuota: options.enforceCPULimits ?? true,
      cpuPeriod: String(options.cpuPeriod ?? 100_000),
      nodeMemory: String(BigInt.asUintN(64, BigInt(machine.nodeMemory))),
      swapCapacity: machine.swapCapacity,
      swapBehavior: machine.swapBehavior,
      swapController: machine.swapControllerAvailable,
      cgroupV2: machine.cgroupVersion === 2,
      pageSizes: machine.hugePageSizes,
      exclusiveCPUs: machine.exclusiveCPUs ?? false,
      throttlingFactor: options.memoryThrottlingFactor,
      reservationPolicy: options.memoryReservationPolicy ?? 'None',
      singleProcessOOMKill: options.singleProcessOOMKill,
    },
  }),
  read: (result) => withNumbers(result, ['cpuShares', 'cpuQuota', 'cpuPeriod', 'oomScoreAdj']),
  ours: ({ pod, name, machine, options }, gates) => {
    const { nodeMemory, nodeAllocatableMemory, swapCapacity, ...rest } = machine;
    const memories = { nodeMemory: BigInt(nodeMemory), nodeAllocatableMemory, swapCapacity: BigInt(swapCapacity) };
    const { memoryLimit, memorySwapLimit, hugepageLimits, ...values } = containerResourceConfig(
      pod,
      name,
      { ...rest, ...memories },
      { ...options, ...gates },
    );
    return {
      ...values,
      memoryLimit: memoryLimit?.toBigInt().toString(),
      memorySwapLimit: memorySwapLimit?.toBigInt().toString(),
      hugepageLimits:
        hugepageLimits && Object.fromEntries(Object.entries(hugepageLimits).map(([size, limit]) => [size, limit.toBigInt().toString()])),
    };
  },
  count: 1200,
};

export const containerTopics: readonly AnyTopic[] = [
  ...topicsOf(scores, minors),
  ...topicsOf(memoryHigh, minorsFrom(37)).filter(({ name }) => !name.endsWith('.off')),
  ...topicsOf(configs, minors),
];
