import type { IntegerLike } from '../core/index.ts';
import { SizingError } from '../errors.ts';

/**
 * An integer argument, as it stands; of a bigint the int64. `OutOfRange` beyond 64 bits, and for what else is no safe
 * integer. Internal.
 */
export function integerArgument(value: IntegerLike, path: string): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'bigint' && value >= -(2n ** 63n) && value < 2n ** 64n) return BigInt.asIntN(64, value);
  throw new SizingError('OutOfRange', 'not a safe integer', { path, input: typeof value === 'bigint' ? String(value) : value });
}

/** An int64 or uint64 result as a number; `OutOfRange` beyond the safe integers. Internal. */
export function safeNumber(value: bigint, path: string): number {
  const result = Number(value);
  if (Number.isSafeInteger(result)) return result;
  throw new SizingError('OutOfRange', 'the result is beyond the safe integers', { path, input: String(value) });
}
