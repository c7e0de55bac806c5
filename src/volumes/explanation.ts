import type { Explanation, ExplanationStep } from '../explanation.ts';

/** The rules about the size of memory-backed volumes, each with a short text. Internal. */
export const memorySizeRules = {
  'volume-sized': 'size of memory-backed volumes',
  'volume-node-allocatable': 'allocatable memory of the node',
  'volume-pod-limit': 'memory limit of the pod',
  'volume-size-limit': 'sizeLimit of the volume',
} as const;

/** Why a rule about the size applied or not, with its inputs in braces. Internal. */
export const memorySizeReasons = {
  'volume-not-sized': "The kubelet gives no size, so the kernel's default of half the RAM holds; sizeLimit only limits by eviction.",
  'volume-is-sized': 'The kubelet gives the volume a size.',
  'volume-bounded-by-node': 'The node can give {amount} to pods, which bounds the volume.',
  'volume-bounded-by-pod': 'The pod may use {amount} of memory, no more than {size}, which bounds the volume.',
  'volume-pod-limit-larger': 'The pod may use {amount} of memory, more than {size}, which does not bound the volume.',
  'volume-pod-limit-zero': 'The memory limit of the pod is {amount}, which does not bound the volume.',
  'volume-pod-unlimited': "The pod's memory is not limited, because a container has no memory limit, or on this operating system.",
  'volume-bounded-by-size-limit': 'Its sizeLimit is {amount}, no more than {size}, which bounds the volume.',
  'volume-size-limit-larger': 'Its sizeLimit is {amount}, more than {size}, which does not bound the volume.',
  'volume-size-limit-zero': 'Its sizeLimit is {amount}, which does not bound the volume.',
  'volume-no-size-limit': 'It has no sizeLimit.',
} as const;

/** A rule about the size of memory-backed volumes. No upstream counterpart. */
export type EmptyDirSizeRule = keyof typeof memorySizeRules;

/** Why a rule about the size applied or not. No upstream counterpart. */
export type EmptyDirSizeReason = keyof typeof memorySizeReasons;

/** One step of an explanation of a size. No upstream counterpart. */
export type EmptyDirSizeStep = ExplanationStep<EmptyDirSizeRule, EmptyDirSizeReason>;

/** An explanation of a size. No upstream counterpart. */
export type EmptyDirSizeExplanation<T> = Explanation<T, EmptyDirSizeRule, EmptyDirSizeReason>;

/** The rules about `/dev/shm`, each with a short text. Internal. */
export const sharedMemoryRules = {
  'shm-source': 'what /dev/shm is',
  'shm-limit': 'memory limit',
  'shm-oom': 'filling it',
} as const;

/** Why a rule about `/dev/shm` applied, with its inputs in braces. Internal. */
export const sharedMemoryReasons = {
  'shm-of-volume': 'The memory-backed volume {volume} is mounted at /dev/shm and can hold {size}.',
  'shm-no-memory': 'The volume {volume} is mounted at /dev/shm and is no memory.',
  'shm-of-host': "With hostIPC it is the host's own, which can hold half of the RAM, {size}.",
  'shm-of-runtime': 'The runtime gives all containers of the pod one of {size}.',
  'shm-container-limit': 'The container may use {limit} of memory.',
  'shm-pod-limit': 'The container has no memory limit of its own; the pod may use {limit}.',
  'shm-no-limit': 'Neither the container nor the pod has a memory limit.',
  'shm-oom-alone': 'It can hold {size}, more than the limit of {limit}: filling it alone gets the container OOM-killed.',
  'shm-oom-together':
    'Once it holds {size}, the limit of {limit} leaves {headroom} for everything else: more gets the container OOM-killed.',
  'shm-oom-never': 'No limit of the container or the pod gets it OOM-killed for filling it.',
} as const;

/** A rule about `/dev/shm`. No upstream counterpart. */
export type SharedMemoryRule = keyof typeof sharedMemoryRules;

/** Why a rule about `/dev/shm` applied. No upstream counterpart. */
export type SharedMemoryReason = keyof typeof sharedMemoryReasons;

/** One step of an explanation of `/dev/shm`. No upstream counterpart. */
export type SharedMemoryStep = ExplanationStep<SharedMemoryRule, SharedMemoryReason>;

/** An explanation of `/dev/shm`. No upstream counterpart. */
export type SharedMemoryExplanation<T> = Explanation<T, SharedMemoryRule, SharedMemoryReason>;
