import { quantityAt } from '../../core/at-path.ts';
import { int64OfFloat } from '../../core/int64.ts';
import { invalid } from '../../errors.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity, type QuantityLike } from '../../quantity/index.ts';
import { objectOf } from '../../core/checks.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import type { ThresholdValue } from './thresholds.ts';

/**
 * What a threshold amounts to on a capacity: its own quantity, or its share of the capacity.
 *
 * A share is `capacity × percentage` in float64, cut to a whole number, in binary format also for inodes and processes. The percentage is
 * rounded to a float32, as upstream holds it, so that 10 % of 1,000,000,000 is 100,000,001. Where the product is NaN or does not fit an int64
 * the result is -9223372036854775808, as upstream gives on amd64. Up to 1.37 a capacity beyond an int64 wraps or is 0; since 1.38 it counts as the
 * greatest int64.
 *
 * Upstream: `pkg/kubelet/eviction/api/types.go`, `GetThresholdQuantity`, every supported minor.
 *
 * @param value the threshold's value, or a minimum reclaim
 * @param capacity the capacity of the signal, in bytes, inodes or processes; a fraction is rounded up
 * @param options the version by which quantities are read; without one each keeps its own
 * @throws {SizingError} `InvalidInput` for a percentage that is not a number; as `Quantity.from`
 * @example
 * getThresholdQuantity({ percentage: 0.1 }, '1G').toString() // => '100000001'
 * getThresholdQuantity({ quantity: Quantity.parse('100Mi') }, '1G').toString() // => '100Mi'
 */
export function getThresholdQuantity(value: ThresholdValue, capacity: QuantityLike, options?: VersionOptions): Quantity {
  const minor = minorOf(options);
  const named = options?.kubernetesVersion === undefined ? undefined : minor;
  return thresholdQuantityAt({ value, path: 'value', capacity, capacityPath: 'capacity' }, named);
}

/** A threshold on a capacity, and where each stands. */
export interface PlacedThreshold {
  readonly value: ThresholdValue;
  readonly path: string;
  readonly capacity: QuantityLike;
  readonly capacityPath: string;
}

/** The same, with the places that an error names. */
export function thresholdQuantityAt({ value, path, capacity, capacityPath }: PlacedThreshold, minor: number | undefined): Quantity {
  objectOf(value, path, 'give it a quantity or a percentage');
  if ('quantity' in value) return quantityAt(value.quantity, `${path}.quantity`, minor);
  const share = Number(quantityAt(capacity, capacityPath, minor).value()) * float32At(value.percentage, `${path}.percentage`);
  return Quantity.fromInt64(int64OfFloat(share), 'BinarySI', minor === undefined ? undefined : eraSince(minor));
}

/** A percentage as the float32 that upstream holds. */
export function float32At(percentage: unknown, path: string): number {
  if (typeof percentage === 'number') return Math.fround(percentage);
  throw invalid('a percentage as a fraction of 1', path, percentage);
}
