import { quantityAt } from '../../core/at-path.ts';
import { SizingError } from '../../errors.ts';
import type { Quantity, QuantityLike } from '../../quantity/index.ts';
import type { ThresholdExplanation, ThresholdStep } from './explanation.ts';
import { objectOf } from '../../core/checks.ts';
import {
  defaultEvictionHard,
  mergesDefaults,
  withDefaults,
  type KubeletEvictionConfig,
  type OperatingSystemOptions,
} from './kubelet-thresholds.ts';
import { parseThresholdConfig, type ThresholdStatements } from './parse-threshold-config.ts';
import type { Signal } from './signals.ts';
import { getThresholdQuantity } from './threshold-quantity.ts';
import type { Threshold, ThresholdValue } from './thresholds.ts';

/** A threshold with its amounts on a capacity. No upstream counterpart. */
export interface EffectiveThreshold extends Threshold {
  /** Met when less than this is available: bytes, inodes or processes. */
  readonly amount: Quantity;
  /** Resolved when this much more is available. */
  readonly minReclaimAmount?: Quantity;
}

/** What {@link explainThresholds} finds. No upstream counterpart. */
export interface EffectiveThresholds {
  readonly thresholds: readonly EffectiveThreshold[];
  /** Defaults that hold although `evictionHard` is set, by `mergeDefaultEvictionSettings`. */
  readonly mergedDefaults: { readonly [signal: string]: string };
  /** Defaults that a partial `evictionHard` switched off. */
  readonly droppedDefaults: { readonly [signal: string]: string };
}

/** The capacity of signals: bytes, inodes or processes. No upstream counterpart. */
export type CapacityBySignal = { readonly [signal in Signal]?: QuantityLike | null | undefined };

const parseSource = 'pkg/kubelet/eviction/helpers.go ParseThresholdConfig';
const quantitySource = 'pkg/kubelet/eviction/api/types.go GetThresholdQuantity';
const defaultsSource = 'cmd/kubelet/app/server.go loadConfigFile';

/**
 * The thresholds that a KubeletConfiguration brings about, with amounts, and what became of each default.
 *
 * A percentage is turned into an amount of the signal's capacity; `allocatableMemory.available` needs a capacity of its own. A partial
 * `evictionHard` switches off every default that it does not name, unless `mergeDefaultEvictionSettings` is true: both are told.
 *
 * Upstream: none; it puts together `loadConfigFile`, `ParseThresholdConfig` and `GetThresholdQuantity`.
 *
 * @param kubeletConfiguration the file's content
 * @param capacityBySignal the capacity of each signal that has a percentage
 * @param options version and operating system
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
  const steps: ThresholdStep[] = [];
  const effective = withDefaults(kubeletConfiguration, options);
  const thresholds = parseThresholdConfig(effective, options);
  const defaults = explainDefaults(kubeletConfiguration, options, steps);
  for (const map of ['evictionHard', 'evictionSoft'] as const) explainSwitchedOff(map, effective[map] ?? {}, steps);
  return { result: { thresholds: thresholds.map((threshold) => withAmounts(threshold, capacityBySignal, steps)), ...defaults }, steps };
}

function explainDefaults(
  config: KubeletEvictionConfig,
  options: OperatingSystemOptions | undefined,
  steps: ThresholdStep[],
): Pick<EffectiveThresholds, 'mergedDefaults' | 'droppedDefaults'> {
  const own = config.evictionHard ?? undefined;
  const merges = mergesDefaults(config, options);
  const merged: { [signal: string]: string } = {};
  const dropped: { [signal: string]: string } = {};
  for (const [signal, text] of Object.entries(defaultEvictionHard(options)).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const named = own !== undefined && Object.hasOwn(own, signal);
    const because =
      own === undefined
        ? 'eviction-default-taken'
        : named
          ? 'eviction-default-replaced'
          : merges
            ? 'eviction-default-merged'
            : 'eviction-default-dropped';
    if (because === 'eviction-default-merged') merged[signal] = text;
    if (because === 'eviction-default-dropped') dropped[signal] = text;
    const applied = because === 'eviction-default-taken' || because === 'eviction-default-merged';
    const inputs = { signal, default: text, ...(named ? { own: own[signal] ?? '' } : {}) };
    steps.push({ rule: 'eviction-default-hard', upstream: defaultsSource, inputs, outcome: applied ? 'applied' : 'skipped', because });
  }
  return { mergedDefaults: merged, droppedDefaults: dropped };
}

function explainSwitchedOff(map: string, statements: ThresholdStatements, steps: ThresholdStep[]): void {
  for (const signal of Object.keys(statements).sort()) {
    const text = statements[signal];
    if (text !== '0%' && text !== '100%') continue;
    const inputs = { map, signal, text };
    steps.push({ rule: 'eviction-dropped-statement', upstream: parseSource, inputs, outcome: 'applied', because: 'eviction-switched-off' });
  }
}

function withAmounts(threshold: Threshold, capacities: CapacityBySignal, steps: ThresholdStep[]): EffectiveThreshold {
  const { signal, value, minReclaim, operator } = threshold;
  const amount = amountOf(signal, value, capacities);
  const share = 'percentage' in value ? { percentage: percent(value.percentage), capacity: capacityOf(signal, capacities) } : {};
  const met = 'percentage' in value ? 'eviction-share' : 'eviction-amount';
  const because = operator === '' ? 'eviction-never-met' : met;
  const outcome = operator === '' ? 'skipped' : 'applied';
  steps.push({ rule: 'eviction-threshold', upstream: quantitySource, inputs: { signal, amount, ...share }, outcome, because });
  if (minReclaim === undefined) return { ...threshold, amount };
  const minReclaimAmount = amountOf(signal, minReclaim, capacities);
  explainReclaim(signal, minReclaim, minReclaimAmount, capacities, steps);
  return { ...threshold, amount, minReclaimAmount };
}

function explainReclaim(
  signal: Signal,
  value: ThresholdValue,
  amount: Quantity,
  capacities: CapacityBySignal,
  steps: ThresholdStep[],
): void {
  const isShare = 'percentage' in value;
  const share = isShare ? { percentage: percent(value.percentage), capacity: capacityOf(signal, capacities) } : {};
  const because = isShare ? 'eviction-reclaim-share' : 'eviction-reclaim-amount';
  steps.push({ rule: 'eviction-min-reclaim', upstream: quantitySource, inputs: { signal, amount, ...share }, outcome: 'applied', because });
}

function amountOf(signal: Signal, value: ThresholdValue, capacities: CapacityBySignal): Quantity {
  return getThresholdQuantity(value, 'percentage' in value ? capacityOf(signal, capacities) : 0);
}

function capacityOf(signal: Signal, capacities: CapacityBySignal): Quantity {
  const path = `capacityBySignal.${signal}`;
  const capacity = Object.hasOwn(objectOf(capacities, 'capacityBySignal'), signal) ? capacities[signal] : undefined;
  if (capacity !== undefined && capacity !== null) return quantityAt(capacity, path);
  throw new SizingError('InvalidInput', 'a percentage needs the capacity of its signal', {
    path,
    hint: `give capacityBySignal a ${signal}`,
  });
}

/** A fraction as people write it; six digits are what a float32 holds. */
function percent(fraction: number): string {
  return `${Number((fraction * 100).toPrecision(6))}%`;
}
