import type { NodeStatsLike, PodLike, PodStatsLike, SummaryLike } from '../../../src/core/index.ts';
import { isSizingError } from '../../../src/errors.ts';
import { initialEvictionState, synchronize } from '../../../src/eviction/index.ts';
import { evictionGates, flippable, gatesOfText } from '../flipped-gates.ts';
import { minors } from '../minors.ts';
import type { Random } from '../random.ts';
import type { Case, Topic } from '../topic.ts';
import { at, readThresholds, showThresholds, sorted, thresholdsOf, withLargeIntegers, type ThresholdText } from './eviction-forms.ts';
import { showEvictions } from './eviction-local.ts';
import { randomPods } from './eviction-pods.ts';
import { rough } from '../rough.ts';

/** A kubelet's configuration, its pods, and what it sees in a row of cycles. */
export interface CyclesIn {
  readonly thresholds: readonly ThresholdText[];
  readonly pressureTransitionPeriodSeconds: number;
  readonly maxPodGracePeriodSeconds: number;
  readonly localStorageCapacityIsolation: boolean;
  readonly pods: readonly PodLike[];
  readonly stats: readonly PodStatsLike[];
  readonly steps: readonly CycleStep[];
}

/** One cycle. */
export interface CycleStep {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly node: NodeStatsLike;
  /** The node after it has reclaimed what it can; absent where that changes nothing. */
  readonly after?: NodeStatsLike;
  /** Which of the pods are there, all where absent. */
  readonly active?: readonly number[];
  readonly dedicatedImageFs?: boolean;
  readonly splitContainerImageFs?: boolean;
}

/** A cycle as the library and the Go program take it. */
export interface Observation {
  readonly now: number;
  readonly summary: SummaryLike;
  readonly afterNodeReclaim?: SummaryLike;
  readonly pods: readonly PodLike[];
  readonly dedicatedImageFs: boolean;
  readonly splitContainerImageFs: boolean;
}

/** The cycles in full. */
function observationsOf({ pods, stats, steps }: CyclesIn): readonly Observation[] {
  return steps.map(({ now, node, after, active, dedicatedImageFs = false, splitContainerImageFs = false }) => ({
    now,
    summary: { node, pods: stats },
    ...(after === undefined ? {} : { afterNodeReclaim: { node: after, pods: stats } }),
    pods: active === undefined ? pods : pods.filter((_, index) => active.includes(index)),
    dedicatedImageFs,
    splitContainerImageFs,
  }));
}

/** The question as the Go program takes it. */
function askCycles(input: CyclesIn): unknown {
  const { pods: _pods, stats: _stats, ...rest } = input;
  return { ...rest, steps: observationsOf(input) };
}

const Gi = 2 ** 30;
const start = Date.UTC(2026, 0, 31, 12);

const signals = [
  'memory.available',
  'memory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'imagefs.available',
  'imagefs.inodesFree',
  'pid.available',
  'allocatableMemory.available',
  'containerfs.available',
] as const;

/** Values around which the node's statistics move. */
const values: Readonly<Record<string, readonly ThresholdText['value'][]>> = {
  memory: [{ quantity: '1Gi' }, { quantity: '2Gi' }, { percentage: Math.fround(0.25) }, { quantity: '100Mi' }],
  disk: [{ percentage: Math.fround(0.1) }, { percentage: Math.fround(0.15) }, { quantity: '10Gi' }, { quantity: '15Gi' }],
  count: [{ percentage: Math.fround(0.05) }, { quantity: '1000' }, { percentage: Math.fround(0.1) }],
};

function threshold(random: Random): ThresholdText {
  const signal = random.pick(signals);
  const kind = signal.startsWith('memory') || signal.startsWith('alloc') ? 'memory' : signal.endsWith('fs.available') ? 'disk' : 'count';
  return {
    signal,
    operator: 'LessThan',
    value: random.pick(values[kind] ?? []),
    ...(random.chance(0.4) ? { gracePeriodSeconds: random.pick([10, 30, 0.5, 90]) } : {}),
    ...(random.chance(0.3)
      ? { minReclaim: random.pick([{ quantity: '500Mi' }, { quantity: '1Gi' }, { percentage: Math.fround(0.05) }, { quantity: '0' }]) }
      : {}),
  };
}

