import { quantityAt } from '../../core/at-path.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { objectOf } from '../../core/checks.ts';
import type { Quantity } from '../../quantity/index.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import type { SignalObservations } from './observations.ts';
import { signalAt } from '../thresholds/thresholds.ts';
import { thresholdQuantityAt } from '../thresholds/threshold-quantity.ts';
import type { Threshold, ThresholdValue } from '../thresholds/thresholds.ts';

/** The options of {@link thresholdsMet}. */
export interface ThresholdsMetOptions extends VersionOptions {
  /** Whether the minimum reclaim is added to the value, as for a threshold that was met before; false when absent. */
  readonly enforceMinReclaim?: boolean | undefined;
}

/**
 * The thresholds that are met: less of their signal is available than their value. Grace periods do not count.
 *
 * Equal is not met. With `enforceMinReclaim` the minimum reclaim of a threshold is added to its value. A threshold whose signal is not
 * observed, or whose operator is empty, is not met. The order stays.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `thresholdsMet`, every supported minor.
 *
 * @param thresholds as `parseThresholdConfig` returns them
 * @param observations as `makeSignalObservations` returns them
 * @param options whether the minimum reclaim counts, and the version
 * @throws {SizingError} `InvalidInput` for thresholds that are not a list and observations that are not an object; as `getThresholdQuantity`
 * @example
 * const thresholds = parseThresholdConfig({ evictionHard: { 'memory.available': '1Mi' } });
 * thresholdsMet(thresholds, makeSignalObservations({ node: { memory: { availableBytes: 1048575, workingSetBytes: 1 } } })).length // => 1
 * thresholdsMet(thresholds, makeSignalObservations({ node: { memory: { availableBytes: 1048576, workingSetBytes: 1 } } })) // => []
 */
export function thresholdsMet(
  thresholds: readonly Threshold[],
  observations: SignalObservations,
  options?: ThresholdsMetOptions,
): readonly Threshold[] {
  const minor = minorOf(options);
  objectOf(observations, 'observations');
  return objectsAt(thresholds, 'thresholds').filter(
    (threshold, index) => metBelow(threshold, index, observations, { ...options, minor }) !== undefined,
  );
}

/** In which minor one looks, and whether the minimum reclaim counts. */
export interface Looking {
  readonly minor: number;
  readonly enforceMinReclaim?: boolean | undefined;
}

/** The amount below which a threshold, by its place in its list, is met; `undefined` where it is not met. */
export function metBelow(
  threshold: Threshold,
  index: number,
  observations: SignalObservations,
  { minor, enforceMinReclaim }: Looking,
): Quantity | undefined {
  const path = `thresholds[${index}]`;
  const signal = signalAt(threshold, path);
  const observed = Object.hasOwn(observations, signal) ? observations[signal] : undefined;
  if (observed === undefined || threshold.operator !== 'LessThan') return undefined;
  const { available, capacity } = objectOf(observed, `observations.${signal}`);
  const quantityOf = (value: ThresholdValue, field: string): Quantity =>
    thresholdQuantityAt({ value, path: `${path}.${field}`, capacity, capacityPath: `observations.${signal}.capacity` }, minor);
  const value = quantityOf(threshold.value, 'value');
  const { minReclaim } = threshold;
  const enforced = enforceMinReclaim === true && minReclaim !== undefined;
  const least = enforced ? value.add(quantityOf(minReclaim, 'minReclaim')) : value;
  return least.cmp(quantityAt(available, `observations.${signal}.available`, minor)) > 0 ? least : undefined;
}
