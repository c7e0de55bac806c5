import type { PodLike } from '../../core/index.ts';
import { byteQuantity } from '../../core/int64.ts';
import { lazily } from '../../core/lazily.ts';
import { amountOf } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import { containerNamed, type NamedContainer } from '../../resources/totals/named-container.ts';
import { releaseOf } from '../../version/release.ts';
import { oomScores } from '../oom/score.ts';
import { containerBases, limitWithClaims, limitWithoutClaims, type ContainerBasis, type PodOnMachine } from './basis.ts';
import { getHugepageLimitsFromResources } from './hugepages.ts';
import { calculateLinuxResources, type LinuxResources } from './linux-resources.ts';
import { containerSettings, machineFacts } from './machine.ts';
import type { ContainerMachine, ContainerResourceConfigOptions } from './machine.ts';
import { memoryQoSFiles } from './memory-qos.ts';
import { configureContainerSwapResources } from './swap.ts';

/**
 * What the kubelet asks the runtime to give a container. A value that is not set is absent; to the runtime 0 means the same.
 *
 * Upstream: `k8s.io/cri-api/pkg/apis/runtime/v1`, `LinuxContainerResources`.
 */
export interface ContainerResourceConfig extends LinuxResources {
  /** Memory and swap together, bytes; -1 means no limit. */
  readonly memorySwapLimit?: Quantity;
  readonly oomScoreAdj: number;
  /** Bytes by page size, such as `2MB`. */
  readonly hugepageLimits?: { readonly [pageSize: string]: Quantity };
}

/**
 * What the kubelet asks the runtime to give a container: CPU shares, quota and period, memory and swap limits, OOM score, hugepages, and
 * files of cgroup v2.
 *
 * - Shares come from the request or, where there is none, from the limit; before 1.26 a request of 0 counts as none, and before 1.24 shares
 *   have no upper bound. Quota and memory limit come from the limit. Since 1.32 (gate PodLevelResources) a container without a limit gets
 *   that of its pod.
 * - The quota is -1 for a container with CPUs of its own since 1.33; it is absent without a limit, while the period is there.
 * - Hugepages, since 1.18: the limit of each size that the machine has, else 0. Where two names mean one size, the last counts.
 * - Swap, with the gate NodeSwap since 1.22: how it is limited changed in 1.28, 1.30 and 1.31.
 * - `memory.oom.group` since 1.28; `memory.min`, `memory.low` and `memory.high` with the gate MemoryQoS since 1.22 (on by default in 1.37,
 *   where without it `memory.high` is `max`).
 *
 * Amounts are int64 and wrap as upstream's do; hugepages are uint64. Pages of memory have 4096 bytes. The pod is taken as allocated, as the
 * kubelet passes it on.
 *
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`, `generateLinuxContainerResources`, since 1.27; before, a part of
 * `generateLinuxContainerConfig`.
 *
 * @param containerName one of its containers or init containers
 * @param machine the machine, and how its kubelet handles swap
 * @throws {SizingError} as `getContainerOOMScoreAdjust`; `OutOfRange` when shares or quota are not safe integers; `InvalidInput` for a
 * malformed machine or setting
 * @example
 * const app = { name: 'app', resources: { requests: { cpu: '250m', memory: '1Gi' }, limits: { cpu: '1', memory: '2Gi' } } };
 * const pod = { spec: { containers: [app] } };
 * const machine = {
 *   nodeMemory: '16Gi',
 *   swapCapacity: '8Gi',
 *   swapBehavior: 'LimitedSwap',
 *   swapControllerAvailable: true,
 *   cgroupVersion: 2,
 *   hugePageSizes: ['2MB'],
 * } as const;
 * containerResourceConfig(pod, 'app', machine)
 * // => {
 * //   cpuShares: 256,
 * //   cpuQuota: 100000,
 * //   cpuPeriod: 100000,
 * //   memoryLimit: '2Gi',
 * //   oomScoreAdj: 938,
 * //   hugepageLimits: { '2MB': '0' },
 * //   unified: { 'memory.oom.group': '1', 'memory.swap.max': '536870912', 'memory.min': '0', 'memory.low': '0' },
 * // }
 * containerResourceConfig(pod, 'app', machine, { kubernetesVersion: '1.17' })
 * // => { cpuShares: 256, cpuQuota: 100000, cpuPeriod: 100000, memoryLimit: '2Gi', oomScoreAdj: 938 }
 */
export function containerResourceConfig(
  pod: PodLike,
  containerName: string,
  machine: ContainerMachine,
  options?: ContainerResourceConfigOptions,
): ContainerResourceConfig {
  const known = new KnownPod(pod, releaseOf(options));
  const named = containerNamed(pod, containerName);
  const facts = machineFacts(machine, known.release.minor);
  return containerConfigs({ known, machine: facts, settings: containerSettings(options) })(named);
}

/** The same of any container of a known pod; what the containers have in common is computed once. Internal. */
export function containerConfigs(of: PodOnMachine): (named: NamedContainer) => ContainerResourceConfig {
  const basisOf = containerBases(of);
  const scoreOf = lazily(() => oomScores(of.known, of.machine.memory));
  return (named) => {
    const basis = basisOf(named);
    return containerConfigOf(basis, scoreOf()(named));
  };
}

function containerConfigOf(basis: ContainerBasis, oomScoreAdj: number): ContainerResourceConfig {
  const { known, settings, machine, requests } = basis;
  const { release } = known;
  const memoryLimit = limitWithClaims(basis, 'memory')?.value() ?? 0n;
  const { memorySwapLimit = 0n, swapMax } = configureContainerSwapResources(basis, memoryLimit);
  const hugepageLimits = getHugepageLimitsFromResources(basis);
  const files = { ...(swapMax === undefined ? {} : { 'memory.swap.max': swapMax }), ...memoryQoSFiles(basis) };
  const amounts = {
    cpuRequest: amountOf(requests, 'cpu'),
    cpuLimit: limitWithoutClaims(basis, 'cpu'),
    quotaLimit: () => limitWithClaims(basis, 'cpu'),
    memoryLimit,
  };
  const { unified: group, ...values } = calculateLinuxResources(amounts, { ...settings, machine }, release);
  const unified = { ...group, ...files };
  return {
    ...values,
    ...(memorySwapLimit === 0n ? {} : { memorySwapLimit: byteQuantity(memorySwapLimit, release.minor) }),
    oomScoreAdj,
    ...(hugepageLimits === undefined ? {} : { hugepageLimits }),
    ...(Object.keys(unified).length === 0 ? {} : { unified }),
  };
}