function node(random: Random, time: string): NodeStatsLike {
  const available = random.pick([Gi / 2, Gi - 1, Gi, 1.5 * Gi, 2 * Gi, 2 * Gi + 1, 4 * Gi, 6 * Gi]);
  const memory = { time, availableBytes: available, workingSetBytes: 8 * Gi - available };
  const pods = { name: 'pods', memory: { time, availableBytes: random.pick([Gi / 2, Gi, 4 * Gi]), workingSetBytes: 4 * Gi } };
  const fs = (): object => ({
    time,
    availableBytes: random.pick([1, 9, 10, 11, 14, 15, 20, 50, 60]) * Gi,
    capacityBytes: 100 * Gi,
    inodesFree: random.pick([500, 999, 1000, 1001, 5000, 9000]),
    inodes: 10_000,
  });
  const runtime = { imageFs: fs(), ...(random.chance(0.7) ? { containerFs: fs() } : {}) };
  const rlimit = { time, maxpid: 32_768, curproc: random.pick([700, 700, 31_767, 31_768, 31_769, 32_000]) };
  return { memory, fs: fs(), runtime, rlimit, ...(random.chance(0.8) ? { systemContainers: [pods] } : {}) };
}

/** Pods without a limit of local storage, because one whose limit is exceeded ends every cycle. */
function withoutStorageLimits(pods: readonly PodLike[]): readonly PodLike[] {
  return JSON.parse(JSON.stringify(pods), (key, value: unknown) => {
    if (key === 'sizeLimit') return undefined;
    if (key !== 'limits' || typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([name]) => name !== 'ephemeral-storage'));
  }) as readonly PodLike[];
}

function randomSteps(random: Random, pods: number): readonly CycleStep[] {
  const fixed = {
    ...(random.chance(0.4) ? { dedicatedImageFs: true } : {}),
    ...(random.chance(0.2) ? { splitContainerImageFs: true } : {}),
  };
  let now = start;
  let time = new Date(now).toISOString();
  const left = new Set(Array.from({ length: pods }, (_, index) => index));
  return Array.from({ length: 2 + random.below(7) }, () => {
    now += random.pick([10_000, 10_000, 10_000, 0, 500, 31_000, 300_000]);
    if (random.chance(0.8)) time = new Date(now).toISOString();
    if (left.size > 1 && random.chance(0.2)) left.delete(random.pick([...left]));
    return {
      now,
      node: node(random, time),
      ...(random.chance(0.3) ? { after: node(random, time) } : {}),
      ...(left.size === pods ? {} : { active: [...left] }),
      ...(random.chance(0.95) ? fixed : { dedicatedImageFs: random.chance(0.5) }),
    };
  });
}

function randomCycles(random: Random): CyclesIn {
  const { pods, stats } = randomPods(random, 5);
  const limited = random.chance(0.25);
  return {
    thresholds: Array.from({ length: random.pick([1, 1, 1, 2, 2, 3]) }, () => threshold(random)),
    pressureTransitionPeriodSeconds: random.pick([300, 300, 0, 30, 10]),
    maxPodGracePeriodSeconds: random.pick([0, 30, 600, -1]),
    localStorageCapacityIsolation: random.chance(0.85),
    pods: limited ? pods : withoutStorageLimits(pods),
    stats,
    steps: randomSteps(random, pods.length),
  };
}

