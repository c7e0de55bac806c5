// Explaining a size is this library's own; upstream computes it only.
import { podMemoryLimit } from '../cgroup/pod/resource-config.ts';
import { operatingSystemOf } from '../cgroup/pod/settings.ts';
import { quantityAt } from '../core/at-path.ts';
import type { PodLike, VolumeSourceLike } from '../core/index.ts';
import { lazily } from '../core/lazily.ts';
import { emptyDirAt, specOf } from '../core/pod-fields.ts';
import { zeroOf } from '../core/resource-lists.ts';
import { SizingError } from '../errors.ts';
import { recorded } from '../explanation.ts';
import type { Quantity, QuantityLike } from '../quantity/index.ts';
import { KnownPod } from '../resources/qos/known-pod.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { releaseOf, type Release } from '../version/release.ts';
import { memorySizeRules, type EmptyDirSizeExplanation, type EmptyDirSizeNote, type EmptyDirSizeReason } from './explanation.ts';
import { kernelDefaultAt } from './kernel-default.ts';
import { tmpfsMountOptions } from './mount-options.ts';

/** The options of {@link calculateEmptyDirMemorySize}. */
export interface EmptyDirSizeOptions extends GateOptions {
  /** The node's operating system, `linux` or `windows`; `linux` when absent. On Windows pods have no memory limit. */
  readonly os?: string | undefined;
}

/** The options of {@link explainEmptyDirMemorySize}. */
export interface ExplainEmptyDirSizeOptions extends EmptyDirSizeOptions {
  /** The RAM of the machine in bytes; the kernel's default is half of it. */
  readonly hostMemory?: QuantityLike | undefined;
  /** Whether the kernel takes `noswap`: since Linux 6.4, outside user namespaces; false when absent. */
  readonly noswapSupported?: boolean | undefined;
}

/** What may bound a memory-backed volume. */
export type EmptyDirSizeSource = 'nodeAllocatable' | 'podLimit' | 'sizeLimit';

/** One of the three amounts that may bound a volume. */
export interface EmptyDirSizeCandidate {
  readonly source: EmptyDirSizeSource;
  /** Absent where there is no such limit. */
  readonly amount?: Quantity;
  /** Whether it bounded the volume when it was looked at; a later one may bound it further. */
  readonly applied: boolean;
  readonly because: EmptyDirSizeReason;
}

/** What {@link explainEmptyDirMemorySize} finds. */
export interface EmptyDirSizeExplained {
  /** As `calculateEmptyDirMemorySize`. */
  readonly size: Quantity;
  /** In the order in which they are looked at; empty where the kubelet gives no size. */
  readonly candidates: readonly EmptyDirSizeCandidate[];
  /** The candidate that decided; absent where the kubelet gives no size. */
  readonly decidedBy?: EmptyDirSizeSource;
  readonly mountOptions: readonly string[];
  /** What the kernel makes of a mount without size, where `hostMemory` is known. */
  readonly kernelDefault?: Quantity;
}

/**
 * How large the kubelet makes a memory-backed volume, in bytes; 0 where it gives no size, so that the kernel's default of half the RAM holds.
 *
 * The node's allocatable memory, or the memory limit of the pod's cgroup if it is above 0 and not larger, or the volume's `sizeLimit` if it
 * is above 0 and not larger than that. The pod has such a limit only if every container has one (see `resourceConfigForPod`). Up to 1.19,
 * and with the gate SizeMemoryBackedVolumes off (its default before 1.22), there is no size; `sizeLimit` then limits by eviction alone. The
 * amount that decides keeps its spelling; the mount rounds it up to whole bytes.
 *
 * Upstream: `pkg/volume/emptydir/empty_dir.go`, `calculateEmptyDirMemorySize`, since 1.20.
 *
 * @param nodeAllocatableMemory `status.allocatable.memory` of the node
 * @param volume the volume; its medium is not looked at
 * @param pod the pod that it belongs to
 * @throws {SizingError} as `resourceConfigForPod`; `UpstreamPanics` for a volume that is not an `emptyDir`
 * @example
 * const app = { name: 'app', resources: { limits: { cpu: '1', memory: '2Gi' } } };
 * const volume = { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } };
 * calculateEmptyDirMemorySize('16Gi', volume, { spec: { containers: [app] } }) // => '1Gi'
 * calculateEmptyDirMemorySize('16Gi', { emptyDir: { medium: 'Memory' } }, { spec: { containers: [app] } }) // => '2Gi'
 * calculateEmptyDirMemorySize('16Gi', { emptyDir: { medium: 'Memory' } }, { spec: { containers: [app, { name: 'b' }] } }) // => '16Gi'
 * calculateEmptyDirMemorySize('16Gi', volume, { spec: { containers: [app] } }, { kubernetesVersion: '1.19' }) // => '0'
 */
