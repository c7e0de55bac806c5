import { quantityAt } from '../../core/at-path.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { objectOf } from '../../core/checks.ts';
import type { SignalObservations } from './observations.ts';
import { signalAt } from '../thresholds/signals.ts';
import { amountOf } from '../thresholds/threshold-quantity.ts';
import type { Threshold } from '../thresholds/thresholds.ts';

/** The option of {@link thresholdsMet}. No upstream counterpart. */
export interface ThresholdsMetOptions {
  /** Whether the value is raised by the minimum reclaim, as for a threshold that was met before; false when absent. */
  readonly enforceMinReclaim?: boolean | undefined;
}

/**
 * The thresholds that are met, whatever their grace periods: those of which less is available than their value.
 *
 * Equal is not met. With `enforceMinReclaim` the value is raised by the threshold's minimum reclaim. A signal without an observation and a
 * threshold with an empty operator are not met. The order stays.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `thresholdsMet`, every supported minor.
 *
 * @param thresholds as `parseThresholdConfig` returns them
 * @param observations as `makeSignalObservations` returns them
 * @param options whether the minimum reclaim counts
 * @throws {SizingError} `InvalidInput` for thresholds and observations that are none; as `getThresholdQuantity`
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
  const enforce = options?.enforceMinReclaim === true;
  objectOf(observations, 'observations');
  return objectsAt(thresholds, 'thresholds').filter((threshold, index) => isMet(threshold, index, observations, enforce));
}

/** Whether a threshold, by its place in its list, is met. */
export function isMet(threshold: Threshold, index: number, observations: SignalObservations, enforceMinReclaim: boolean): boolean {
  const path = `thresholds[${index}]`;
  const signal = signalAt(threshold, path);
  const { operator, value, minReclaim } = threshold;
  const observed = Object.hasOwn(observations, signal) ? observations[signal] : undefined;
  if (observed === undefined || operator !== 'LessThan') return false;
  const capacityPath = `observations.${signal}.capacity`;
  const { available, capacity } = objectOf(observed, `observations.${signal}`);
  const least = amountOf(value, `${path}.value`, capacity, capacityPath);
  const reclaim =
    enforceMinReclaim && minReclaim !== undefined ? amountOf(minReclaim, `${path}.minReclaim`, capacity, capacityPath) : undefined;
  return (reclaim === undefined ? least : least.add(reclaim)).cmp(quantityAt(available, `observations.${signal}.available`)) > 0;
}
