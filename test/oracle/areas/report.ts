import type { PodLike } from '../../../src/core/index.ts';
import { lintPod, type SizingWarningCode } from '../../../src/report/index.ts';
import { flippable, flippedGates, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import type { Case, Topic } from '../topic.ts';

interface In {
  readonly pod: PodLike;
}

type Json = Record<string, unknown>;

/** What the API server refuses; other errors of `lintPod` keep a pod from running. */
const refused: ReadonlySet<SizingWarningCode> = new Set([
  'quantity-malformed',
  'quantity-negative',
  'resource-unknown',
  'extended-resource-fraction',
  'hugepages-not-multiple',
  'hugepages-alone',
  'hugepages-of-several-sizes',
  'request-above-limit',
  'request-not-limit',
  'pod-request-below-containers',
  'pod-limit-below-containers',
  'duplicate-container',
]);

const amounts: Readonly<Record<string, readonly (string | number)[]>> = {
  cpu: ['100m', '250m', '0.5', 1, '2', '1500m', '0', '0.0001'],
  memory: ['64Mi', '512Mi', '1Gi', '1.5Gi', '500M', '0', '512m', 1073741824, '1.1Gi'],
  'ephemeral-storage': ['1Gi', '2Gi', '0'],
  'hugepages-2Mi': ['2Mi', '4Mi', '64Mi', '0'],
  'hugepages-1Gi': ['1Gi', '2Gi'],
  'example.com/device': ['1', 2, '0', '1000m'],
  'sub.kubernetes.io/thing': ['1', '2', '0.5'],
};

const slips: readonly ((list: Json, random: Random) => void)[] = [
  (list, random) => void (list[random.pick(['cpu', 'memory'])] = random.pick(['-1', '-0', '-0.0000001', '-1Gi', '-1n'])),
  (list, random) => void (list[random.pick(['cpu', 'memory'])] = random.pick(['500mi', '1K', '', '1 Gi', 'x', ' 1Gi', '1e', null])),
  (list, random) => void (list[random.pick(['memroy', 'gpu', 'storage', 'Memory', 'pods'])] = random.pick(['0', '1', '2Mi'])),
  (list, random) => void (list['hugepages-2Mi'] = random.pick(['1Mi', '3Mi', '2', '2.5Mi', '2097152.0001'])),
  (list, random) => void (list['example.com/device'] = random.pick(['0.5', '1500m', '1.0001', '-1', '1e-9'])),
];

/** Requests and limits that the API server takes, most of the time. */
function randomResources(random: Random, names: readonly string[]): Json {
  const requests: Json = {};
  const limits: Json = {};
  for (const name of names) {
    if (!random.chance(name === 'cpu' || name === 'memory' ? 0.6 : 0.15)) continue;
    const values = amounts[name] ?? [];
    const amount = random.pick(values);
    const style = random.below(5);
    if (style !== 1) requests[name] = amount;
    if (style !== 2) limits[name] = style === 3 && random.chance(0.5) ? random.pick(values) : amount;
  }
  if (random.chance(0.12)) random.pick(slips)(random.pick([requests, limits]), random);
  return { ...(random.chance(0.9) ? { requests } : {}), ...(random.chance(0.9) ? { limits } : {}) };
}

/** A pod with few mistakes, so that each decides often enough. */
export function randomLintPod(random: Random): PodLike {
  const names = Object.keys(amounts);
  const container = (name: string): Json => ({ name, ...random.maybe(0.9, () => ({ resources: randomResources(random, names) })) });
  const resources = random.maybe(0.35, () =>
    randomResources(random, ['cpu', 'memory', ...random.some(['hugepages-2Mi'], 0.5), ...random.some(names, 0.05)]),
  );
  const sizeLimit = random.pick(['1Gi', '0', '-1', '1gi', null, '64Mi', 5, '1Gi']);
  return {
    spec: {
      containers: Array.from({ length: 1 + random.below(2) }, (_, i) => container(`c${random.chance(0.03) ? 0 : i}`)),
      initContainers: random.many(2, (i) => ({
        ...container(random.chance(0.02) ? 'c0' : `i${i}`),
        ...(random.chance(0.5) ? { restartPolicy: 'Always' } : {}),
      })),
      ...(resources === undefined ? {} : { resources }),
      ...random.maybe(0.1, () => ({ overhead: randomResources(random, names)['limits'] })),
      ...random.maybe(0.1, () => ({ volumes: [{ name: 'v', emptyDir: { medium: 'Memory', sizeLimit } }] })),
    },
  } as unknown as PodLike;
}

/** Amounts of what must be whole, beyond int64 and beyond the thousandths of one. */
function* wideCases(): Iterable<Case<In>> {
  const pod = (name: string, amount: string): PodLike => ({
    spec: { containers: [{ name: 'a', resources: { requests: { cpu: '1', [name]: amount }, limits: { [name]: amount } } }] },
  });
  for (const amount of ['10E', '1e19', '8Ei', '9223372036854775807', '8796093022206Mi', '1e30'])
    for (const size of ['2Mi', '1', '7', '1Gi', '8Ei', '1k', '5E'])
      yield { name: `${amount} of hugepages-${size}`, in: { pod: pod(`hugepages-${size}`, amount) } };
  for (const amount of ['10000000000000001', '9223372036854775.5', '9223372036854776', '10000000000000000.5', '1e30', '1.9999'])
    yield { name: `${amount} devices`, in: { pod: pod('example.com/device', amount) } };
}

/** The pod with the rest of what the API server asks for. */
function ask({ pod }: In): unknown {
  const { containers, initContainers } = pod.spec ?? {};
  const complete = (list: typeof containers): unknown => (list ?? []).map((one) => ({ image: 'x', ...one }));
  const spec = { ...pod.spec, containers: complete(containers), initContainers: complete(initContainers) };
  return { pod: { metadata: { name: 'pod', namespace: 'default' }, spec } };
}

function topic(suffix: string, at: readonly number[], gates: ((minor: number) => string) | undefined, count: number): Topic<In> {
  return {
    folder: 'report',
    name: `refusals${suffix}`,
    upstream: 'pkg/apis/core/validation ValidatePodCreate',
    fn: 'refusals',
    minors: at,
    ...(gates === undefined ? {} : { gates }),
    *cases(random): Iterable<Case<In>> {
      if (suffix === '')
        for (const { name, pod } of realPods()) {
          const { containers, initContainers, resources } = (pod['spec'] ?? {}) as NonNullable<PodLike['spec']>;
          const kept = { containers, ...(initContainers ? { initContainers } : {}), ...(resources ? { resources } : {}) };
          const bare = JSON.parse(
            JSON.stringify(kept, (key, value: unknown) => (key === 'volumeMounts' ? undefined : value)),
          ) as typeof kept;
          if ((containers?.length ?? 0) > 0) yield { name, in: { pod: { spec: bare } } };
        }
      if (suffix === '') yield* wideCases();
      for (let i = 0; i < count; i++) yield { in: { pod: randomLintPod(random) } };
    },
    random: (random) => ({ pod: randomLintPod(random) }),
    ask,
    read: (fields) => (fields as string[]).length > 0,
    ours: ({ pod }, minor) => {
      const options = { kubernetesVersion: `1.${minor}`, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) };
      return lintPod(pod, undefined, options).some(({ code }) => refused.has(code));
    },
  };
}

export const reportTopics: readonly Topic<In>[] = [topic('', minors, undefined, 2000), topic('.gates', flippable, flippedGates, 700)];
