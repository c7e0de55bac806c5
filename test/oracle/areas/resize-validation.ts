import type { PodLike } from '../../../src/core/index.ts';
import { validatePodResize } from '../../../src/resize/index.ts';
import { type FieldError } from '../../../src/admission/index.ts';
import { gatesOfText, unfixed } from '../flipped-gates.ts';
import { minorsFrom } from '../minors.ts';
import { randomPod } from '../pods.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import { canonicalJSON, type AnyTopic, type Case, type Topic } from '../topic.ts';
import { orUnreadable } from '../unreadable.ts';

interface In {
  readonly old?: PodLike;
  readonly new?: PodLike;
}

type Json = Record<string, unknown>;

const amounts: Readonly<Record<string, readonly unknown[]>> = {
  cpu: ['100m', '250m', '0.5', '1', '1000m', '2', '0', '0.0001'],
  memory: ['64Mi', '128Mi', '1Gi', '1024Mi', '1.5Gi', '1.1Gi', '0.9Gi', '2Gi', '0', '0.5'],
  'ephemeral-storage': ['1Gi', '2Gi', '1024Mi'],
  'hugepages-2Mi': ['2Mi', '4Mi', '3Mi', '0'],
  'nvidia.com/gpu': ['1', 2, '1500m'],
};
const oddNames = [
  'foo',
  'pods',
  'requests.cpu',
  'storage',
  'example.com/foo',
  'kubernetes.io/x',
  'hugepages-x',
  'hugepages-1.5',
  'hugepages-20E',
  'services',
];
const odd = ['-1', '1', '1500m', '3Mi', '1e19'];

function amountOf(random: Random, name: string): unknown {
  return random.pick(random.chance(0.02) ? odd : (amounts[name] ?? odd));
}

/** Requests and limits that mostly fit each other. */
function randomResources(random: Random, own: boolean): Json {
  const [requests, limits]: [Json, Json] = [{}, {}];
  for (const name of ['cpu', 'memory'])
    if (random.chance(own ? 0.5 : 0.75)) {
      const list = (amounts[name] ?? []) as string[];
      const [a, b] = [random.below(list.length), random.below(list.length)];
      const style = random.below(4);
      if (style !== 0) requests[name] = list[style === 3 ? Math.min(a, b) : a];
      if (style !== 1) limits[name] = list[style === 3 ? Math.max(a, b) : a];
    }
  for (const name of ['ephemeral-storage', 'hugepages-2Mi', 'nvidia.com/gpu'])
    if (random.chance(own ? 0.08 : 0.1)) requests[name] = limits[name] = amountOf(random, name);
  if (random.chance(0.02)) requests[random.pick(oddNames)] = random.pick(odd);
  return Object.fromEntries(Object.entries({ requests, limits }).filter(([, list]) => Object.keys(list).length > 0 || random.chance(0.1)));
}

function randomClaims(random: Random): Json {
  return random.chance(0.08)
    ? { claims: random.many(2, () => ({ name: random.pick(['a', 'a', 'b', '']), ...random.maybe(0.3, () => ({ request: 'r' })) })) }
    : {};
}

function randomPolicies(random: Random): Json {
  if (!random.chance(0.35)) return {};
  const policy = (resourceName: string): Json => ({
    resourceName,
    restartPolicy: random.pick(['NotRequired', 'NotRequired', 'RestartContainer']),
  });
  const policies = random.some(['cpu', 'memory'], 0.6).map(policy);
  if (random.chance(0.04)) policies.push(policy(random.pick(['cpu', 'foo', ''])));
  if (random.chance(0.02)) policies.push({ resourceName: 'memory', restartPolicy: random.pick(['', 'x']) });
  return { resizePolicy: policies };
}

function randomContainer(random: Random, name: string, restartPolicy?: string): Json {
  return {
    name,
    ...(restartPolicy === undefined ? {} : { restartPolicy }),
    ...(random.chance(0.92) ? { resources: { ...randomResources(random, false), ...randomClaims(random) } } : {}),
    ...randomPolicies(random),
  };
}

function randomVolume(random: Random, name: string): Json {
  if (random.chance(0.15)) return { name, hostPath: { path: '/x', type: '' } };
  const medium = random.pick([{}, { medium: '' }, { medium: 'Memory' }, { medium: 'Memory' }]);
  return {
    name,
    emptyDir: { ...medium, ...random.maybe(0.7, () => ({ sizeLimit: random.pick(['1Gi', '1024Mi', '2Gi', '0', '-1', '1.5Gi']) })) },
  };
}

