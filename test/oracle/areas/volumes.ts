import type { PodLike, VolumeLike } from '../../../src/core/index.ts';
import { calculateEmptyDirMemorySize, getPageSizeMountOption, isLocalEphemeralVolume } from '../../../src/volumes/index.ts';
import { isSizingError, type SizingErrorCode } from '../../../src/errors.ts';
import { shownAmount, withFormat } from '../amounts.ts';
import { flippable, flippedGates, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import { randomPod } from '../pods.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import type { Case, Topic } from '../topic.ts';

interface In {
  readonly pod: PodLike;
  readonly volume?: VolumeLike;
  readonly allocatable?: string;
  readonly medium?: string;
}

const allocatables = ['16Gi', '32986188Ki', '1Gi', '100Mi', '0', '01Gi', '1.5Gi', '123456789', '8Ei', '64G'];
const sizes = ['1Gi', '512Mi', '1.5', '0', '-1', '16Gi', '01Gi', '0.1Gi', '1e9', '17179869184', '1.5Gi', '10Ei', 64, 1.5];
const mediums = ['Memory', '', 'HugePages', 'HugePages-2Mi', 'HugePages-1Gi', 'HugePages-2048Ki', 'HugePages-x', 'Disk'];

function randomSize(random: Random): In {
  const sizeLimit = random.maybe(0.7, () => random.pick(sizes));
  const emptyDir = { medium: 'Memory', ...(sizeLimit === undefined ? {} : { sizeLimit }) };
  return { pod: randomPod(random), volume: { name: 'v', emptyDir }, allocatable: random.pick(allocatables) };
}

function size(suffix: string, at: readonly number[], gates: ((minor: number) => string) | undefined, count: number): Topic<In> {
  return {
    folder: 'volumes',
    name: `calculateEmptyDirMemorySize${suffix}`,
    upstream: 'pkg/volume/emptydir calculateEmptyDirMemorySize',
    fn: 'calculateEmptyDirMemorySize',
    minors: at.filter((minor) => minor >= 20),
    ...(gates === undefined ? {} : { gates }),
    *cases(random): Iterable<Case<In>> {
      for (const { name, pod } of realPods())
        for (const volume of (pod['spec'] as { volumes?: VolumeLike[] } | undefined)?.volumes ?? [])
          if (volume.emptyDir !== undefined) yield { name: `${name} ${volume.name}`, in: { pod, volume, allocatable: '32986188Ki' } };
      for (let i = 0; i < count; i++) yield { in: randomSize(random) };
    },
    random: randomSize,
    read: withFormat,
    ours: ({ pod, volume = { name: '' }, allocatable = '' }, minor) => {
      const options = { kubernetesVersion: `1.${minor}`, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) };
      return shownAmount(calculateEmptyDirMemorySize(allocatable, volume, pod, options));
    },
  };
}

const sources: readonly Omit<VolumeLike, 'name'>[] = [
  ...mediums.map((medium) => ({ emptyDir: { medium } })),
  { emptyDir: {} },
  { gitRepo: { repository: 'x' } },
  { configMap: { name: 'x' } },
  { downwardAPI: {} },
  { hostPath: { path: '/x' } },
  {},
];

const local: Topic<In> = {
  folder: 'volumes',
  name: 'isLocalEphemeralVolume',
  upstream: 'pkg/volume/util IsLocalEphemeralVolume',
  fn: 'isLocalEphemeralVolume',
  minors,
  *cases(): Iterable<Case<In>> {
    for (const source of sources) yield { in: { pod: {}, volume: { name: 'v', ...source } } };
  },
  random: (random) => ({ pod: {}, volume: { name: 'v', ...random.pick(sources), ...random.pick(sources) } }),
  ours: ({ volume = { name: '' } }, minor) => isLocalEphemeralVolume(volume, { kubernetesVersion: `1.${minor}` }),
};

const pages = ['hugepages-2Mi', 'hugepages-2Mi', 'hugepages-2048Ki', 'hugepages-1Gi', 'hugepages-x', 'memory', 'cpu'];

/** Requests of hugepages, of one list at most one size, as upstream's order of several is random. */
function randomPages(random: Random): In {
  const requests = (): Record<string, string> => (random.chance(0.6) ? { [random.pick(pages)]: '2Mi' } : {});
  const containers = (name: string): { name: string; resources: object }[] =>
    random.many(2, (i) => ({ name: `${name}${i}`, resources: { requests: requests() } }));
  const own = random.maybe(0.3, () => ({ requests: requests() }));
  const spec = { containers: containers('c'), initContainers: containers('i'), ...(own === undefined ? {} : { resources: own }) };
  return { pod: { spec }, medium: random.pick(mediums) };
}

const parseTexts: { readonly [code in SizingErrorCode]?: string } = {
  ErrFormatWrong: "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
};

/** The text of an error, as upstream's has no path. */
function textOf(error: unknown): unknown {
  if (!isSizingError(error)) throw error;
  const { code, message, path = '' } = error;
  return { error: parseTexts[code] ?? (message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message) };
}

const pageSize: Topic<In> = {
  folder: 'volumes',
  name: 'getPageSizeMountOption',
  upstream: 'pkg/volume/emptydir getPageSizeMountOption',
  fn: 'getPageSizeMountOption',
  minors,
  *cases(random): Iterable<Case<In>> {
    for (let i = 0; i < 500; i++) yield { in: randomPages(random) };
    const of = (name: string): { name: string; resources: object } => ({ name, resources: { requests: { [name]: '2Mi' } } });
    yield {
      name: 'two sizes before one that is none',
      in: { medium: 'HugePages', pod: { spec: { containers: ['hugepages-2Mi', 'hugepages-1Gi', 'hugepages-x'].map(of) } } },
      why: 'the first that is wrong ends the search',
    };
    for (const [first, second] of [
      ['hugepages-2Mi', 'hugepages-2097152'],
      ['hugepages-2097152', 'hugepages-2Mi'],
      ['hugepages-2Mi', 'hugepages-1Gi'],
      ['hugepages-x', 'hugepages-y'],
    ] as const)
      yield {
        name: `${first} of a container and ${second} of an init container`,
        in: { medium: 'HugePages', pod: { spec: { containers: [of(first)], initContainers: [of(second)] } } },
        why: 'since 1.38 init containers are looked at first, and of one size with two names the last counts',
      };
  },
  random: randomPages,
  ours: ({ pod, medium = '' }, minor) => {
    try {
      return getPageSizeMountOption(medium, pod, { kubernetesVersion: `1.${minor}` });
    } catch (error) {
      return textOf(error);
    }
  },
};

export const volumesTopics: readonly Topic<In>[] = [
  size('', minors, undefined, 1500),
  size('.gates', flippable, flippedGates, 500),
  local,
  pageSize,
];
