import { describe, expect, it } from 'vitest';
import { isSizingError } from '../../src/errors.ts';
import * as folder from '../../src/eviction/index.ts';
import { Quantity } from '../../src/quantity/index.ts';

const fs = { time: '2026-01-31T12:00:00Z', availableBytes: 1, capacityBytes: 2, inodesFree: 1, inodes: 2 };
const memory = { time: 5, availableBytes: 1, workingSetBytes: 1 };
const node = {
  memory,
  fs,
  runtime: { imageFs: fs, containerFs: fs },
  systemContainers: [{ name: 'pods', memory }],
  rlimit: { maxpid: 5, curproc: 1 },
};
const config = {
  evictionHard: { 'memory.available': '1Gi', 'nodefs.available': '5%' },
  evictionSoft: { 'nodefs.available': '10%' },
  evictionSoftGracePeriod: { 'nodefs.available': '1m' },
  evictionMinimumReclaim: { 'nodefs.available': '1Gi' },
  enforceNodeAllocatable: ['pods'],
  mergeDefaultEvictionSettings: true,
};
const threshold = { signal: 'nodefs.available', operator: 'LessThan', value: { percentage: 0.1 }, minReclaim: { quantity: '1Gi' } };
const capacity = { 'nodefs.available': '1Gi', 'nodefs.inodesFree': 5, 'imagefs.available': '1Gi', 'imagefs.inodesFree': 5 };

const usage = { usedBytes: 5, inodesUsed: 6 };
const stats = {
  podRef: { name: 'web', namespace: 'shop', uid: 'a' },
  memory: { workingSetBytes: 5 },
  process_stats: { process_count: 5 },
  containers: [{ name: 'app', memory: { workingSetBytes: 5 }, rootfs: usage, logs: usage }],
  volume: [{ name: 'cache', ...usage }],
  'ephemeral-storage': { usedBytes: 5 },
};
const resources = { requests: { memory: '4', 'ephemeral-storage': '1' }, limits: { 'ephemeral-storage': '7' } };
const pod = {
  metadata: { name: 'web', namespace: 'shop', uid: 'a', annotations: { 'kubernetes.io/config.source': 'api' } },
  spec: {
    containers: [{ name: 'app', resources }],
    initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources }],
    overhead: { memory: '1' },
    resources: { requests: { memory: '1' } },
    volumes: [{ name: 'cache', emptyDir: { medium: '', sizeLimit: '9' } }],
    priority: 5,
    terminationGracePeriodSeconds: 30,
    tolerations: [{ key: 'a', operator: 'Exists', value: 'b', effect: 'NoSchedule' }],
  },
};
const filesystems = { dedicatedImageFs: true, splitContainerImageFs: false };
const observations = { 'nodefs.available': { available: 5, capacity: 6 } };
const state = {
  imageFs: 'shared',
  containerFs: 'together',
  thresholdsFirstObservedAt: { x: 1 },
  thresholdsMet: ['x'],
  nodeConditionsLastObservedAt: { DiskPressure: 1 },
  lastObservedAt: { 'nodefs.available': 1 },
};
const observation = { now: 5, summary: { node, pods: [stats] }, pods: [pod], ...filesystems, afterNodeReclaim: { node } };
const settings = {
  thresholds: [{ ...threshold, value: { percentage: 0.9 }, gracePeriodSeconds: 0 }],
  pressureTransitionPeriodSeconds: 300,
  maxPodGracePeriodSeconds: 5,
  localStorageCapacityIsolation: true,
};

/** Every function of the folder, by name. */
const eviction: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(folder).filter(([, value]) => typeof value === 'function'),
);