function randomStatus(random: Random, containers: readonly Json[]): Json {
  const status = ({ name, resources }: Json): Json => ({
    name,
    state: random.pick([{ running: {} }, { running: {} }, { waiting: {} }, { terminated: { exitCode: 0 } }, {}]),
    ...(random.chance(0.9) ? { resources: resources ?? {} } : {}),
  });
  const claim = (): Json => ({
    resourceClaimName: 'a',
    containers: random.some(['c0', 'c1'], 0.6),
    mapping: [{ name: random.pick(['cpu', 'memory', 'hugepages-2Mi']), quantity: random.pick(['1', '2Mi', '1Gi']) }],
    overhead: random.many(1, () => ({ name: random.pick(['cpu', 'memory']), perPod: '1Mi', perContainer: random.pick(['100m', '1Gi']) })),
  });
  return {
    containerStatuses: containers.filter(() => random.chance(0.9)).map(status),
    ...random.maybe(0.15, () => ({ qosClass: random.pick(['Guaranteed', 'Burstable', 'BestEffort']) })),
    ...random.maybe(0.12, () => ({ nodeAllocatableResourceClaimStatuses: random.many(2, claim) })),
  };
}

function randomOld(random: Random): Json {
  const containers = Array.from({ length: 1 + random.below(3) }, (_, i) => randomContainer(random, `c${i}`));
  const initContainers = random.chance(0.5)
    ? random.many(3, (i) => randomContainer(random, `i${i}`, random.chance(0.5) ? 'Always' : undefined))
    : [];
  const spec = {
    containers,
    ...(initContainers.length === 0 ? {} : { initContainers }),
    ...random.maybe(0.35, () => ({ resources: random.chance(0.1) ? {} : randomResources(random, true) })),
    ...random.maybe(0.3, () => ({ volumes: random.many(3, (i) => randomVolume(random, `v${i}`)) })),
    ...random.maybe(0.15, () => ({ resourceClaims: random.some(['a', 'b'], 0.7).map((name) => ({ name, resourceClaimName: 'x' })) })),
    ...random.maybe(0.1, () => ({ restartPolicy: random.pick(['Never', 'OnFailure']) })),
    ...random.maybe(0.06, () => ({ os: { name: random.pick(['windows', 'linux']) } })),
    ...random.maybe(0.06, () => ({ overhead: { cpu: '100m', ...random.maybe(0.3, () => ({ foo: '-1', 'hugepages-2Mi': '3Mi' })) } })),
  };
  const annotations = random.chance(0.03) ? { annotations: { 'kubernetes.io/config.mirror': 'x' } } : {};
  return {
    metadata: { name: 'pod', ...annotations },
    spec: { ...spec, ...('annotations' in annotations ? { nodeName: 'node' } : {}) },
    ...random.maybe(0.7, () => ({ status: randomStatus(random, containers) })),
  };
}

function changedList(random: Random, list: Json | undefined): Json | undefined {
  const changed: Json = {};
  for (const [name, amount] of Object.entries(list ?? {}))
    if (!random.chance(0.06))
      changed[name] = random.chance(name === 'cpu' || name === 'memory' ? 0.4 : 0.1) ? amountOf(random, name) : amount;
  if (random.chance(0.1)) changed[random.pick(['cpu', 'memory'])] = amountOf(random, 'cpu');
  if (random.chance(0.04)) changed[random.pick([...Object.keys(amounts), ...oddNames])] = amountOf(random, 'x');
  return list === undefined && Object.keys(changed).length === 0 ? undefined : changed;
}

function changedResources(random: Random, resources: unknown): Json | undefined {
  if (resources === undefined && !random.chance(0.15)) return undefined;
  const { requests, limits, claims } = (resources ?? {}) as { requests?: Json; limits?: Json; claims?: unknown };
  const lists = {
    requests: changedList(random, requests),
    limits: changedList(random, limits),
    claims: random.chance(0.03) ? [{ name: random.pick(['a', 'b']) }] : random.chance(0.97) ? claims : undefined,
  };
  return Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined));
}

