import type { Explanation, ExplanationStep } from '../../explanation.ts';

/** The limits of local storage, each with a short text. Internal. */
export const storageRules = {
  'storage-volume': 'sizeLimit of a volume',
  'storage-pod': 'limit of the pod',
  'storage-container': 'limit of a container',
} as const;

/** What is left of a limit of local storage, with its inputs in braces. Internal. */
export const storageReasons = {
  'storage-exceeded': '{usage} of {limit} is used, which is too much: the kubelet evicts the pod.',
  'storage-within': '{usage} of {limit} is used; {headroom} is left.',
  'storage-not-measured': 'The limit is {limit}; there are no statistics of what is used.',
} as const;

/** A limit of local storage. No upstream counterpart. */
export type StorageRule = keyof typeof storageRules;

/** What is left of a limit of local storage. No upstream counterpart. */
export type StorageReason = keyof typeof storageReasons;

/** One step of an explanation of local storage. No upstream counterpart. */
export type StorageStep = ExplanationStep<StorageRule, StorageReason>;

/** An explanation of local storage. No upstream counterpart. */
export type StorageExplanation<T> = Explanation<T, StorageRule, StorageReason>;
