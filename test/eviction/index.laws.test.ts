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

/** Every function of the folder, by name. */
const eviction: Readonly<Record<string, unknown>> = { ...folder };

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

/** Whether a result holds NaN, null or an infinity that the call did not hand in. */
function isSound(result: unknown): boolean {
  if (result === null || (typeof result === 'number' && !Number.isFinite(result))) return false;
  if (typeof result !== 'object' || result instanceof Quantity) return true;
  return Object.values(result).every(isSound);
}

describe('whatever the input', () => {
  it('every function has a call here', () => {
    expect(calls.map(([name]) => name).sort()).toEqual(Object.keys(eviction).sort());
  });

  it.each(calls)('%s returns or throws a SizingError', (name, args) => {
    const call = eviction[name] as (...args: readonly unknown[]) => unknown;
    expect(isSound(call(...args) ?? true)).toBe(true);
    for (const [index, arg] of args.entries()) {
      for (const bad of spoiled(arg)) {
        try {
          const result = call(...args.with(index, bad)) ?? true;
          if (!name.startsWith('update') && !name.startsWith('adjust')) expect(isSound(result)).toBe(true);
        } catch (error) {
          expect(isSizingError(error), `${String(error)} for ${String(index)}`).toBe(true);
        }
      }
    }
  });
});
