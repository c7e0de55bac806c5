import { newest } from '../../src/version/newest.ts';
import { freshTexts, measuredNode, measuredPods, mixedTexts, ordinaryTexts, pods, type Pod } from './inputs.ts';
import type { Peer } from './peers.ts';

interface Amount {
  add(other: Amount): Amount;
  cmp(other: Amount): number;
  asApproximateFloat64(): number;
  toString(): string;
}

interface Options {
  readonly kubernetesVersion: string;
}

/** The version that every call names, as callers are advised to. */
export const options: Options = { kubernetesVersion: `1.${newest}` };

/** What is measured of the built package. */
export interface Library {
  readonly Quantity: { parse(text: string): Amount };
  readonly podRequests: (pod: Pod, options: Options) => object;
  readonly podLimits: (pod: Pod, options: Options) => object;
  readonly computePodQOS: (pod: Pod, options: Options) => string;
  readonly resourceConfigForPod: (pod: Pod, options: Options) => unknown;
  readonly rankMemoryPressure: (pods: readonly Pod[], stats: readonly unknown[], options: Options) => readonly Pod[];
  readonly synchronize: (state: unknown, observation: unknown, config: unknown, options: Options) => unknown;
  readonly initialEvictionState: object;
  readonly kubeletThresholds: (config: object, options: Options) => readonly unknown[];
  readonly fits: (pod: Pod, node: unknown, podsOnNode: readonly Pod[], options: Options) => readonly unknown[];
  readonly explainUnschedulable: (
    pod: Pod,
    nodes: readonly unknown[],
    podsByNode: Readonly<Record<string, readonly Pod[]>>,
    options: Options,
  ) => { readonly result: unknown };
}

/** One thing measured, on the same input everywhere. */
export interface Case {
  readonly title: string;
  /** What a time means, such as `text` for nanoseconds per text. */
  readonly per: string;
  readonly needs: readonly (keyof Library)[];
  readonly input: unknown;
  /** The case of the Go program. */
  readonly upstream?: string;
  /** How many units one call of what `ours` or `theirs` gives works through. */
  readonly units: (input: unknown) => number;
  readonly ours: (library: Library, input: unknown) => () => unknown;
  readonly theirs?: (peer: Peer, input: unknown) => (() => unknown) | undefined;
  /** The most that the time may be, as a part of upstream's. */
  readonly wanted?: number;
  /** The most that the time may be, in milliseconds. */
  readonly within?: number;
  /** Too long for many runs: five are made, and the median taken. */
  readonly long?: boolean;
}

const count = (input: unknown): number => (input as readonly unknown[]).length;
const texts = (input: unknown): readonly string[] => input as readonly string[];

function parsing(title: string, input: readonly string[]): Case {
  return {
    title,
    per: 'text',
    needs: ['Quantity'],
    input,
    upstream: 'parse',
    wanted: 1 / 3.5,
    units: count,
    ours:
      ({ Quantity }, list) =>
      () => {
        for (const text of texts(list)) kept = Quantity.parse(text);
        return kept;
      },
    theirs: (peer, list) => () => {
      for (const text of texts(list)) kept = peer.parse(text);
      return kept;
    },
  };
}

const quantities = ({ Quantity }: Library, list: unknown): Amount[] => texts(list).map((text) => Quantity.parse(text));

