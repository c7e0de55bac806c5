import { describe, expect, it } from 'vitest';
import { platformOf } from '../../src/eviction/thresholds/kubelet-thresholds.ts';
import { inputsOf, nodeAllocatableFromConfig, type KubeletReservationConfig } from '../../src/node/from-config.ts';
import { deepFreeze } from '../deep-freeze.ts';

const capacity = deepFreeze({ cpu: '8', memory: '16Gi', 'ephemeral-storage': '100Gi' });
const texts = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const left = (config: KubeletReservationConfig, kubernetesVersion = '1.37'): unknown =>
  texts(nodeAllocatableFromConfig(capacity, deepFreeze(config), { kubernetesVersion }).allocatable);

describe('nodeAllocatableFromConfig', () => {
  it('applies the default thresholds', () => {
    expect(left({})).toEqual({ cpu: '8', memory: '16284Mi', 'ephemeral-storage': '96636764000' });
    const windows = nodeAllocatableFromConfig(capacity, {}, { os: 'windows' });
    expect(windows.reservation.memory?.toString()).toBe('500Mi');
  });

  it('loses them to a partial evictionHard, unless they are merged', () => {
    const evictionHard = { 'imagefs.available': '10%' };
    expect(left({ evictionHard })).toEqual({ cpu: '8', memory: '16Gi', 'ephemeral-storage': '100Gi' });
    expect(left({ evictionHard, mergeDefaultEvictionSettings: true })).toEqual(left({}));
    expect(left({ evictionHard, mergeDefaultEvictionSettings: true }, '1.32')).toEqual(left({ evictionHard }));
  });

  it('lets reserved cpus replace reservations, since 1.17', () => {
    const config = {
      reservedSystemCPUs: '0-1',
      kubeReserved: { cpu: '3', memory: '1Gi' },
      systemReserved: { cpu: '100m' },
      evictionHard: {},
    };
    expect(left(config)).toMatchObject({ cpu: '6', memory: '15Gi' });
    expect(left(config, '1.16')).toMatchObject({ cpu: '4900m' });
    expect(left({ ...config, reservedSystemCPUs: '' })).toMatchObject({ cpu: '4900m' });
  });

  it('looks at reservedMemory only for the static policy', () => {
    const config = { evictionHard: {}, reservedMemory: [{ numaNode: 0, limits: { memory: '1Gi' } }] };
    expect(left(config)).toMatchObject({ memory: '16Gi' });
    expect(() => left({ ...config, memoryManagerPolicy: 'Static' })).toThrow(expect.objectContaining({ path: 'reservedMemory' }));
    expect(inputsOf(capacity, { memoryManagerPolicy: 'Static' }, platformOf(undefined)).reservedMemory).toEqual([]);
  });

  it('refuses what the kubelet cannot reserve', () => {
    const error = expect.objectContaining({ code: 'InvalidInput', path: 'kubeReserved.hugepages-2Mi' });
    expect(() => left({ kubeReserved: { 'hugepages-2Mi': '2Mi' } })).toThrow(error);
    expect(left({ kubeReserved: { pid: '100' }, evictionHard: {} })).toMatchObject({ memory: '16Gi' });
    for (const list of ['all', 3, true, ['0'], { cpus: '0' }, Object.create(null) as object])
      expect(() => left({ reservedSystemCPUs: list as never })).toThrow(
        expect.objectContaining({ code: 'InvalidInput', path: 'reservedSystemCPUs' }),
      );
  });
});
