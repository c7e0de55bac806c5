import type { PodLike } from '../../src/core/index.ts';
import { usualPod } from './pods.ts';
import type { Random } from './random.ts';

type Json = Record<string, unknown>;

const allocatable: Readonly<Record<string, readonly string[]>> = {
  cpu: ['0', '1', '2', '3920m', '4', '8', '96', '1500m', '3999501u', '0.5', '-1'],
  memory: ['0', '1Gi', '4Gi', '14236Mi', '5752532Ki', '4121698304', '1.5Gi', '200Gi', '8Ei', '300Mi', '100Pi'],
  'ephemeral-storage': ['0', '47060071478', '100Gi', '10Gi', '1Gi'],
  pods: ['0', '1', '2', '5', '110', '250'],
  'hugepages-2Mi': ['0', '2Mi', '1Gi', '512Mi'],
  'hugepages-1Gi': ['1Gi', '4Gi'],
  'nvidia.com/gpu': ['0', '1', '2', '8'],
  'kubernetes.io/batch': ['3'],
  'attachable-volumes-aws-ebs': ['25'],
  storage: ['10Gi'],
};
const often = new Set(['cpu', 'memory', 'pods']);

/** The name of the node that some random pods stand on. */
const nodeName = 'node-1';

export function randomNode(random: Random): Json {
  const names = Object.keys(allocatable).filter((name) => random.chance(often.has(name) ? 0.95 : 0.35));
  const list = Object.fromEntries(names.map((name) => [name, random.pick(allocatable[name] ?? [])]));
  return { metadata: { name: nodeName }, status: { allocatable: list } };
}

/** Amounts that upstream holds as decimals: beneath an overhead it adds to them in the pod itself. */
const decimal = /\.\d+[KMGTPE]i|[EP]i?$|e/;

/** Amounts beyond int64: upstream wraps them one way or another by what they were compared with before. */
const giant = /^(\+?(8Ei|9E|20E|1e19)|9223372036854775807)$/;

/** The value without amounts of a kind. */
function without(value: unknown, kind: RegExp): unknown {
  if (typeof value === 'string') return kind.test(value) ? '1Gi' : value;
  if (Array.isArray(value)) return value.map((one) => without(one, kind));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, without(inner, kind)]));
}

/** A random pod, with names of resources that scheduling looks at. Upstream changes none of its fields. */
export function schedulingPod(random: Random, uid: string): PodLike {
  const pod = without(usualPod(random), random.chance(0.5) ? giant : /\.\d+[KMGTPE]i$|[EP]i$/) as {
    metadata: Json;
    spec: Json;
    status?: Json;
  };
  const spec = { ...pod.spec };
  for (const section of ['containers', 'initContainers'] as const)
    spec[section] = ((spec[section] ?? []) as Json[]).map((container) =>
      random.chance(0.1) ? withOddNames(container, random) : container,
    );
  const own = JSON.stringify([spec['resources'], pod.status?.['resources'], pod.status?.['allocatedResources']]);
  if (decimal.test(own)) delete spec['overhead'];
  if (random.chance(0.1)) spec['nodeName'] = nodeName;
  const status = random.chance(0.1) ? { ...pod.status, phase: random.pick(['Succeeded', 'Failed', 'Running']) } : pod.status;
  return { ...pod, metadata: { name: uid, uid }, spec, ...(status === undefined ? {} : { status }) } as unknown as PodLike;
}

function withOddNames(container: Json, random: Random): Json {
  const resources = (container['resources'] ?? {}) as Json;
  const more = random.some(['kubernetes.io/batch', 'attachable-volumes-aws-ebs', 'storage', 'pods', 'example.com/UP', 'requests.a/b'], 0.4);
  const requests = {
    ...(resources['requests'] as Json | undefined),
    ...Object.fromEntries(more.map((name) => [name, random.pick(['0', '1', '2'])])),
  };
  return { ...container, resources: { ...resources, requests } };
}

/** As `schedulingPod`, without requests below 0: the order in which the kubelet adds those up is that of classes. */
export function positivePod(random: Random, uid: string): PodLike {
  return without(schedulingPod(random, uid), /^-/) as PodLike;
}

/** Pods on a node; one of them may be the pod itself. */
export function podsOnNode(random: Random, most: number, make = schedulingPod): readonly PodLike[] {
  return random.many(most, (i) => make(random, `pod-${i}`));
}
