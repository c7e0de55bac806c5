import { flagAt } from '../core/checks.ts';
// What `/dev/shm` is stands nowhere upstream: the kubelet, the runtime and Linux decide together.
import { operatingSystemOf } from '../cgroup/pod/settings.ts';
import { quantityAt, within } from '../core/at-path.ts';
import type { PodLike, VolumeLike, VolumeMountLike } from '../core/index.ts';
import { lazily } from '../core/lazily.ts';
import { objectAt, objectsAt, specOf, volumesOf, textAt, emptyDirAt } from '../core/pod-fields.ts';
import { amountOf } from '../core/resource-lists.ts';
import { recorded } from '../explanation.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { KnownPod } from '../resources/qos/known-pod.ts';
import { amountsOf, containerNamed, type NamedContainer } from '../resources/totals/named-container.ts';
import { releaseOf } from '../version/release.ts';
import { memoryBounds, memorySize, type EmptyDirSizeOptions, type MemoryBounds } from './empty-dir-memory-size.ts';
import { sharedMemoryRules, type SharedMemoryExplanation, type SharedMemoryNote } from './explanation.ts';
import { halfOf } from './kernel-default.ts';

/** The machine that a container runs on. */
export interface SharedMemoryMachine {
  /** `status.allocatable.memory` of the node. */
  readonly nodeAllocatableMemory: QuantityLike;
  /** The RAM of the machine in bytes. */
  readonly hostMemory: QuantityLike;
  /** What the runtime gives a pod that asks for nothing; 64Mi when absent. */
  readonly runtimeDefault?: QuantityLike | undefined;
}

/** What `/dev/shm` of a container is. */
export interface SharedMemory {
  /** A volume mounted there, the host's own, or what the runtime gives every pod. */
  readonly source: 'volume' | 'hostIPC' | 'runtimeDefault';
  /** The volume's name. */
  readonly volume?: string;
  /** How large it can grow; absent for a volume that is not in memory and has no `sizeLimit`. */
  readonly size?: Quantity;
  /** What shares it: the containers that mount the volume, all of the pod, or everything on the host. */
  readonly sharedWith: 'pod' | 'host' | readonly string[];
  /** Whose memory it counts as: that of the container that writes a page first; nobody's where it is not a tmpfs. */
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
 * @param containerName one of its containers, init containers or sidecars
 * @param machine memory of the machine, and what the runtime gives
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
  const release = releaseOf(options);
  const os = operatingSystemOf(options?.os);
  const named = containerNamed(pod, containerName);
  const known = new KnownPod(pod, release);
  const { minor } = release;
  const bounds = memoryBounds(known, os, () =>
    quantityAt(objectAt(machine, 'machine')?.nodeAllocatableMemory as QuantityLike, 'machine.nodeAllocatableMemory', minor),
  );
  return recorded(sharedMemoryRules, (note) => sharedMemories(known, machine, bounds)(named, note));
}