function changedContainer(random: Random, container: Json): Json {
  const { resources, ...rest } = container;
  const changed = random.chance(0.7) ? changedResources(random, resources) : (resources as Json | undefined);
  const policies = random.chance(0.05) ? { resizePolicy: randomPolicies(random)['resizePolicy'] ?? [] } : {};
  return {
    ...rest,
    ...(changed === undefined ? {} : { resources: changed }),
    ...policies,
    ...(random.chance(0.02) ? { name: 'other' } : {}),
    ...(random.chance(0.03) ? { image: 'other' } : {}),
  };
}

function changedVolume(random: Random, volume: Json): Json {
  if (random.chance(0.05)) return randomVolume(random, random.pick(['v0', 'v1', 'other']));
  if (!random.chance(0.5) || volume['emptyDir'] === undefined) return volume;
  const limit = random.maybe(0.85, () => ({ sizeLimit: random.pick(['1Gi', '1024Mi', '3Gi', '0', '-1', 1073741824]) }));
  const { medium, mode } = volume['emptyDir'] as { medium?: string; mode?: number };
  const emptyDir = { ...(medium === undefined ? {} : { medium }), ...(mode === undefined ? {} : { mode }), ...limit };
  return { ...volume, emptyDir: random.chance(0.03) ? { ...emptyDir, mode: 511 } : emptyDir };
}

function changed(random: Random, old: Json): Json {
  const spec = (old['spec'] ?? {}) as { containers?: Json[]; initContainers?: Json[]; resources?: Json; volumes?: Json[] };
  const containers = (spec.containers ?? []).map((container) => changedContainer(random, container));
  if (random.chance(0.02)) containers.push(randomContainer(random, 'more'));
  if (random.chance(0.02)) containers.pop();
  if (random.chance(0.02)) containers.reverse();
  const initContainers = spec.initContainers?.map((container) => (random.chance(0.5) ? changedContainer(random, container) : container));
  if (random.chance(0.03)) initContainers?.pop();
  const { resources: own, volumes, ...others } = spec;
  const resources = random.chance(0.6) ? own : random.chance(0.9) ? changedResources(random, own) : undefined;
  return {
    ...old,
    spec: {
      ...others,
      containers,
      ...(initContainers === undefined ? {} : { initContainers }),
      ...(resources === undefined ? {} : { resources }),
      ...(volumes === undefined && !random.chance(0.02)
        ? {}
        : { volumes: (volumes ?? [{ name: 'v9', emptyDir: {} }]).map((volume) => changedVolume(random, volume)) }),
      ...random.maybe(0.03, () => ({ nodeSelector: { a: 'b' } })),
    },
  };
}

function randomResize(random: Random): In {
  if (random.chance(0.05)) return { old: randomPod(random), new: randomPod(random) };
  const old = randomOld(random);
  return { old, new: random.chance(0.04) ? structuredClone(old) : changed(random, old) };
}

/** A real pod without what may be invalid for other reasons, which would keep upstream from its last question. */
function withoutFiles(pod: Json): Json {
  const spec = pod['spec'] as Json | undefined;
  const plain = (containers: unknown): unknown =>
    (containers as Json[] | undefined)?.map(({ volumeMounts: _mounts, ...container }) => container);
  const { volumes, tolerations: _tolerations, ...rest } = spec ?? {};
  const kept = ((volumes ?? []) as Json[]).filter((volume) => 'emptyDir' in volume);
  const { metadata: _metadata, ...others } = pod;
  return {
    ...others,
    spec: { ...rest, volumes: kept, containers: plain(rest['containers']) ?? [], initContainers: plain(rest['initContainers']) ?? [] },
  };
}

const counts =
  /\.resources|^spec\.resources|resizePolicy|^spec\.overhead|^spec$|^\[\]$|^spec\.(initC|c)ontainers(\[\d+\])?$|^spec\.volumes(\[\d+\](\.emptyDir\.sizeLimit)?)?$/;

/** Of several resources that are too small for claims upstream names one, and luck decides which. */
function firstOfSeveral(detail: string): string {
  return detail.replace(/^(pod level (request|limit)) for \S+ (is insufficient to cover).*/, '$1 $3');
}

