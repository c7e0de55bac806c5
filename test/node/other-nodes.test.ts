import { describe, expect, it } from 'vitest';
import { nodeAllocatable } from '../../src/node/allocatable.ts';
import { k3sNode, kopsNode, openshiftNode, talosNode } from '../../src/node/other-nodes.ts';

describe('openshiftNode', () => {
  // GiB and cores of the machine, whole GiB that its node has; memory by tiers and gently; cpu.
  it.each([
    [4, 2, 3, '1Gi', '1Gi', '500m'],
    [8, 2, 7, '2Gi', '1Gi', '500m'],
    [16, 4, 15, '3Gi', '1Gi', '500m'],
    [32, 8, 31, '4Gi', '2Gi', '500m'],
    [64, 16, 62, '5Gi', '4Gi', '500m'],
    [128, 32, 124, '9Gi', '8Gi', '500m'],
    [256, 64, 251, '12Gi', '10Gi', '820m'],
    [512, 128, 503, '17Gi', '15Gi', '1580m'],
  ])('%i GiB', (sold, cpu, has, tiers, gentle, cores) => {
    const reserved = (memory: 'tiers' | 'gentle', version: 1 | 2): unknown =>
      JSON.parse(
        JSON.stringify(
          openshiftNode({ memory: `${sold}Gi`, cpu, capacity: { memory: `${has}.9Gi` }, autoSizing: { memory, cpu: version } })
            .systemReserved,
        ),
      );
    expect(reserved('tiers', 1)).toEqual({ cpu: '500m', memory: tiers, 'ephemeral-storage': '1Gi' });
    expect(reserved('gentle', 2)).toEqual({ cpu: cores, memory: gentle, 'ephemeral-storage': '1Gi' });
  });

  it('is the same everywhere without', () => {
    expect(String(nodeAllocatable(openshiftNode({ memory: '512Gi', cpu: 128 })).reservation.memory)).toBe('1124Mi');
  });

  it.each([
    [{ memory: 'both', cpu: 1 }, 'autoSizing.memory'],
    [{ memory: 'tiers', cpu: 3 }, 'autoSizing.cpu'],
    ['on', 'autoSizing'],
  ])('refuses %j', (autoSizing, path) => {
    expect(() => openshiftNode({ memory: '8Gi', cpu: 2, autoSizing: autoSizing as never })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path }),
    );
  });

  it.each(['1e400', '-1', '0'])('refuses a capacity of %s', (memory) => {
    const machine = { memory: '8Gi', cpu: 2, capacity: { memory }, autoSizing: { memory: 'gentle', cpu: 2 } } as const;
    expect(() => openshiftNode(machine)).toThrow(expect.objectContaining({ code: 'OutOfRange', path: 'capacity.memory' }));
  });
});

it.each([
  ['k3s', k3sNode, '8Gi', '95Gi', '4'],
  ['kOps', kopsNode, '8092Mi', '90Gi', '4'],
  ['Talos', talosNode, '7708Mi', '91904Mi', '3950m'],
] as const)('%s', (_name, preset, memory, storage, cpu) => {
  const { allocatable } = nodeAllocatable(preset({ memory: '8Gi', cpu: 4, capacity: { 'ephemeral-storage': '100Gi' } }));
  expect([allocatable.memory?.toString(), allocatable.cpu?.toString()]).toEqual([memory, cpu]);
  // Percentages are float32.
  expect(Math.round(Number(allocatable['ephemeral-storage']?.value()) / 2 ** 20)).toBe(
    Number.parseInt(storage) * (storage.endsWith('Mi') ? 1 : 1024),
  );
  expect(allocatable['pods']?.toString()).toBe('110');
});

it('Talos takes true or false for controlPlane', () => {
  expect(talosNode({ memory: '8Gi', cpu: 4, controlPlane: true }).systemReserved?.['memory' as never]).toBe('512Mi');
  expect(() => talosNode({ memory: '8Gi', cpu: 4, controlPlane: 'false' as never })).toThrow(
    'controlPlane: got "false", expected one of true, false',
  );
});

it.each([openshiftNode, k3sNode, kopsNode, talosNode])('%o wants a machine', (preset) =>
  expect(() => preset(undefined as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'machine' })),
);
