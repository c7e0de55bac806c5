import type { LimitRangeLike, PodLike } from '../../../src/core/index.ts';
import { applyLimitRanges, setLimitRangeDefaults } from '../../../src/admission/index.ts';
import { flippable, flippedGates, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import { randomList, randomPod } from '../pods.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import { canonicalJSON, type AnyTopic, type Case, type Topic } from '../topic.ts';
import { orUnreadable } from '../unreadable.ts';

interface In {
  readonly pod?: PodLike;
  readonly oldPod?: PodLike;
  readonly limitRanges?: readonly LimitRangeLike[];
}

type Json = Readonly<Record<string, unknown>>;

const ratios = ['1', '2', '1.5', '0.5', '3', '1.0625', '1.1', '500m', '10', '0', '9E'];

function randomItem(random: Random): Json {
  const list = (dense: number): Json | undefined => random.maybe(0.5, () => randomList(random, dense));
  const ratio = random.maybe(0.4, () =>
    Object.fromEntries(random.some(['cpu', 'memory', 'nvidia.com/gpu'], 0.5).map((name) => [name, random.pick(ratios)])),
  );
  const type = random.pick(['Container', 'Container', 'Pod', 'Pod', 'PersistentVolumeClaim', 'Node']);
  const storage = (): Json => (random.chance(0.8) ? { storage: random.pick(['1Gi', '10Gi', '01Gi', '500M', '0', '9E']) } : {});
  const claim = type === 'PersistentVolumeClaim';
  const lists = {
    min: claim ? storage() : list(0.5),
    max: claim ? storage() : list(0.5),
    maxLimitRequestRatio: ratio,
    ...(type === 'Container' ? { default: list(0.6), defaultRequest: list(0.6) } : {}),
  };
  return { type, ...Object.fromEntries(Object.entries(lists).filter(([, value]) => value !== undefined)) };
}

function randomRange(random: Random): LimitRangeLike {
  return { spec: { limits: random.many(3, () => randomItem(random)) } } as unknown as LimitRangeLike;
}

function randomClaim(random: Random, name: string): Json {
  const requests = random.chance(0.85) ? { requests: { storage: random.pick(['1Gi', '5Gi', '1024Mi', '20Gi', '0', '1.5']) } } : {};
  return { name, ephemeral: { volumeClaimTemplate: { spec: { accessModes: ['ReadWriteOnce'], resources: requests } } } };
}

/** Amounts of which one is a multiple of the other by 128ths, where the last digit of a ratio is a tie. */
function tied(random: Random): In {
  const [request, limit] = [random.pick([128, 256, 512, 640]), 1 + random.below(2000)];
  const resources = { requests: { memory: request }, limits: { memory: limit } };
  const limits = [{ type: random.pick(['Container', 'Pod']), maxLimitRequestRatio: { memory: random.pick(['0.001', '1', '2']) } }];
  return { pod: { spec: { containers: [{ name: 'c', resources }] } }, limitRanges: [{ spec: { limits } }] };
}

function randomCase(random: Random): In {
  if (random.chance(0.05)) return tied(random);
  const pod = randomPod(random) as { metadata: Json; spec: Json };
  const volumes = random.chance(0.3) ? { volumes: random.many(2, (i) => randomClaim(random, `v${i}`)) } : {};
  const annotations = random.chance(0.2) ? { annotations: { 'kubernetes.io/limit-ranger': 'old', other: 'x' } } : {};
  return {
    pod: { ...pod, metadata: { ...pod.metadata, ...annotations }, spec: { ...pod.spec, ...volumes } } as unknown as PodLike,
    limitRanges: Array.from({ length: 1 + random.below(3) }, () => randomRange(random)),
  };
}

/** A resize: of each container of the old pod, requests and limits, one of them, neither or its name may have changed. */
function randomUpdate(random: Random): In {
  const { pod, ...rest } = randomCase(random);
  const old = pod as { spec: Json } & PodLike;
  const other = randomPod(random) as { spec: Json };
  const changed = (section: string): unknown => {
    const others = (other.spec[section] ?? []) as Json[];
    return ((old.spec[section] ?? []) as Json[]).map((container, i) => {
      const [resources, wanted] = [container['resources'] ?? {}, others[i]?.['resources'] ?? {}] as Json[];
      const mixed = { ...resources, ...(random.chance(0.5) ? { requests: wanted?.['requests'] } : {}) };
      return { ...container, ...(random.chance(0.6) ? { resources: mixed } : {}), ...(random.chance(0.1) ? { name: 'renamed' } : {}) };
    });
  };
  const own = random.chance(0.3) ? { resources: other.spec['resources'] } : {};
  const spec = { ...old.spec, containers: changed('containers'), initContainers: changed('initContainers'), ...own };
  return { ...rest, pod: { ...old, spec } as unknown as PodLike, oldPod: old };
}

/** Amounts of which each minor finds another one greater: below a thousandth, beyond int64, and at the very bound of a ratio. */
function* closeCases(): Iterable<Case<In>> {
  const ask = (list: string, bound: string, request: string, limit: string): Case<In> => ({
    name: `${list} ${bound}, request ${request}, limit ${limit}`,
    in: {
      pod: { spec: { containers: [{ name: 'c', resources: { requests: { cpu: request }, limits: { cpu: limit } } }] } },
      limitRanges: [{ spec: { limits: ['Container', 'Pod'].map((type) => ({ type, [list]: { cpu: bound } })) } }],
    },
  });
  const wide = ['500n', '100u', '1m', '9223372036854775', '9223372036854776', '9223372036854775807', '10E', '1e30', '-1', '-10E', '0'];
  for (const bound of wide) for (const amount of wide) for (const list of ['min', 'max']) yield ask(list, bound, amount, amount);
  for (const [ratio, request, limit] of [
    ['3', '333m', '999m'],
    ['3', '333m', '1'],
    ['1.1', '100m', '110m'],
    ['1.1', '10', '11000001u'],
    ['5000', '100u', '500m'],
    ['4999.9999', '100u', '500m'],
    ['2', '9E', '18E'],
    ['2', '9E', '18000000000000000001'],
    ['1.000000001', '1e20', '100000000100000000000'],
    ['1', '1n', '1e30'],
    ['1', '3', '1e40'],
    ['1', '-1', '1'],
    ['1', '-1e300', '1n'],
    ['1', '-1e400', '1n'],
    ['-1', '1', '-1'],
    ['-1', '1', '1e400'],
    ['1', '1e400', '1e401'],
    ['0', '1', '1'],
  ] as const)
    yield ask('maxLimitRequestRatio', ratio, request, limit);
}

/** Of a pod its amounts, and what a LimitRange can change. */
function changeable(pod: unknown, minor: number): Json {
  const { metadata = {}, spec = {} } = pod as { metadata?: Json; spec?: Json };
  const lists = (resources: unknown): Json => {
    const { requests, limits } = (resources ?? {}) as { requests?: Json | null; limits?: Json | null };
    return { requests: requests ?? {}, limits: limits ?? {} };
  };
  const each = (value: unknown): unknown =>
    ((value ?? []) as Json[]).map(({ name, resources }) => ({ name: name ?? '', ...lists(resources) }));
  return {
    annotations: metadata['annotations'] ?? {},
    containers: each(spec['containers']),
    initContainers: each(spec['initContainers']),
    overhead: minor < 16 ? {} : (spec['overhead'] ?? {}),
    resources: minor < 32 ? {} : lists(spec['resources']),
  };
}

/** What a message says, in the form of the library. */
function parsed(message: string): Json {
  const bound = /^(min|max)imum (\S+) usage per (\S+) is/.exec(message);
  if (bound !== null) return { constraint: bound[1], resource: bound[2], type: bound[3], message };
  const ratio = /^(\S+) max limit to request ratio per (\S+) is/.exec(message);
  return { constraint: 'maxLimitRequestRatio', resource: ratio?.[1], type: ratio?.[2], message };
}

function sorted(violations: readonly unknown[]): readonly unknown[] {
  return violations
    .map((one) => [canonicalJSON(one), one] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one);
}

function applied(suffix: string, at: readonly number[], gates: ((minor: number) => string) | undefined, count: number): Topic<In> {
  return {
    folder: 'admission',
    area: 'quota',
    name: `applyLimitRanges${suffix}`,
    upstream: 'plugin/pkg/admission/limitranger PodMutateLimitFunc, PodValidateLimitFunc, PersistentVolumeClaimValidateLimitFunc',
    fn: 'applyLimitRanges',
    minors: at,
    ...(gates === undefined ? {} : { gates }),
    *cases(random): Iterable<Case<In>> {
      for (const { name, pod } of realPods()) yield { name, in: { pod, limitRanges: [randomRange(random), randomRange(random)] } };
      for (let i = 0; i < count; i++) yield { in: randomCase(random) };
      yield* closeCases();
      for (let i = 0; i < count / 3; i++) yield { in: randomUpdate(random) };
    },
    random: (random) => (random.chance(0.3) ? randomUpdate(random) : randomCase(random)),
    read: (result, _input, minor) => {
      const { pod, violations, claims } = result as { pod: unknown; violations: string[]; claims: string[] };
      return { ...changeable(pod, minor), violations: [...sorted(violations.map(parsed)), ...sorted(claims.map(parsed))] };
    },
    ours: ({ pod = {}, limitRanges = [], oldPod }, minor) =>
      orUnreadable(() => {
        const options = {
          kubernetesVersion: `1.${minor}`,
          oldPod,
          ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }),
        };
        const result = applyLimitRanges(pod, limitRanges, options);
        const [claims, others] = [true, false].map((wanted) =>
          sorted(result.violations.filter(({ type }) => (type === 'PersistentVolumeClaim') === wanted)),
        );
        return { ...changeable(result.pod, minor), violations: [...(others ?? []), ...(claims ?? [])] };
      }),
  };
}

const defaults: Topic<LimitRangeLike> = {
  folder: 'admission',
  area: 'quota',
  name: 'setLimitRangeDefaults',
  upstream: 'pkg/apis/core/v1 SetObjectDefaults_LimitRange',
  fn: 'setLimitRangeDefaults',
  minors,
  *cases(random): Iterable<Case<LimitRangeLike>> {
    for (let i = 0; i < 400; i++) yield { in: randomRange(random) };
  },
  random: randomRange,
  read: (result) => ((result as { limits: Json[] | null }).limits ?? []).map(withLists),
  ours: (limitRange) => orUnreadable(() => ((setLimitRangeDefaults(limitRange).spec?.limits ?? []) as unknown as Json[]).map(withLists)),
};

function withLists(item: Json): Json {
  return { ...Object.fromEntries(Object.entries(item).filter(([, list]) => Object.keys(list as object).length > 0)), type: item['type'] };
}

export const limitRangeTopics: readonly AnyTopic[] = [
  applied('', minors, undefined, 900),
  applied('.gates', flippable, flippedGates, 300),
  defaults,
];
