import type { ContainerLike, NodeLike, PodLike, ResourceListLike } from '../../../src/core/index.ts';
import { podResizeVerdict, type ResizeFacts } from '../../../src/resize/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { gatesOfText } from '../flipped-gates.ts';
import { minorsFrom } from '../minors.ts';
import { podsOnNode, positivePod, randomNode, schedulingPod } from '../nodes.ts';
import { randomAnnotations } from '../pods.ts';
import type { Random } from '../random.ts';
import type { AnyTopic, Topic } from '../topic.ts';

interface In {
  readonly pod: PodLike;
  readonly allocated: PodLike;
  readonly node: NodeLike;
  readonly pods: readonly PodLike[];
  readonly absolute: ResourceListLike;
  readonly cpuManagerPolicy: string;
  readonly memoryManagerPolicy: string;
  readonly swapBehavior: Exclude<ResizeFacts['swapBehavior'], null | undefined>;
  readonly swapControllerAvailable: boolean;
  readonly cgroupVersion: 1 | 2;
}

const resizable = minorsFrom(33);

/** Gates that bear on resizes, each set to what it is not by default. */
const flipped: Readonly<Record<number, readonly string[]>> = {
  33: ['InPlacePodVerticalScaling=false', 'InPlacePodVerticalScalingExclusiveCPUs=true,NodeSwap=false', 'PodLevelResources=true'],
  34: [
    'InPlacePodVerticalScaling=false',
    'InPlacePodVerticalScalingExclusiveCPUs=true,DRAExtendedResource=true',
    'InPlacePodVerticalScalingExclusiveMemory=true,PodLevelResources=false',
  ],
  35: [
    'InPlacePodVerticalScalingExclusiveCPUs=true,DRAExtendedResource=true',
    'InPlacePodVerticalScalingExclusiveMemory=true,PodLevelResources=false',
  ],
  36: [
    'InPlacePodVerticalScalingInitContainers=false',
    'InPlacePodLevelResourcesVerticalScaling=false,DRANodeAllocatableResources=true',
    'InPlacePodVerticalScalingExclusiveMemory=true',
  ],
  37: [
    'InPlacePodLevelResourcesVerticalScaling=false,DRANodeAllocatableResources=true',
    'InPlacePodVerticalScalingMemoryBackedVolumes=true',
    'InPlacePodVerticalScalingSchedulerPreemption=true,InPlacePodVerticalScalingExclusiveCPUs=true',
  ],
  38: [
    'InPlacePodLevelResourcesVerticalScaling=false,DRANodeAllocatableResources=true',
    'InPlacePodVerticalScalingMemoryBackedVolumes=true',
    'InPlacePodVerticalScalingSchedulerPreemption=true,InPlacePodVerticalScalingExclusiveCPUs=true',
  ],
};

const volumes: readonly object[] = [
  { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
  { emptyDir: { medium: 'Memory', sizeLimit: '1024Mi' } },
  { emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } },
  { emptyDir: { medium: 'Memory' } },
  { emptyDir: { medium: 'Memory', sizeLimit: '0' } },
  { emptyDir: { sizeLimit: '1Gi' } },
];

/** The container with another amount somewhere. */
function resized(random: Random, container: ContainerLike): ContainerLike {
  if (random.chance(0.5)) return container;
  const resources = container.resources ?? {};
  const name = random.pick(['cpu', 'memory', 'memory']);
  const amount = name === 'cpu' ? random.pick(['100m', '1', '2', '4', '0']) : random.pick(['128Mi', '1Gi', '1024Mi', '2Gi', '0']);
  const kinds = random.pick([['requests'], ['limits'], ['requests', 'limits']]);
  const changed = Object.fromEntries(kinds.map((kind) => [kind, { ...(resources as Record<string, object>)[kind], [name]: amount }]));
  return { ...container, resources: { ...resources, ...changed } };
}

const scalars = [
  'hugepages-2Mi',
  'hugepages-1Gi',
  'nvidia.com/gpu',
  'kubernetes.io/batch',
  'attachable-volumes-aws-ebs',
  'example.com/UP',
  'requests.a/b',
];

