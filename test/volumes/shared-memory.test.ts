import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../src/core/index.ts';
import { explainSharedMemory, isSharedMemoryPath } from '../../src/volumes/shared-memory.ts';
import { deepFreeze } from '../deep-freeze.ts';

const machine = { nodeAllocatableMemory: '30Gi', hostMemory: '32Gi' };
const mount = (mountPath = '/dev/shm'): object => ({ volumeMounts: [{ name: 'shm', mountPath }] });
const pod = (container: object, emptyDir?: object, spec?: object): PodLike =>
  deepFreeze({
    spec: {
      containers: [
        { name: 'app', ...container },
        { name: 'other', ...mount('/cache') },
      ],
      volumes: [{ name: 'shm', ...(emptyDir === undefined ? { hostPath: {} } : { emptyDir }) }],
      ...spec,
    },
  }) as PodLike;
const told = (of: PodLike, options = {}): unknown => JSON.parse(JSON.stringify(explainSharedMemory(of, 'app', machine, options).result));
const limited = { resources: { limits: { memory: '2Gi' } } };

describe('explainSharedMemory', () => {
  it('finds what the runtime gives', () => {
    expect(told(pod(limited))).toEqual({
      source: 'runtimeDefault',
      size: '64Mi',
      sharedWith: 'pod',
      chargedTo: 'writer',
      lastsAsLongAs: 'sandbox',
      limit: '2Gi',
      limitOf: 'container',
      oomKilled: 'together',
      headroom: '1984Mi',
    });
    expect(explainSharedMemory(pod({}), 'app', { ...machine, runtimeDefault: '1Gi' }).result.size?.toString()).toBe('1Gi');
  });

  it('finds a volume, however its path is written', () => {
    for (const path of ['/dev/shm', '/dev/shm/', '//dev//shm'])
      expect(told(pod({ ...mount(path), ...limited }, { medium: 'Memory', sizeLimit: '4Gi' }))).toMatchObject({
        source: 'volume',
        volume: 'shm',
        size: '4Gi',
        sharedWith: ['app', 'other'],
        lastsAsLongAs: 'pod',
        oomKilled: 'alone',
      });
    expect(told(pod({ ...mount('/dev/shm2') }, { medium: 'Memory' }))).toMatchObject({ source: 'runtimeDefault' });
  });

  it.each([
    [['app', 'other'], mount('/dev/shm')],
    [['app', 'other', 'setup'], mount('/dev/shm'), mount('/cache')],
  ])('names %j as those who share it, init containers last and each once', (sharedWith, own, ofInit = {}) => {
    const twice = { volumeMounts: [...(own as { volumeMounts: object[] }).volumeMounts, { name: 'shm', mountPath: '/again' }] };
    const of = pod(twice, { medium: 'Memory' }, { initContainers: [{ name: 'setup', ...ofInit }] });
    expect(told(of)).toMatchObject({ sharedWith });
  });

  it('finds the first volume of a name, and no volume that the pod lacks', () => {
    const shm = (sizeLimit: string): object => ({ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit } });
    expect(told(pod(mount(), undefined, { volumes: [{ name: 'x' }, shm('1Gi'), shm('2Gi')] }))).toMatchObject({ size: '1Gi' });
    expect(told(pod(mount(), undefined, { volumes: [] }))).toMatchObject({ source: 'runtimeDefault' });
    expect(told(pod({ volumeMounts: [{ mountPath: '/dev/shm' }] }, { medium: 'Memory' }))).toMatchObject({ source: 'runtimeDefault' });
  });

  it("takes the kernel's default of a volume without size", () => {
    expect(told(pod(mount(), { medium: 'Memory', sizeLimit: '4Gi' }), { kubernetesVersion: '1.19' })).toMatchObject({
      size: '16Gi',
      oomKilled: 'never',
    });
  });

  it('finds volumes that are no memory', () => {
    expect(told(pod({ ...mount(), ...limited }, { sizeLimit: '1Gi' }))).toEqual({
      source: 'volume',
      volume: 'shm',
      size: '1Gi',
      sharedWith: ['app', 'other'],
      chargedTo: 'nobody',
      lastsAsLongAs: 'pod',
      oomKilled: 'never',
    });
    expect(told(pod(mount()))).not.toHaveProperty('size');
  });

  it('finds the host with hostIPC, unless a volume is mounted', () => {
    expect(told(pod({}, undefined, { hostIPC: true }))).toMatchObject({
      source: 'hostIPC',
      size: '16Gi',
      sharedWith: 'host',
      lastsAsLongAs: 'host',
      oomKilled: 'never',
    });
    expect(told(pod(mount(), { medium: 'Memory' }, { hostIPC: true }))).toMatchObject({ source: 'volume' });
  });

  it("takes the pod's limit where the container has none", () => {
    const own = { spec: { containers: [{ name: 'app' }], resources: { limits: { memory: '32Mi' } } } };
    expect(told(own)).toMatchObject({ limit: '32Mi', limitOf: 'pod', oomKilled: 'alone' });
    expect(told(own, { kubernetesVersion: '1.31' })).toMatchObject({ oomKilled: 'never' });
  });

  it("takes a pod's limit of 0 for none", () => {
    const own = { ...pod({ resources: { limits: { memory: '0' } } }), status: { qosClass: 'Guaranteed' } };
    expect(told(own)).toMatchObject({ oomKilled: 'never' });
    expect(told(own)).not.toHaveProperty('limitOf');
  });

  it('refuses a container that is not there', () => {
    expect(() => explainSharedMemory(pod({}), 'web', machine)).toThrow(
      expect.objectContaining({ code: 'NotFound', path: 'containerName' }),
    );
  });

  it.each([
    [{ resources: { limits: { memory: '1gi' } } }, machine, 'spec.containers[0].resources.limits.memory'],
    [{ volumeMounts: 'shm' }, machine, 'spec.containers[0].volumeMounts'],
    [{}, { ...machine, runtimeDefault: 'x' }, 'machine.runtimeDefault'],
    [mount(), { ...machine, nodeAllocatableMemory: 'x' }, 'machine.nodeAllocatableMemory'],
    [mount(), 'x', 'machine'],
  ])('tells where it stumbled: %j', (app, of, path) => {
    expect(() => explainSharedMemory(pod(app, { medium: 'Memory' }), 'app', of as typeof machine)).toThrow(
      expect.objectContaining({ path }),
    );
  });

  it.each([
    [
      pod({ ...mount(), ...limited }, { medium: 'Memory' }),
      [
        ['shm-source', 'shm-of-volume', { volume: 'shm', size: '30Gi' }],
        ['shm-limit', 'shm-container-limit', { limit: '2Gi' }],
        ['shm-oom', 'shm-oom-alone', { size: '30Gi', limit: '2Gi' }],
      ],
    ],
    [
      pod({ ...mount(), ...limited }, { sizeLimit: '1Gi' }),
      [
        ['shm-source', 'shm-no-memory', { volume: 'shm' }],
        ['shm-oom', 'shm-oom-never', {}],
      ],
    ],
    [
      pod({}, undefined, { hostIPC: true }),
      [
        ['shm-source', 'shm-of-host', { size: '16Gi' }],
        ['shm-limit', 'shm-no-limit', {}],
        ['shm-oom', 'shm-oom-never', {}],
      ],
    ],
    [
      pod({}, undefined, { resources: { limits: { memory: '64Mi' } } }),
      [
        ['shm-source', 'shm-of-runtime', { size: '64Mi' }],
        ['shm-limit', 'shm-pod-limit', { limit: '64Mi' }],
        ['shm-oom', 'shm-oom-together', { size: '64Mi', limit: '64Mi', headroom: '0' }],
      ],
    ],
    [
      pod({ resources: { limits: { memory: 0 } } }),
      [
        ['shm-source', 'shm-of-runtime', { size: '64Mi' }],
        ['shm-limit', 'shm-no-limit', {}],
        ['shm-oom', 'shm-oom-never', {}],
      ],
    ],
  ])('says why: %#', (of, steps) => {
    const explained = explainSharedMemory(of, 'app', machine).steps;
    expect(explained.every(({ outcome }) => outcome === 'applied')).toBe(true);
    expect(JSON.parse(JSON.stringify(explained.map(({ rule, because, inputs }) => [rule, because, inputs])))).toEqual(steps);
  });

  it('refuses wrong options of every pod', () => {
    expect(() => explainSharedMemory(pod(limited), 'app', machine, { os: 'Linux' })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'options.os' }),
    );
    expect(() => explainSharedMemory(pod(limited), 'app', machine, { kubernetesVersion: '1.14' })).toThrow(
      expect.objectContaining({ code: 'UnsupportedVersion' }),
    );
  });
});

it('knows /dev/shm however it is written', () => {
  expect(['/dev/shm', '//dev//shm//'].every(isSharedMemoryPath)).toBe(true);
  expect(['dev/shm', '/dev/shm/x', '/x/dev/shm', '/dev/shm2', '', undefined, 5].some(isSharedMemoryPath)).toBe(false);
});
