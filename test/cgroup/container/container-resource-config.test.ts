import { describe, expect, it } from 'vitest';
import { containerResourceConfig } from '../../../src/cgroup/container/container-resource-config.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { machine, podWith } from './basis-of.ts';

const pod = podWith(
  { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi', 'hugepages-2Mi': '4Mi' } },
  { initContainers: [{ name: 'setup' }] },
);
const config = (name: string, minor: number, options = {}, other = {}): unknown =>
  JSON.parse(
    JSON.stringify(
      containerResourceConfig(pod, name, deepFreeze({ ...machine, ...other }), deepFreeze({ kubernetesVersion: `1.${minor}`, ...options })),
    ),
  );
const cpu = { cpuShares: 256, cpuQuota: 100000, cpuPeriod: 100000 };
const always = { ...cpu, memoryLimit: '2Gi', oomScoreAdj: 938 };
const hugepageLimits = { '2MB': '4Mi', '1GB': '0' };

describe('what the runtime is asked to give a container', () => {
  it.each([
    [17, always],
    [18, { ...always, hugepageLimits }],
    [27, { ...always, hugepageLimits }],
    [29, { ...always, hugepageLimits, unified: { 'memory.oom.group': '1', 'memory.swap.max': '0' } }],
    [36, { ...always, hugepageLimits, unified: { 'memory.oom.group': '1', 'memory.swap.max': '536870912' } }],
    [
      37,
      {
        ...always,
        hugepageLimits,
        unified: { 'memory.oom.group': '1', 'memory.swap.max': '536870912', 'memory.min': '0', 'memory.low': '0' },
      },
    ],
  ])('in 1.%i', (minor, result) => expect(config('app', minor)).toEqual(result));

  it('on cgroup v1', () =>
    expect(config('app', 37, {}, { cgroupVersion: 1 })).toEqual({ ...always, memorySwapLimit: '2Gi', hugepageLimits }));
  it('without limits of its own', () => {
    const least = { cpuShares: 2, cpuPeriod: 100000, oomScoreAdj: 999 };
    expect(config('setup', 17)).toEqual(least);
    expect(config('setup', 37, {}, { cgroupVersion: 1, hugePageSizes: [] })).toEqual(least);
  });
  it('where single processes are killed', () =>
    expect(config('app', 36, { singleProcessOOMKill: true }, { swapControllerAvailable: false })).toEqual({ ...always, hugepageLimits }));
  it('with no options, or null', () => {
    for (const none of [undefined, null as unknown as undefined])
      expect(containerResourceConfig(pod, 'app', machine, none).cpuShares).toBe(256);
  });
  it('under a limit of its pod', () => {
    const of = podWith({}, { resources: { requests: { memory: '1Gi' }, limits: { cpu: '2', memory: '3Gi' } } });
    expect(containerResourceConfig(of, 'app', machine).memoryLimit?.toString()).toBe('3Gi');
    expect(containerResourceConfig(of, 'app', machine)).toMatchObject({ cpuShares: 2048, cpuQuota: 200000, oomScoreAdj: 938 });
    expect(containerResourceConfig(of, 'app', machine, { kubernetesVersion: '1.31' })).toMatchObject({ cpuShares: 2, oomScoreAdj: 1000 });
  });
});

it.each([
  ['an unknown container', 'other', {}, {}, 'NotFound', 'containerName'],
  ['a machine without memory', 'app', {}, { nodeMemory: 0 }, 'UpstreamPanics', 'memoryCapacity'],
  ['a machine that has none', 'app', {}, { nodeMemory: '16K' }, 'ErrSuffix', 'machine.nodeMemory'],
  ['a period that is none', 'app', { cpuPeriod: Number.NaN }, {}, 'OutOfRange', 'options.cpuPeriod'],
  [
    'a gate that does not exist',
    'app',
    { featureGates: { SidecarContainers: true } },
    {},
    'UnknownFeatureGate',
    'featureGates.SidecarContainers',
  ],
])('%s is refused', (_name, name, options, other, code, path) =>
  expect(() => config(name, 37, options, other)).toThrow(expect.objectContaining({ code, path })),
);
