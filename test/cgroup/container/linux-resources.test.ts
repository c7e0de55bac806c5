import { describe, expect, it } from 'vitest';
import { calculateLinuxResources } from '../../../src/cgroup/container/linux-resources.ts';
import { amountOf } from '../../../src/core/resource-lists.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { basisOf, podWith } from './basis-of.ts';

const cpu = (request: string | undefined, limit: string | undefined): object => ({ requests: { cpu: request }, limits: { cpu: limit } });
const values = (resources: object, minor: number, options = {}, machine = {}): unknown => {
  const {
    requests,
    limits,
    settings,
    machine: facts,
    known,
  } = basisOf(podWith(resources), minor, options, { cgroupVersion: 1, ...machine });
  const [cpuRequest, cpuLimit, memory] = [amountOf(requests, 'cpu'), amountOf(limits, 'cpu'), amountOf(limits, 'memory')];
  const amounts = { cpuRequest, cpuLimit, quotaLimit: () => cpuLimit, memoryLimit: memory?.value() ?? 0n };
  return calculateLinuxResources(amounts, { ...settings, machine: facts }, known.release);
};

it('has a memory limit unless that is 0', () => {
  expect(values({ limits: { memory: '1Gi' } }, 37, { enforceCPULimits: false })).toEqual({
    cpuShares: 2,
    memoryLimit: Quantity.parse('1Gi'),
  });
  expect(values({ limits: { memory: '0' } }, 37, { enforceCPULimits: false })).toEqual({ cpuShares: 2 });
});

it.each([
  [37, {}, 2, true],
  [37, { singleProcessOOMKill: true }, 2, false],
  [31, { singleProcessOOMKill: true }, 2, true],
  [27, {}, 2, false],
  [37, {}, 1, false],
])('in 1.%i with %j on cgroup v%i is killed whole: %s', (minor, options, cgroupVersion, whole) =>
  expect(values({}, minor, { ...options, enforceCPULimits: false }, { cgroupVersion })).toEqual({
    cpuShares: 2,
    ...(whole ? { unified: { 'memory.oom.group': '1' } } : {}),
  }),
);

describe('the CPU of a container', () => {
  it.each([
    [cpu('250m', '500m'), 37, { cpuShares: 256, cpuQuota: 50000, cpuPeriod: 100000 }],
    [cpu('250m', undefined), 37, { cpuShares: 256, cpuPeriod: 100000 }],
    [cpu(undefined, undefined), 37, { cpuShares: 2, cpuPeriod: 100000 }],
    [cpu(undefined, '2'), 37, { cpuShares: 2048, cpuQuota: 200000, cpuPeriod: 100000 }],
    [cpu('0', '2'), 26, { cpuShares: 2, cpuQuota: 200000, cpuPeriod: 100000 }],
    [cpu('0', '2'), 25, { cpuShares: 2048, cpuQuota: 200000, cpuPeriod: 100000 }],
    [cpu('1n', '1n'), 37, { cpuShares: 2, cpuQuota: 1000, cpuPeriod: 100000 }],
    [cpu('300', undefined), 24, { cpuShares: 262144, cpuPeriod: 100000 }],
    [cpu('300', undefined), 23, { cpuShares: 307200, cpuPeriod: 100000 }],
  ])('%j in 1.%i', (resources, minor, result) => expect(values(resources, minor)).toEqual(result));

  it('has its own period with the gate', () => {
    const cpuPeriod = 10_000;
    expect(values(cpu('1', '1'), 37, { cpuPeriod })).toEqual({ cpuShares: 1024, cpuQuota: 10000, cpuPeriod });
    expect(values(cpu('1', '1'), 35, { cpuPeriod })).toEqual({ cpuShares: 1024, cpuQuota: 100000, cpuPeriod: 100000 });
    expect(values(cpu('1', '1'), 37, { cpuPeriod: 0 })).toEqual({ cpuShares: 1024, cpuQuota: 1000 });
  });

  it('has no quota where limits are not enforced', () => {
    expect(values(cpu('1', '1'), 37, { enforceCPULimits: false })).toEqual({ cpuShares: 1024 });
    const exclusiveCPUs = true;
    expect(values(cpu('1', '1'), 37, {}, { exclusiveCPUs })).toEqual({ cpuShares: 1024, cpuQuota: -1, cpuPeriod: 100000 });
    expect(values(cpu('1', '1'), 32, {}, { exclusiveCPUs })).toEqual({ cpuShares: 1024, cpuQuota: 100000, cpuPeriod: 100000 });
    expect(values(cpu('1', '1'), 33, { featureGates: { DisableCPUQuotaWithExclusiveCPUs: false } }, { exclusiveCPUs })).toMatchObject({
      cpuQuota: 100000,
    });
  });

  it('is refused with a period that is none', () => {
    for (const cpuPeriod of [0.5, Number.NaN])
      expect(() => values(cpu('1', '1'), 17, { cpuPeriod, enforceCPULimits: false })).toThrow(
        expect.objectContaining({ code: 'OutOfRange', path: 'options.cpuPeriod' }),
      );
  });

  it('is refused beyond the safe integers', () => {
    expect(() => values(cpu('9e15', undefined), 23)).not.toThrow();
    expect(() => values(cpu(undefined, '9007199254740'), 37, { cpuPeriod: 1_000_000 })).not.toThrow();
    expect(() => values(cpu(undefined, '9007199254740'), 37, { cpuPeriod: 1_024 })).toThrow(
      expect.objectContaining({ code: 'OutOfRange', path: 'cpuQuota' }),
    );
  });
});
