import { describe, expect, it } from 'vitest';
import type { SummaryLike } from '../../../src/core/index.ts';
import { makeSignalObservations } from '../../../src/eviction/observations/observations.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const time = '2026-01-31T12:00:00Z';
const fs = Object.freeze({ time, availableBytes: 1024, capacityBytes: 4096, inodesFree: 5, inodes: 10 });
const node = {
  memory: { time, availableBytes: 1024, workingSetBytes: 3072 },
  systemContainers: [
    { name: 'pods', memory: { availableBytes: 2048, workingSetBytes: 2048 } },
    { name: 'pods', memory: { availableBytes: 1, workingSetBytes: 1 } },
    { name: 'windows-global-commit-memory', memory: { availableBytes: 10, usageBytes: 20, workingSetBytes: 99 } },
  ],
  fs,
  runtime: { imageFs: fs, containerFs: fs },
  rlimit: { time, maxpid: 32768, curproc: 768 },
};
const summary: SummaryLike = Object.freeze({ node });
const at = Date.parse(time);
const bytes = { available: '1Ki', capacity: '4Ki', time: at };
const inodes = { available: '5', capacity: '10', time: at };

describe('makeSignalObservations', () => {
  it('observes every signal', () => {
    expect(plain(makeSignalObservations(summary))).toEqual({
      'memory.available': bytes,
      'allocatableMemory.available': { available: '2Ki', capacity: '4Ki' },
      'nodefs.available': bytes,
      'nodefs.inodesFree': inodes,
      'imagefs.available': bytes,
      'imagefs.inodesFree': inodes,
      'containerfs.available': bytes,
      'containerfs.inodesFree': inodes,
      'pid.available': { available: '32k', capacity: '32768', time: at },
    });
  });

  it('has no container filesystem before 1.29 and counts processes in binary before 1.20', () => {
    const old = makeSignalObservations(summary, { kubernetesVersion: '1.19' });
    expect([Object.hasOwn(old, 'containerfs.available'), old['pid.available']?.capacity.toString()]).toEqual([false, '32Ki']);
  });

  it('needs the bytes of the image filesystem for its inodes before 1.29', () => {
    const onlyInodes = { node: { runtime: { imageFs: { inodesFree: 1, inodes: 2 } }, fs: { inodesFree: 1, inodes: 2 } } };
    expect(Object.keys(makeSignalObservations(onlyInodes, { kubernetesVersion: '1.28' }))).toEqual(['nodefs.inodesFree']);
    expect(Object.keys(makeSignalObservations(onlyInodes))).toEqual(['nodefs.inodesFree', 'imagefs.inodesFree']);
  });

  it('reads committed memory on Windows since 1.31', () => {
    const of = (kubernetesVersion: string): unknown =>
      plain(makeSignalObservations(summary, { os: 'windows', kubernetesVersion })['memory.available']);
    expect([of('1.30'), of('1.31')]).toEqual([bytes, { available: '10', capacity: '30' }]);
  });

  it('panics on Windows of 1.31 and 1.32 without committed memory, as upstream does', () => {
    const windows = (kubernetesVersion: string) => (): unknown =>
      makeSignalObservations({ node: { memory: node.memory } }, { os: 'windows', kubernetesVersion });
    expect(Object.keys(windows('1.30')() as object)).toEqual(['memory.available']);
    for (const version of ['1.31', '1.32'])
      expect(windows(version)).toThrow(expect.objectContaining({ code: 'UpstreamPanics', path: 'summary.node.systemContainers' }));
    expect(windows('1.33')()).toEqual({});
  });

  it('leaves out what is not complete', () => {
    const partial = { node: { memory: { availableBytes: 1 }, fs: { availableBytes: 1, inodes: 5 }, runtime: null, rlimit: { maxpid: 1 } } };
    expect(makeSignalObservations(partial)).toEqual({});
    expect([makeSignalObservations({ node: null }), makeSignalObservations({ pods: [] })]).toEqual([{}, {}]);
  });

  it('wraps beyond int64', () => {
    const huge = { node: { memory: { availableBytes: 2n ** 63n, workingSetBytes: 2n ** 63n + 5n } } };
    expect(plain(makeSignalObservations(huge))).toEqual({ 'memory.available': { available: '-9223372036854775808', capacity: '5' } });
    expect(plain(makeSignalObservations({ node: { rlimit: { maxpid: 5, curproc: 9 } } }))).toEqual({
      'pid.available': { available: '-4', capacity: '5' },
    });
  });

  it.each([
    [{}, ''],
    [null, ''],
    ['summary', ''],
    [{ kind: 'Pod', spec: {} }, ''],
    [{ node: 5 }, '.node'],
    [{ node: [] }, '.node'],
    [{ node: { memory: 'x' } }, '.node.memory'],
    [{ node: { fs: [] } }, '.node.fs'],
    [{ node: { runtime: 1 } }, '.node.runtime'],
    [{ node: { runtime: { containerFs: true } } }, '.node.runtime.containerFs'],
    [{ node: { rlimit: 'x' } }, '.node.rlimit'],
    [{ node: { systemContainers: [{ name: 'pods', memory: 7 }] } }, '.node.systemContainers[0].memory'],
  ])('refuses %j', (input, place) => {
    expect(() => makeSignalObservations(input as SummaryLike)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: `summary${place}` }),
    );
  });

  it('names a statistic or time that is none', () => {
    const bad =
      (node: object): (() => unknown) =>
      () =>
        makeSignalObservations({ node });
    expect(bad({ memory: { availableBytes: -1, workingSetBytes: 1 } })).toThrow(
      expect.objectContaining({ path: 'summary.node.memory.availableBytes' }),
    );
    expect(bad({ fs: { ...fs, time: 'now' } })).toThrow(expect.objectContaining({ path: 'summary.node.fs.time' }));
  });
});
