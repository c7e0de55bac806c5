// Explanations of volumes are this library's own; upstream explains nothing.
import type { Explanation, ExplanationStep, Note } from '../explanation.ts';

const emptyDir = 'pkg/volume/emptydir/empty_dir.go calculateEmptyDirMemorySize';

/** The rules about the size of memory-backed volumes, each with a short text. Internal. */
export const memorySizeRules = {
  'volume-sized': { title: 'size of memory-backed volumes', upstream: emptyDir },
  'volume-node-allocatable': { title: 'allocatable memory of the node', upstream: emptyDir },
  'volume-pod-limit': { title: 'memory limit of the pod', upstream: emptyDir },
  'volume-size-limit': { title: 'sizeLimit of the volume', upstream: emptyDir },
} as const;

/** Why a rule about the size applied or not, with its inputs in braces. Internal. */
export const memorySizeReasons = {
  'volume-not-sized':
    "The kubelet mounts memory-backed volumes without a size, so the kernel's default of half the RAM holds. A sizeLimit counts for eviction only.",
  'volume-is-sized': 'The kubelet gives the volume a size.',
  'volume-not-in-memory':
    'The volume is not in memory, so the kubelet does not give it a size. What follows is what it would give a volume of the medium Memory.',
  'volume-bounded-by-node': 'The node allows up to {amount}.',
  'volume-bounded-by-pod': "The pod's limit of {amount} is {compared}.",
  'volume-pod-limit-larger': "The pod's limit of {amount} is higher, so it does not count.",
  'volume-pod-limit-zero': "The pod's limit of {amount} is not above 0, so it does not count.",
  'volume-pod-unlimited':
    'The pod as a whole has no memory limit: the kubelet sets one on Linux only, and where every container or the pod itself has one.',
  'volume-bounded-by-size-limit': 'The sizeLimit of {amount} is {compared}. So the volume is {amount}.',
  'volume-size-limit-larger': 'The sizeLimit of {amount} is higher, so it does not count. So the volume is {size}.',
  'volume-size-limit-zero': 'The sizeLimit of {amount} is not above 0, so it does not count. So the volume is {size}.',
  'volume-no-size-limit': 'The volume has no sizeLimit. So the volume is {size}.',
} as const;

/** A rule about the size of memory-backed volumes. */
export type EmptyDirSizeRule = keyof typeof memorySizeRules;
/** Why a rule about the size applied or not. */
export type EmptyDirSizeReason = keyof typeof memorySizeReasons;
/** One step of an explanation of a size. */
export type EmptyDirSizeStep = ExplanationStep<EmptyDirSizeRule, EmptyDirSizeReason>;
/** An explanation of a size. */
export type EmptyDirSizeExplanation<T> = Explanation<T, EmptyDirSizeRule, EmptyDirSizeReason>;
/** Takes down a step of an explanation of a size. Internal. */
export type EmptyDirSizeNote = Note<EmptyDirSizeRule, EmptyDirSizeReason>;

/** The rules about `/dev/shm`, each with a short text. Internal. */
export const sharedMemoryRules = {
  'shm-source': { title: 'what /dev/shm is', upstream: 'pkg/volume/emptydir/empty_dir.go setupTmpfs' },
  'shm-limit': { title: 'memory limit', upstream: 'pkg/kubelet/cm/helpers_linux.go ResourceConfigForPod' },
  'shm-oom': { title: 'filling it', upstream: 'pkg/volume/emptydir/empty_dir.go setupTmpfs' },
} as const;

/** Why a rule about `/dev/shm` applied, with its inputs in braces. Internal. */
export const sharedMemoryReasons = {
  'shm-of-volume': 'The memory-backed volume {volume} is mounted at /dev/shm, which can therefore hold {size}.',
  'shm-no-memory': "The volume {volume} is mounted at /dev/shm. It is not in memory, so what it holds counts as nobody's memory.",
  'shm-of-host': "With hostIPC, /dev/shm is the host's own, which can hold half of the RAM, {size}.",
  'shm-of-runtime': 'No volume is mounted at /dev/shm, so the runtime gives all containers of the pod one that can hold {size}.',
  'shm-container-limit': "The container's memory limit is {limit}.",
  'shm-pod-limit': "The container has no memory limit of its own, so the pod's limit of {limit} counts.",
  'shm-no-limit': 'Neither the container nor the pod has a memory limit.',
  'shm-oom-alone': '/dev/shm can hold {size}, more than the limit of {limit}. So filling it alone gets the container OOM-killed.',
  'shm-oom-together':
    'Once /dev/shm holds {size}, {headroom} of the limit of {limit} is left for everything else. So a container that uses more is OOM-killed.',
  'shm-oom-never': 'No memory limit of the container or the pod stands against it. So filling /dev/shm gets nothing OOM-killed.',
} as const;

/** A rule about `/dev/shm`. */
export type SharedMemoryRule = keyof typeof sharedMemoryRules;
/** Why a rule about `/dev/shm` applied. */
export type SharedMemoryReason = keyof typeof sharedMemoryReasons;
/** One step of an explanation of `/dev/shm`. */
export type SharedMemoryStep = ExplanationStep<SharedMemoryRule, SharedMemoryReason>;
/** An explanation of `/dev/shm`. */
export type SharedMemoryExplanation<T> = Explanation<T, SharedMemoryRule, SharedMemoryReason>;
/** Takes down a step of an explanation of `/dev/shm`. Internal. */
export type SharedMemoryNote = Note<SharedMemoryRule, SharedMemoryReason>;
