import type { Random } from './random.ts';

type Json = Record<string, unknown>;

const strangeNames = [
  'storage',
  'pods',
  'kubernetes.io/batch-cpu',
  'hugepages-64Ki',
  'hugepages-large',
  'hugepages-',
  'hugepages-1.5',
  'hugepages--2Mi',
  'attachable-volumes-aws-ebs',
  'requests.cpu',
  'CPU',
  '__proto__',
  'constructor',
  'toString',
  'example.com/a',
];
const strangeAmounts = [
  0.1,
  1e21,
  1e-7,
  -1,
  0.30000000000000004,
  1.5e9,
  ' 1Gi ',
  '1e-3',
  null,
  '-100m',
  '-1.5',
  '1n',
  '0.5',
  '4611686018427387904',
];

function withList(random: Random, list: unknown): Json | null {
  if (random.chance(0.1)) return null;
  const result = { ...(list as Json | undefined) };
  const names = random.some([...strangeNames, 'cpu', 'memory', 'ephemeral-storage', 'hugepages-2Mi'], 0.15);
  // Spread, so that `__proto__` becomes a name.
  return Object.fromEntries([...Object.entries(result), ...names.map((name) => [name, random.pick(strangeAmounts)])]) as Json;
}

function withResources(random: Random, owner: Json): Json {
  if (!random.chance(0.6)) return owner;
  if (random.chance(0.05)) return { ...owner, resources: null };
  const resources = (owner['resources'] ?? {}) as Json;
  const result: Json = { ...resources };
  for (const kind of ['requests', 'limits']) if (random.chance(0.7)) result[kind] = withList(random, resources[kind]);
  if (random.chance(0.2)) result['claims'] = random.pick([[], [{ name: 'gpu' }], [{ name: 'gpu', request: 'one' }, { name: 'other' }]]);
  return { ...owner, resources: result };
}

const restartPolicies = ['Always', 'Never', 'OnFailure', '', null];

function strangeContainer(random: Random, container: Json, names: readonly string[]): Json {
  const result = withResources(random, container);
  return {
    ...result,
    ...(random.chance(0.2) ? { restartPolicy: random.pick(restartPolicies) } : {}),
    ...(random.chance(0.1) ? { name: random.pick(names) } : {}),
  };
}

function strangeStatuses(random: Random, statuses: unknown, names: readonly string[]): unknown {
  const list = (statuses ?? []) as Json[];
  if (random.chance(0.1)) return null;
  const more = random.many(2, () => ({
    ...withResources(random, { name: random.pick([...names, 'gone']) }),
    ...(random.chance(0.5) ? { allocatedResources: withList(random, {}) } : {}),
  }));
  return [...list.map((one) => withResources(random, one)), ...more];
}

function strangeStatus(random: Random, status: Json, names: readonly string[]): Json {
  const conditions = random.many(3, () => ({
    type: random.pick(['PodResizePending', 'PodResizeInProgress', 'Ready']),
    status: random.pick(['True', 'False', 'Unknown']),
    reason: random.pick(['Infeasible', 'Deferred', '']),
  }));
  return {
    ...status,
    containerStatuses: strangeStatuses(random, status['containerStatuses'], names),
    initContainerStatuses: strangeStatuses(random, status['initContainerStatuses'], names),
    ephemeralContainerStatuses: strangeStatuses(random, [], names),
    ...(random.chance(0.3) ? { conditions } : {}),
    ...(random.chance(0.3) ? { resources: random.pick([{}, null, { requests: null }, { limits: { cpu: '1' } }, { requests: {} }]) } : {}),
    ...(random.chance(0.3) ? { allocatedResources: withList(random, status['allocatedResources']) } : {}),
    ...(random.chance(0.2) ? { qosClass: random.pick(['', null, 'Burstable']) } : {}),
    ...(random.chance(0.2) ? { resize: random.pick(['', null, 'InProgress', 'Infeasible']) } : {}),
  };
}

/** The pod with what API servers refuse or clients write otherwise: strange names and amounts, nulls, two containers of one name, stray statuses. */
export function strangePod(random: Random, pod: Json): Json {
  const spec = pod['spec'] as Json & { containers: Json[]; initContainers?: Json[] };
  const names = [...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name as string);
  const each = (list: readonly Json[]): Json[] => list.map((one) => strangeContainer(random, one, names));
  const inits = spec.initContainers === undefined ? random.pick([undefined, null, []]) : each(spec.initContainers);
  const own = random.chance(0.3) ? withResources(random, { resources: spec['resources'] })['resources'] : spec['resources'];
  const overhead = random.chance(0.2) ? withList(random, spec['overhead']) : spec['overhead'];
  return {
    ...pod,
    spec: {
      ...spec,
      containers: each(spec.containers),
      ...(inits === undefined ? {} : { initContainers: inits }),
      ...(random.chance(0.2) ? { ephemeralContainers: [{ name: 'debug', restartPolicy: random.pick(restartPolicies) }] } : {}),
      ...(own === undefined ? {} : { resources: own }),
      ...(overhead === undefined ? {} : { overhead }),
    },
    ...(pod['status'] === undefined ? {} : { status: strangeStatus(random, pod['status'] as Json, names) }),
  };
}