/** A valid call of every function. */
const calls: readonly (readonly [name: string, args: readonly unknown[]])[] = [
  ['parseThresholdConfig', [config]],
  ['kubeletThresholds', [config]],
  ['defaultEvictionHard', []],
  ['getThresholdQuantity', [{ percentage: 0.5 }, '1Gi']],
  ['updateContainerFsThresholds', [[threshold], { dedicatedImageFs: true, splitContainerImageFs: false }]],
  ['explainThresholds', [config, capacity]],
  ['makeSignalObservations', [{ node, pods: [] }]],
  ['adjustForHugePages', [{ availableBytes: 5 }, { status: { capacity: { 'hugepages-2Mi': '1' } } }]],
  ['thresholdsMet', [[threshold], { 'nodefs.available': { available: 5, capacity: 6 } }, { enforceMinReclaim: true }]],
  ['rankMemoryPressure', [[pod, pod], [stats]]],
  ['rankPIDPressure', [[pod, pod], [stats]]],
  ['rankDiskPressure', [[pod], [stats], { fsStatsToMeasure: ['root', 'logs', 'localVolumeSource'], diskResource: 'ephemeral-storage' }]],
  ['rankForSignal', ['nodefs.inodesFree', [pod], [stats], filesystems]],
  ['explainRanking', ['nodefs.available', [pod, pod], [stats], filesystems]],
  ['localStorageEviction', [[pod], [stats], { dedicatedImageFs: false, localStorageCapacityIsolation: true }]],
  ['explainEphemeralStorage', [pod, [stats], { dedicatedImageFs: false }]],
  ['evictionMessage', ['ephemeral-storage', pod, [stats], [threshold], observations]],
  ['admit', [pod, ['MemoryPressure']]],
  ['synchronize', [state, observation, settings]],
  ['simulateEvictions', [state, observation, settings, { freedFraction: 0.5, maxCycles: 4 }]],
  [
    'smallestChangeToSurvive',
    [pod, [pod, { ...pod, metadata: { uid: 'b' } }], [stats, { ...stats, podRef: { uid: 'b' } }], 'memory.available', filesystems],
  ],
  ['parseEvictionMessage', ['The node was low on resource: memory. ']],
];

const hostile: readonly unknown[] = [
  undefined,
  null,
  0,
  5,
  -1,
  1.5,
  NaN,
  Infinity,
  '',
  'x',
  true,
  [],
  [null],
  [5],
  {},
  { a: 1 },
  () => 1,
  Symbol('s'),
  5n,
  new Date(NaN),
];

/** The value with each of its parts, one at a time, replaced by something hostile. */
function* spoiled(value: unknown): Generator {
  yield* hostile;
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    for (const part of spoiled((value as Record<string, unknown>)[key])) {
      yield Array.isArray(value) ? value.with(Number(key), part) : { ...value, [key]: part };
    }
  }
}

/** Every object of the arguments, which a result may hold as it was handed in. */
function objectsIn(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  for (const inner of Object.values(value)) objectsIn(inner, found);
  return found;
}

/** Whether a result holds NaN, null or an infinity that the call did not hand in. */
function isSound(result: unknown, own: ReadonlySet<unknown>): boolean {
  if (result === null || (typeof result === 'number' && !Number.isFinite(result))) return false;
  if (typeof result !== 'object' || result instanceof Quantity || own.has(result)) return true;
  return Object.values(result).every((inner) => isSound(inner, own));
}

describe('whatever the input', () => {
  it('every function has a call here', () => {
    expect(calls.map(([name]) => name).sort()).toEqual(Object.keys(eviction).sort());
  });

  it.each(calls)('%s returns or throws a SizingError', (name, args) => {
    const call = eviction[name] as (...args: readonly unknown[]) => unknown;
    expect(isSound(call(...args) ?? true, objectsIn(args))).toBe(true);
    for (const [index, arg] of args.entries()) {
      for (const bad of spoiled(arg)) {
        try {
          const given = args.with(index, bad);
          const result = call(...given) ?? true;
          if (!name.startsWith('update') && !name.startsWith('adjust')) expect(isSound(result, objectsIn(given)), String(index)).toBe(true);
        } catch (error) {
          expect(isSizingError(error), `${String((error as Error).stack).slice(0, 600)} for ${String(index)}`).toBe(true);
        }
      }
    }
  });
});
