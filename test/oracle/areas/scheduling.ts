import type { NodeLike, PodLike } from '../../../src/core/index.ts';
import { isSizingError } from '../../../src/errors.ts';
import type { Quantity } from '../../../src/quantity/index.ts';
import {
  balancedAllocationScore,
  explainUnschedulable,
  fits,
  leastAllocatedScore,
  mostAllocatedScore,
  requestedToCapacityRatioScore,
  type InsufficientResource,
} from '../../../src/scheduling/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { flippable, flippedGates, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import { podsOnNode, randomNode, schedulingPod } from '../nodes.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import type { AnyTopic, Case, Topic } from '../topic.ts';
import { rough } from '../rough.ts';

interface In {
  readonly pod: PodLike;
  readonly node: NodeLike;
  readonly pods: readonly PodLike[];
}

interface ScoreIn extends In {
  readonly kind: string;
  readonly resources: readonly { readonly name: string; readonly weight: number }[];
  readonly shape?: readonly { readonly utilization: number; readonly score: number }[];
}

interface NodesIn {
  readonly pod: PodLike;
  readonly nodes: readonly NodeLike[];
  readonly podsBy: readonly (readonly PodLike[])[];
}

/** The gates of a topic's minor, more than those that bear on totals. */
const more: Readonly<Record<number, string>> = {
  28: 'SidecarContainers=true',
  29: 'SidecarContainers=false',
  30: 'SidecarContainers=false',
  31: 'SidecarContainers=false',
  32: 'SidecarContainers=false',
  36: 'DRANodeAllocatableResources=true',
  37: 'InPlacePodVerticalScalingSchedulerPreemption=true,DRANodeAllocatableResources=true',
  38: 'InPlacePodVerticalScalingSchedulerPreemption=true,DRANodeAllocatableResources=true',
};

function gatesAt(minor: number): string {
  return [flippedGates(minor), more[minor] ?? ''].filter((text) => text !== '').join(',');
}

/** A topic at the default gates, and at others. */
function both<I extends object>(
  topic: Omit<Topic<I>, 'folder' | 'minors' | 'cases' | 'gates' | 'ours'>,
  count: number,
  roughly: readonly (keyof I)[],
  ours: (input: I, options: GateOptions) => unknown,
  fixed: () => Iterable<Case<I>> = () => [],
): AnyTopic[] {
  const cases = (most: number) =>
    function* (random: Random): Iterable<Case<I>> {
      yield* fixed();
      for (let i = 0; i < most; i++) yield { in: topic.random(random) };
    };
  return [
    {
      ...topic,
      random: rough(topic.random, ...roughly),
      folder: 'scheduling',
      minors,
      cases: cases(count),
      ours: (input: I, minor: number) => ours(input, { kubernetesVersion: `1.${minor}` }),
    },
    {
      ...topic,
      random: rough(topic.random, ...roughly),
      folder: 'scheduling',
      name: `${topic.name}.gates`,
      minors: flippable,
      gates: gatesAt,
      cases: cases(Math.ceil(count / 3)),
      ours: (input: I, minor: number) => ours(input, { kubernetesVersion: `1.${minor}`, featureGates: gatesOfText(gatesAt(minor)) }),
    },
  ];
}

/** A question that was made smaller may lack a part. */
function whole<I extends Partial<In>>(input: I): I & In {
  return { ...input, pod: input.pod ?? {}, node: input.node ?? {}, pods: input.pods ?? [] };
}

function amount(name: string, quantity: Quantity): string {
  return String(name === 'cpu' ? quantity.milliValue() : quantity.value());
}

function row({ resourceName: name, reason, requested, used, capacity, unresolvable }: InsufficientResource): unknown {
  return [name, reason, amount(name, requested), amount(name, used), amount(name, capacity), unresolvable === true];
}