/** A node short of disk, of whose two pods the one that uses more stays below its request. */
function shortOfDisk(localStorageCapacityIsolation: boolean): CyclesIn {
  const time = new Date(start).toISOString();
  const fs = { time, availableBytes: 5 * Gi, capacityBytes: 100 * Gi, inodesFree: 9000, inodes: 10_000 };
  const podOf = (uid: string, request: string): PodLike => ({
    metadata: { name: uid, namespace: 'ns', uid },
    spec: { containers: [{ name: 'app', resources: { requests: { 'ephemeral-storage': request } } }] },
  });
  const statsOf = (uid: string, usedBytes: number): PodStatsLike => ({
    podRef: { uid },
    containers: [{ name: 'app', logs: { usedBytes } }],
  });
  return {
    thresholds: [{ signal: 'nodefs.available', operator: 'LessThan', value: { quantity: '10Gi' } }],
    pressureTransitionPeriodSeconds: 300,
    maxPodGracePeriodSeconds: 0,
    localStorageCapacityIsolation,
    pods: [podOf('within', '8Gi'), podOf('above', '1Gi')],
    stats: [statsOf('within', 4 * Gi), statsOf('above', 2 * Gi)],
    steps: [{ now: start, node: { fs, runtime: { imageFs: fs } } }],
  };
}

function* cyclesCases(random: Random): Iterable<Case<CyclesIn>> {
  for (let i = 0; i < 700; i++) yield { in: randomCycles(random) };
  for (const isolation of [true, false])
    yield { name: `a node short of disk, localStorageCapacityIsolation ${String(isolation)}`, in: shortOfDisk(isolation) };
}

/** A cycle as the library and the Go program show it, without the error that Go logs. */
function readCycles(result: unknown): unknown {
  if (!Array.isArray(result)) return result;
  return (result as readonly Record<string, unknown>[]).map(({ error: _logged, ...step }) =>
    'thresholdsMet' in step ? { ...step, thresholdsMet: sorted(readThresholds(step['thresholdsMet'])) } : step,
  );
}

/** The cycles of the library, up to one in which upstream panics. */
function cycles(input: CyclesIn, minor: number, gates = ''): readonly unknown[] {
  const options = { ...at(minor), featureGates: gatesOfText(gates) };
  const config = {
    thresholds: thresholdsOf(input.thresholds, minor),
    pressureTransitionPeriodSeconds: input.pressureTransitionPeriodSeconds,
    maxPodGracePeriodSeconds: input.maxPodGracePeriodSeconds,
    // Before, the gate decides.
    ...(minor >= 25 ? { localStorageCapacityIsolation: input.localStorageCapacityIsolation } : {}),
  };
  let state = initialEvictionState;
  const shown: unknown[] = [];
  for (const observation of observationsOf({ ...input, stats: withLargeIntegers(input.stats) })) {
    try {
      const cycle = synchronize(state, observation, config, options);
      state = JSON.parse(JSON.stringify(cycle.state)) as typeof state;
      const { evictions, nodeConditions, thresholdsMet } = cycle;
      shown.push({
        evictions: showEvictions(evictions, observation.pods),
        nodeConditions,
        thresholdsMet: sorted(showThresholds(thresholdsMet)),
      });
    } catch (error) {
      if (!isSizingError(error) || error.code !== 'UpstreamPanics') throw error;
      return [...shown, { panic: true }];
    }
  }
  return shown;
}

const manager: Topic<CyclesIn> = {
  folder: 'eviction',
  name: 'synchronize',
  upstream: 'pkg/kubelet/eviction/eviction_manager.go synchronize',
  fn: 'eviction.synchronize',
  minors,
  cases: cyclesCases,
  random: (random) => {
    const input = rough(randomCycles, 'pods', 'stats')(random);
    return { ...input, steps: input.steps.map((step) => rough(() => step, 'node')(random)) };
  },
  ask: askCycles,
  read: readCycles,
  ours: (input, minor) => cycles(input, minor),
};

const managerOfGates: Topic<CyclesIn> = {
  ...manager,
  name: 'synchronize.gates',
  minors: flippable,
  gates: evictionGates,
  cases: function* (random) {
    for (let i = 0; i < 300; i++) yield { in: randomCycles(random) };
    yield { name: 'a node short of disk, with gates turned', in: shortOfDisk(true) };
  },
  ours: (input, minor) => cycles(input, minor, evictionGates(minor)),
};

export const cycleTopics = [manager, managerOfGates];