/** The value without some names: of several scalar resources that are lacking, upstream names a random one. */
function withoutNames(value: unknown, names: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutNames(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !names.includes(key))
      .map(([key, inner]) => [key, withoutNames(inner, names)]),
  );
}

/** A pod as it is allocated, and as it is wanted. */
export function resizedPods(random: Random): { readonly pod: PodLike; readonly allocated: PodLike } {
  const kept = random.pick(scalars);
  const others = scalars.filter((name) => name !== kept);
  const withOne = (pod: PodLike): PodLike => {
    const { nodeAllocatableResourceClaimStatuses: claims, ...status } = pod.status ?? {};
    const known = (name: string): boolean => !others.includes(name);
    const kind = (list: unknown): object[] => ((list ?? []) as { name: string }[]).filter(({ name }) => known(name));
    const left = claims?.map((claim) => ({ ...claim, mapping: kind(claim.mapping), overhead: kind(claim.overhead) }));
    const plain = { ...pod, status: { ...status, ...(left === undefined ? {} : { nodeAllocatableResourceClaimStatuses: left }) } };
    return withoutNames(plain, others) as PodLike;
  };
  const base = withOne(schedulingPod(random, 'me'));
  const spec = { ...base.spec, containers: base.spec?.containers ?? [] };
  const policies = (container: ContainerLike): ContainerLike =>
    random.chance(0.3)
      ? {
          ...container,
          resizePolicy: [{ resourceName: random.pick(['memory', 'cpu']), restartPolicy: random.pick(['RestartContainer', 'NotRequired']) }],
        }
      : container;
  const withVolume = (): object => (random.chance(0.25) ? { volumes: [{ name: 'v', ...random.pick(volumes) }] } : {});
  const priority = random.chance(0.15) ? { priority: random.pick([2_000_000_000, 5]) } : {};
  const metadata = {
    ...base.metadata,
    ...(random.chance(0.2)
      ? { annotations: (randomAnnotations(random) as { annotations?: Record<string, string> }).annotations ?? {} }
      : {}),
  };
  const allocated = {
    ...base,
    metadata,
    spec: {
      ...spec,
      ...priority,
      containers: spec.containers.map(policies),
      initContainers: (spec.initContainers ?? []).map(policies),
      ...withVolume(),
    },
  } as PodLike;
  const wanted = {
    ...allocated,
    spec: {
      ...allocated.spec,
      containers: (allocated.spec?.containers ?? []).map((one) => resized(random, one)),
      initContainers: (allocated.spec?.initContainers ?? []).map((one) => resized(random, one)),
      ...(random.chance(0.1) ? { resources: random.pick([null, {}, { requests: { cpu: '1' } }]) } : {}),
      ...(random.chance(0.5) && allocated.spec?.volumes !== undefined ? { volumes: [{ name: 'v', ...random.pick(volumes) }] } : {}),
    },
  } as PodLike;
  return { pod: wanted, allocated };
}

const roomy: Omit<In, 'pod' | 'allocated'> = {
  node: { status: { capacity: { cpu: '8', memory: '32Gi' }, allocatable: { cpu: '8', memory: '32Gi', pods: '10' } } },
  pods: [],
  absolute: { cpu: '8', memory: '32Gi' },
  cpuManagerPolicy: 'none',
  memoryManagerPolicy: 'None',
  swapBehavior: 'LimitedSwap',
  swapControllerAvailable: true,
  cgroupVersion: 2,
};

/** A pod whose init container and container have the same name, by their memory requests. */
function namesakes(init: string, regular: string): PodLike {
  const [initContainer, container] = [init, regular].map((memory) => ({
    name: 'app',
    resources: { requests: { memory }, limits: { memory: '4Gi' } },
  }));
  return {
    metadata: { name: 'me', uid: 'me' },
    spec: { initContainers: [initContainer as ContainerLike], containers: [container as ContainerLike] },
  };
}

function* pairsOfNamesakes(): Iterable<{ readonly name: string; readonly in: In }> {
  const pod = namesakes('1Gi', '1Gi');
  yield { name: 'a namesake among init containers changes', in: { ...roomy, pod, allocated: namesakes('2Gi', '1Gi') } };
  yield { name: 'a namesake among containers changes', in: { ...roomy, pod, allocated: namesakes('1Gi', '2Gi') } };
}

