import { oneOf } from '../../core/checks.ts';
import { invalid } from '../../errors.ts';
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

/**
 * The signal of a threshold that stands at a place, whose fields are checked; a name that no minor knows is one that is never observed.
 *
 * @throws {SizingError} `InvalidInput` for a signal that is not text, another operator and a grace period that is not a number
 */
export function signalAt({ signal, operator, gracePeriodSeconds = 0 }: Threshold, place: string): Signal {
  if (typeof signal !== 'string') throw invalid('the name of a signal', `${place}.signal`, signal);
  oneOf(operator, operators, `${place}.operator`);
  if (!Number.isFinite(gracePeriodSeconds)) throw invalid('a number of seconds', `${place}.gracePeriodSeconds`, gracePeriodSeconds);
  return signal;
}

const operators: readonly Threshold['operator'][] = ['LessThan', ''];

/** Whether pods are killed as soon as the threshold is met. Upstream: `isHardEvictionThreshold`. */
export function isHardEvictionThreshold(threshold: Threshold): boolean {
  return (threshold.gracePeriodSeconds ?? 0) === 0;
}
