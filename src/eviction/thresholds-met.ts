import type { SignalObservation, SignalObservations } from './observations.ts';
import { getThresholdQuantity } from './threshold-quantity.ts';
import type { Threshold } from './thresholds.ts';

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
  return thresholds.filter((threshold) => {
    const observed = observations[threshold.signal];
    return observed !== undefined && isMet(threshold, observed, enforce);
  });
}

function isMet(threshold: Threshold, observed: SignalObservation, enforceMinReclaim: boolean): boolean {
  if (threshold.operator !== 'LessThan') return false;
  const value = getThresholdQuantity(threshold.value, observed.capacity);
  const reclaim =
    enforceMinReclaim && threshold.minReclaim !== undefined ? getThresholdQuantity(threshold.minReclaim, observed.capacity) : undefined;
  return (reclaim === undefined ? value : value.add(reclaim)).cmp(observed.available) > 0;
}
