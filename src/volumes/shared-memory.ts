import { amountsOf, containerNamed, namedContainers, type NamedContainer } from '../resources/totals/named-container.ts';
import { resourceConfigForPod } from '../cgroup/pod/resource-config.ts';
import { quantityAt, within } from '../core/at-path.ts';
import type { PodLike, VolumeLike, VolumeMountLike } from '../core/index.ts';
import { objectAt, objectsAt, specOf } from '../core/pod-fields.ts';
import type { Quantity, QuantityLike } from '../quantity/index.ts';
import { amountOf } from '../resources/totals/resource-lists.ts';
import { memorySizeAt, type EmptyDirSizeOptions } from './empty-dir-memory-size.ts';
import type { SharedMemoryExplanation, SharedMemoryReason, SharedMemoryRule, SharedMemoryStep } from './explanation.ts';
import { kernelDefaultTmpfsSize } from './kernel-default.ts';

/** The machine that a container runs on. No upstream counterpart. */
export interface SharedMemoryMachine {
  /** `status.allocatable.memory` of the node. */
  readonly nodeAllocatableMemory: QuantityLike;
  /** The RAM of the machine in bytes. */
  readonly hostMemory: QuantityLike;
  /** What the runtime gives a pod that asks for nothing; 64Mi when absent. */
  readonly runtimeDefault?: QuantityLike | undefined;
}

/** What `/dev/shm` of a container is. No upstream counterpart. */
export interface SharedMemory {
  /** A volume mounted there, the host's own, or what the runtime gives every pod. */
  readonly source: 'volume' | 'hostIPC' | 'runtimeDefault';
  /** The volume's name. */
  readonly volume?: string;
  /** How large it can grow; absent for a volume that is no memory and has no `sizeLimit`. */
  readonly size?: Quantity;
  /** Who shares it: the containers that mount the volume, all of the pod, or everything on the host. */
  readonly sharedWith: 'pod' | 'host' | readonly string[];
  /** Whose memory it counts as: that of the container that writes a page first; nobody's where it is no tmpfs. */
  readonly chargedTo: 'writer' | 'nobody';
  /** What must end before its content goes: a restart of the container is not enough. */
  readonly lastsAsLongAs: 'pod' | 'sandbox' | 'host';
  /** The memory limit that the container runs into; absent where there is none. */
  readonly limit?: Quantity;
  /** Whose limit it is. */
  readonly limitOf?: 'container' | 'pod';
  /**
   * Whether filling it gets the container OOM-killed: `alone`, as it is larger than the limit; `together` with whatever else the container
   * uses; `never` by a limit of its own.
   */
  readonly oomKilled: 'alone' | 'together' | 'never';
  /** What the limit leaves to everything else once it is full. */
  readonly headroom?: Quantity;
}

/**
 * What `/dev/shm` of a container is, how large it is, whose memory it counts as, and whether filling it gets the container OOM-killed.
 *
 * A volume mounted at `/dev/shm` comes first; then the host's own with `hostIPC`; else the runtime gives all containers of the pod one of 64Mi
 * (`runtimeDefault`). Pages of a tmpfs count as memory of the container that writes them first. They stay when it restarts: a container that
 * was killed for filling a volume larger than its limit starts into the same pages, which then count for the pod.
 *
 * Upstream: none; the kubelet's part is `calculateEmptyDirMemorySize` and `resourceConfigForPod`, the rest are the runtime and Linux.
 *
 * @param pod the pod
 * @param containerName one of its containers, init containers or sidecars
 * @param machine memory of the machine, and what the runtime gives
 * @param options version, gates and operating system
 * @throws {SizingError} `NotFound` for a container that the pod does not have; as `calculateEmptyDirMemorySize`
 * @example
 * const shm = { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '4Gi' } };
 * const app = { name: 'app', volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }], resources: { limits: { memory: '2Gi' } } };
 * const machine = { nodeAllocatableMemory: '30Gi', hostMemory: '32Gi' };
 * const { result } = explainSharedMemory({ spec: { containers: [app], volumes: [shm] } }, 'app', machine);
 * [result.source, result.size, result.limit, result.oomKilled] // => ['volume', '2Gi', '2Gi', 'together']
 * explainSharedMemory({ spec: { containers: [{ name: 'app' }] } }, 'app', machine).result.size // => '64Mi'
 */
export function explainSharedMemory(
  pod: PodLike,
  containerName: string,
  machine: SharedMemoryMachine,
  options?: EmptyDirSizeOptions,
): SharedMemoryExplanation<SharedMemory> {
  const container = containerNamed(pod, containerName);
  const steps: SharedMemoryStep[] = [];
  const found = sourceOf(pod, container, machine, options, steps);
  const limit = found.chargedTo === 'nobody' ? {} : limitOf(pod, container, options, steps);
  return { result: { ...found, ...limit, ...outcomeOf(found.size, limit.limit, steps) }, steps };
}

type Source = Pick<SharedMemory, 'source' | 'volume' | 'size' | 'sharedWith' | 'chargedTo' | 'lastsAsLongAs'>;
type Limit = Pick<SharedMemory, 'limit' | 'limitOf'>;

function note(steps: SharedMemoryStep[], rule: SharedMemoryRule, because: SharedMemoryReason, inputs: SharedMemoryStep['inputs']): void {
  const upstream =
    rule === 'shm-limit' ? 'pkg/kubelet/cm/helpers_linux.go ResourceConfigForPod' : 'pkg/volume/emptydir/empty_dir.go setupTmpfs';
  steps.push({ rule, upstream, inputs, outcome: 'applied', because });
}

