import { Quantity } from '../quantity/index.ts';

/** Bytes, an int64 or a uint64, as a quantity. */
export function byteQuantity(bytes: bigint): Quantity {
  return Quantity.from(bytes).withFormat('BinarySI');
}