/** The errors that bear on resources; those about one owner of resources in the order of their texts, because upstream's is that of a map. */
function comparable(errors: readonly FieldError[]): readonly FieldError[] {
  const kept = errors.filter(
    ({ field, type, detail }) =>
      (counts.test(field) || (field.endsWith('.name') && type === 'FieldValueForbidden')) &&
      !/^(a valid label key|a qualified name|prefix part|name part)/.test(detail) &&
      !field.endsWith('.request'),
  );
  const groups: FieldError[][] = [];
  let last: string | undefined;
  for (const { detail, ...where } of kept) {
    const error = { ...where, detail: firstOfSeveral(detail) };
    const owner = /^.*?\.resources|^spec\.overhead/.exec(error.field)?.[0];
    if (owner !== undefined && owner === last) groups.at(-1)?.push(error);
    else groups.push([error]);
    last = owner;
  }
  return groups.flatMap((group) => group.sort((a, b) => (canonicalJSON(a) < canonicalJSON(b) ? -1 : 1)));
}

const requirements = { requests: { cpu: '1' }, limits: { cpu: '2' } };
const app = { name: 'app', resources: requirements };
const onWindows = { os: { name: 'windows' }, resources: requirements };
const pages = { requests: { cpu: '1', 'hugepages-64Ki': '-1.5' }, limits: { 'hugepages-64Ki': 0.30000000000000004 } };

/** What API servers refuse before it comes to this. */
const refused: readonly Case<In>[] = [
  {
    name: 'own resources of a Windows pod',
    in: { old: { spec: { containers: [app] } }, new: { spec: { containers: [app, { ...app, name: 'more' }], ...onWindows } } },
  },
  {
    name: 'parts of pages',
    in: { old: { spec: { containers: [app] } }, new: { spec: { containers: [{ name: 'app', resources: pages }] } } },
    why: 'compared with an exact decimal, -1.5 becomes one, and its value then is 0',
  },
];

function topic(suffix: string, at: readonly number[], gates: ((minor: number) => string) | undefined, count: number): Topic<In> {
  return {
    folder: 'resize',
    area: 'resize',
    name: `validatePodResize${suffix}`,
    upstream: 'pkg/registry/core/pod podResizeStrategy.PrepareForUpdate, ValidateUpdate',
    fn: 'validatePodResize',
    minors: at,
    ...(gates === undefined ? {} : { gates }),
    *cases(random): Iterable<Case<In>> {
      for (const { name, pod } of realPods()) {
        const old = withoutFiles(structuredClone(pod) as Json);
        yield { name, in: { old, new: changed(random, old) } };
      }
      for (let i = 0; i < count; i++) yield { in: randomResize(random) };
      yield* refused;
    },
    random: randomResize,
    read: (result) => comparable(result as FieldError[]),
    ours: (input, minor) =>
      orUnreadable(() => {
        const options = { kubernetesVersion: `1.${minor}`, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) };
        return comparable(validatePodResize(input.old ?? {}, input.new ?? {}, options));
      }),
  };
}

const others: Readonly<Record<number, string>> = {
  33: 'PodLevelResources=true',
  34: 'PodLevelResources=false',
  35: 'NodeDeclaredFeatures=true,InPlacePodLevelResourcesVerticalScaling=true',
  36: 'InPlacePodVerticalScalingInitContainers=false,InPlacePodLevelResourcesVerticalScaling=false',
  37: 'InPlacePodVerticalScalingMemoryBackedVolumes=true,DRANodeAllocatableResources=true',
  38: 'InPlacePodVerticalScalingMemoryBackedVolumes=true,DRANodeAllocatableResources=true',
};
const volumesAndModes = 'InPlacePodVerticalScalingMemoryBackedVolumes=true,EmptyDirVolumeMode=true';
const withoutOwn: Readonly<Record<number, string>> = {
  35: 'PodLevelResources=false',
  36: 'PodLevelResources=false,InPlacePodLevelResourcesVerticalScaling=false',
  37: `PodLevelResources=false,InPlacePodLevelResourcesVerticalScaling=false,${unfixed},${volumesAndModes}`,
  38: `PodLevelResources=false,InPlacePodLevelResourcesVerticalScaling=false,${unfixed},${volumesAndModes}`,
};

export const resizeValidationTopics: readonly AnyTopic[] = [
  topic('', minorsFrom(33), undefined, 1200),
  topic('.gates', minorsFrom(33), (minor) => others[minor] ?? '', 600),
  topic('.withoutOwn', minorsFrom(35), (minor) => withoutOwn[minor] ?? '', 300),
  topic('.unfixed', minorsFrom(37), () => unfixed, 200),
];
