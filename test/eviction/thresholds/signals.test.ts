import { describe, expect, it } from 'vitest';
import { conditionOf, isMemorySignal, isSignal, operatorOf, resourceOf, type Signal } from '../../../src/eviction/thresholds/signals.ts';

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
    expect([resourceOf(signal), conditionOf(signal), isMemorySignal(signal)]).toEqual([resource, condition, resource === 'memory']);
  });

  it('know the container filesystem since 1.29', () => {
    expect([isSignal('containerfs.available', 28), isSignal('containerfs.available', 29)]).toEqual([false, true]);
    expect(['constructor', '__proto__', 'cpu.available', ''].map((name) => isSignal(name, 37))).toEqual([false, false, false, false]);
  });

  it('have an operator, that for allocatable memory only since 1.21', () => {
    expect([operatorOf('allocatableMemory.available', 20), operatorOf('allocatableMemory.available', 21)]).toEqual(['', 'LessThan']);
    expect(operatorOf('pid.available', 15)).toBe('LessThan');
  });
});
