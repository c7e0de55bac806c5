import type * as Library from '../../src/index.ts';
import { freshTexts, measuredPods, mixedTexts, ordinaryTexts, pods, realNode, realPods } from './inputs.ts';
import { pairedTimes, type Pair } from './paired.ts';
import { importTimes, keptBytes } from './processes.ts';

type Functions = typeof Library;

/** A build of the package: its `index.js`, and what it exports. */
export interface Build {
  readonly path: string;
  readonly library: Functions;
}

/** Builds to compare: this one, and where there is one another of long ago. */
export interface Builds extends Build {
  readonly earlier: Build | undefined;
}

/** One thing measured beside another one, in turn. */
export interface Ratio {
  readonly title: string;
  readonly against: string;
  /** The most that the first may cost, as a part of the second. */
  readonly wanted: number;
  readonly unit: 'time' | 'bytes';
  readonly needsEarlier?: true;
  /** Undefined where there is nothing to compare with. */
  readonly measure: (builds: Builds) => Pair | undefined;
}

/** All ratios, with the version that every call names. */
export function ratios(kubernetesVersion: string): readonly Ratio[] {
  return [...optionRatios(kubernetesVersion), ...reportRatios(kubernetesVersion), ...earlierRatios(kubernetesVersion), ...otherRatios];
}

type Options = { readonly kubernetesVersion?: string; readonly featureGates?: Readonly<Record<string, boolean>> };

/** What it costs to name a version, and to name a gate with it. */
function optionRatios(kubernetesVersion: string): readonly Ratio[] {
  const list = pods(200);
  const node = { status: { allocatable: { cpu: '96', memory: '384Gi', pods: '110' } } };
  const others = list.slice(0, 10);
  const calls: readonly (readonly [name: string, run: (library: Functions, pod: object, options?: Options) => unknown])[] = [
    ['computePodQOS', ({ computePodQOS }, pod, options) => computePodQOS(pod, options)],
    ['podRequests', ({ podRequests }, pod, options) => podRequests(pod, options)],
    ['resourceConfigForPod', ({ resourceConfigForPod }, pod, options) => resourceConfigForPod(pod, options)],
    ['fits, of a node that runs 10', ({ fits }, pod, options) => fits(pod, node, others as readonly Library.PodLike[], options)],
  ];
  return calls.flatMap(([name, run]) => {
    const each = (library: Functions, options: () => Options | undefined) => () => {
      let last: unknown;
      for (const pod of list) last = run(library, pod, options());
      return last;
    };
    const bare = (library: Functions) => each(library, () => undefined);
    return [
      {
        title: `${name}, with a version`,
        against: 'without one',
        wanted: 1.05,
        unit: 'time' as const,
        measure: ({ library }: Builds) =>
          pairedTimes(
            each(library, () => ({ kubernetesVersion })),
            bare(library),
          ),
      },
      {
        title: `${name}, with a version and a gate`,
        against: 'without both',
        wanted: 1.2,
        unit: 'time' as const,
        measure: ({ library }: Builds) =>
          pairedTimes(
            each(library, () => ({ kubernetesVersion, featureGates: { PodLevelResources: true } })),
            bare(library),
          ),
      },
    ];
  });
}

/** What the reports cost beside reading their input. */
function reportRatios(kubernetesVersion: string): readonly Ratio[] {
  const options = { kubernetesVersion };
  const parsing = () => {
    const texts = realPods().map((pod) => JSON.stringify(pod));
    return (): unknown => {
      let last: unknown;
      for (const text of texts) last = JSON.parse(text);
      return last;
    };
  };
  const each = (run: (pod: object) => unknown) => {
    const list = realPods();
    return (): unknown => {
      let last: unknown;
      for (const pod of list) last = run(pod);
      return last;
    };
  };
  const node = realNode();
  return [
    {
      title: 'sizePod of the real pods, with a node',
      against: 'JSON.parse of them',
      wanted: 3,
      unit: 'time',
      measure: ({ library }) =>
        pairedTimes(
          each((pod) => library.sizePod(pod, node, options)),
          parsing(),
        ),
    },
    {
      title: 'lintPod of the real pods, with a node',
      against: 'JSON.parse of them',
      wanted: 1.5,
      unit: 'time',
      measure: ({ library }) =>
        pairedTimes(
          each((pod) => library.lintPod(pod, node, options)),
          parsing(),
        ),
    },
    {
      title: 'compareVersions of the real pods over all minors',
      against: 'one sizePod of each',
      wanted: 5,
      unit: 'time',
      measure: ({ library }) => {
        const versions = { from: library.supportedMinors[0] ?? '', to: library.newestMinor };
        return pairedTimes(
          each((pod) => library.compareVersions(pod, node, versions)),
          each((pod) => library.sizePod(pod, node, options)),
        );
      },
    },
  ];
}

