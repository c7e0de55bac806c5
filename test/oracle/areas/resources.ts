import type { PodLike, PodSpecLike, ResourceListLike } from '../../../src/core/index.ts';
import {
  aggregateContainerLimits,
  aggregateContainerRequests,
  computePodQOS,
  getPodQOS,
  getResourceRequestQuantity,
  isCriticalPod,
  isMirrorPod,
  isStaticPod,
  podLimits,
  podRequests,
  type PodResourcesOptions,
} from '../../../src/resources/index.ts';
import { setPodResourceDefaults } from '../../../src/admission/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { minorOf } from '../../../src/version/minors.ts';
import { shownAmount, shownList, withFormat } from '../amounts.ts';
import { flippable, flippedGates, gatesOfText, unfixed } from '../flipped-gates.ts';
import { minors, minorsFrom } from '../minors.ts';
import { randomAnnotations, randomList, randomPod } from '../pods.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import type { Case, Topic } from '../topic.ts';

interface In {
  readonly pod: PodLike;
  readonly options?: PodResourcesOptions;
  readonly name?: string;
}

const upstreamOptions: Readonly<Record<string, string>> = {
  excludeOverhead: 'ExcludeOverhead',
  useStatusResources: 'UseStatusResources',
  inPlacePodVerticalScalingEnabled: 'InPlacePodVerticalScalingEnabled',
  inPlacePodLevelResourcesVerticalScalingEnabled: 'InPlacePodLevelResourcesVerticalScalingEnabled',
  skipPodLevelResources: 'SkipPodLevelResources',
  skipContainerLevelResources: 'SkipContainerLevelResources',
  nonMissingContainerRequests: 'NonMissingContainerRequests',
  useDRANodeAllocatableResourceClaimStatus: 'UseDRANodeAllocatableResourceClaimStatus',
};

function ask({ pod, options = {}, name }: In): unknown {
  return {
    pod,
    name,
    options: Object.fromEntries(Object.entries(options).map(([key, value]) => [upstreamOptions[key], value as unknown])),
  };
}

function randomOptions(random: Random): PodResourcesOptions | undefined {
  if (random.chance(0.4)) return undefined;
  const flags = Object.keys(upstreamOptions).filter((name) => name !== 'nonMissingContainerRequests');
  return {
    ...Object.fromEntries(random.some(flags, 0.3).map((name) => [name, true])),
    ...(random.chance(0.5) ? { useStatusResources: true, inPlacePodVerticalScalingEnabled: true } : {}),
    ...(random.chance(0.15) ? { nonMissingContainerRequests: randomList(random, 0.5) as ResourceListLike } : {}),
  };
}

/** A question about a pod that takes no options of its own. */
function aboutPod(random: Random): In {
  const pod = randomPod(random) as PodLike;
  return { pod: random.chance(0.3) ? { ...pod, metadata: { ...pod.metadata, ...randomAnnotations(random) } } : pod };
}

interface Subject {
  readonly name: string;
  readonly upstream: string;
  /** The folder of `src`, where it is not `resources`. */
  readonly folder?: string;
  readonly fn: string;
  readonly first: number;
  readonly random: (random: Random) => In;
  readonly fixed?: () => Iterable<Case<In>>;
  readonly ours: (input: In, options: GateOptions) => unknown;
  readonly read?: (result: unknown) => unknown;
  readonly count: number;
}

/** The subject at the default gates, and at others where gates bear on it. */
function topicsOf(subject: Subject, gated: boolean): Topic<In>[] {
  const { folder = 'resources', name, upstream, fn, first, random, fixed, ours, read = withFormat, count } = subject;
  const topic = (suffix: string, at: readonly number[], gates: ((minor: number) => string) | undefined, cases: number): Topic<In> => ({
    folder,
    name: `${name}${suffix}`,
    upstream,
    fn,
    minors: at.filter((minor) => minor >= first),
    ...(gates === undefined ? {} : { gates }),
    *cases(source): Iterable<Case<In>> {
      if (fixed !== undefined) yield* fixed();
      for (let i = 0; i < cases; i++) yield { in: random(source) };
    },
    random,
    ask,
    read,
    ours: (input, minor) =>
      ours(input, { kubernetesVersion: `1.${minor}`, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) }),
  });
  if (!gated) return [topic('', minors, undefined, count)];
  return [
    topic('', minors, undefined, count),
    topic('.gates', flippable, flippedGates, Math.ceil(count / 3)),
    topic('.unfixed', minorsFrom(37), () => unfixed, Math.ceil(count / 6)),
  ];
}

function* realCases(): Iterable<Case<In>> {
  for (const { name, pod } of realPods()) yield { name, in: { pod } };
}

const functions = { podRequests, podLimits, aggregateContainerRequests, aggregateContainerLimits } as const;

function totals(fn: keyof typeof functions, first: number, gated: boolean): Topic<In>[] {
  const random = (source: Random): In => {
    const options = randomOptions(source);
    return { pod: randomPod(source), ...(options === undefined ? {} : { options }) };
  };
  const subject: Subject = {
    name: fn,
    upstream: `component-helpers/resource ${fn}`,
    fn,
    first,
    random,
    fixed: realCases,
    ours: ({ pod, options }, gates) => shownList(functions[fn](pod, { ...options, ...gates })),
    count: 1200,
  };
  return topicsOf(subject, gated).filter(({ name }) => !name.endsWith('.unfixed'));
}

const qosPods = 'pkg/apis/core/v1/helper/qos';

const resourceNames = ['cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi', 'nvidia.com/gpu', 'storage'];

