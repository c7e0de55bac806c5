import type { IntegerLike } from './optional.ts';
import { SizingError } from '../errors.ts';

const wrapsFrom = 2n ** 63n;

/**
 * A statistic, as upstream's `int64(uint64)` reads it: exactly as it stands, and from 2^63 on wrapped to below zero. A number where it is a
 * safe integer, else a bigint. `undefined` and `null` are unset.
 *
 * @throws {SizingError} `InvalidInput` where Go could not decode it into a uint64
 */
export function int64Of(value: IntegerLike | null | undefined, path: string): IntegerLike | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  return wrapped(uint64Of(value, path));
}

/**
 * A statistic that upstream reads as an int64, such as the number of processes: from -2^63 up to 2^63 - 1.
 *
 * @throws {SizingError} `InvalidInput` where Go could not decode it into an int64
 */
export function signedInt64Of(value: IntegerLike | null | undefined, path: string): IntegerLike | undefined {
  if (value === undefined || value === null) return undefined;
  const exact = exactOf(value);
  if (exact === undefined || exact < -wrapsFrom || exact >= wrapsFrom) {
    throw new SizingError('InvalidInput', 'this statistic is an integer from -2^63 to 2^63 - 1', { path, input: value });
  }
  return narrow(exact);
}

function uint64Of(value: unknown, path: string): bigint {
  const exact = exactOf(value);
  if (exact === undefined || exact < 0n || exact >= 2n * wrapsFrom) {
    throw new SizingError('InvalidInput', 'a statistic is an integer from 0 to 2^64 - 1', { path, input: value });
  }
  return exact;
}

function exactOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

function wrapped(value: bigint): IntegerLike {
  return narrow(BigInt.asIntN(64, value));
}

/** The sum of two int64, wrapped like Go's. */
export function addInt64(a: IntegerLike, b: IntegerLike): IntegerLike {
  const sum = typeof a === 'number' && typeof b === 'number' ? a + b : undefined;
  return sum !== undefined && Number.isSafeInteger(sum) ? sum : wrapped(BigInt(a) + BigInt(b));
}

/** The difference of two int64, wrapped like Go's. */
export function subInt64(a: IntegerLike, b: IntegerLike): IntegerLike {
  const difference = typeof a === 'number' && typeof b === 'number' ? a - b : undefined;
  return difference !== undefined && Number.isSafeInteger(difference) ? difference : wrapped(BigInt(a) - BigInt(b));
}

/** The exact sum of two integers, as quantities add them: beyond int64 it does not wrap. */
export function addExact(a: IntegerLike, b: IntegerLike): IntegerLike {
  const sum = typeof a === 'number' && typeof b === 'number' ? a + b : undefined;
  return sum !== undefined && Number.isSafeInteger(sum) ? sum : narrow(BigInt(a) + BigInt(b));
}

/** A safe integer as a number, others as a bigint, so that equal amounts compare fast. */
function narrow(value: bigint): IntegerLike {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
