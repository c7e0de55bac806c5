import type { PodLike, PodStatsLike, SummaryLike } from '../../../src/core/index.ts';
import type { Random } from '../random.ts';
import type { Case } from '../topic.ts';
import type { ObservationTexts, ThresholdText } from './eviction-forms.ts';
import { randomObservations, randomSummary } from './eviction-observations.ts';
import { randomPod, randomPods, randomStats } from './eviction-pods.ts';
import { asKubelet, realClusters } from './eviction-real.ts';
import { randomThreshold } from './eviction-thresholds.ts';

/** Pods with their statistics, to be ranked for every signal and for both disk resources of the filesystems named. */
export interface RankIn {
  readonly pods: readonly PodLike[];
  readonly stats: readonly PodStatsLike[];
  readonly dedicatedImageFs?: boolean;
  readonly splitContainerImageFs?: boolean;
  readonly fsStatsToMeasure?: readonly ('root' | 'logs' | 'localVolumeSource' | 'images')[];
}

const filesystems = ['root', 'logs', 'localVolumeSource', 'images'] as const;

export const randomRank = (random: Random): RankIn => ({
  ...randomPods(random, 6, false),
  ...(random.chance(0.5) ? { dedicatedImageFs: true } : {}),
  ...(random.chance(0.3) ? { splitContainerImageFs: true } : {}),
  fsStatsToMeasure: random.some(filesystems, 0.5),
});

export function* rankCases(random: Random): Iterable<Case<RankIn>> {
  for (const { name, pods, summary } of realClusters()) {
    if (pods.length === 0) continue;
    for (const dedicatedImageFs of [false, true]) {
      for (const splitContainerImageFs of [false, true])
        yield {
          name,
          in: { pods, stats: summary.pods ?? [], dedicatedImageFs, splitContainerImageFs, fsStatsToMeasure: ['root', 'logs'] },
        };
    }
  }
  for (let i = 0; i < 1200; i++) yield { in: randomRank(random) };
}

/** As the kubelet asks: static pods by the uid of their statistics. */
export const askAsKubelet = <In extends { readonly pods: readonly PodLike[]; readonly stats: readonly PodStatsLike[] }>(input: In): In => ({
  ...input,
  pods: asKubelet(input.pods, input.stats),
});

/** Pods that may use more of the local disk than they are allowed to. */
export interface LocalIn {
  readonly pods: readonly PodLike[];
  readonly stats: readonly PodStatsLike[];
  readonly dedicatedImageFs?: boolean;
}

export const randomLocal = (random: Random): LocalIn => ({
  ...randomPods(random, 4, random.chance(0.97)),
  ...(random.chance(0.4) ? { dedicatedImageFs: true } : {}),
});

export function* localCases(random: Random): Iterable<Case<LocalIn>> {
  for (const { name, pods, summary } of realClusters())
    if (pods.length > 0)
      for (const dedicatedImageFs of [false, true]) yield { name, in: { pods, stats: summary.pods ?? [], dedicatedImageFs } };
  for (let i = 0; i < 900; i++) yield { in: randomLocal(random) };
}

/** A pod that is evicted, with what the message tells. */
export interface MessageIn {
  readonly resource: 'memory' | 'ephemeral-storage' | 'inodes' | 'pids';
  readonly pod: PodLike;
  readonly thresholds: readonly ThresholdText[];
  readonly summary: SummaryLike;
  /** In place of those of the summary. */
  readonly observations?: ObservationTexts;
}

export function randomMessage(random: Random): MessageIn {
  const pod = randomPod(random, 0);
  const pods = random.chance(0.93) ? [randomStats(random, pod)] : [];
  return {
    resource: random.pick(['memory', 'memory', 'memory', 'ephemeral-storage', 'ephemeral-storage', 'inodes', 'pids']),
    pod,
    thresholds: random.many(4, () => randomThreshold(random)),
    summary: { ...randomSummary(random), pods },
  };
}

/** Of a threshold on each of two signals, both observed; the first may be one that the minor does not know. */
export function randomObserved(random: Random): MessageIn {
  const { pod, thresholds } = randomMessage(random);
  const { resource } = randomMessage(random);
  return { resource, pod, thresholds, summary: { pods: [] }, observations: randomObservations(random) };
}

const observed = (available: string): { readonly available: string; readonly capacity: string } => ({ available, capacity: '10Gi' });
const bare = { metadata: { name: 'bare' }, spec: { containers: [] } };

export function* messageCases(random: Random): Iterable<Case<MessageIn>> {
  for (let i = 0; i < 1200; i++) yield { in: randomMessage(random) };
  for (const [resource, part] of [
    ['ephemeral-storage', 'available'],
    ['inodes', 'inodesFree'],
  ] as const) {
    const [container, node] = [`containerfs.${part}`, `nodefs.${part}`] as const;
    const thresholds = [
      { signal: container, operator: 'LessThan', value: { quantity: '1Gi' } },
      { signal: node, operator: 'LessThan', value: { quantity: '2Gi' } },
    ] as const;
    yield {
      name: `a threshold of the container filesystem before one of the kubelet's, ${resource}`,
      in: {
        resource,
        pod: bare,
        thresholds,
        summary: { pods: [] },
        observations: { [container]: observed('512Ki'), [node]: observed('1Mi') },
      },
      why: 'up to 1.28 no resource belongs to signals of the container filesystem',
    };
  }
  const requesting = (memory: string): { name: string; resources: object }[] => [{ name: 'a', resources: { requests: { memory } } }];
  const podRef = { name: 'p', namespace: 'n', uid: 'u' };
  yield {
    name: 'an init container and a container of one name',
    in: {
      resource: 'memory',
      pod: { metadata: podRef, spec: { containers: requesting('1Mi'), initContainers: requesting('1Gi') } },
      thresholds: [],
      summary: { pods: [{ podRef, containers: [{ name: 'a', memory: { workingSetBytes: 104_857_600 } }] }] },
    },
    why: 'since 1.38 init containers are looked at first',
  };
  for (let i = 0; i < 300; i++) yield { in: randomObserved(random) };
}

/** A pod that comes to a node with conditions. */
export interface AdmitIn {
  readonly pod: PodLike;
  readonly nodeConditions: readonly string[];
}

const conditions = ['MemoryPressure', 'DiskPressure', 'PIDPressure'];

/** Half of the pods have no resources at all, so that they are BestEffort. */
export function randomAdmit(random: Random): AdmitIn {
  const pod = randomPod(random, 0);
  const bare = { ...pod, spec: { ...pod.spec, containers: [{ name: 'c0' }], initContainers: null, resources: null } };
  const some = random.some(conditions, 0.4);
  return {
    pod: random.chance(0.6) ? bare : pod,
    nodeConditions: random.chance(0.5) ? ['MemoryPressure'] : random.chance(0.3) ? some.reverse() : some,
  };
}

export function* admitCases(random: Random): Iterable<Case<AdmitIn>> {
  for (let i = 0; i < 1000; i++) yield { in: randomAdmit(random) };
}