export const cases: readonly Case[] = [
  parsing('parse, the mixed set of twenty again and again', mixedTexts),
  parsing('parse, 20,000 texts that are all different', freshTexts(20_000)),
  {
    title: 'format a computed quantity',
    per: 'quantity',
    needs: ['Quantity'],
    input: ordinaryTexts,
    upstream: 'format',
    units: count,
    ours: (library, input) => {
      const list = quantities(library, input).map((quantity) => quantity.add(library.Quantity.parse('1')));
      return () => {
        let length = 0;
        for (const quantity of list) length += quantity.toString().length;
        return length;
      };
    },
  },
  {
    title: 'add',
    per: 'sum',
    needs: ['Quantity'],
    input: ordinaryTexts,
    upstream: 'add',
    wanted: 1,
    units: count,
    ours: (library, input) => {
      const list = quantities(library, input);
      return () => {
        for (let i = 0; i < list.length; i++) kept = list[i]!.add(list[list.length - 1 - i]!);
        return kept;
      };
    },
  },
  {
    title: 'cmp',
    per: 'comparison',
    needs: ['Quantity'],
    input: ordinaryTexts,
    upstream: 'cmp',
    wanted: 1,
    units: count,
    ours: (library, input) => {
      const list = quantities(library, input);
      return () => {
        let order = 0;
        for (let i = 0; i < list.length; i++) order += list[i]!.cmp(list[list.length - 1 - i]!);
        return order;
      };
    },
  },
  {
    title: 'requests, limits and QoS of 150,000 pods (here from text, upstream from decoded pods)',
    per: 'cluster',
    needs: ['podRequests', 'podLimits', 'computePodQOS'],
    input: pods(1000),
    upstream: 'totals',
    wanted: 1 / 3,
    long: true,
    units: () => 1,
    ours: ({ podRequests, podLimits, computePodQOS }, some) => {
      const cluster = clusterOf(some);
      return () => {
        let length = 0;
        for (const pod of cluster)
          length +=
            Object.keys(podRequests(pod, options)).length +
            Object.keys(podLimits(pod, options)).length +
            computePodQOS(pod, options).length;
        return length;
      };
    },
    theirs: ({ totals }, some) => {
      if (totals === undefined) return undefined;
      const cluster = clusterOf(some);
      return () => {
        for (const pod of cluster) kept = totals(pod);
        return kept;
      };
    },
  },
  {
    title: 'resourceConfigForPod',
    per: 'pod',
    needs: ['resourceConfigForPod'],
    upstream: 'config',
    wanted: 1 / 2,
    input: pods(1000),
    units: count,
    ours:
      ({ resourceConfigForPod }, list) =>
      () => {
        for (const pod of list as Pod[]) kept = resourceConfigForPod(pod, options);
        return kept;
      },
  },
  ranking(10_000, { upstream: 'rank', wanted: 1 / 50 }),
  ranking(100_000, {}),
  {
    title: 'one cycle of the eviction manager of a node with 250 pods, short of memory',
    per: 'cycle',
    needs: ['synchronize', 'initialEvictionState', 'kubeletThresholds'],
    input: measuredNode(250),
    within: 1,
    units: () => 1,
    ours: ({ synchronize, initialEvictionState, kubeletThresholds }, observation) => {
      const config = { thresholds: kubeletThresholds({}, options), pressureTransitionPeriodSeconds: 300 };
      return () => synchronize(initialEvictionState, observation, config, options);
    },
  },
  {
    title: 'does a pod fit a node that runs 100',
    per: 'answer',
    needs: ['fits'],
    input: pods(101),
    units: () => 1,
    ours: ({ fits }, list) => {
      const [pod, ...others] = list as [Pod, ...Pod[]];
      const node = { status: { allocatable: { cpu: '96', memory: '384Gi', pods: '110' } } };
      return () => fits(pod, node, others, options);
    },
  },
  {
    title: 'fit of a pod on 5,000 nodes that run 150,000 (here from text, upstream from decoded pods)',
    per: 'cluster',
    needs: ['explainUnschedulable'],
    input: pods(1000),
    upstream: 'fit',
    wanted: 1,
    long: true,
    units: () => 1,
    ours: ({ explainUnschedulable }, some) => {
      const cluster = clusterOf(some);
      const allocatable = { cpu: '48', memory: '96Gi', pods: '110' };
      const nodes = Array.from({ length: 5000 }, (_, i) => ({
        metadata: { name: `node-${i}` },
        status: { allocatable: { ...allocatable } },
      }));
      const podsByNode = Object.fromEntries(nodes.map(({ metadata }, i) => [metadata.name, cluster.slice(i * 30, i * 30 + 30)]));
      return () => explainUnschedulable(cluster[0]!, nodes, podsByNode, options).result;
    },
  },
];

function ranking(number: number, limits: Pick<Case, 'upstream' | 'wanted' | 'within'>): Case {
  return {
    title: `rank ${number.toLocaleString('en')} pods under memory pressure`,
    per: 'ranking',
    needs: ['rankMemoryPressure'],
    input: measuredPods(number),
    long: number > 10_000,
    units: () => 1,
    ours: ({ rankMemoryPressure }, input) => {
      const { pods: list, stats } = input as ReturnType<typeof measuredPods>;
      return () => rankMemoryPressure(list, stats, options);
    },
    ...limits,
  };
}

/** The pods 150 times, no object shared. */
function clusterOf(some: unknown): Pod[] {
  const text = JSON.stringify(some);
  return Array.from({ length: 150 }, () => JSON.parse(text) as Pod[]).flat();
}

/** What was computed last: kept, so that no engine may leave the computation out. */
export let kept: unknown;
