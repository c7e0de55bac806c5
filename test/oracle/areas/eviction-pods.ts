import type { PodLike, PodStatsLike } from '../../../src/core/index.ts';
import type { Random } from '../random.ts';

/** Anything that JSON holds, by name. */
type Fields = Record<string, unknown>;

const memory = '0|1|128Mi|100Mi|1Gi|1.5Gi|0.5|500M|134217728|01Gi|1e9|100m|1G|2Gi|1E|8Ei'.split('|');
const storage = '0|1|20Mi|1Gi|1G|20971520|2.5Gi|500m|0.5Gi|10Gi'.split('|');
const priorities = [0, 0, 1000, 1000, 100000, -10, 1999999999, 2000000000, 2000001000, -2147483648, 2147483647];
const bytes = [0, 1, 1048576, 20971520, 20971521, 104857600, 134217728, 1073741824, 1073741825, 1610612736, 2147483648];
const large = ['9223372036854775807', '9223372036854775808', '18446744073709551615', '9007199254740993'];

/** The fields that a pod, container or statistic has, each with its probability. */
function maybe(random: Random, fields: Readonly<Record<string, readonly [probability: number, make: () => unknown]>>): Fields {
  const made: Fields = {};
  for (const [name, [probability, make]] of Object.entries(fields)) if (random.chance(probability)) made[name] = make();
  return made;
}

function resources(random: Random): Fields {
  const list = (): Fields =>
    maybe(random, {
      memory: [0.7, () => random.pick(memory)],
      'ephemeral-storage': [0.5, () => random.pick(storage)],
      cpu: [0.3, () => random.pick(['100m', '1', '250m'])],
    });
  return maybe(random, { requests: [0.75, list], limits: [0.6, list] });
}

function container(random: Random, name: string): Fields {
  return { name, ...maybe(random, { resources: [0.85, () => resources(random)] }) };
}

function initContainer(random: Random, name: string): Fields {
  return { ...container(random, name), ...maybe(random, { restartPolicy: [0.5, () => 'Always'] }) };
}

function volume(random: Random, index: number): Fields {
  const emptyDir = (): Fields =>
    maybe(random, {
      medium: [0.4, () => random.pick(['Memory', 'Memory', '', 'HugePages', 'HugePages-2Mi'])],
      sizeLimit: [0.7, () => random.pick(storage)],
    });
  const [kind, source] = random.pick([
    ['emptyDir', emptyDir()],
    ['emptyDir', emptyDir()],
    ['emptyDir', emptyDir()],
    ['hostPath', { path: '/data' }],
    ['configMap', { name: 'config' }],
    ['downwardAPI', {}],
    ['gitRepo', { repository: 'example' }],
    ['secret', { secretName: 'secret' }],
    ['projected', {}],
    ['persistentVolumeClaim', { claimName: 'claim' }],
  ] as const);
  return { name: `v${index}`, [kind]: source };
}

