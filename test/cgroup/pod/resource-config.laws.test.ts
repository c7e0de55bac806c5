import { expect, it } from 'vitest';
import type { ResourceConfigStep } from '../../../src/cgroup/pod/explanation.ts';
import { explainResourceConfigForPod, resourceConfigForPod, type ResourceConfig } from '../../../src/cgroup/pod/resource-config.ts';
import { isSizingError } from '../../../src/errors.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { supportedMinors } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** What each reason says of the result. */
const saying: Readonly<Record<string, (config: ResourceConfig, inputs: ResourceConfigStep['inputs']) => boolean>> = {
  'cgroup-shares-from-request': ({ cpuShares }, { shares }) => cpuShares === shares,
  'cgroup-shares-least': ({ cpuShares }, { shares }) => cpuShares === shares && shares === 2,
  'cgroup-quota-from-limit': ({ cpuQuota }, { quota }) => cpuQuota === quota,
  'cgroup-quota-not-enforced': ({ cpuQuota }) => cpuQuota === -1,
  'cgroup-memory-from-limit': ({ memory }, { memory: bytes }) => memory?.value().toString() === bytes,
  'cgroup-limit-undeclared': (config, { resource }) => (resource === 'cpu' ? config.cpuQuota : config.memory) === undefined,
  'cgroup-limit-best-effort': (config, { resource }) => (resource === 'cpu' ? config.cpuQuota : config.memory) === undefined,
  'cgroup-hugepages-found': ({ hugePageLimit }, { pageSize, limit }) => hugePageLimit[pageSize as string] === limit,
  'cgroup-protection-hard': ({ unified }) => unified?.['memory.min'] !== undefined,
  'cgroup-protection-soft': ({ unified }) => unified?.['memory.low'] !== undefined,
  'cgroup-protection-off': ({ unified }) => unified === undefined,
  'cgroup-protection-policy': ({ unified }) => unified === undefined,
  'cgroup-protection-nothing': ({ unified }) => unified === undefined,
  'cgroup-qos-found': ({ cpuQuota, memory }, { qosClass }) =>
    qosClass === 'Burstable' || (cpuQuota !== undefined && memory !== undefined) === (qosClass === 'Guaranteed'),
};

it('explains the result of any pod, odd amounts among them, and no step contradicts it', () => {
  const random = new Random(31);
  for (let i = 0; i < 1500; i++) {
    const pod = deepFreeze(randomPod(random)) as PodLike;
    const options = {
      kubernetesVersion: random.pick(supportedMinors),
      enforceCPULimits: random.chance(0.8),
      enforceMemoryQoS: random.chance(0.5),
      memoryReservationPolicy: random.pick(['None', 'TieredReservation'] as const),
    };
    let config: ResourceConfig | undefined;
    try {
      config = resourceConfigForPod(pod, options);
    } catch (error) {
      expect(isSizingError(error)).toBe(true);
      expect(() => explainResourceConfigForPod(pod, options)).toThrow((error as Error).message);
      continue;
    }
    const { result, steps } = explainResourceConfigForPod(pod, options);
    expect(plain(result)).toEqual(plain(config));
    const told = steps.map(({ rule, inputs }) => `${rule} ${(inputs['pageSize'] as string | undefined) ?? ''}`);
    expect(new Set(told).size).toBe(told.length);
    expect(told).toEqual(expect.arrayContaining(['cgroup-qos ', 'cgroup-cpu-shares ', 'cgroup-cpu-quota ', 'cgroup-memory ']));
    for (const { because, inputs } of steps) expect([because, result && saying[because]?.(result, inputs)]).toEqual([because, true]);
  }
});