/** Upstream's order of scalar resources is random. */
function sorted(rows: unknown): unknown {
  const first = ['pods', 'cpu', 'memory', 'ephemeral-storage'];
  const place = (name: string): string => (first.includes(name) ? String(first.indexOf(name)) : `9${name}`);
  return [...(rows as [string][])].sort(([a], [b]) => (place(a) < place(b) ? -1 : 1));
}

function aboutNode(random: Random): In {
  return { pod: schedulingPod(random, random.pick(['new', 'pod-0'])), node: randomNode(random), pods: podsOnNode(random, 3) };
}

function* realCases(): Iterable<Case<In>> {
  const node: NodeLike = {
    metadata: { name: 'node-1' },
    status: { allocatable: { cpu: '3920m', memory: '12700100Ki', pods: '110', 'ephemeral-storage': '104638878617' } },
  };
  const pods = realPods().map(({ pod }) => pod as PodLike);
  for (const [i, { name, pod }] of realPods().entries()) yield { name, in: { pod, node, pods: pods.slice(Math.max(0, i - 4), i) } };
}

function nodeOf(allocatable: Readonly<Record<string, string>>): NodeLike {
  return { metadata: { name: 'node-1' }, status: { allocatable: { pods: '110', ...allocatable } } };
}

function podOf(requests: Readonly<Record<string, string>>, status?: PodLike['status']): PodLike {
  return { spec: { containers: [{ name: 'a', resources: { requests } }] }, status };
}

const small = nodeOf({ cpu: '4', memory: '8Gi' });

/** Amounts that leave int64, alone and beside others. */
function* wideFits(): Iterable<Case<In>> {
  yield* realCases();
  yield { name: 'beside 10E', in: { pod: podOf({ memory: '1Mi' }), node: small, pods: [podOf({ memory: '10E' })] } };
  yield { name: '10E', in: { pod: podOf({ memory: '10E' }), node: small, pods: [] } };
  yield { name: '9E cpu', in: { pod: podOf({ cpu: '9E' }), node: small, pods: [] } };
  for (const memory of ['5E', '9E', '-5E', '-9E'])
    for (const name of ['memory', 'nvidia.com/gpu', 'ephemeral-storage'])
      yield {
        name: `1 beside two of ${memory} ${name}`,
        in: { pod: podOf({ [name]: '1' }), node: nodeOf({ [name]: '9E' }), pods: [podOf({ [name]: memory }), podOf({ [name]: memory })] },
      };
}

/** What each minor makes of pod-level requests, of a status, and of amounts that are negative or leave int64. */
function* edgeScores(): Iterable<Case<ScoreIn>> {
  const placements: readonly (readonly [string, PodLike, NodeLike, PodLike[]])[] = [
    ['pod-level', { spec: { containers: [{ name: 'a', resources: {} }], resources: { requests: { cpu: '2' } } } }, small, []],
    [
      'status',
      podOf({ cpu: '1' }, { containerStatuses: [{ name: 'a', allocatedResources: { cpu: '2' }, resources: { requests: { cpu: '3' } } }] }),
      small,
      [],
    ],
    ['half of 200Pi', podOf({ memory: '100Pi' }), nodeOf({ cpu: '4', memory: '200Pi' }), []],
    ['half of 8E', podOf({ memory: '4E' }), nodeOf({ cpu: '4', memory: '8E' }), []],
    ['negative request', podOf({ cpu: '-1' }), small, []],
    ['negative allocatable', podOf({ cpu: '1' }), nodeOf({ cpu: '-1', memory: '8Gi' }), []],
    ['both negative', podOf({ cpu: '-2' }), nodeOf({ cpu: '-1', memory: '8Gi' }), []],
    ['beside 10E', podOf({ memory: '1Mi' }), nodeOf({ cpu: '4', memory: '9E' }), [podOf({ memory: '10E' })]],
    ['two of 5E', podOf({ memory: '5E' }), nodeOf({ cpu: '4', memory: '9E' }), [podOf({ memory: '5E' }), podOf({ memory: '-1E' })]],
  ];
  const shape = [0, 100].map((utilization) => ({ utilization, score: utilization / 10 }));
  const resources = ['cpu', 'memory'].map((name) => ({ name, weight: 1 }));
  for (const kind of ['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio', 'BalancedAllocation'])
    for (const [name, pod, node, pods] of placements) yield { name: `${kind}, ${name}`, in: { kind, pod, node, pods, resources, shape } };
}

