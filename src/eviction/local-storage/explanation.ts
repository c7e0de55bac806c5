import type { Explanation, ExplanationStep } from '../../explanation.ts';

const upstream = 'pkg/kubelet/eviction/eviction_manager.go localStorageEviction';

/** The limits of local storage. Internal. */
export const storageRules = {
  'storage-volume': { title: 'sizeLimit of a volume', upstream },
  'storage-pod': { title: 'limit of the pod', upstream },
  'storage-container': { title: 'limit of a container', upstream },
} as const;

/** What is left of a limit of local storage, with its inputs in braces. Internal. */
export const storageReasons = {
  'storage-exceeded': '{subject} uses {usage}, more than its {bound} of {limit}: the kubelet evicts the pod.',
  'storage-within': '{subject} uses {usage} of its {bound} of {limit}. So {headroom} is left.',
  'storage-not-measured': '{subject} has a {bound} of {limit}. No statistics tell how much of it is used.',
} as const;

/** A limit of local storage. */
export type StorageRule = keyof typeof storageRules;
/** What is left of a limit of local storage. */
export type StorageReason = keyof typeof storageReasons;
/** One step of an explanation of local storage. */
export type StorageStep = ExplanationStep<StorageRule, StorageReason>;
/** An explanation of local storage. */
export type StorageExplanation<T> = Explanation<T, StorageRule, StorageReason>;
