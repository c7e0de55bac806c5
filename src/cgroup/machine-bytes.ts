import { quantityAt } from '../core/at-path.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';

/** The bytes that a machine has, as an int64: an integer as upstream's `int64(uint64)` reads it, anything else as the value of a quantity. */
export function machineBytes(value: QuantityLike, path: string): bigint {
  if (typeof value === 'bigint' || Number.isInteger(value)) return BigInt.asIntN(64, BigInt(value as number | bigint));
  return quantityAt(value, path).value();
}

/** Bytes that are an int64 or a uint64, exactly, as a quantity. */
export function bytesQuantity(value: bigint): Quantity {
  if (value < 2n ** 63n) return Quantity.fromInt64(value, 'BinarySI');
  const half = Quantity.fromInt64(value / 2n, 'BinarySI');
  return half.add(half).add(Quantity.fromInt64(value % 2n));
}
