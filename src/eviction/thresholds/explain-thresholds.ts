// The types of this explanation are the library's own; upstream has only the thresholds.
import { quantityAt } from '../../core/at-path.ts';
import { objectOf } from '../../core/checks.ts';
import { invalid } from '../../errors.ts';
import { recorded, type Note } from '../../explanation.ts';
import type { Quantity, QuantityLike } from '../../quantity/index.ts';
import { thresholdRules, type ThresholdExplanation, type ThresholdReason, type ThresholdRule } from './explanation.ts';
import { platformOf, withDefaults, type KubeletEvictionConfig, type OperatingSystemOptions } from './kubelet-thresholds.ts';
import { parseThresholds } from './parse-threshold-config.ts';
import type { Signal } from './signals.ts';
import { thresholdQuantityAt } from './threshold-quantity.ts';
import type { Threshold, ThresholdValue } from './thresholds.ts';

/** A threshold with its amounts on a capacity. */
export interface EffectiveThreshold extends Threshold {
  /** Met when less than this is available: bytes, inodes or processes. */
  readonly amount: Quantity;
  /** Resolved when this much more is available. */
  readonly minReclaimAmount?: Quantity;
}

/** What {@link explainThresholds} finds. */
export interface EffectiveThresholds {
  readonly thresholds: readonly EffectiveThreshold[];
  /** Defaults that hold although `evictionHard` is set, by `mergeDefaultEvictionSettings`. */
  readonly mergedDefaults: { readonly [signal: string]: string };
  /** Defaults that a partial `evictionHard` switched off. */
  readonly droppedDefaults: { readonly [signal: string]: string };
}

/** The capacity of signals: bytes, inodes or processes. */
export type CapacityBySignal = { readonly [signal in Signal]?: QuantityLike | null | undefined };

/**
 * The thresholds of a kubelet with a configuration file, with their amounts, and what became of each default.
 *
 * A percentage becomes an amount of the signal's capacity; `allocatableMemory.available` needs a capacity of its own. A partial
 * `evictionHard` switches off every default that it does not name, unless `mergeDefaultEvictionSettings` is true: the result names both kinds.
 *
 * Upstream: none; it puts together `loadConfigFile`, `ParseThresholdConfig` and `GetThresholdQuantity`.
 *
 * @param kubeletConfiguration the file's content
 * @param capacityBySignal the capacity of each signal that has a percentage
 * @throws {SizingError} `InvalidInput` for a percentage of an unknown capacity; as `kubeletThresholds`
 * @example
 * const config = { evictionHard: { 'memory.available': '200Mi', 'nodefs.available': '10%' } };
 * const { result } = explainThresholds(config, { 'nodefs.available': '100G' }, { kubernetesVersion: '1.32' });
 * result.thresholds.map(({ signal, amount }) => [signal, amount]) // => [['memory.available', '200Mi'], ['nodefs.available', '10000000149'], ['allocatableMemory.available', '200Mi']]
 * result.droppedDefaults // => { 'imagefs.available': '15%', 'imagefs.inodesFree': '5%', 'nodefs.inodesFree': '5%' }
 */
export function explainThresholds(
  kubeletConfiguration: KubeletEvictionConfig,
  capacityBySignal: CapacityBySignal,
  options?: OperatingSystemOptions,
): ThresholdExplanation<EffectiveThresholds> {
  const platform = platformOf(options);
  return recorded(thresholdRules, (note) => {
    const { config, merged: mergedDefaults, dropped: droppedDefaults } = withDefaults(kubeletConfiguration, platform, note);
    const thresholds = parseThresholds(config, platform.minor, note);
    return {
      thresholds: thresholds.map((threshold) => effective(threshold, { capacities: capacityBySignal, minor: platform.minor }, note)),
      mergedDefaults,
      droppedDefaults,
    };
  });
}

interface Capacities {
  readonly capacities: CapacityBySignal;
  readonly minor: number;
}

function effective(threshold: Threshold, node: Capacities, note: Note<ThresholdRule, ThresholdReason>): EffectiveThreshold {
  const { signal, value, minReclaim, operator } = threshold;
  const { amount, share } = amountAndShare(signal, value, node);
  if (operator === '') note('eviction-threshold', 'eviction-never-met', { signal, amount, ...share }, 'skipped');
  else if (share === undefined) note('eviction-threshold', 'eviction-amount', { signal, amount }, 'applied');
  else note('eviction-threshold', 'eviction-share', { signal, amount, ...share }, 'applied');
  if (minReclaim === undefined) return { ...threshold, amount };
  const reclaim = amountAndShare(signal, minReclaim, node);
  const because = reclaim.share === undefined ? 'eviction-reclaim-amount' : 'eviction-reclaim-share';
  note('eviction-min-reclaim', because, { signal, amount: reclaim.amount, ...reclaim.share }, 'applied');
  return { ...threshold, amount, minReclaimAmount: reclaim.amount };
}

interface Amounts {
  readonly amount: Quantity;
  /** Where the amount is a share: of what, and which. */
  readonly share?: { readonly percentage: string; readonly capacity: Quantity };
}

function amountAndShare(signal: Signal, value: ThresholdValue, node: Capacities): Amounts {
  if ('quantity' in value) return { amount: value.quantity };
  const capacity = signalCapacity(signal, node);
  return {
    amount: thresholdQuantityAt({ value, path: 'value', capacity, capacityPath: 'capacity' }, node.minor),
    share: { percentage: percentText(value.percentage), capacity },
  };
}

function signalCapacity(signal: Signal, { capacities, minor }: Capacities): Quantity {
  const path = `capacityBySignal.${signal}`;
  const capacity = Object.hasOwn(objectOf(capacities, 'capacityBySignal'), signal) ? capacities[signal] : undefined;
  if (capacity !== undefined && capacity !== null) return quantityAt(capacity, path, minor);
  throw invalid('the capacity of a signal whose threshold is a percentage', path, capacity);
}

/** A fraction as people write it; six digits are what a float32 holds. */
function percentText(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(6))}%`;
}
