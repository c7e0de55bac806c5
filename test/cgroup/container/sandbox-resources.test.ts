import { describe, expect, it } from 'vitest';
import { calculateSandboxResources } from '../../../src/cgroup/container/sandbox-resources.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { podWith } from './basis-of.ts';

const app = { requests: { cpu: '250m' }, limits: { cpu: '1', memory: '1Gi' } };
const partly = podWith(app, { containers: [{ name: 'app', resources: app }, { name: 'helper' }] });
const sandbox = (pod: unknown, minor: number, options = {}): unknown =>
  JSON.parse(
    JSON.stringify(
      calculateSandboxResources(
        deepFreeze(pod) as typeof partly,
        deepFreeze({ kubernetesVersion: `1.${minor}`, cgroupVersion: 1, ...options }),
      ) ?? null,
    ),
  );
const cpu = { cpuShares: 256, cpuQuota: 100000, cpuPeriod: 100000 };

describe('what the runtime is told of a whole pod', () => {
  it('is nothing before 1.23', () => expect(sandbox(partly, 22)).toBeNull());

  it('is limited by one container up to 1.37, and by all or none since', () => {
    expect(sandbox(partly, 23)).toEqual({ ...cpu, memoryLimit: '1Gi' });
    expect(sandbox(partly, 37)).toEqual({ ...cpu, memoryLimit: '1Gi' });
    expect(sandbox(partly, 38)).toEqual({ cpuShares: 256, cpuPeriod: 100000 });
    expect(sandbox(podWith(app), 38)).toEqual({ ...cpu, memoryLimit: '1Gi' });
  });

  it('is without overhead', () => {
    const overhead = { cpu: '500m', memory: '64Mi' };
    for (const minor of [23, 27, 38]) expect(sandbox(podWith(app, { overhead }), minor)).toEqual({ ...cpu, memoryLimit: '1Gi' });
  });

  it.each([
    [31, {}, { ...cpu, memoryLimit: '1Gi' }],
    [33, {}, { ...cpu, memoryLimit: '1Gi' }],
    [33, { featureGates: { PodLevelResources: true } }, { cpuShares: 512, cpuQuota: 200000, cpuPeriod: 100000, memoryLimit: '1Gi' }],
    [38, {}, { cpuShares: 512, cpuQuota: 200000, cpuPeriod: 100000, memoryLimit: '1Gi' }],
  ])("with the pod's own resources in 1.%i, %j", (minor, options, result) =>
    expect(sandbox(podWith(app, { resources: { requests: { cpu: '500m' }, limits: { cpu: '2' } } }), minor, options)).toEqual(result),
  );

  it('does not count what a resize has not given yet', () => {
    const status = { containerStatuses: [{ name: 'app', allocatedResources: { cpu: '2' }, resources: { requests: { cpu: '2' } } }] };
    const options = { featureGates: { InPlacePodVerticalScaling: true } };
    expect(sandbox(podWith(app, {}, { status }), 31, options)).toEqual({ ...cpu, memoryLimit: '1Gi' });
  });

  it('counts claims with their gate since 1.37', () => {
    const nodeAllocatableResourceClaimStatuses = [
      { resourceClaimName: 'c', containers: ['app'], mapping: [{ name: 'cpu', quantity: '1' }] },
    ];
    const pod = podWith(app, {}, { status: { nodeAllocatableResourceClaimStatuses } });
    const options = { featureGates: { DRANodeAllocatableResources: true } };
    expect(sandbox(pod, 37, options)).toMatchObject({ cpuShares: 1280, cpuQuota: 200000 });
    expect(sandbox(pod, 36, options)).toMatchObject(cpu);
  });

  it.each([
    ['cgroup v2', 38, { cgroupVersion: undefined }, { ...cpu, memoryLimit: '1Gi', unified: { 'memory.oom.group': '1' } }],
    ['cgroup v2, single processes', 38, { cgroupVersion: 2, singleProcessOOMKill: true }, { ...cpu, memoryLimit: '1Gi' }],
    ['CPUs of its own', 38, { exclusiveCPUs: true }, { ...cpu, cpuQuota: -1, memoryLimit: '1Gi' }],
    ['CPUs of its own, before', 32, { exclusiveCPUs: true }, { ...cpu, memoryLimit: '1Gi' }],
    ['limits that are not enforced', 38, { enforceCPULimits: false }, { cpuShares: 256, memoryLimit: '1Gi' }],
    ['a period', 38, { cpuPeriod: 10_000 }, { cpuShares: 256, cpuQuota: 10000, cpuPeriod: 10000, memoryLimit: '1Gi' }],
  ])('with %s in 1.%i', (_name, minor, options, result) => expect(sandbox(podWith(app), minor, options)).toEqual(result));

  it('is the least for a pod without resources', () => expect(sandbox(podWith({}), 38)).toEqual({ cpuShares: 2, cpuPeriod: 100000 }));
  it('takes no options, or null', () => {
    for (const none of [undefined, null as unknown as undefined])
      expect(calculateSandboxResources(partly, none)).toMatchObject({ cpuShares: 256 });
  });
});

it.each([
  ['a version of cgroups', partly, { cgroupVersion: 3 }, 'InvalidInput', 'options.cgroupVersion'],
  ['a flag', partly, { exclusiveCPUs: 'yes' }, 'InvalidInput', 'options.exclusiveCPUs'],
  ['a period', partly, { cpuPeriod: 0.5 }, 'OutOfRange', 'options.cpuPeriod'],
  ['an amount', podWith({ limits: { cpu: '1K' } }), {}, 'ErrSuffix', 'spec.containers[0].resources.limits.cpu'],
  ['a quota', podWith({ limits: { cpu: '9007199254740' } }), { cpuPeriod: 1024 }, 'OutOfRange', 'cpuQuota'],
])('%s that is malformed is refused', (_name, pod, options, code, path) =>
  expect(() => sandbox(pod, 37, options)).toThrow(expect.objectContaining({ code, path })),
);
