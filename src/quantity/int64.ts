/** The smallest and the largest value of Go's `int64`. */
export const minInt64 = -(2n ** 63n);
export const maxInt64 = 2n ** 63n - 1n;

/** Whether a value is one of Go's `int64`. */
export function isInt64(value: bigint): boolean {
  return value >= minInt64 && value <= maxInt64;
}

/** The low 64 bits, as Go's conversion to `int64` keeps them. */
export function wrapInt64(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

/** The product, or `undefined` where upstream's `int64Multiply` reports an overflow: also when one factor is the smallest `int64`. */
export function multiplyInt64(a: bigint, b: bigint): bigint | undefined {
  const product = a * b;
  if (a === 0n || b === 0n || a === 1n || b === 1n) return product;
  if (a === minInt64 || b === minInt64) return undefined;
  return isInt64(product) ? product : undefined;
}

/** `value × 10^scale` for a scale of at least 0, or `undefined` where it is no `int64`. */
export function scaleUpInt64(value: bigint, scale: number): bigint | undefined {
  if (value === 0n || scale === 0) return value;
  if (scale > 18) return undefined;
  const result = value * 10n ** BigInt(scale);
  return isInt64(result) ? result : undefined;
}

/**
 * `value × 10^scale` as upstream's `positiveScaleInt64` answers it when nobody asks whether it fitted: where it overflows, the scales that
 * upstream multiplies in one step (1, 2, 3, 6, 9) wrap and all others give 0.
 */
export function scaleUpWrapping(value: bigint, scale: number): bigint {
  const exact = scaleUpInt64(value, scale);
  if (exact !== undefined) return exact;
  const inOneStep = scale <= 3 || scale === 6 || scale === 9;
  return inOneStep && value !== minInt64 ? wrapInt64(value * 10n ** BigInt(scale)) : 0n;
}

/** `value ÷ 10^scale` for a scale of at least 0, rounded away from zero. */
export function scaleDownInt64(value: bigint, scale: number): { readonly value: bigint; readonly exact: boolean } {
  if (scale > 19) return { value: value === 0n ? 0n : value > 0n ? 1n : -1n, exact: value === 0n };
  const divisor = 10n ** BigInt(scale);
  const quotient = value / divisor;
  if (quotient * divisor === value) return { value: quotient, exact: true };
  return { value: value > 0n ? quotient + 1n : quotient - 1n, exact: false };
}

/** `value` at `scale`, as an `int64` of upstream's fast form is read at the scale `wanted`. */
export function rescaleInt64(value: bigint, scale: number, wanted: number): bigint {
  return scale < wanted ? scaleDownInt64(value, wanted - scale).value : scaleUpWrapping(value, scale - wanted);
}
