import { describe, expect, it } from 'vitest';
import { defaultEvictionHard, kubeletThresholds, type KubeletEvictionConfig } from '../../../src/eviction/thresholds/kubelet-thresholds.ts';

const signals = (config: KubeletEvictionConfig, kubernetesVersion = '1.37'): string[] =>
  kubeletThresholds(config, { kubernetesVersion }).map(({ signal }) => signal);
const all = [
  'imagefs.available',
  'imagefs.inodesFree',
  'memory.available',
  'nodefs.available',
  'nodefs.inodesFree',
  'allocatableMemory.available',
];

describe('defaultEvictionHard', () => {
  it.each([
    ['1.15', 'linux', '100Mi', ['imagefs.available', 'memory.available', 'nodefs.available', 'nodefs.inodesFree']],
    ['1.30', 'linux', '100Mi', ['imagefs.available', 'imagefs.inodesFree', 'memory.available', 'nodefs.available', 'nodefs.inodesFree']],
    ['1.30', 'windows', '100Mi', ['imagefs.available', 'memory.available', 'nodefs.available']],
    ['1.31', 'windows', '500Mi', ['imagefs.available', 'memory.available', 'nodefs.available']],
  ] as const)('of %s on %s', (kubernetesVersion, os, memory, names) => {
    const defaults = defaultEvictionHard({ kubernetesVersion, os });
    expect([defaults['memory.available'], Object.keys(defaults).sort()]).toEqual([memory, names]);
  });

  it('is a fresh object each time', () => expect(defaultEvictionHard()).not.toBe(defaultEvictionHard()));

  it('refuses another operating system', () => {
    expect(() => defaultEvictionHard({ os: 'plan9' as 'linux' })).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'os' }));
  });
});

describe('kubeletThresholds', () => {
  it('takes all defaults without evictionHard', () => {
    expect(signals({})).toEqual(all);
    expect(signals({ evictionHard: null, enforceNodeAllocatable: null })).toEqual(all);
  });
  it('takes none with one', () => {
    expect(signals({ evictionHard: {} })).toEqual([]);
    expect(signals({ evictionHard: { 'nodefs.available': '10%' }, mergeDefaultEvictionSettings: false })).toEqual(['nodefs.available']);
  });
  it('merges them since 1.33, when told so', () => {
    const config = Object.freeze({
      evictionHard: Object.freeze({ 'memory.available': '1Gi', 'imagefs.available': '0%' }),
      mergeDefaultEvictionSettings: true,
    });
    expect(signals(config)).toEqual(all.filter((signal) => signal !== 'imagefs.available'));
    expect(signals(config, '1.32')).toEqual(['memory.available', 'allocatableMemory.available']);
  });
  it('enforces pods unless told otherwise', () => {
    expect(signals({ enforceNodeAllocatable: [] })).toEqual(all.slice(0, -1));
    expect(signals({ enforceNodeAllocatable: ['none'] })).toEqual(all.slice(0, -1));
  });
});
