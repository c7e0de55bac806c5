import type { PodLike } from '../../../src/core/index.ts';
import { podMatchesScope, podQuotaUsage, type ScopeSelectorLike } from '../../../src/admission/index.ts';
import { shownList, withFormat } from '../amounts.ts';
import { flippable, flippedGates, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import { randomPod } from '../pods.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import type { AnyTopic, Case, Topic } from '../topic.ts';
import { orUnreadable } from '../unreadable.ts';

interface In {
  readonly pod?: PodLike;
  readonly now?: number;
  readonly scopes?: readonly ScopeSelectorLike[];
}

type Json = Readonly<Record<string, unknown>>;

const oddNames = [
  'deviceclass.resource.kubernetes.io/gpu.example.com',
  'example.com/foo',
  'example.com/Foo_1.x',
  'requests.example.com/foo',
  'Example.com/foo',
  'example.com/',
  'example..com/foo',
  'a/b/c',
  'kubernetes.io/batch',
  'sub.kubernetes.io/x',
  'hugepages-64Ki',
  'hugepages-x/y',
  'foo',
  'pods',
  `${'a'.repeat(60)}.com/${'b'.repeat(63)}`,
  `example.com/${'b'.repeat(64)}`,
  `${'a'.repeat(240)}.com/foo`,
  `${'a'.repeat(241)}.com/foo`,
];

/** The pod with odd names of resources in one of its containers. */
function withOddNames(random: Random, pod: Json): Json {
  const spec = pod['spec'] as { containers: Json[] };
  const lists = (): Json => Object.fromEntries(random.some(oddNames, 0.2).map((name) => [name, random.pick(['1', '2', 3, '0', '1Ki'])]));
  const container = { ...spec.containers[0], resources: { requests: lists(), limits: lists() } };
  return { ...pod, spec: { ...spec, containers: [container, ...spec.containers.slice(1)] } };
}

const classes = ['', 'batch', 'high', 'system-node-critical'];

function randomTerm(random: Random): Json {
  return {
    topologyKey: 'zone',
    ...random.maybe(0.4, () => ({ namespaces: random.pick([[], ['a'], ['a', 'b']]) })),
    ...random.maybe(0.3, () => ({ namespaceSelector: random.pick([{}, { matchLabels: { a: 'b' } }]) })),
  };
}

function randomAffinity(random: Random): Json {
  const terms = (): Json => ({
    requiredDuringSchedulingIgnoredDuringExecution: random.many(2, () => randomTerm(random)),
    ...random.maybe(0.5, () => ({
      preferredDuringSchedulingIgnoredDuringExecution: random.many(2, () => ({ weight: 1, podAffinityTerm: randomTerm(random) })),
    })),
  });
  return { ...random.maybe(0.5, () => ({ podAffinity: terms() })), ...random.maybe(0.5, () => ({ podAntiAffinity: terms() })) };
}

function randomSelector(random: Random): ScopeSelectorLike {
  const scopeName = random.pick([
    'Terminating',
    'NotTerminating',
    'BestEffort',
    'NotBestEffort',
    'PriorityClass',
    'PriorityClass',
    'CrossNamespacePodAffinity',
    'VolumeAttributesClass',
    '',
  ]);
  const operator = random.pick(['In', 'NotIn', 'Exists', 'Exists', 'DoesNotExist', '', 'Gt']);
  const values = random.maybe(0.7, () => random.pick([['batch'], ['batch', 'high'], [], [''], ['-bad'], ['x'.repeat(64)], ['a.b_c-D']]));
  return { scopeName, operator, ...(values === undefined ? {} : { values }) };
}

const day = 86_400_000;

/** A pod with what else its quota depends on: phase, deletion, deadline, class and affinity. */
function randomQuotaPod(random: Random): PodLike {
  const plain: Json = randomPod(random);
  const pod = (random.chance(0.2) ? withOddNames(random, plain) : plain) as { metadata: Json; spec: Json; status?: Json };
  const deletion = random.maybe(0.25, () => ({
    deletionTimestamp: random.pick(['2026-01-31T12:00:00Z', '2026-01-31T13:00:00+01:00', '2026-01-31T12:00:30Z', '1969-12-31T23:59:59Z']),
    ...random.maybe(0.8, () => ({ deletionGracePeriodSeconds: random.pick([0, 1, 30, 86400, -5, 9_300_000_000]) })),
  }));
  const deadline = random.maybe(0.3, () => ({ activeDeadlineSeconds: random.pick([0, 1, 600, -1]) }));
  const priorityClassName = random.pick(classes);
  return {
    ...pod,
    metadata: { ...pod.metadata, ...deletion },
    spec: {
      ...pod.spec,
      ...deadline,
      ...(priorityClassName === '' && random.chance(0.5) ? {} : { priorityClassName }),
      ...random.maybe(0.3, () => ({ affinity: randomAffinity(random) })),
    },
    status: { ...pod.status, ...random.maybe(0.3, () => ({ phase: random.pick(['Pending', 'Running', 'Failed', 'Succeeded']) })) },
  } as unknown as PodLike;
}

function randomUsage(random: Random): In {
  const pod = randomQuotaPod(random);
  const noon = Date.parse('2026-01-31T12:00:00Z');
  return {
    pod,
    ...random.maybe(0.8, () => ({ now: noon + random.pick([-day, 0, 1, 999, 1000, 1001, 30_000, 30_001, day, day + 1, 10 * day]) })),
    ...random.maybe(0.15, () => ({ scopes: random.many(2, () => randomSelector(random)) })),
  };
}

const affinityGate = 'PodAffinityNamespaceSelector';

/** The flipped gates, and that of scopes. */
function gatesWithScopes(minor: number): string {
  const more = minor === 21 ? `,${affinityGate}=true` : minor === 22 || minor === 23 ? `,${affinityGate}=false` : '';
  return flippedGates(minor) + more;
}

interface Subject {
  readonly name: string;
  readonly upstream: string;
  readonly random: (random: Random) => In;
  readonly ours: (input: In, options: { kubernetesVersion: string; featureGates?: Readonly<Record<string, boolean>> }) => unknown;
  readonly count: number;
}

function topicsOf({ name, upstream, random, ours, count }: Subject): Topic<In>[] {
  const topic = (suffix: string, at: readonly number[], gates: ((minor: number) => string) | undefined, cases: number): Topic<In> => ({
    folder: 'admission',
    area: 'quota',
    name: `${name}${suffix}`,
    upstream,
    fn: name,
    minors: at,
    ...(gates === undefined ? {} : { gates }),
    *cases(source): Iterable<Case<In>> {
      if (name === 'podQuotaUsage') for (const real of realPods()) yield { name: real.name, in: { pod: real.pod } };
      for (let i = 0; i < cases; i++) yield { in: random(source) };
    },
    random,
    read: withFormat,
    ours: (input, minor) =>
      orUnreadable(() =>
        ours(input, { kubernetesVersion: `1.${minor}`, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) }),
      ),
  });
  return [topic('', minors, undefined, count), topic('.gates', flippable, gatesWithScopes, Math.ceil(count / 3))];
}

export const quotaTopics: readonly AnyTopic[] = [
  ...topicsOf({
    name: 'podQuotaUsage',
    upstream: 'pkg/quota/v1/evaluator/core PodUsageFunc',
    random: randomUsage,
    ours: ({ pod = {}, now, scopes }, options) => shownList(podQuotaUsage(pod, { ...options, now, scopes })),
    count: 1100,
  }),
  ...topicsOf({
    name: 'podMatchesScope',
    upstream: 'pkg/quota/v1/evaluator/core podMatchesScopeFunc',
    random: (random) => ({ pod: randomQuotaPod(random), scopes: [randomSelector(random)] }),
    ours: ({ pod = {}, scopes = [] }, options) =>
      scopes[0] === undefined ? { error: 'unreadable' } : podMatchesScope(pod, scopes[0], options),
    count: 500,
  }),
];