/** What became of a build of long ago. */
function earlierRatios(kubernetesVersion: string): readonly Ratio[] {
  const options = { kubernetesVersion };
  return [
    ...quantityRatios(kubernetesVersion),
    {
      title: 'rank 100,000 pods under memory pressure',
      against: 'the earlier build',
      wanted: 1 / 1.5,
      unit: 'time',
      needsEarlier: true,
      measure: ({ library, earlier }) => {
        if (earlier === undefined) return undefined;
        const { pods: list, stats } = measuredPods(100_000);
        const ranking =
          ({ rankMemoryPressure }: Functions) =>
          () =>
            rankMemoryPressure(list as readonly Library.PodLike[], stats as never, options);
        return pairedTimes(ranking(library), ranking(earlier.library));
      },
    },
    {
      title: 'heap that a PodSizing keeps, of the real pods',
      against: 'the earlier build',
      wanted: 0.6,
      unit: 'bytes',
      needsEarlier: true,
      measure: ({ path, earlier }) => {
        if (earlier === undefined) return undefined;
        return keptBytes(path, earlier.path, JSON.stringify({ pods: realPods(), node: realNode(), options }));
      },
    },
  ];
}

/** Quantities that know their version, against those that did not. */
function quantityRatios(kubernetesVersion: string): readonly Ratio[] {
  const options = { kubernetesVersion };
  const read = ({ Quantity }: Functions): Library.Quantity[] => ordinaryTexts.map((text) => Quantity.parse(text, options));
  const pairwise = (run: (one: Library.Quantity, other: Library.Quantity) => unknown) => (library: Functions) => {
    const list = read(library);
    return (): void => list.forEach((one, i) => run(one, list[list.length - 1 - i]!));
  };
  const texts = freshTexts(20_000);
  const sides: readonly (readonly [title: string, side: (library: Functions) => () => void])[] = [
    [
      'parse, the mixed set of twenty',
      ({ Quantity }) =>
        (): void =>
          mixedTexts.forEach((text) => Quantity.parse(text, options)),
    ],
    [
      'parse, texts that are all different',
      ({ Quantity }) =>
        (): void =>
          texts.forEach((text) => Quantity.parse(text, options)),
    ],
    ['add', pairwise((one, other) => one.add(other))],
    ['cmp', pairwise((one, other) => one.cmp(other))],
  ];
  return sides.map(([title, side]) => ({
    title: `Quantity: ${title}`,
    against: 'the earlier build',
    wanted: 1 / 0.95,
    unit: 'time',
    needsEarlier: true,
    measure: ({ library, earlier }) => (earlier === undefined ? undefined : pairedTimes(side(library), side(earlier.library))),
  }));
}

const otherRatios: readonly Ratio[] = [
  {
    title: 'formatQuantity',
    against: 'toString',
    wanted: 20,
    unit: 'time',
    measure: ({ library: { formatQuantity, Quantity } }) => {
      const list = ordinaryTexts.map((text) => Quantity.parse(text).add('1'));
      const each = (run: (quantity: Library.Quantity) => string) => () => {
        let length = 0;
        for (const quantity of list) length += run(quantity).length;
        return length;
      };
      return pairedTimes(
        each((quantity) => formatQuantity(quantity)),
        each((quantity) => quantity.toString()),
      );
    },
  },
  { title: 'import of the package', against: 'import of big.js', wanted: 1.6, unit: 'time', measure: ({ path }) => importTimes(path) },
];
