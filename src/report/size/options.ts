import type { NodeLike } from '../../core/index.ts';
import type { PodCgroupSettings } from '../../cgroup/pod/settings.ts';
import { eraSince } from '../../quantity/era.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { memoryBounds, type MemoryBounds } from '../../volumes/empty-dir-memory-size.ts';
import { osOf, type Machine } from '../subject/machine.ts';
import type { SwapBehavior } from '../../cgroup/container/machine.ts';
import type { ResourceConfigOptions } from '../../cgroup/pod/settings.ts';
import type { LocalStorageNode } from '../../eviction/local-storage/local-storage-eviction.ts';
import { Quantity, type QuantityLike } from '../../quantity/index.ts';
import type { EmptyDirSizeCandidate, EmptyDirSizeSource } from '../../volumes/empty-dir-memory-size.ts';

/** How the kubelet and the runtime are set up, as far as a pod's size depends on it. */
export interface SizePodOptions extends ResourceConfigOptions, LocalStorageNode {
  /** How the runtime turns the CPU shares of containers into a weight: `log` since runc 1.3.2 and crun 1.23; `log` when absent. */
  readonly cpuWeightConversion?: 'linear' | 'log' | undefined;
  /** The machine's cgroup version; 2 when absent. */
  readonly cgroupVersion?: 1 | 2 | undefined;
  /** How the kubelet lets containers use swap; unset when absent. */
  readonly swapBehavior?: SwapBehavior | undefined;
  /** The swap of the machine in bytes; 0 when absent. */
  readonly swapCapacity?: QuantityLike | undefined;
  /** Where memory is throttled (`memoryThrottlingFactor` of the kubelet's configuration); the version's default when absent. */
  readonly memoryThrottlingFactor?: number | undefined;
  /** What the runtime gives a pod as `/dev/shm`; 64Mi when absent. */
  readonly runtimeDefault?: QuantityLike | undefined;
  /** Whether the kernel knows the mount option `noswap`, as Linux does since 6.4 outside user namespaces; false when absent. */
  readonly noswapSupported?: boolean | undefined;
}

/** One memory-backed volume of a sized pod. */
export interface VolumeSizing {
  readonly name: string;
  /** Absent where only the node bounds it and no node is given. */
  readonly size?: Quantity;
  readonly decidedBy?: EmptyDirSizeSource;
  readonly candidates: readonly EmptyDirSizeCandidate[];
  readonly mountOptions: readonly string[];
  readonly kernelDefault?: Quantity;
}

/** More memory than any node has; stands for a node that is not given. */
export const boundless = 0x4000_0000_0000_0000n;

/** The node and the settings that a pod is sized for. */
export interface SizeSetting {
  readonly node: NodeLike | undefined;
  readonly machine: Machine | undefined;
  readonly options: SizePodOptions;
}

/** What the parts of a report are computed from. */
export interface Sized extends SizeSetting {
  readonly known: KnownPod;
  readonly os: PodCgroupSettings['os'];
  /** What bounds its memory-backed volumes. */
  readonly bounds: MemoryBounds;
}

export function sizedOn(known: KnownPod, { node, machine, options }: SizeSetting): Sized {
  const os = osOf(known.pod, node, options.os);
  const bounds = memoryBounds(known, os, () => machine?.allocatable ?? Quantity.from(boundless, eraSince(known.release.minor)));
  return { known, node, machine, options, os, bounds };
}
