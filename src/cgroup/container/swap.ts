import { Quantity } from '../../quantity/index.ts';
import { isCriticalPod } from '../../resources/qos/priority.ts';
import { getPodQOS } from '../../resources/qos/qos.ts';
import { amountOf } from '../../resources/totals/resource-lists.ts';
import { since } from '../../version/since.ts';
import type { ContainerBasis } from './basis.ts';
import { int64OfFloat } from '../pod/throttled-memory.ts';

/** What is set about swap: memory and swap together (cgroup v1), or the file `memory.swap.max` (cgroup v2). */
export interface ContainerSwap {
  readonly memorySwapLimit?: bigint;
  readonly swapMax?: string;
}

/** The swap of a container with a memory limit in bytes. From 1.28 on nothing is set where the machine cannot limit swap. */
export function containerSwap(basis: ContainerBasis, memoryLimit: bigint): ContainerSwap {
  return swapRule(basis.minor)(basis, memoryLimit);
}

const swapRule = /* @__PURE__ */ since<(basis: ContainerBasis, memoryLimit: bigint) => ContainerSwap>({
  '1.15': () => ({}),
  '1.22': ({ gate, machine }, memoryLimit) => {
    if (!gate('NodeSwap')) return {};
    return { memorySwapLimit: machine.swapBehavior === 'UnlimitedSwap' ? -1n : memoryLimit };
  },
  '1.28': (basis, memoryLimit) => {
    const { gate, machine, cgroupV2 } = basis;
    const unlimited = gate('NodeSwap') && machine.swapBehavior !== 'LimitedSwap' && cgroupV2;
    return unlimited && machine.swapControllerAvailable ? { swapMax: 'max' } : limitedSwap(basis, memoryLimit, false);
  },
  '1.30': (basis, memoryLimit) => limitedSwap(basis, memoryLimit, false),
  '1.31': (basis, memoryLimit) => limitedSwap(basis, memoryLimit, isCriticalPod(basis.pod, basis.options)),
});

/** A share of the node's swap, with LimitedSwap on cgroup v2; else no swap. */
function limitedSwap(basis: ContainerBasis, memoryLimit: bigint, critical: boolean): ContainerSwap {
  const { gate, machine, cgroupV2 } = basis;
  if (!machine.swapControllerAvailable) return {};
  if (!cgroupV2) return { memorySwapLimit: memoryLimit };
  const shares =
    gate('NodeSwap') && machine.swapBehavior === 'LimitedSwap' && !critical && getPodQOS(basis.pod, basis.options) === 'Burstable';
  return { swapMax: String(shares ? shareOfSwap(basis) : 0n) };
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

/** The share of the node's swap that the container requests of the node's memory; none where it is limited to what it requests. */
function shareOfSwap({ memory, swap, requests, limits }: ContainerBasis): bigint {
  const request = amountOf(requests, 'memory') ?? zero;
  const bytes = request.value();
  if (request.equals(amountOf(limits, 'memory') ?? zero) || memory <= 0n || bytes > memory) return 0n;
  return int64OfFloat((Number(bytes) / Number(memory)) * Number(swap));
}
