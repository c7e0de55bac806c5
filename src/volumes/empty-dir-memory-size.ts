import { resourceConfigForPod } from '../cgroup/pod/resource-config.ts';
import { quantityAt } from '../core/at-path.ts';
import type { PodLike, VolumeSourceLike } from '../core/index.ts';
import { objectAt, specOf } from '../core/pod-fields.ts';
import { SizingError } from '../errors.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { gatesOf, type GateLookup, type GateOptions } from '../version/feature-gates.ts';
import { minorOf } from '../version/minors.ts';
import { since } from '../version/since.ts';
import type { EmptyDirSizeExplanation, EmptyDirSizeReason, EmptyDirSizeRule, EmptyDirSizeStep } from './explanation.ts';
import { kernelDefaultTmpfsSize } from './kernel-default.ts';
import { generateTmpfsMountOptions } from './mount-options.ts';

/** The options of {@link calculateEmptyDirMemorySize}. No upstream counterpart. */
export interface EmptyDirSizeOptions extends GateOptions {
  /** The node's operating system; `linux` when absent. On others pods have no memory limit. */
  readonly os?: string | undefined;
}

/** The options of {@link explainEmptyDirMemorySize}. No upstream counterpart. */
export interface ExplainEmptyDirSizeOptions extends EmptyDirSizeOptions {
  /** The RAM of the machine in bytes, of which the kernel's default is half. */
  readonly hostMemory?: QuantityLike | undefined;
  /** Whether the kernel takes `noswap`: since Linux 6.4, outside user namespaces; false when absent. */
  readonly noswapSupported?: boolean | undefined;
}

/** What may bound a memory-backed volume. No upstream counterpart. */
export type EmptyDirSizeSource = 'nodeAllocatable' | 'podLimit' | 'sizeLimit';

/** One of the three amounts that may bound a volume. No upstream counterpart. */
export interface EmptyDirSizeCandidate {
  readonly source: EmptyDirSizeSource;
  /** Absent where there is no such limit. */
  readonly amount?: Quantity;
  /** Whether it bounded the volume when it was looked at; a later one may bound it further. */
  readonly applied: boolean;
  readonly because: EmptyDirSizeReason;
}

/** What {@link explainEmptyDirMemorySize} finds. No upstream counterpart. */
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
 * @param options version, gates and operating system
 * @throws {SizingError} as `resourceConfigForPod`; `UpstreamPanics` for a volume that is no `emptyDir`
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
  return memorySizeAt('volume', nodeAllocatableMemory, volume, pod, options);
}

/** As `calculateEmptyDirMemorySize`, of a volume that stands at a place. Internal. */
export function memorySizeAt(
  place: string,
  nodeAllocatableMemory: QuantityLike,
  volume: VolumeSourceLike,
  pod: PodLike,
  options: EmptyDirSizeOptions | undefined,
): Quantity {
  return decided(candidatesOf(place, nodeAllocatableMemory, volume, pod, options))?.amount ?? Quantity.fromInt64(0);
}

/**
 * The same as {@link calculateEmptyDirMemorySize} with everything that was looked at: what the node, the pod and the volume allow, what
 * decided, the mount options, and the kernel's default where there is no size.
 *
 * Upstream: `pkg/volume/emptydir/empty_dir.go`, `calculateEmptyDirMemorySize` and `generateTmpfsMountOptions`.
 *
 * @param nodeAllocatableMemory `status.allocatable.memory` of the node
 * @param volume the volume
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
  return explainMemorySizeAt('volume', nodeAllocatableMemory, volume, pod, options);
}

/** As `explainEmptyDirMemorySize`, of a volume that stands at a place. Internal. */
export function explainMemorySizeAt(
  place: string,
  nodeAllocatableMemory: QuantityLike,
  volume: VolumeSourceLike,
  pod: PodLike,
  options: ExplainEmptyDirSizeOptions | undefined,
): EmptyDirSizeExplanation<EmptyDirSizeExplained> {
  const candidates = candidatesOf(place, nodeAllocatableMemory, volume, pod, options);
  const last = decided(candidates);
  const size = last?.amount ?? Quantity.fromInt64(0);
  const { hostMemory, noswapSupported = false } = options ?? {};
  const kernelDefault = size.sign() > 0 || hostMemory === undefined ? undefined : kernelDefaultTmpfsSize(hostMemory);
  const result: EmptyDirSizeExplained = {
    size,
    candidates: candidates ?? [],
    ...(last === undefined ? {} : { decidedBy: last.source }),
    mountOptions: generateTmpfsMountOptions(size, { noswapSupported }, options),
    ...(kernelDefault === undefined ? {} : { kernelDefault }),
  };
  return { result, steps: stepsOf(candidates) };
}