/** What upstream made of the resources of a pod, as the library returns it: amounts, without empty lists. */
function resourcesOf(pod: unknown): unknown {
  const { spec = {}, status = {} } = pod as { spec?: Json; status?: Json };
  const lists = (owner: Json): Json => {
    const { requests, limits } = (owner['resources'] ?? {}) as Json;
    return pruned({ resources: { requests, limits }, allocatedResources: owner['allocatedResources'] }) as Json;
  };
  const each = (value: unknown): unknown =>
    ((value ?? []) as Json[]).map((one) => ({ name: one['name'] ?? '', ...lists(one), resizePolicy: one['resizePolicy'] ?? undefined }));
  return {
    spec: {
      containers: each(spec['containers']),
      initContainers: each(spec['initContainers']),
      overhead: pruned(spec['overhead']),
      ...lists(spec),
    },
    status: {
      containerStatuses: each(status['containerStatuses']),
      initContainerStatuses: each(status['initContainerStatuses']),
      ...lists(status),
    },
  };
}

type Json = Readonly<Record<string, unknown>>;

/** Without empty objects: Go leaves them out. */
function pruned(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value ?? undefined;
  const entries = Object.entries(value)
    .map(([key, inner]) => [key, pruned(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Fields that a minor does not know are dropped by its API server; the library leaves them alone. */
function knownFields(pod: PodLike, minor: number): PodLike {
  const { spec, status, ...rest } = pod;
  const { overhead, resources, ...others } = spec ?? { containers: [] };
  const containers = (list: PodSpecLike['containers']): PodSpecLike['containers'] =>
    minor < 27 ? list?.map(({ resizePolicy: _unknown, ...container }) => container) : list;
  const statuses = (list: unknown): unknown => (minor < 27 ? ((list ?? []) as Json[]).map(({ name }) => ({ name })) : list);
  const { resources: podResources, allocatedResources, ...ofStatus } = (status ?? {}) as Json;
  const known = {
    ...ofStatus,
    containerStatuses: statuses(ofStatus['containerStatuses']),
    initContainerStatuses: statuses(ofStatus['initContainerStatuses']),
    ...(minor < 35 ? {} : { resources: podResources, allocatedResources }),
  };
  return {
    ...rest,
    spec: {
      ...others,
      containers: containers(others.containers),
      ...(minor < 16 ? {} : { overhead }),
      ...(minor < 32 ? {} : { resources }),
    },
    status: known,
  } as PodLike;
}

export const resourcesTopics: readonly Topic<In>[] = [
  ...totals('podRequests', 15, true),
  ...totals('podLimits', 15, true),
  ...totals('aggregateContainerRequests', 32, false),
  ...totals('aggregateContainerLimits', 32, false),
  ...topicsOf(
    {
      name: 'computePodQOS',
      upstream: `${qosPods} ComputePodQOS`,
      fn: 'computePodQOS',
      first: 29,
      random: aboutPod,
      fixed: realCases,
      ours: ({ pod }, options) => computePodQOS(pod, options),
      count: 1000,
    },
    true,
  ),
  ...topicsOf(
    {
      name: 'getPodQOS',
      upstream: `${qosPods} GetPodQOS`,
      fn: 'getPodQOS',
      first: 15,
      random: aboutPod,
      fixed: realCases,
      ours: ({ pod }, options) => getPodQOS(pod, options),
      count: 1000,
    },
    true,
  ),
  ...topicsOf(
    {
      name: 'getResourceRequestQuantity',
      upstream: 'pkg/api/v1/resource GetResourceRequestQuantity',
      fn: 'getResourceRequestQuantity',
      first: 16,
      random: (random) => ({ ...aboutPod(random), name: random.pick(resourceNames) }),
      *fixed(): Iterable<Case<In>> {
        for (const { name, pod } of realPods())
          for (const resource of ['memory', 'ephemeral-storage']) yield { name: `${name} ${resource}`, in: { pod, name: resource } };
      },
      ours: ({ pod, name = '' }, options) => shownAmount(getResourceRequestQuantity(pod, name, options)),
      count: 1000,
    },
    true,
  ),
  ...topicsOf(
    {
      name: 'types',
      upstream: 'pkg/kubelet/types IsCriticalPod, IsStaticPod, IsMirrorPod',
      fn: 'types',
      first: 15,
      random: (random) => ({
        pod: {
          metadata: randomAnnotations(random),
          spec: { containers: [], ...random.pick([{}, { priority: 2_000_000_000 }, { priority: 1_999_999_999 }, { priority: -5 }]) },
        },
      }),
      // The other two can be sliced out of upstream since 1.17.
      ours: ({ pod }, options) => ({
        critical: isCriticalPod(pod, options),
        ...(minorOf(options) < 17 ? {} : { static: isStaticPod(pod), mirror: isMirrorPod(pod) }),
      }),
      count: 150,
    },
    true,
  ).filter(({ name }) => !name.endsWith('.unfixed')),
  ...topicsOf(
    {
      folder: 'admission',
      name: 'setPodResourceDefaults',
      upstream: 'pkg/apis/core/v1 SetObjectDefaults_Pod, pkg/api/pod DefaultPodLevelResources',
      fn: 'setPodResourceDefaults',
      first: 15,
      random: aboutPod,
      *fixed(): Iterable<Case<In>> {
        yield* realCases();
        const spec = { containers: [{ name: 'app', resources: { limits: { cpu: '5' } } }], resources: { requests: { cpu: '4' } } };
        yield { name: 'a limit of the pod itself', in: { pod: { spec } } };
        yield {
          name: 'an ephemeral container',
          in: { pod: { spec: { ...spec, ephemeralContainers: [{ name: 'debug' }] } } },
          why: 'it has no limit, so that the pod gets none',
        };
      },
      ours: ({ pod }, options) => resourcesOf(setPodResourceDefaults(knownFields(pod, minorOf(options)), options)),
      read: resourcesOf,
      count: 800,
    },
    true,
  ),
];
