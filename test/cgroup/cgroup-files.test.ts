import { describe, expect, it } from 'vitest';
import { cgroupV1Files, cgroupV2Files, type CgroupValues } from '../../src/cgroup/cgroup-files.ts';
import { resourceConfigForPod } from '../../src/cgroup/pod/resource-config.ts';
import { Quantity } from '../../src/quantity/index.ts';

const bytes = (amount: bigint | number): Quantity => Quantity.fromInt64(amount);
const full = {
  memory: bytes(536870912),
  cpuShares: 1024,
  cpuQuota: -1,
  cpuPeriod: 50_000,
  hugePageLimit: { '2097152': bytes(4194304), '1073741824': bytes(0), '3000': bytes(1) },
  unified: { 'memory.low': '1' },
};

describe('of a pod', () => {
  it('in cgroup v1', () => {
    expect(cgroupV1Files(full)).toEqual({
      'cpu.shares': '1024',
      'cpu.cfs_period_us': '50000',
      'cpu.cfs_quota_us': '-1',
      'memory.limit_in_bytes': '536870912',
      'hugetlb.2MB.limit_in_bytes': '4194304',
      'hugetlb.1GB.limit_in_bytes': '0',
    });
  });
  it('in cgroup v2', () => {
    expect(cgroupV2Files(full, { conversion: 'linear' })).toEqual({
      'cpu.weight': '39',
      'cpu.max': 'max 50000',
      'memory.max': '536870912',
      'hugetlb.2MB.max': '4194304',
      'hugetlb.1GB.max': '0',
      'memory.low': '1',
    });
    expect(cgroupV2Files(full, { conversion: 'log' })['cpu.weight']).toBe('100');
  });
  it('where nothing is set', () => {
    expect(cgroupV1Files({ hugePageLimit: {} })).toEqual({});
    expect(cgroupV2Files({ cpuShares: 0, memory: bytes(0), hugePageLimit: {} }, { conversion: 'linear' })).toEqual({});
  });
});

describe('of a container', () => {
  it.each([
    [1024, 1024, '0'],
    [1024, 3072, '2048'],
    [1024, -1, 'max'],
    [-1, 0, 'max'],
    [1024, 0, undefined],
  ])('with %i bytes of memory, %i with swap', (memory, swap, written) => {
    const files = cgroupV2Files({ memoryLimit: bytes(memory), memorySwapLimit: bytes(swap) }, { conversion: 'log' });
    expect(files['memory.swap.max']).toBe(written);
  });
  it('in cgroup v1, memory with swap', () => {
    expect(cgroupV1Files({ memoryLimit: bytes(5), memorySwapLimit: bytes(-1), hugepageLimits: { '2MB': bytes(7) } })).toEqual({
      'memory.limit_in_bytes': '5',
      'memory.memsw.limit_in_bytes': '-1',
      'hugetlb.2MB.limit_in_bytes': '7',
    });
  });
  it('with less swap than there is memory is refused', () => {
    expect(() => cgroupV2Files({ memoryLimit: bytes(2048), memorySwapLimit: bytes(1024) }, { conversion: 'log' })).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'config.memorySwapLimit' }),
    );
  });
});

describe('a config', () => {
  it('may have been JSON', () => {
    const limits = { cpu: '500m', memory: '512Mi' };
    const app = { name: 'app', resources: { limits, requests: { 'hugepages-2Mi': '2Mi' } } };
    const given = resourceConfigForPod({ spec: { containers: [app] } }) ?? { hugePageLimit: {} };
    const read = JSON.parse(JSON.stringify(given)) as CgroupValues;
    expect(cgroupV1Files(read)).toEqual(cgroupV1Files(given));
    expect(cgroupV2Files(read, { conversion: 'log' })).toEqual(cgroupV2Files(given, { conversion: 'log' }));
  });
  it.each([
    [undefined, 'config'],
    [{ cpuShares: 0.5 }, 'config.cpuShares'],
    [{ memory: '1gi' }, 'config.memory'],
    [{ hugePageLimit: { '2Mi': '1' } }, 'config.hugePageLimit.2Mi'],
  ])('that is none is refused: %j', (given, path) => {
    expect(() => cgroupV1Files(given as CgroupValues)).toThrow(expect.objectContaining({ name: 'SizingError', path }));
  });
});