/** Whether the kubelet of a minor gives memory-backed volumes a size. */
const isSized = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.20': (gate) => gate('SizeMemoryBackedVolumes'),
  '1.35': () => true,
});

/** A candidate with the size that it met. */
interface Candidate extends EmptyDirSizeCandidate {
  readonly met?: Quantity;
}

/** What is looked at, in order; `undefined` where the kubelet gives no size. */
function candidatesOf(
  place: string,
  nodeAllocatableMemory: QuantityLike,
  volume: VolumeSourceLike,
  pod: PodLike,
  options: EmptyDirSizeOptions | undefined,
): readonly Candidate[] | undefined {
  specOf(pod);
  const emptyDir = objectAt(objectAt(volume, place)?.emptyDir, `${place}.emptyDir`);
  const allocatable = quantityAt(nodeAllocatableMemory, 'nodeAllocatableMemory');
  if (!isSized(minorOf(options))(gatesOf(options))) return undefined;
  if (emptyDir === undefined) throw new SizingError('UpstreamPanics', 'the volume is no emptyDir', { path: `${place}.emptyDir` });
  const node: Candidate = { source: 'nodeAllocatable', amount: allocatable, applied: true, because: 'volume-bounded-by-node' };
  const podLimit = candidate('podLimit', podMemoryLimit(pod, options), allocatable);
  const { sizeLimit } = emptyDir;
  const own = sizeLimit === undefined || sizeLimit === null ? undefined : quantityAt(sizeLimit, `${place}.emptyDir.sizeLimit`);
  return [node, podLimit, candidate('sizeLimit', own, decided([node, podLimit])?.amount ?? allocatable)];
}

/** The memory limit of the pod's cgroup, as it is without enforced CPU limits and memory protection. */
function podMemoryLimit(pod: PodLike, options: EmptyDirSizeOptions | undefined): Quantity | undefined {
  const { kubernetesVersion, featureGates, os } = options ?? {};
  return resourceConfigForPod(pod, { kubernetesVersion, featureGates, os, enforceCPULimits: false })?.memory;
}

const reasons = {
  podLimit: {
    absent: 'volume-pod-unlimited',
    zero: 'volume-pod-limit-zero',
    larger: 'volume-pod-limit-larger',
    applied: 'volume-bounded-by-pod',
  },
  sizeLimit: {
    absent: 'volume-no-size-limit',
    zero: 'volume-size-limit-zero',
    larger: 'volume-size-limit-larger',
    applied: 'volume-bounded-by-size-limit',
  },
} as const;

/** A limit bounds the volume when it is above 0 and not larger than what bounds it so far. */
function candidate(source: 'podLimit' | 'sizeLimit', amount: Quantity | undefined, met: Quantity): Candidate {
  const because = reasons[source];
  if (amount === undefined) return { source, applied: false, because: because.absent, met };
  if (amount.sign() <= 0) return { source, amount, applied: false, because: because.zero, met };
  const applied = amount.cmp(met) <= 0;
  return { source, amount, applied, because: applied ? because.applied : because.larger, met };
}

function decided(candidates: readonly Candidate[] | undefined): Candidate | undefined {
  return candidates?.reduce<Candidate | undefined>((last, one) => (one.applied ? one : last), undefined);
}

const rules: Readonly<Record<EmptyDirSizeSource, EmptyDirSizeRule>> = {
  nodeAllocatable: 'volume-node-allocatable',
  podLimit: 'volume-pod-limit',
  sizeLimit: 'volume-size-limit',
};
const upstream = 'pkg/volume/emptydir/empty_dir.go calculateEmptyDirMemorySize';

function stepsOf(candidates: readonly Candidate[] | undefined): readonly EmptyDirSizeStep[] {
  const sized = candidates !== undefined;
  const first = { rule: 'volume-sized', upstream, inputs: {}, outcome: sized ? 'applied' : 'skipped' } as const;
  return [
    { ...first, because: sized ? 'volume-is-sized' : 'volume-not-sized' },
    ...(candidates ?? []).map(({ source, amount, applied, because, met }): EmptyDirSizeStep => {
      const inputs = { ...(amount === undefined ? {} : { amount }), ...(met === undefined ? {} : { size: met }) };
      return { rule: rules[source], upstream, inputs, outcome: applied ? 'applied' : 'skipped', because };
    }),
  ];
}
