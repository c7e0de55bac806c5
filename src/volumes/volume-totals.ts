// Totals of volumes are this library's own; upstream sizes each volume by itself.
import { operatingSystemOf } from '../cgroup/pod/settings.ts';
import { quantityAt, within } from '../core/at-path.ts';
import type { PodLike } from '../core/index.ts';
import { isPodTerminal, objectsAt, volumesOf } from '../core/pod-fields.ts';
import { SizingError } from '../errors.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { KnownPod } from '../resources/qos/known-pod.ts';
import { releaseOf } from '../version/release.ts';
import { memoryBounds, memorySize, type EmptyDirSizeOptions, type MemoryBounds } from './empty-dir-memory-size.ts';
import { kernelDefaultAt } from './kernel-default.ts';

/** The options of {@link memoryBackedVolumeTotals}. */
export interface VolumeTotalsOptions extends EmptyDirSizeOptions {
  /** The RAM of the machine in bytes: needed where the kubelet gives no size, as up to 1.19. */
  readonly hostMemory?: QuantityLike | undefined;
}

/** The memory-backed volumes of one pod. */
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

/** What {@link memoryBackedVolumeTotals} finds. */
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
  const release = releaseOf(options);
  const os = operatingSystemOf(options?.os);
  const { minor } = release;
  const allocatable = quantityAt(nodeAllocatableMemory, 'nodeAllocatableMemory', minor);
  const unsized = allocatable.sign() <= 0 || !release.gate('SizeMemoryBackedVolumes');
  const kernelDefault = unsized ? kernelDefaultAt(options?.hostMemory, minor) : undefined;
  const found: PodVolumeTotals<P>[] = [];
  let total = nothing(minor);
  for (const [i, pod] of objectsAt(pods, 'pods').entries()) {
    const own = within(`pods[${i}]`, () =>
      totalsOf(
        pod,
        memoryBounds(new KnownPod(pod, release), os, () => allocatable),
        kernelDefault,
      ),
    );
    if (own === undefined) continue;
    found.push(own);
    total = total.add(own.limit === undefined || own.fitsLimit ? own.total : own.limit);
  }
  return { pods: found, total, fitsNode: total.cmp(allocatable) <= 0 };
}

function nothing(minor: number): Quantity {
  return Quantity.fromInt64(0, 'BinarySI', eraSince(minor));
}

function totalsOf<P extends PodLike>(pod: P, bounds: MemoryBounds, kernelDefault: Quantity | undefined): PodVolumeTotals<P> | undefined {
  const volumes = volumesOf(pod).flatMap((volume, i) => {
    if (volume.emptyDir?.medium !== 'Memory') return [];
    const given = memorySize(volume, `spec.volumes[${i}]`, bounds);
    const size = given.sign() > 0 ? given : kernelDefault;
    if (size !== undefined) return [{ name: volume.name ?? '', size }];
    throw new SizingError('MissingField', 'a volume without size is half of the RAM', { hint: 'give options.hostMemory' });
  });
  if (volumes.length === 0 || isPodTerminal(pod)) return undefined;
  const total = volumes.reduce((sum, { size }) => sum.add(size), nothing(bounds.release.minor));
  const limit = bounds.podLimit();
  if (limit === undefined || limit.isZero()) return { pod, volumes, total, fitsLimit: true };
  return { pod, volumes, total, limit, fitsLimit: total.cmp(limit) <= 0 };
}
