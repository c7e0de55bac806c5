import { calculateSandboxResources, type SandboxResourcesOptions } from '../../../src/cgroup/index.ts';
import type { PodLike } from '../../../src/core/index.ts';
import type { GateOptions } from '../../../src/version/index.ts';
import { minorsFrom } from '../minors.ts';
import { realPods } from '../real-pods.ts';
import type { AnyTopic } from '../topic.ts';
import { podOfContainers, topicsOf, withNumbers, type Subject } from './container.ts';

interface In {
  readonly pod: PodLike;
  readonly options: Omit<SandboxResourcesOptions, keyof GateOptions>;
}

const sandboxes: Subject<In> = {
  name: 'calculateSandboxResources',
  upstream: 'pkg/kubelet/kuberuntime calculateSandboxResources',
  random: (random) => ({
    pod: podOfContainers(random),
    options: {
      ...random.maybe(0.3, () => ({ enforceCPULimits: random.chance(0.5) })),
      ...random.maybe(0.5, () => ({ cpuPeriod: random.pick([100_000, 10_000, 50_000, 1000, 1, 0, 1_000_000]) })),
      ...random.maybe(0.5, () => ({ singleProcessOOMKill: random.chance(0.5) })),
      ...random.maybe(0.3, () => ({ exclusiveCPUs: random.chance(0.7) })),
      ...random.maybe(0.5, () => ({ cgroupVersion: random.pick([1, 2] as const) })),
    },
  }),
  *fixed() {
    for (const { name, pod } of realPods()) yield { name, in: { pod, options: {} } };
  },
  ask: ({ pod, options }) => ({
    pod,
    settings: {
      cpuCFSQuota: options.enforceCPULimits ?? true,
      cpuPeriod: String(options.cpuPeriod ?? 100_000),
      nodeMemory: '0',
      swapCapacity: '0',
      cgroupV2: options.cgroupVersion !== 1,
      exclusiveCPUs: options.exclusiveCPUs ?? false,
      singleProcessOOMKill: options.singleProcessOOMKill ?? false,
    },
  }),
  read: (result) => {
    const { oomScoreAdj: _, ...values } = result as { readonly oomScoreAdj: string };
    return withNumbers(values, ['cpuShares', 'cpuQuota', 'cpuPeriod']);
  },
  ours: ({ pod, options }, gates) => {
    const { memoryLimit, ...values } = calculateSandboxResources(pod, { ...options, ...gates }) ?? {};
    return { ...values, memoryLimit: memoryLimit?.toBigInt().toString() };
  },
  count: 1000,
};

export const sandboxTopics: readonly AnyTopic[] = topicsOf(sandboxes, minorsFrom(23));
