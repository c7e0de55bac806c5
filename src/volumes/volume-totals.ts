import { resourceConfigForPod } from '../cgroup/pod/resource-config.ts';
import { atPath, quantityAt } from '../core/at-path.ts';
import type { PodLike } from '../core/index.ts';
import { objectAt, objectsAt, specOf } from '../core/pod-fields.ts';
import { SizingError } from '../errors.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { memorySizeAt, type EmptyDirSizeOptions } from './empty-dir-memory-size.ts';
import { kernelDefaultTmpfsSize } from './kernel-default.ts';

/** The options of {@link memoryBackedVolumeTotals}. No upstream counterpart. */
export interface VolumeTotalsOptions extends EmptyDirSizeOptions {
  /** The RAM of the machine in bytes: needed where the kubelet gives no size, as up to 1.19. */
  readonly hostMemory?: QuantityLike | undefined;
}

/** The memory-backed volumes of one pod. No upstream counterpart. */
export interface PodVolumeTotals<P> {
  readonly pod: P;
  readonly volumes: readonly { readonly name: string; readonly size: Quantity }[];
  /** All of them full. */
  readonly total: Quantity;
  /** The memory limit of the pod; absent where it is not limited. */
  readonly limit?: Quantity;
  /** Whether all of them full stay within the limit; without a limit they always do. */
  readonly fitsLimit: boolean;
}

/** What {@link memoryBackedVolumeTotals} finds. No upstream counterpart. */
export interface VolumeTotals<P> {
  /** The pods that have such volumes, in their order. */
  readonly pods: readonly PodVolumeTotals<P>[];
  /** All volumes of all pods full; of a pod never more than its limit. */
  readonly total: Quantity;
  /** Whether that is no more than the node can give to pods. */
  readonly fitsNode: boolean;
}

/**
 * Whether the memory-backed volumes of pods, all of them full, stay within the pods' limits and the node.
 *
 * Each volume has the size of `calculateEmptyDirMemorySize`, the kernel's default of half the RAM where there is none. What a pod's
 * volumes can hold together counts for the node up to the pod's memory limit, at which the pod is killed. Pods that are `Succeeded` or
 * `Failed` count nowhere.
 *
 * Upstream: none; it puts together `calculateEmptyDirMemorySize` and `ResourceConfigForPod`.
 *
 * @param pods the pods of one node
 * @param nodeAllocatableMemory `status.allocatable.memory` of the node
 * @param options version, gates, operating system and RAM of the machine
 * @throws {SizingError} `MissingField` where the RAM is needed and not given; as `calculateEmptyDirMemorySize`, with paths that start with
 * `pods[…]`
 * @example
 * const volumes = [{ name: 'cache', emptyDir: { medium: 'Memory' } }, { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }];
 * const limited = { name: 'app', resources: { limits: { memory: '2Gi' } } };
 * const pods = [{ spec: { containers: [limited], volumes } }, { spec: { containers: [{ name: 'app' }], volumes } }];
 * const { total, fitsNode, pods: [first, second] } = memoryBackedVolumeTotals(pods, '8Gi');
 * [first?.total, first?.limit, first?.fitsLimit] // => ['3Gi', '2Gi', false]
 * [second?.total, second?.limit, second?.fitsLimit] // => ['9Gi', undefined, true]
 * [total, fitsNode] // => ['11Gi', false]
 */
export function memoryBackedVolumeTotals<P extends PodLike>(
  pods: readonly P[],
  nodeAllocatableMemory: QuantityLike,
  options?: VolumeTotalsOptions,
): VolumeTotals<P> {
  const allocatable = quantityAt(nodeAllocatableMemory, 'nodeAllocatableMemory');
  const found: PodVolumeTotals<P>[] = [];
  let total = Quantity.fromInt64(0, 'BinarySI');
  for (const [i, pod] of objectsAt(pods, 'pods').entries()) {
    try {
      const own = totalsOf(pod, allocatable, options);
      if (own === undefined) continue;
      found.push(own);
      total = total.add(own.limit === undefined || own.fitsLimit ? own.total : own.limit);
    } catch (error) {
      throw atPath(error, `pods[${i}]`);
    }
  }
  return { pods: found, total, fitsNode: total.cmp(allocatable) <= 0 };
}

function totalsOf<P extends PodLike>(
  pod: P,
  allocatable: Quantity,
  options: VolumeTotalsOptions | undefined,
): PodVolumeTotals<P> | undefined {
  const volumes = objectsAt(specOf(pod)?.volumes, 'spec.volumes').flatMap((volume, i) => {
    if (objectAt(volume.emptyDir, `spec.volumes[${i}].emptyDir`)?.medium !== 'Memory') return [];
    const size = memorySizeAt(`spec.volumes[${i}]`, allocatable, volume, pod, options);
    return [{ name: volume.name, size: sizeOf(size, options) }];
  });
  if (volumes.length === 0 || pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed') return undefined;
  let total = Quantity.fromInt64(0, 'BinarySI');
  for (const { size } of volumes) total = total.add(size);
  const { kubernetesVersion, featureGates, os } = options ?? {};
  const limit = resourceConfigForPod(pod, { kubernetesVersion, featureGates, os })?.memory;
  if (limit === undefined || limit.isZero()) return { pod, volumes, total, fitsLimit: true };
  return { pod, volumes, total, limit, fitsLimit: total.cmp(limit) <= 0 };
}

function sizeOf(given: Quantity, options: VolumeTotalsOptions | undefined): Quantity {
  if (given.sign() > 0) return given;
  if (options?.hostMemory !== undefined) return kernelDefaultTmpfsSize(options.hostMemory);
  throw new SizingError('MissingField', 'a volume without size is half of the RAM', {
    hint: 'give options.hostMemory',
  });
}
