import { SizingError } from '../errors.ts';

/** An integer argument, as it stands; `OutOfRange` beyond the safe integers and for a fraction. Internal. */
export function integerArgument(value: number, path: string): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value);
  throw new SizingError('OutOfRange', 'not a safe integer', { path, input: value });
}

/** An int64 or uint64 result as a number; `OutOfRange` beyond the safe integers. Internal. */
export function safeNumber(value: bigint, path: string): number {
  const result = Number(value);
  if (Number.isSafeInteger(result)) return result;
  throw new SizingError('OutOfRange', 'the result is beyond the safe integers', { path, input: value });
}
