import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../src/core/index.ts';
import { explainSharedMemory } from '../../src/volumes/shared-memory.ts';
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

  it('refuses a container that is not there', () => {
    expect(() => explainSharedMemory(pod({}), 'web', machine)).toThrow(
      expect.objectContaining({ code: 'NotFound', path: 'containerName' }),
    );
  });

  it.each([
    [{ resources: { limits: { memory: '1gi' } } }, machine, 'spec.containers[0].resources.limits.memory'],
    [{ volumeMounts: 'shm' }, machine, 'spec.containers[0].volumeMounts'],
    [{}, { ...machine, runtimeDefault: 'x' }, 'machine.runtimeDefault'],
  ])('tells where it stumbled: %j', (app, of, path) => {
    expect(() => explainSharedMemory(pod(app as never), 'app', of)).toThrow(expect.objectContaining({ path }));
  });

  it('says why', () => {
    const reasons = explainSharedMemory(pod({ ...mount(), ...limited }, { medium: 'Memory' }), 'app', machine).steps.map(
      ({ because }) => because,
    );
    expect(reasons).toEqual(['shm-of-volume', 'shm-container-limit', 'shm-oom-alone']);
  });
});
