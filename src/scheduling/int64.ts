/** An int64 of upstream: a number where that is exact, else a bigint. Internal. */
export type Int64 = number | bigint;

/** The int64 of a bigint that is one. */
export function int64(value: bigint): Int64 {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** The sum, which wraps as upstream's does. */
export function plus(a: Int64, b: Int64): Int64 {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  return wrapped(BigInt(a) + BigInt(b));
}

/** The difference, likewise. */
export function minus(a: Int64, b: Int64): Int64 {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  return wrapped(BigInt(a) - BigInt(b));
}

/** The product, likewise. */
export function times(a: Int64, b: Int64): Int64 {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  return wrapped(BigInt(a) * BigInt(b));
}

/** The quotient, cut toward zero. The divisor is not 0. */
export function quotient(a: Int64, b: Int64): Int64 {
  if (typeof a === 'number' && typeof b === 'number') return Math.trunc(a / b) + 0;
  return wrapped(BigInt(a) / BigInt(b));
}

function wrapped(value: bigint): Int64 {
  return int64(BigInt.asIntN(64, value));
}