const scored = ['cpu', 'memory', 'ephemeral-storage', 'nvidia.com/gpu', 'hugepages-2Mi', 'storage', 'kubernetes.io/batch'];

function aboutScore(random: Random): ScoreIn {
  const kind = random.pick(['LeastAllocated', 'MostAllocated', 'RequestedToCapacityRatio', 'BalancedAllocation']);
  const names = random.chance(0.5) ? ['cpu', 'memory'] : random.some(scored, 0.5);
  const list = names.length === 0 ? ['cpu'] : names;
  const weight = (): number => (kind === 'BalancedAllocation' ? 1 : random.pick([1, 1, 2, 3, 5, 100]));
  const resources = list.map((name) => ({ name, weight: weight() }));
  const utilizations = [0, 10, 30, 50, 71, 100].filter(() => random.chance(0.5));
  const shape = (utilizations.length === 0 ? [50] : utilizations).map((utilization) => ({ utilization, score: random.below(11) }));
  return { ...aboutNode(random), kind, resources, ...(kind === 'RequestedToCapacityRatio' ? { shape } : {}) };
}

function score(input: ScoreIn, options: GateOptions): unknown {
  const { kind, pod, node, pods, resources, shape = [] } = whole(input);
  if (kind === 'LeastAllocated') return String(leastAllocatedScore(pod, node, pods, { resources }, options));
  if (kind === 'MostAllocated') return String(mostAllocatedScore(pod, node, pods, { resources }, options));
  if (kind === 'BalancedAllocation') return String(balancedAllocationScore(pod, node, pods, { resources }, options) ?? 'skipped');
  return String(requestedToCapacityRatioScore(pod, node, pods, { resources, shape }, options));
}

/** Scores beyond what a number holds are refused here. */
function readScore(result: unknown): unknown {
  return result === 'skipped' || Number.isSafeInteger(Number(result)) ? result : 'beyond';
}

function scoreOrBeyond(input: ScoreIn, options: GateOptions): unknown {
  try {
    return score(input, options);
  } catch (error) {
    if (isSizingError(error) && error.code === 'OutOfRange') return 'beyond';
    throw error;
  }
}

function aboutNodes(random: Random): NodesIn {
  const nodes = Array.from({ length: 1 + random.below(12) }, (_, i) => ({
    ...randomNode(random),
    metadata: { name: `node-${i}` },
  })) as NodeLike[];
  return { pod: schedulingPod(random, 'new'), nodes, podsBy: nodes.map(() => podsOnNode(random, 2)) };
}

function message({ pod, nodes, podsBy }: NodesIn, options: GateOptions): unknown {
  const byName = Object.fromEntries(nodes.map(({ metadata }, i) => [metadata?.name ?? '', podsBy[i] ?? []]));
  return explainUnschedulable(pod, nodes, byName, options).result.message ?? '';
}

export const schedulingTopics: readonly AnyTopic[] = [
  ...both<In>(
    { name: 'fits', upstream: 'noderesources Fits', fn: 'fits', random: aboutNode, ask: whole, read: sorted },
    900,
    ['pod', 'node', 'pods'],
    (input, options) => {
      const { pod, node, pods } = whole(input);
      return fits(pod, node, pods, options).map(row);
    },
    wideFits,
  ),
  ...both<ScoreIn>(
    { name: 'scores', upstream: 'noderesources Score', fn: 'score', random: aboutScore, ask: whole, read: readScore },
    1200,
    ['pod', 'node', 'pods'],
    scoreOrBeyond,
    edgeScores,
  ),
  ...both<NodesIn>({ name: 'explainUnschedulable', upstream: 'FitError', fn: 'unschedulable', random: aboutNodes }, 250, ['pod'], message),
];