/** Whether a container that mounts a volume at a path has it as `/dev/shm`. Internal. */
export function isSharedMemoryPath(mountPath: unknown): boolean {
  return typeof mountPath === 'string' && /^\/+dev\/+shm\/*$/.test(mountPath);
}

type Source = Pick<SharedMemory, 'source' | 'volume' | 'size' | 'sharedWith' | 'chargedTo' | 'lastsAsLongAs'>;

const usualDefault = /* @__PURE__ */ Quantity.parse('64Mi');

/** What the containers of a pod have in common; each found out when the first container asks for it. */
interface PodMemory {
  readonly pod: PodLike;
  readonly bounds: MemoryBounds;
  /** Half of the machine's memory. */
  readonly hostDefault: () => Quantity;
  readonly runtimeDefault: () => Quantity;
  /** The first volume of each name, and where it stands. */
  readonly volumes: () => ReadonlyMap<string, readonly [volume: VolumeLike, place: string]>;
  /** The containers that mount a volume, by its name; init containers come last. */
  readonly users: () => ReadonlyMap<string, readonly string[]>;
}

/** Tells `/dev/shm` of any container of a pod; what the containers have in common is found out once. Internal. */
export function sharedMemories(
  known: KnownPod,
  machine: Pick<SharedMemoryMachine, 'hostMemory' | 'runtimeDefault'>,
  bounds: MemoryBounds,
): (named: NamedContainer, note?: SharedMemoryNote) => SharedMemory {
  const { minor } = known.release;
  const of: PodMemory = {
    pod: known.pod,
    bounds,
    hostDefault: lazily(() => within('machine', () => halfOf(objectAt(machine, 'machine')?.hostMemory as QuantityLike, minor))),
    runtimeDefault: lazily(() => quantityAt(objectAt(machine, 'machine')?.runtimeDefault ?? usualDefault, 'machine.runtimeDefault', minor)),
    volumes: lazily(() => volumesByName(known.pod)),
    users: lazily(() => usersOf(known)),
  };
  return (named, note) => {
    const source = sourceOf(of, named, note);
    const limit = source.chargedTo === 'nobody' ? {} : memoryLimitOf(of, named, note);
    return { ...source, ...limit, ...oomOutcome(source.size, limit.limit, note) };
  };
}

function mountsOf({ container, place }: NamedContainer): readonly VolumeMountLike[] {
  const mounts = objectsAt(container.volumeMounts, `${place}.volumeMounts`);
  for (const [i, mount] of mounts.entries())
    for (const field of ['name', 'mountPath'] as const) textAt(mount[field], `${place}.volumeMounts[${i}].${field}`);
  return mounts;
}

function volumesByName(pod: PodLike): ReturnType<PodMemory['volumes']> {
  const volumes = new Map<string, readonly [VolumeLike, string]>();
  for (const [i, volume] of volumesOf(pod).entries()) {
    const name = volume.name ?? '';
    if (!volumes.has(name)) volumes.set(name, [volume, `spec.volumes[${i}]`]);
  }
  return volumes;
}

function usersOf(known: KnownPod): ReturnType<PodMemory['users']> {
  const mounts = known.containers().map((named) => [named, new Set(mountsOf(named).map(({ name }) => name))] as const);
  const users = new Map<string, string[]>();
  for (const section of ['containers', 'initContainers'])
    for (const [named, names] of mounts)
      if (named.section === section)
        for (const name of names) {
          const own = users.get(name);
          if (own === undefined) users.set(name, [named.container.name ?? '']);
          else own.push(named.container.name ?? '');
        }
  return users;
}

function sourceOf(of: PodMemory, named: NamedContainer, note: SharedMemoryNote | undefined): Source {
  const name = mountsOf(named).find(({ mountPath }) => isSharedMemoryPath(mountPath))?.name;
  const mounted = name === undefined ? undefined : of.volumes().get(name);
  if (mounted !== undefined) return ofVolume(of, ...mounted, note);
  if (flagAt(specOf(of.pod)?.hostIPC, 'spec.hostIPC') === true) {
    const size = of.hostDefault();
    note?.('shm-source', 'shm-of-host', { size }, 'applied');
    return { source: 'hostIPC', size, sharedWith: 'host', lastsAsLongAs: 'host', chargedTo: 'writer' };
  }
  const size = of.runtimeDefault();
  note?.('shm-source', 'shm-of-runtime', { size }, 'applied');
  return { source: 'runtimeDefault', size, sharedWith: 'pod', lastsAsLongAs: 'sandbox', chargedTo: 'writer' };
}

function ofVolume(of: PodMemory, volume: VolumeLike, place: string, note: SharedMemoryNote | undefined): Source {
  const name = volume.name ?? '';
  const common = { source: 'volume', volume: name, sharedWith: of.users().get(name) ?? [], lastsAsLongAs: 'pod' } as const;
  const emptyDir = emptyDirAt(volume, place);
  if (emptyDir?.medium === 'Memory') {
    const given = memorySize(volume, place, of.bounds);
    const size = given.sign() > 0 ? given : of.hostDefault();
    note?.('shm-source', 'shm-of-volume', { volume: name, size }, 'applied');
    return { ...common, chargedTo: 'writer', size };
  }
  note?.('shm-source', 'shm-no-memory', { volume: name }, 'applied');
  const limit = emptyDir?.sizeLimit ?? undefined;
  const at = `${place}.emptyDir.sizeLimit`;
  const { minor } = of.bounds.release;
  return { ...common, chargedTo: 'nobody', ...(limit === undefined ? {} : { size: quantityAt(limit, at, minor) }) };
}

/** The container's own memory limit, or else the one that the pod has. */
function memoryLimitOf(
  { bounds }: PodMemory,
  named: NamedContainer,
  note: SharedMemoryNote | undefined,
): Pick<SharedMemory, 'limit' | 'limitOf'> {
  const own = amountOf(amountsOf(named, 'limits', bounds.release.minor), 'memory');
  if (own !== undefined && !own.isZero()) {
    note?.('shm-limit', 'shm-container-limit', { limit: own }, 'applied');
    return { limit: own, limitOf: 'container' };
  }
  const limit = bounds.podLimit();
  if (limit === undefined || limit.isZero()) {
    note?.('shm-limit', 'shm-no-limit', {}, 'applied');
    return {};
  }
  note?.('shm-limit', 'shm-pod-limit', { limit }, 'applied');
  return { limit, limitOf: 'pod' };
}

function oomOutcome(
  size: Quantity | undefined,
  limit: Quantity | undefined,
  note: SharedMemoryNote | undefined,
): Pick<SharedMemory, 'oomKilled' | 'headroom'> {
  if (size === undefined || limit === undefined) {
    note?.('shm-oom', 'shm-oom-never', {}, 'applied');
    return { oomKilled: 'never' };
  }
  if (size.cmp(limit) > 0) {
    note?.('shm-oom', 'shm-oom-alone', { size, limit }, 'applied');
    return { oomKilled: 'alone' };
  }
  const headroom = limit.sub(size);
  note?.('shm-oom', 'shm-oom-together', { size, limit, headroom }, 'applied');
  return { oomKilled: 'together', headroom };
}
