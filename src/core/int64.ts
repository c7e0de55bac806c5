import { described, invalid, SizingError } from '../errors.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { quantityAt } from './at-path.ts';
import type { IntegerLike } from './optional.ts';

/** An int64 of upstream: a number where that is exact, else a bigint, so that equal amounts compare fast. */
export type Int64 = IntegerLike;

const wrapsFrom = 0x8000_0000_0000_0000n;

/**
 * A statistic, as upstream's `int64(uint64)` reads it: exactly as it stands, and from 2^63 on wrapped to below zero. A number where it is a
 * safe integer, else a bigint. `undefined` and `null` are unset.
 *
 * @throws {SizingError} `InvalidInput` where Go could not decode it into a uint64
 */
export function int64Of(value: IntegerLike | null | undefined, path: string): Int64 | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  return wrapped(uint64Of(value, path));
}

/**
 * A statistic that upstream reads as an int64, such as the number of processes: from -2^63 up to 2^63 - 1.
 *
 * @throws {SizingError} `InvalidInput` where Go could not decode it into an int64
 */
export function signedInt64Of(value: IntegerLike | null | undefined, path: string): Int64 | undefined {
  if (value === undefined || value === null) return undefined;
  const exact = exactOf(value);
  if (exact === undefined || exact < -wrapsFrom || exact >= wrapsFrom) {
    throw invalid('an integer from -2^63 to 2^63 - 1', path, value);
  }
  return narrowed(exact);
}

/**
 * A number that upstream reads as an int32, such as a priority: from -2^31 up to 2^31 - 1.
 *
 * @throws {SizingError} `InvalidInput` where Go could not decode it into an int32
 */
export function int32Of(value: number | null | undefined, path: string): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && (value | 0) === value) return value + 0;
  throw invalid('an integer from -2^31 to 2^31 - 1', path, value);
}

function uint64Of(value: unknown, path: string): bigint {
  const exact = exactOf(value);
  if (exact === undefined || exact < 0n || exact >= 2n * wrapsFrom) {
    throw invalid('an integer from 0 to 2^64 - 1', path, value);
  }
  return exact;
}

function exactOf(value: unknown): bigint | undefined {
  if (typeof value === 'bigint') return value;
  return typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : undefined;
}

function wrapped(value: bigint): Int64 {
  return narrowed(BigInt.asIntN(64, value));
}

/** The sum of two int64, wrapped like Go's. */
export function addInt64(a: Int64, b: Int64): Int64 {
  const sum = typeof a === 'number' && typeof b === 'number' ? a + b : undefined;
  return sum !== undefined && Number.isSafeInteger(sum) ? sum : wrapped(BigInt(a) + BigInt(b));
}

/** The difference of two int64, wrapped like Go's. */
export function subInt64(a: Int64, b: Int64): Int64 {
  const difference = typeof a === 'number' && typeof b === 'number' ? a - b : undefined;
  return difference !== undefined && Number.isSafeInteger(difference) ? difference : wrapped(BigInt(a) - BigInt(b));
}

/** The product of two int64, wrapped like Go's. */
export function mulInt64(a: Int64, b: Int64): Int64 {
  const product = typeof a === 'number' && typeof b === 'number' ? a * b : undefined;
  return product !== undefined && Number.isSafeInteger(product) ? product + 0 : wrapped(BigInt(a) * BigInt(b));
}

/** The quotient of two int64, cut toward zero. The divisor is not 0. */
export function divInt64(a: Int64, b: Int64): Int64 {
  return typeof a === 'number' && typeof b === 'number' ? Math.trunc(a / b) + 0 : wrapped(BigInt(a) / BigInt(b));
}

/** A float64 cut to an int64 as Go does on amd64: what does not fit, and what is not a number, becomes the smallest int64. */
export function int64OfFloat(value: number): bigint {
  return value >= -(2 ** 63) && value < 2 ** 63 ? BigInt(Math.trunc(value)) : -wrapsFrom;
}

/** The exact sum of two integers, as quantities add them: beyond int64 it does not wrap. */
export function addExact(a: Int64, b: Int64): Int64 {
  const sum = typeof a === 'number' && typeof b === 'number' ? a + b : undefined;
  return sum !== undefined && Number.isSafeInteger(sum) ? sum : narrowed(BigInt(a) + BigInt(b));
}

/** A safe integer as a number, others as they are. */
export function narrowed(value: bigint): Int64 {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/**
 * An integer argument, as it stands; a bigint as Go's `int64()` reads it.
 *
 * @throws {SizingError} `OutOfRange` for a number that is not a safe integer, a bigint beyond 64 bits and anything else
 */
export function integerArgument(value: IntegerLike, path: string): bigint {
  if (Number.isSafeInteger(value)) return BigInt(value);
  if (typeof value === 'bigint' && value >= -wrapsFrom && value < 2n * wrapsFrom) return BigInt.asIntN(64, value);
  throw new SizingError('OutOfRange', `got ${described(value)}, expected a safe integer`, { path, input: value });
}

/**
 * An int64 or uint64 result as a number.
 *
 * @throws {SizingError} `OutOfRange` beyond the safe integers
 */
export function safeNumber(value: Int64, path: string): number {
  const result = Number(value);
  if (Number.isSafeInteger(result)) return result;
  throw new SizingError('OutOfRange', 'the result is beyond the safe integers', { path, input: value });
}

/** The bytes of a machine, which upstream holds as a uint64 and converts to an int64: from 2^63 on they wrap, whatever quantities do. */
export function machineBytes(value: QuantityLike, path: string): bigint {
  return BigInt.asIntN(64, quantityAt(value, path, undefined).toBigInt());
}

const noBytes = /* @__PURE__ */ Quantity.fromInt64(0, 'BinarySI');

/** Bytes, an int64 or a uint64, as a quantity of a minor. */
export function byteQuantity(bytes: bigint, minor: number): Quantity {
  const era = eraSince(minor);
  if (bytes === 0n) return Quantity.from(noBytes, era);
  return bytes < wrapsFrom ? Quantity.fromInt64(bytes, 'BinarySI', era) : Quantity.from(bytes, era).withFormat('BinarySI');
}
