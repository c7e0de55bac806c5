import { Quantity, type QuantityLike } from './quantity.ts';

/**
 * −1, 0 or 1: less than, equal to or greater than; exact, whatever the formats. Made for sorting.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `Cmp`, every supported minor.
 *
 * @param a an amount
 * @param b an amount
 * @throws {SizingError} as `Quantity.from`
 * @example
 * compareQuantities('1000m', 1) // => 0
 * compareQuantities('1Gi', '1G') // => 1
 * ['1Gi', '900Mi', '1G'].sort(compareQuantities) // => ['900Mi', '1G', '1Gi']
 */
export function compareQuantities(a: QuantityLike, b: QuantityLike): -1 | 0 | 1 {
  return Quantity.from(a).cmp(b);
}