function question(random: Random): In {
  const pods = resizedPods(random);
  const node = randomNode(random) as NodeLike;
  return {
    ...pods,
    node,
    pods: podsOnNode(random, 3, positivePod),
    absolute: random.pick([{ cpu: '4', memory: '8Gi' }, { cpu: '2', memory: '1Gi' }, { cpu: '96', memory: '400Gi' }, { memory: '4Gi' }]),
    cpuManagerPolicy: random.pick(['', 'none', 'static', 'static']),
    memoryManagerPolicy: random.pick(['', 'None', 'Static', 'Static']),
    swapBehavior: random.pick(['', 'NoSwap', 'LimitedSwap', 'LimitedSwap', 'UnlimitedSwap']),
    swapControllerAvailable: random.chance(0.8),
    cgroupVersion: random.pick([1, 2, 2]),
  };
}

function verdict({ pod, allocated, pods, absolute, ...facts }: In, options: GateOptions): unknown {
  return podResizeVerdict(pod, allocated, { ...facts, podsOnNode: pods, nodeAllocatableAbsolute: absolute }, options);
}

const requesting = (uid: string, cpu: string, more: object = {}): PodLike => ({
  metadata: { uid, name: uid },
  spec: { containers: [{ name: 'c', resources: { requests: { cpu }, ...more } }] },
});
const most = '9223372036854775807';

/** A critical pod for which others are pushed aside, class by class, where the sums of their requests leave int64. */
const pushedAside: readonly { readonly name: string; readonly why: string; readonly in: In }[] = (
  [
    ['two Burstable pods', [requesting('a', '2'), requesting('b', most)]],
    ['the other way round', [requesting('b', most), requesting('a', '2')]],
    ['a Guaranteed and a Burstable pod', [requesting('a', '2', { limits: { cpu: '2', memory: '1Gi' } }), requesting('b', most)]],
    [
      'BestEffort, Burstable and Guaranteed',
      [requesting('c', '0'), requesting('b', most), requesting('a', most, { limits: { cpu: most } })],
    ],
    ['three Burstable pods', [requesting('a', '2'), requesting('d', '3'), requesting('b', most)]],
  ] as const
).map(([name, pods]) => ({
  name: `pushed aside: ${name}`,
  why: 'classes are chosen one after the other, and a sum that wraps for one may be enough for all',
  in: {
    pod: { metadata: { uid: 'me' }, spec: { containers: [{ name: 'c', resources: { requests: { cpu: '1' } } }], priority: 2_000_000_001 } },
    allocated: requesting('me', '500m'),
    node: { status: { allocatable: { cpu: '0', pods: '2' } } },
    pods,
    absolute: { cpu: most, memory: most },
    cpuManagerPolicy: '',
    memoryManagerPolicy: '',
    swapBehavior: '',
    swapControllerAvailable: true,
    cgroupVersion: 2,
  },
}));

function topic(suffix: string, at: readonly number[], count: number, gates?: (minor: number) => string): Topic<In> {
  return {
    folder: 'resize',
    name: `podResizeVerdict${suffix}`,
    upstream: 'pkg/kubelet/allocation podResizesAdmitHandler.Admit, canResizePod',
    fn: 'resizeVerdict',
    minors: at,
    ...(gates === undefined ? {} : { gates }),
    *cases(random) {
      yield* pairsOfNamesakes();
      for (let i = 0; i < count; i++) yield { in: question(random) };
      if (suffix === '') yield* pushedAside;
    },
    random: question,
    ours: (input, minor) =>
      verdict(input, { kubernetesVersion: `1.${minor}`, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) }),
  };
}

export const resizeTopics: readonly AnyTopic[] = [
  topic('', resizable, 900),
  ...[0, 1, 2].map((i) => {
    const at = resizable.filter((minor) => flipped[minor]?.[i] !== undefined);
    return topic(`.gates${i + 1}`, at, 250, (minor) => flipped[minor]?.[i] ?? '');
  }),
];
