import { int64OfFloat } from '../../core/int64.ts';
import { amountOf, zeroOf } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import type { ContainerBasis } from './basis.ts';

/** What is set about swap: memory and swap together (cgroup v1), or the file `memory.swap.max` (cgroup v2). */
export interface ContainerSwap {
  readonly memorySwapLimit?: bigint;
  readonly swapMax?: string;
}

/**
 * The swap of a container with a memory limit in bytes. From 1.28 on nothing is set where the machine cannot limit swap.
 *
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`, `configureContainerSwapResources`, since 1.28.
 */
export function configureContainerSwapResources(basis: ContainerBasis, memoryLimit: bigint): ContainerSwap {
  return swapRule(basis.known.release.minor)(basis, memoryLimit);
}

const swapRule = /* @__PURE__ */ since<(basis: ContainerBasis, memoryLimit: bigint) => ContainerSwap>({
  '1.15': ({ known, machine }, memoryLimit) => {
    if (!known.release.gate('NodeSwap')) return {};
    return { memorySwapLimit: machine.swapBehavior === 'UnlimitedSwap' ? -1n : memoryLimit };
  },
  '1.28': (basis, memoryLimit) => {
    const { known, machine } = basis;
    const unlimited = known.release.gate('NodeSwap') && machine.swapBehavior !== 'LimitedSwap' && machine.cgroupV2;
    return unlimited && machine.swapControllerAvailable ? { swapMax: 'max' } : limitedSwap(basis, memoryLimit);
  },
  '1.30': (basis, memoryLimit) => (isDenied(basis) ? noSwap(basis, memoryLimit) : limitedSwap(basis, memoryLimit)),
});

const deniesCriticalPods = /* @__PURE__ */ since({ '1.15': false, '1.31': true });

function isDenied({ known }: ContainerBasis): boolean {
  return known.critical() && deniesCriticalPods(known.release.minor);
}

/** A share of the node's swap for a Burstable pod, with LimitedSwap on cgroup v2; else no swap. */
function limitedSwap(basis: ContainerBasis, memoryLimit: bigint): ContainerSwap {
  const { known, machine } = basis;
  const { swapControllerAvailable, cgroupV2, swapBehavior } = machine;
  const shares = swapControllerAvailable && cgroupV2 && swapBehavior === 'LimitedSwap' && known.release.gate('NodeSwap');
  return shares && known.qosClass() === 'Burstable' ? { swapMax: String(calcSwapForBurstablePods(basis)) } : noSwap(basis, memoryLimit);
}

function noSwap({ machine }: ContainerBasis, memoryLimit: bigint): ContainerSwap {
  if (!machine.swapControllerAvailable) return {};
  return machine.cgroupV2 ? { swapMax: '0' } : { memorySwapLimit: memoryLimit };
}

/** The share of the node's swap that the container requests of the node's memory; none where it is limited to what it requests. */
function calcSwapForBurstablePods({ known, machine, requests, limits }: ContainerBasis): bigint {
  const { memory, swap } = machine;
  const request = amountOf(requests, 'memory') ?? zeroOf(known.release.minor);
  const bytes = request.value();
  if (request.equals(amountOf(limits, 'memory') ?? 0) || memory <= 0n || bytes > memory) return 0n;
  return int64OfFloat((Number(bytes) / Number(memory)) * Number(swap));
}
