/*
 * The two float conversions, bit for bit: the quick one rounds the mantissa to 53 bits and multiplies it by a power of ten from Go's table;
 * the slow one divides exactly with a precision of at least 64 bits and rounds the quotient a second time.
 */

/** Go's `math.Pow10`: a product of two table entries, so that it can differ from the nearest double. */
function pow10(exponent: number): number {
  if (exponent > 308) return Number.POSITIVE_INFINITY;
  if (exponent < -323) return 0;
  const n = Math.abs(exponent);
  const high = Number(`1e${exponent < 0 ? '-' : ''}${Math.floor(n / 32) * 32}`);
  const low = Number(`1e${n % 32}`);
  return exponent < 0 ? high / low : high * low;
}

/** `mantissa × 10^exponent`, as `AsApproximateFloat64`; zero stays zero whatever its exponent. */
export function approximateFloat(mantissa: number, exponent: number): number {
  return exponent === 0 || mantissa === 0 ? mantissa : mantissa * pow10(exponent);
}

/** `mantissa × 10^exponent`, as `AsFloat64Slow`. */
export function slowFloat(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  if (exponent >= 0) return Number(exponent > 400 ? mantissa * 10n ** 400n : mantissa * 10n ** BigInt(exponent));
  const negative = mantissa < 0n;
  const magnitude = negative ? -mantissa : mantissa;
  const bits = magnitude.toString(2).length;
  if (-exponent > 400 + bits) return negative ? -0 : 0;
  const result = divide(magnitude, 10n ** BigInt(-exponent), Math.max(64, bits), bits);
  return negative ? -result : result;
}

/** A quotient rounded to `precision` bits, ties to even, and then to a double. */
function divide(dividend: bigint, divisor: bigint, precision: number, bits: number): number {
  const shift = precision + 2 - (bits - divisor.toString(2).length);
  const up = shift > 0 ? BigInt(shift) : 0n;
  const down = shift < 0 ? BigInt(-shift) : 0n;
  const scaled = dividend << up;
  const by = divisor << down;
  const quotient = scaled / by;
  const sticky = scaled % by === 0n ? 0n : 1n;
  const length = quotient.toString(2).length;
  const rounded = roundEven((quotient << 1n) | sticky, length + 1 - precision);
  return toDouble(rounded, length - precision - shift);
}

/** `value ÷ 2^drop`, ties to even. */
function roundEven(value: bigint, drop: number): bigint {
  if (drop <= 0) return value << BigInt(-drop);
  const half = 1n << BigInt(drop - 1);
  const low = value & ((half << 1n) - 1n);
  const quotient = value >> BigInt(drop);
  return low > half || (low === half && (quotient & 1n) === 1n) ? quotient + 1n : quotient;
}

/** `mantissa × 2^exponent` as the nearest double, subnormal ones included. */
function toDouble(mantissa: bigint, exponent: number): number {
  const length = mantissa.toString(2).length;
  const lowest = Math.max(exponent + length - 53, -1074);
  const rounded = Number(roundEven(mantissa, lowest - exponent));
  return lowest < -1000 ? rounded * 2 ** (lowest + 100) * 2 ** -100 : rounded * 2 ** lowest;
}
