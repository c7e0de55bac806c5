import { describe, expect, it } from 'vitest';
import {
  isMemorySignal,
  isSignal,
  opForSignal,
  signalToNodeCondition,
  signalToResource,
  validSignal,
  type Signal,
} from '../../../src/eviction/thresholds/signals.ts';

const table: readonly [Signal, string, string][] = [
  ['memory.available', 'memory', 'MemoryPressure'],
  ['allocatableMemory.available', 'memory', 'MemoryPressure'],
  ['nodefs.available', 'ephemeral-storage', 'DiskPressure'],
  ['nodefs.inodesFree', 'inodes', 'DiskPressure'],
  ['imagefs.available', 'ephemeral-storage', 'DiskPressure'],
  ['imagefs.inodesFree', 'inodes', 'DiskPressure'],
  ['containerfs.available', 'ephemeral-storage', 'DiskPressure'],
  ['containerfs.inodesFree', 'inodes', 'DiskPressure'],
  ['pid.available', 'pids', 'PIDPressure'],
];

describe('signals', () => {
  it.each(table)('%s is about %s and reports %s', (signal, resource, condition) => {
    expect([signalToResource[signal], signalToNodeCondition(signal), isMemorySignal(signal)]).toEqual([
      resource,
      condition,
      resource === 'memory',
    ]);
  });

  it('know the container filesystem since 1.29', () => {
    expect([validSignal('containerfs.available', 28), validSignal('containerfs.available', 29)]).toEqual([false, true]);
    expect(['constructor', '__proto__', 'cpu.available', ''].map((name) => validSignal(name, 37))).toEqual([false, false, false, false]);
  });

  it('of any minor are text that the table has', () => {
    expect([isSignal('containerfs.available'), isSignal('cpu.available'), isSignal(['memory.available'])]).toEqual([true, false, false]);
  });

  it('have an operator, that for allocatable memory only since 1.21', () => {
    expect([opForSignal('allocatableMemory.available', 20), opForSignal('allocatableMemory.available', 21)]).toEqual(['', 'LessThan']);
    expect(opForSignal('pid.available', 15)).toBe('LessThan');
  });
});
