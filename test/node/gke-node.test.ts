import { describe, expect, it } from 'vitest';
import { nodeAllocatable } from '../../src/node/allocatable.ts';
import { gkeNode } from '../../src/node/gke-node.ts';

describe('gkeNode', () => {
  it.each([
    ['n1-standard-1', 1, 3840, '60m', '960Mi', '1060Mi'],
    ['n1-standard-2', 2, 7680, '70m', '1736Mi', '1836Mi'],
    ['e2-standard-2', 2, 8192, '70m', '1819Mi', '1919Mi'],
    ['e2-standard-4', 4, 16_384, '80m', '2623Mi', '2723Mi'],
    ['n2-standard-8', 8, 32_768, '90m', '3606Mi', '3706Mi'],
    ['n2-standard-16', 16, 65_536, '110m', '5572Mi', '5672Mi'],
    ['n2-highmem-16', 16, 131_072, '110m', '9381Mi', '9481Mi'],
    ['n2-highmem-64', 64, 524_288, '230m', '17245Mi', '17345Mi'],
    ['f1-micro', 1, 614, '60m', '255Mi', '355Mi'],
  ])('%s', (_type, cpu, mebibytes, reserved, memory, withheld) => {
    const preset = gkeNode({ memory: `${mebibytes}Mi`, cpu });
    expect(JSON.stringify(preset.kubeReserved)).toBe(JSON.stringify({ cpu: reserved, memory }));
    expect(nodeAllocatable(preset).reservation.memory?.toString()).toBe(withheld);
  });

  it.each([
    [{ bootDisk: '10Gi' }, '5Gi'],
    [{ bootDisk: '20Gi' }, '10Gi'],
    [{ bootDisk: '50Gi' }, '24064Mi'],
    [{ bootDisk: '100Gi' }, '41Gi'],
    [{ bootDisk: '200Gi' }, '76Gi'],
    [{ bootDisk: '260Gi' }, '97Gi'],
    [{ bootDisk: '300Gi' }, '100Gi'],
    [{ bootDisk: '300Gi', localSSDs: 1 }, '50Gi'],
    [{ localSSDs: 2 }, '75Gi'],
    [{ localSSDs: 3 }, '100Gi'],
    [{ localSSDs: 24 }, '100Gi'],
    [{}, undefined],
  ])('of %j reserves %s', (disks, reserved) => {
    const kubeReserved = gkeNode({ memory: '8Gi', cpu: 2, ...disks }).kubeReserved as Record<string, unknown>;
    expect(kubeReserved['ephemeral-storage']?.toString()).toBe(reserved);
  });

  it.each([
    [{ bootDisk: '0' }, 'bootDisk'],
    [{ bootDisk: 'x' }, 'bootDisk'],
    [{ localSSDs: -1 }, 'localSSDs'],
  ])('refuses %j', (disks, path) => expect(() => gkeNode({ memory: '8Gi', cpu: 2, ...disks })).toThrow(expect.objectContaining({ path })));
});