export function calculateEmptyDirMemorySize(
  nodeAllocatableMemory: QuantityLike,
  volume: VolumeSourceLike,
  pod: PodLike,
  options?: EmptyDirSizeOptions,
): Quantity {
  return memorySize(volume, 'volume', boundsOf(nodeAllocatableMemory, volume, pod, options));
}

/**
 * The same as {@link calculateEmptyDirMemorySize} with everything that was looked at: what the node, the pod and the volume allow, what
 * decided, the mount options, and the kernel's default where there is no size.
 *
 * Upstream: `pkg/volume/emptydir/empty_dir.go`, `calculateEmptyDirMemorySize` and `generateTmpfsMountOptions`.
 *
 * @param nodeAllocatableMemory `status.allocatable.memory` of the node
 * @param pod the pod that it belongs to
 * @param options version, gates, operating system, RAM of the machine, and whether its kernel takes `noswap`
 * @throws {SizingError} as {@link calculateEmptyDirMemorySize}
 * @example
 * const pod = { spec: { containers: [{ name: 'app' }] } };
 * const { result } = explainEmptyDirMemorySize('16Gi', { emptyDir: { medium: 'Memory', sizeLimit: '32Gi' } }, pod);
 * result.candidates.map(({ source, applied, because }) => [source, applied, because])
 * // => [
 * //   ['nodeAllocatable', true, 'volume-bounded-by-node'],
 * //   ['podLimit', false, 'volume-pod-unlimited'],
 * //   ['sizeLimit', false, 'volume-size-limit-larger'],
 * // ]
 * result.decidedBy // => 'nodeAllocatable'
 * result.mountOptions // => ['size=17179869184']
 */
export function explainEmptyDirMemorySize(
  nodeAllocatableMemory: QuantityLike,
  volume: VolumeSourceLike,
  pod: PodLike,
  options?: ExplainEmptyDirSizeOptions,
): EmptyDirSizeExplanation<EmptyDirSizeExplained> {
  const bounds = boundsOf(nodeAllocatableMemory, volume, pod, options);
  return explainMemorySize(volume, 'volume', bounds, options ?? {});
}

/** What bounds the memory-backed volumes of a pod, beside their own limits; each computed when the first volume asks for it. Internal. */
export interface MemoryBounds {
  readonly release: Release;
  /** What the node can give to pods. */
  readonly allocatable: () => Quantity;
  /** The memory limit of the pod's cgroup. */
  readonly podLimit: () => Quantity | undefined;
}

/** The bounds of the volumes of a pod on a node. Internal. */
export function memoryBounds(known: KnownPod, os: 'linux' | 'windows', allocatable: () => Quantity): MemoryBounds {
  return { release: known.release, allocatable: lazily(allocatable), podLimit: lazily(() => podMemoryLimit(known, os)) };
}

function boundsOf(
  nodeAllocatableMemory: QuantityLike,
  volume: VolumeSourceLike,
  pod: PodLike,
  options: EmptyDirSizeOptions | undefined,
): MemoryBounds {
  const release = releaseOf(options);
  const os = operatingSystemOf(options?.os);
  specOf(pod);
  emptyDirAt(volume, 'volume');
  const allocatable = quantityAt(nodeAllocatableMemory, 'nodeAllocatableMemory', release.minor);
  return memoryBounds(new KnownPod(pod, release), os, () => allocatable);
}

/** The size of a volume that stands at a place. Internal. */
export function memorySize(volume: VolumeSourceLike, place: string, bounds: MemoryBounds): Quantity {
  return sizeOf(candidatesOf(volume, place, bounds), bounds.release.minor);
}

/** The facts of a machine that an explanation of a volume's size adds to the size. Internal. */
export type TmpfsMachine = Pick<ExplainEmptyDirSizeOptions, 'hostMemory' | 'noswapSupported'>;