/** The place of the volume that a container mounts at `/dev/shm`; -1 where there is none. */
function volumeIndex(pod: PodLike, container: NamedContainer): number {
  const name = mountsOf(container).find(({ mountPath }) => typeof mountPath === 'string' && /^\/+dev\/+shm\/*$/.test(mountPath))?.name;
  return name === undefined ? -1 : objectsAt(specOf(pod)?.volumes, 'spec.volumes').findIndex((volume) => volume.name === name);
}

function mountsOf({ container, place }: NamedContainer): readonly VolumeMountLike[] {
  return objectsAt(container.volumeMounts, `${place}.volumeMounts`);
}

function sourceOf(
  pod: PodLike,
  container: NamedContainer,
  machine: SharedMemoryMachine,
  options: EmptyDirSizeOptions | undefined,
  steps: SharedMemoryStep[],
): Source {
  const index = volumeIndex(pod, container);
  const volume = specOf(pod)?.volumes?.[index];
  if (volume !== undefined) return ofVolume(pod, volume, `spec.volumes[${index}]`, machine, options, steps);
  const tmpfs = { chargedTo: 'writer' } as const;
  if (specOf(pod)?.hostIPC === true) {
    const size = hostDefault(machine);
    note(steps, 'shm-source', 'shm-of-host', { size });
    return { source: 'hostIPC', size, sharedWith: 'host', lastsAsLongAs: 'host', ...tmpfs };
  }
  const size = quantityAt(objectAt(machine, 'machine')?.runtimeDefault ?? '64Mi', 'machine.runtimeDefault');
  note(steps, 'shm-source', 'shm-of-runtime', { size });
  return { source: 'runtimeDefault', size, sharedWith: 'pod', lastsAsLongAs: 'sandbox', ...tmpfs };
}

function ofVolume(
  pod: PodLike,
  volume: VolumeLike,
  place: string,
  machine: SharedMemoryMachine,
  options: EmptyDirSizeOptions | undefined,
  steps: SharedMemoryStep[],
): Source {
  const users = namedContainers(pod).filter((one) => mountsOf(one).some(({ name }) => name === volume.name));
  const sharedWith = ['containers', 'initContainers'].flatMap((wanted) =>
    users.filter(({ section }) => section === wanted).map(({ container }) => container.name),
  );
  const common = { source: 'volume', volume: volume.name, sharedWith, lastsAsLongAs: 'pod' } as const;
  const emptyDir = objectAt(volume.emptyDir, `${place}.emptyDir`);
  if (emptyDir?.medium !== 'Memory') {
    const limit = emptyDir?.sizeLimit;
    note(steps, 'shm-source', 'shm-no-memory', { volume: volume.name });
    const size = limit === undefined || limit === null ? undefined : quantityAt(limit, `${place}.emptyDir.sizeLimit`);
    return { ...common, chargedTo: 'nobody', ...(size === undefined ? {} : { size }) };
  }
  const given = memorySizeAt(place, objectAt(machine, 'machine')?.nodeAllocatableMemory as QuantityLike, volume, pod, options);
  const size = given.sign() > 0 ? given : hostDefault(machine);
  note(steps, 'shm-source', 'shm-of-volume', { volume: volume.name, size });
  return { ...common, chargedTo: 'writer', size };
}

/** Half of the machine's memory. */
function hostDefault(machine: SharedMemoryMachine): Quantity {
  return within('machine', () => kernelDefaultTmpfsSize(objectAt(machine, 'machine')?.hostMemory as QuantityLike));
}

/** The container's own memory limit, or else the one that the pod has. */
function limitOf(pod: PodLike, container: NamedContainer, options: EmptyDirSizeOptions | undefined, steps: SharedMemoryStep[]): Limit {
  const own = amountOf(amountsOf(container, 'limits'), 'memory');
  if (own !== undefined && !own.isZero()) {
    note(steps, 'shm-limit', 'shm-container-limit', { limit: own });
    return { limit: own, limitOf: 'container' };
  }
  const limit = podLimitOf(pod, options);
  note(steps, 'shm-limit', limit === undefined ? 'shm-no-limit' : 'shm-pod-limit', limit === undefined ? {} : { limit });
  return limit === undefined ? {} : { limit, limitOf: 'pod' };
}

function podLimitOf(pod: PodLike, options: EmptyDirSizeOptions | undefined): Quantity | undefined {
  const { kubernetesVersion, featureGates, os } = options ?? {};
  const ofCgroup = resourceConfigForPod(pod, { kubernetesVersion, featureGates, os })?.memory;
  return ofCgroup === undefined || ofCgroup.isZero() ? undefined : ofCgroup;
}

function outcomeOf(
  size: Quantity | undefined,
  limit: Quantity | undefined,
  steps: SharedMemoryStep[],
): Pick<SharedMemory, 'oomKilled' | 'headroom'> {
  if (size === undefined || limit === undefined) {
    note(steps, 'shm-oom', 'shm-oom-never', {});
    return { oomKilled: 'never' };
  }
  if (size.cmp(limit) > 0) {
    note(steps, 'shm-oom', 'shm-oom-alone', { size, limit });
    return { oomKilled: 'alone' };
  }
  const headroom = limit.sub(size);
  note(steps, 'shm-oom', 'shm-oom-together', { size, limit, headroom });
  return { oomKilled: 'together', headroom };
}
