import { invalid } from '../../errors.ts';
import { quantityAt } from '../../core/at-path.ts';
import { Quantity } from '../../quantity/index.ts';
import { objectOf } from '../../core/checks.ts';
import { float32At } from '../thresholds/threshold-quantity.ts';
import type { Threshold, ThresholdValue } from '../thresholds/thresholds.ts';

/**
 * What an eviction manager remembers from one cycle to the next: plain strings and numbers, which survive a trip through JSON. Times are
 * milliseconds since the epoch.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, the fields of `managerImpl`.
 */
export interface EvictionState {
  /** Where images live, as the first cycle found it; empty before. */
  readonly imageFs: '' | 'shared' | 'dedicated';
  /** Where writable layers live beside that; `refused` where a split one is not supported. */
  readonly containerFs: '' | 'together' | 'split' | 'refused';
  /** When each threshold that is met was first met, by the threshold as text. */
  readonly thresholdsFirstObservedAt: Readonly<Record<string, number>>;
  /** The thresholds that are met beyond their grace period, as text. */
  readonly thresholdsMet: readonly string[];
  /** When each node condition was last observed. */
  readonly nodeConditionsLastObservedAt: Readonly<Record<string, number>>;
  /** When each signal was last measured. */
  readonly lastObservedAt: Readonly<Record<string, number>>;
}

/**
 * The state of an eviction manager before its first cycle. It is frozen.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `NewManager`, every supported minor.
 *
 * @example
 * initialEvictionState.thresholdsMet // => []
 */
export const initialEvictionState: EvictionState = /* @__PURE__ */ Object.freeze({
  imageFs: '',
  containerFs: '',
  thresholdsFirstObservedAt: /* @__PURE__ */ Object.freeze({}),
  thresholdsMet: /* @__PURE__ */ Object.freeze([]),
  nodeConditionsLastObservedAt: /* @__PURE__ */ Object.freeze({}),
  lastObservedAt: /* @__PURE__ */ Object.freeze({}),
});

/**
 * The state as a caller hands it in.
 *
 * @throws {SizingError} `InvalidInput` for what is not a state
 */
export function stateOf(state: EvictionState): EvictionState {
  const hint = 'begin with initialEvictionState';
  const { imageFs, containerFs, thresholdsMet } = objectOf(state, 'state', hint);
  const known = ['', 'shared', 'dedicated'].includes(imageFs) && ['', 'together', 'split', 'refused'].includes(containerFs);
  if (!known || (imageFs === '') !== (containerFs === '')) {
    throw invalid('a state of an eviction manager', 'state.imageFs', imageFs, hint);
  }
  if (!Array.isArray(thresholdsMet) || !thresholdsMet.every((text) => typeof text === 'string'))
    throw invalid('a list of texts', 'state.thresholdsMet', thresholdsMet);
  for (const field of ['thresholdsFirstObservedAt', 'nodeConditionsLastObservedAt', 'lastObservedAt'] as const)
    for (const [name, time] of Object.entries(objectOf(state[field], `state.${field}`, hint)))
      if (!Number.isFinite(time)) throw invalid('a time', `state.${field}.${name}`, time);
  return state;
}

/** A threshold with the text by which a state knows it. */
export interface KeyedThreshold {
  readonly threshold: Threshold;
  /** Its place in the list of thresholds. */
  readonly index: number;
  readonly key: string;
}

/**
 * Thresholds with their keys. Upstream knows them by identity: of two that read alike each is one of its own, but two of the same
 * percentage without a minimum reclaim are one.
 */
export function keyedThresholds(thresholds: readonly Threshold[], minor: number): KeyedThreshold[] {
  const seen = new Map<string, number>();
  return thresholds.map((threshold, index) => {
    const text = thresholdText(threshold, index, minor);
    const count = (seen.get(text) ?? 0) + 1;
    seen.set(text, count);
    const isOne = count === 1 || ('percentage' in threshold.value && threshold.minReclaim === undefined);
    return { threshold, index, key: isOne ? text : `${text} #${count}` };
  });
}

function thresholdText(threshold: Threshold, index: number, minor: number): string {
  const { signal, operator, value, gracePeriodSeconds = 0, minReclaim } = threshold;
  const path = `thresholds[${index}]`;
  const grace = gracePeriodSeconds === 0 ? '' : ` for ${gracePeriodSeconds}s`;
  const reclaim = minReclaim === undefined ? '' : ` +${valueText(minReclaim, `${path}.minReclaim`, minor)}`;
  return `${signal}${operator === '' ? '?' : '<'}${valueText(value, `${path}.value`, minor)}${grace}${reclaim}`;
}

function valueText(value: ThresholdValue, path: string, minor: number): string {
  const found = objectOf(value, path, 'give it a quantity or a percentage');
  return 'quantity' in found
    ? quantityAt(found.quantity, `${path}.quantity`, minor).toString()
    : `${float32At(found.percentage, `${path}.percentage`) * 100}%`;
}

/**
 * What two thresholds have in common that are the same to upstream, which does not look at the minimum reclaim: equal amounts count, however
 * they are written. Upstream: `hasThreshold`.
 */
export function identityOf({ signal, operator, value, gracePeriodSeconds = 0 }: Threshold): string {
  const amount = 'quantity' in value ? Quantity.from(value.quantity).toBig().toString() : `${Math.fround(value.percentage) * 100}%`;
  return `${signal} ${operator} ${gracePeriodSeconds} ${amount}`;
}