/** The size of a volume that stands at a place, explained. Internal. */
export function explainMemorySize(
  volume: VolumeSourceLike,
  place: string,
  bounds: MemoryBounds,
  { hostMemory, noswapSupported }: TmpfsMachine,
): EmptyDirSizeExplanation<EmptyDirSizeExplained> {
  return recorded(memorySizeRules, (note) => {
    const { minor } = bounds.release;
    const candidates = candidatesOf(volume, place, bounds, note);
    const size = sizeOf(candidates, minor);
    const decidedBy = decided(candidates)?.source;
    const kernelDefault = size.sign() > 0 ? undefined : kernelDefaultAt(hostMemory, minor);
    return {
      size,
      candidates,
      ...(decidedBy === undefined ? {} : { decidedBy }),
      mountOptions: tmpfsMountOptions(size, { noswapSupported: noswapSupported === true }, minor),
      ...(kernelDefault === undefined ? {} : { kernelDefault }),
    };
  });
}

/** A candidate with the size that it met. */
interface Candidate extends EmptyDirSizeCandidate {
  readonly met?: Quantity;
}

/** What is looked at, in order; nothing where the kubelet gives no size. */
function candidatesOf(volume: VolumeSourceLike, place: string, bounds: MemoryBounds, note?: EmptyDirSizeNote): readonly Candidate[] {
  const emptyDir = emptyDirAt(volume, place);
  if (!bounds.release.gate('SizeMemoryBackedVolumes')) {
    note?.('volume-sized', 'volume-not-sized', {}, 'skipped');
    return [];
  }
  if (emptyDir === undefined) throw new SizingError('UpstreamPanics', 'the volume is not an emptyDir', { path: `${place}.emptyDir` });
  const { minor } = bounds.release;
  const { medium, sizeLimit } = emptyDir;
  if (medium === 'Memory') note?.('volume-sized', 'volume-is-sized', {}, 'applied');
  else note?.('volume-sized', 'volume-not-in-memory', {}, 'skipped');
  const allocatable = bounds.allocatable();
  note?.('volume-node-allocatable', 'volume-bounded-by-node', { amount: allocatable }, 'applied');
  const node: Candidate = { source: 'nodeAllocatable', amount: allocatable, applied: true, because: 'volume-bounded-by-node' };
  const podLimit = candidate('podLimit', bounds.podLimit(), allocatable, note);
  const met = podLimit.applied ? (podLimit.amount ?? allocatable) : allocatable;
  const own = sizeLimit === undefined || sizeLimit === null ? undefined : quantityAt(sizeLimit, `${place}.emptyDir.sizeLimit`, minor);
  return [node, podLimit, candidate('sizeLimit', own, met, note)];
}

/** The limits that may bound a volume below what the node allows. */
const limits = {
  podLimit: {
    rule: 'volume-pod-limit',
    absent: 'volume-pod-unlimited',
    zero: 'volume-pod-limit-zero',
    larger: 'volume-pod-limit-larger',
    applied: 'volume-bounded-by-pod',
  },
  sizeLimit: {
    rule: 'volume-size-limit',
    absent: 'volume-no-size-limit',
    zero: 'volume-size-limit-zero',
    larger: 'volume-size-limit-larger',
    applied: 'volume-bounded-by-size-limit',
  },
} as const;

/** A limit bounds the volume when it is above 0 and not larger than what bounds it so far. */
function candidate(
  source: keyof typeof limits,
  amount: Quantity | undefined,
  met: Quantity,
  note: EmptyDirSizeNote | undefined,
): Candidate {
  const { rule, ...because } = limits[source];
  if (amount === undefined) {
    note?.(rule, because.absent, { size: met }, 'skipped');
    return { source, applied: false, because: because.absent, met };
  }
  const order = amount.cmp(met);
  const reason = amount.sign() <= 0 ? because.zero : order <= 0 ? because.applied : because.larger;
  const applied = reason === because.applied;
  note?.(
    rule,
    reason,
    { amount, size: met, ...(applied ? { compared: order < 0 ? 'lower' : 'the same' } : {}) },
    applied ? 'applied' : 'skipped',
  );
  return { source, amount, applied, because: reason, met };
}

function decided(candidates: readonly Candidate[]): Candidate | undefined {
  return [...candidates].reverse().find(({ applied }) => applied);
}

function sizeOf(candidates: readonly Candidate[], minor: number): Quantity {
  return decided(candidates)?.amount ?? zeroOf(minor);
}
