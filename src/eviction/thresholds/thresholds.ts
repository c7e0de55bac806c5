import type { Quantity } from '../../quantity/index.ts';
import type { Signal } from './signals.ts';

/**
 * How much of a resource must be left: an amount, or a share of the capacity. `percentage` is a fraction of 1 held in a float32, so `10%`
 * is 0.10000000149011612.
 *
 * Upstream: `pkg/kubelet/eviction/api/types.go`, `ThresholdValue`.
 */
export type ThresholdValue = { readonly quantity: Quantity } | { readonly percentage: number };

/**
 * When the kubelet begins to evict: as soon as what is available of a signal is less than `value`, and has been so for
 * `gracePeriodSeconds`.
 *
 * Without `gracePeriodSeconds` the threshold is a hard one. An empty operator is never met. `minReclaim` is how much beyond the value must
 * be available again until the threshold counts as resolved.
 *
 * Upstream: `pkg/kubelet/eviction/api/types.go`, `Threshold`.
 */
export interface Threshold {
  readonly signal: Signal;
  readonly operator: 'LessThan' | '';
  readonly value: ThresholdValue;
  /** Seconds, possibly with a fraction; absent where upstream's duration is zero. */
  readonly gracePeriodSeconds?: number;
  readonly minReclaim?: ThresholdValue;
}

/** Whether pods are killed as soon as the threshold is met. Upstream: `isHardEvictionThreshold`. */
export function isHardEvictionThreshold(threshold: Threshold): boolean {
  return (threshold.gracePeriodSeconds ?? 0) === 0;
}
