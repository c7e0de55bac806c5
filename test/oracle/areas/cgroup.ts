import { resourceConfigForPod, type ResourceConfig, type ResourceConfigOptions } from '../../../src/cgroup/index.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { flippable, flippedGates, gatesOfText, unfixed } from '../flipped-gates.ts';
import { minors, minorsFrom } from '../minors.ts';
import { randomPod } from '../pods.ts';
import type { Random } from '../random.ts';
import { realPods } from '../real-pods.ts';
import type { Case, Topic } from '../topic.ts';

interface In {
  readonly pod: PodLike;
  readonly enforceCPULimits: boolean;
  readonly cpuPeriod: number;
  readonly enforceMemoryQoS: boolean;
  readonly memoryReservationPolicy: 'None' | 'TieredReservation';
}

function randomIn(random: Random): In {
  return {
    pod: randomPod(random),
    enforceCPULimits: random.chance(0.85),
    cpuPeriod: random.pick([100_000, 100_000, 10_000, 1000, 250_000]),
    enforceMemoryQoS: random.chance(0.5),
    memoryReservationPolicy: random.pick(['None', 'TieredReservation']),
  };
}

/** A config as the Go program shows it. */
export function shownConfig(config: ResourceConfig | undefined): unknown {
  if (config === undefined) return null;
  const { memory, cpuShares, cpuQuota, cpuPeriod, hugePageLimit, unified } = config;
  const text = (value: number | undefined): string | undefined => (value === undefined ? undefined : String(value));
  return {
    memory: memory?.value().toString(),
    cpuShares: text(cpuShares),
    cpuQuota: text(cpuQuota),
    cpuPeriod: text(cpuPeriod),
    hugePageLimit: Object.fromEntries(Object.entries(hugePageLimit).map(([size, limit]) => [size, limit.value().toString()])),
    unified,
  };
}

/** Numbers beyond the safe integers are refused here. */
function read(result: unknown): unknown {
  const { cpuShares, cpuQuota } = (result ?? {}) as Record<string, string | undefined>;
  const unsafe = [cpuShares, cpuQuota].some((text) => text !== undefined && !Number.isSafeInteger(Number(text)));
  return unsafe ? { error: 'OutOfRange' } : result;
}

function config(suffix: string, at: readonly number[], gates: ((minor: number) => string) | undefined, count: number): Topic<In> {
  return {
    folder: 'cgroup',
    name: `resourceConfigForPod${suffix}`,
    upstream: 'pkg/kubelet/cm ResourceConfigForPod',
    fn: 'resourceConfigForPod',
    minors: at,
    ...(gates === undefined ? {} : { gates }),
    *cases(random): Iterable<Case<In>> {
      for (const { name, pod } of realPods())
        yield {
          name,
          in: { pod, enforceCPULimits: true, cpuPeriod: 100_000, enforceMemoryQoS: true, memoryReservationPolicy: 'TieredReservation' },
        };
      for (let i = 0; i < count; i++) yield { in: randomIn(random) };
    },
    random: randomIn,
    read,
    ours: ({ pod, ...rest }, minor) => {
      const options: ResourceConfigOptions = { ...rest, kubernetesVersion: `1.${minor}` };
      return shownConfig(
        resourceConfigForPod(pod, { ...options, ...(gates === undefined ? {} : { featureGates: gatesOfText(gates(minor)) }) }),
      );
    },
  };
}

const claims = 'DRANodeAllocatableResources=true';

export const cgroupTopics: readonly Topic<In>[] = [
  config('', minors, undefined, 1500),
  config('.gates', flippable, flippedGates, 500),
  config('.unfixed', minorsFrom(37), () => unfixed, 200),
  config('.claims', minorsFrom(36), () => claims, 300),
];
