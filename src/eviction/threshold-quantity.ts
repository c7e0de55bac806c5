import { Quantity, type QuantityLike } from '../quantity/index.ts';
import type { ThresholdValue } from './thresholds.ts';

const smallestInt64 = -(2n ** 63n);

/**
 * What a threshold amounts to on a capacity: its own quantity, or its share of the capacity.
 *
 * A share is `capacity × percentage` in float64, cut to a whole number, in binary format also for inodes and processes. As the percentage
 * is a float32, 10 % of 1,000,000,000 is 100,000,001. Where the product is no number or does not fit an int64 the result is
 * -9223372036854775808, as upstream gives on amd64.
 *
 * Upstream: `pkg/kubelet/eviction/api/types.go`, `GetThresholdQuantity`, every supported minor.
 *
 * @param value the threshold's value, or a minimum reclaim
 * @param capacity the capacity of the signal, in bytes, inodes or processes; a fraction is rounded up
 * @throws {SizingError} as `Quantity.from`
 * @example
 * getThresholdQuantity({ percentage: Math.fround(0.1) }, '1G').toString() // => '100000001'
 * getThresholdQuantity({ quantity: Quantity.parse('100Mi') }, '1G').toString() // => '100Mi'
 */
export function getThresholdQuantity(value: ThresholdValue, capacity: QuantityLike): Quantity {
  if ('quantity' in value) return Quantity.from(value.quantity);
  const share = Number(Quantity.from(capacity).value()) * value.percentage;
  const fits = share >= -(2 ** 63) && share < 2 ** 63;
  return Quantity.fromInt64(fits ? BigInt(Math.trunc(share)) : smallestInt64, 'BinarySI');
}