const tolerations = [
  [{ operator: 'Exists' }],
  [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoSchedule' }],
  [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Exists' }],
  [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Exists', effect: 'NoExecute' }],
  [{ key: 'node.kubernetes.io/memory-pressure', effect: 'NoSchedule' }],
  [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Equal', value: 'true', effect: 'NoSchedule' }],
  [{ key: 'node.kubernetes.io/memory-pressure', operator: 'Lt', value: '5', effect: 'NoSchedule' }],
  [{ key: 'node.kubernetes.io/disk-pressure', operator: 'Exists' }],
  [{ key: '', operator: 'Exists', effect: 'NoSchedule' }],
  [{ effect: 'NoSchedule' }, { key: 'node.kubernetes.io/memory-pressure', operator: 'Equal', value: '', effect: 'NoSchedule' }],
];

const annotations = [
  { 'kubernetes.io/config.source': 'file' },
  { 'kubernetes.io/config.source': 'api' },
  { 'kubernetes.io/config.source': 'http', 'kubernetes.io/config.mirror': 'x' },
  { 'kubernetes.io/config.mirror': 'x' },
  { 'scheduler.alpha.kubernetes.io/critical-pod': '' },
];

/** A pod that looks real, with a name of its own and, now and then, something rare. */
export function randomPod(random: Random, index: number): PodLike {
  const containers = Array.from({ length: 1 + random.below(3) }, (_, i) => container(random, `c${i}`));
  const spec = maybe(random, {
    initContainers: [0.3, () => Array.from({ length: 1 + random.below(2) }, (_, i) => initContainer(random, `i${i}`))],
    overhead: [
      0.12,
      () => maybe(random, { memory: [0.8, () => random.pick(memory)], 'ephemeral-storage': [0.4, () => random.pick(storage)] }),
    ],
    resources: [0.15, () => resources(random)],
    priority: [0.7, () => random.pick(priorities)],
    volumes: [0.5, () => Array.from({ length: 1 + random.below(4) }, (_, i) => volume(random, i))],
    tolerations: [0.2, () => random.pick(tolerations)],
    terminationGracePeriodSeconds: [0.6, () => random.pick([30, 0, 1, 5, 600])],
  });
  const status = maybe(random, {
    qosClass: [0.15, () => random.pick(['BestEffort', 'Burstable', 'Guaranteed'])],
    containerStatuses: [
      0.15,
      () =>
        containers.map(({ name }) => ({ name, ...maybe(random, { allocatedResources: [0.7, () => ({ memory: random.pick(memory) })] }) })),
    ],
  });
  const metadata = {
    name: `p${index}`,
    namespace: 'ns',
    uid: `u${index}`,
    ...maybe(random, { annotations: [0.12, () => random.pick(annotations)] }),
  };
  return { metadata, spec: { containers, ...spec }, ...(Object.keys(status).length > 0 ? { status } : {}) } as unknown as PodLike;
}

const amount = (random: Random): unknown => (random.chance(0.01) ? random.pick(large) : random.pick(bytes));

function filesystem(random: Random): Fields {
  return maybe(random, { usedBytes: [0.9, () => amount(random)], inodesUsed: [0.8, () => random.pick([0, 1, 17, 1000, 1000, 250000])] });
}

function containerStats(random: Random, name: string): Fields {
  const memoryStats = (): Fields => maybe(random, { workingSetBytes: [0.95, () => amount(random)] });
  return {
    name,
    ...maybe(random, { memory: [0.9, memoryStats], rootfs: [0.9, () => filesystem(random)], logs: [0.9, () => filesystem(random)] }),
  };
}

/** The names of a pod's containers, in another order and with one that the pod does not have, now and then. */
function containerNames(random: Random, pod: PodLike): string[] {
  const names = [...(pod.spec?.containers ?? []), ...(pod.spec?.initContainers ?? [])].map(({ name }) => name);
  if (random.chance(0.1)) names.reverse();
  if (random.chance(0.05)) names.push('gone');
  return random.some(names, 0.95);
}

/** Statistics of a pod; where `whole` is true every volume of it has `usedBytes`, without which upstream panics. */
export function randomStats(random: Random, pod: PodLike, whole = true): PodStatsLike {
  const volumes = (pod.spec?.volumes ?? []).map(({ name }) => ({
    ...(whole ? { usedBytes: amount(random) } : {}),
    ...filesystem(random),
    name,
  }));
  const stats = maybe(random, {
    containers: [0.95, () => containerNames(random, pod).map((name) => containerStats(random, name))],
    memory: [0.95, () => maybe(random, { workingSetBytes: [0.97, () => amount(random)] })],
    volume: [0.9, () => volumes],
    'ephemeral-storage': [0.8, () => maybe(random, { usedBytes: [0.95, () => amount(random)] })],
    process_stats: [0.8, () => maybe(random, { process_count: [0.95, () => random.pick([0, 1, 2, 7, 7, 400])] })],
  });
  return { podRef: { name: pod.metadata?.name ?? '', namespace: 'ns', uid: pod.metadata?.uid ?? '' }, ...stats };
}

/** Pods on a node, most of them with statistics. */
export function randomPods(
  random: Random,
  most: number,
  whole = true,
): { readonly pods: readonly PodLike[]; readonly stats: readonly PodStatsLike[] } {
  const pods = Array.from({ length: 1 + random.below(most) }, (_, index) => randomPod(random, index));
  const stats = random.some(pods, 0.93).map((pod) => randomStats(random, pod, whole));
  const again = stats[0];
  return { pods, stats: again !== undefined && random.chance(0.03) ? [...stats, { ...again, memory: { workingSetBytes: 5 } }] : stats };
}
