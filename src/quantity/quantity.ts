import type { Big } from 'big.js';
import { SizingError, isSizingError, type Result } from '../errors.ts';
import { canonicalOfDecimal, canonicalSmall, canonicalWide } from './canonical.ts';
import {
  addDecimal,
  compareDecimals,
  copyOfBig,
  decimalOf,
  decimalToBigInt,
  multiplyDecimal,
  negateDecimal,
  roundDecimal,
  scaledDecimal,
  signOfDecimal,
  unscaled,
  type Decimal,
} from './decimal.ts';
import { approximateFloat, slowFloat } from './float.ts';
import type { Format } from './format.ts';
import { addAmounts, multiplyAmount } from './amount.ts';
import { rescaleInt64, scaleDownInt64, scaleUpInt64, wrapInt64 } from './int64.ts';
import { int64Argument, isQuantity, quantityMark, scaleArgument, textOf, type QuantityLike } from './like.ts';
import { ofInt64, parseQuantity, type Construct } from './parse.ts';

const powers: readonly number[] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

/**
 * An amount of a resource, exactly as Kubernetes holds it: a mantissa with a decimal scale while it fits an int64, else an exact decimal; a
 * format; and the spelling it was read from, where upstream keeps that. Immutable: every operation returns a new quantity.
 *
 * Amounts finer than nano are rounded away from zero when they are read. Int64 conversions (`value`, `milliValue`, `scaledValue`) round up
 * and wrap exactly as upstream's; `toBigInt` never wraps. `<` and `+` on quantities throw: use `cmp` and `add`.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `Quantity`; the same in every supported minor.
 *
 * @example
 * Quantity.parse('1.5Gi').add('512Mi') // => '2Gi'
 * Quantity.parse('100m').cmp('0.1') // => 0
 * Quantity.parse('500mi') // throws ErrSuffix
 */
export class Quantity {
  private readonly small: number;
  private readonly wide: bigint | undefined;
  private readonly decimal: Decimal | undefined;
  private readonly exponent: number;
  private readonly text: string | undefined;
  /** How the amount is written. */
  readonly format: Format;

  private constructor(
    small: number,
    wide: bigint | undefined,
    decimal: Decimal | undefined,
    exponent: number,
    format: Format,
    text: string | undefined,
  ) {
    this.small = small;
    this.wide = wide;
    this.decimal = decimal;
    this.exponent = exponent;
    this.format = format;
    this.text = text;
  }

  /** Reads a quantity as upstream's `ParseQuantity`: no white space. Throws `ErrFormatWrong`, `ErrNumeric` or `ErrSuffix`. */
  static parse(text: string): Quantity {
    if (typeof text !== 'string')
      throw new SizingError('InvalidInput', 'Quantity.parse takes a text', { input: text, hint: 'use Quantity.from' });
    return parseQuantity(text, Quantity.construct);
  }

  /** As `parse`, but answers with a {@link Result} instead of throwing. */
  static tryParse(text: string): Result<Quantity> {
    try {
      return { ok: true, value: Quantity.parse(text) };
    } catch (error) {
      if (isSizingError(error)) return { ok: false, error };
      throw error;
    }
  }

  /** Reads an amount as clients hold it, as upstream's `UnmarshalJSON`: white space around is allowed, a number is its JSON text. */
  static from(value: QuantityLike): Quantity {
    if (value instanceof Quantity) return value;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value % 1000 !== 0) {
      return new Quantity(value, undefined, undefined, 0, 'DecimalSI', undefined);
    }
    if (isQuantity(value)) return Quantity.parse(value.toString()).withFormat(value.format);
    return parseQuantity(textOf(value), Quantity.construct);
  }

  /** The integer in a format; upstream's `NewQuantity`. */
  static fromInt64(value: bigint | number, format: Format = 'DecimalSI'): Quantity {
    return ofInt64(int64Argument(value), 0, format, undefined, Quantity.construct);
  }

  /** Thousandths in a format; upstream's `NewMilliQuantity`. */
  static fromMilli(value: bigint | number, format: Format = 'DecimalSI'): Quantity {
    return ofInt64(int64Argument(value), -3, format, undefined, Quantity.construct);
  }

  /** `value × 10^scale` in a format; upstream's `NewScaledQuantity`. */
  static fromScaled(value: bigint | number, scale: number, format: Format = 'DecimalSI'): Quantity {
    return ofInt64(int64Argument(value), scaleArgument(scale), format, undefined, Quantity.construct);
  }

  private static readonly construct: Construct<Quantity> = (small, wide, decimal, exponent, format, text) =>
    new Quantity(small, wide, decimal, exponent, format, text);

  /** The sum. A zero receiver takes the format of `y`. */
  add(y: QuantityLike): Quantity {
    const other = Quantity.from(y);
    return this.plus(other, 1, this.isZero() ? other.format : this.format);
  }

  /** The difference. A zero receiver takes the format of `y`. */
  sub(y: QuantityLike): Quantity {
    const other = Quantity.from(y);
    return this.plus(other, -1, this.isZero() ? other.format : this.format);
  }

  private plus(y: Quantity, sign: 1 | -1, format: Format): Quantity {
    if (this.decimal === undefined && y.decimal === undefined) {
      if (this.wide === undefined && y.wide === undefined) {
        const sum = this.plusSmall(y, sign, format);
        if (sum !== undefined) return sum;
      }
      const wide = this.plusInt64(y, sign, format);
      if (wide !== undefined) return wide;
    }
    return new Quantity(0, undefined, addDecimal(this.toDecimal(), y.toDecimal(), sign), 0, format, undefined);
  }

  private plusSmall(y: Quantity, sign: 1 | -1, format: Format): Quantity | undefined {
    if (y.small === 0) return new Quantity(this.small, undefined, undefined, this.exponent, format, undefined);
    const added = sign * y.small;
    if (this.small === 0) return new Quantity(added, undefined, undefined, y.exponent, format, undefined);
    const difference = this.exponent - y.exponent;
    let left = this.small;
    let right = added;
    if (difference > 0) left *= powers[difference] ?? Number.NaN;
    else if (difference < 0) right *= powers[-difference] ?? Number.NaN;
    const sum = left + right;
    if (!Number.isSafeInteger(left) || !Number.isSafeInteger(right) || !Number.isSafeInteger(sum)) return undefined;
    return new Quantity(sum, undefined, undefined, difference > 0 ? y.exponent : this.exponent, format, undefined);
  }

  private plusInt64(y: Quantity, sign: 1 | -1, format: Format): Quantity | undefined {
    const sum = addAmounts(this.mantissa(), this.exponent, sign === 1 ? y.mantissa() : wrapInt64(-y.mantissa()), y.exponent);
    return sum === undefined ? undefined : ofInt64(sum.value, sum.scale, format, undefined, Quantity.construct);
  }

  /** The product with an int64 (a bigint, or a safe integer). */
  mul(n: bigint | number): Quantity {
    const factor = int64Argument(n);
    const product = this.decimal === undefined ? multiplyAmount(this.mantissa(), this.exponent, factor) : undefined;
    if (product !== undefined) return ofInt64(product.value, product.scale, this.format, undefined, Quantity.construct);
    return new Quantity(0, undefined, multiplyDecimal(this.toDecimal(), factor), 0, this.format, undefined);
  }

  /** The negative. */
  neg(): Quantity {
    if (this.decimal !== undefined) return new Quantity(0, undefined, negateDecimal(this.decimal), 0, this.format, undefined);
    return ofInt64(wrapInt64(-this.mantissa()), this.exponent, this.format, undefined, Quantity.construct);
  }

  /** Rounded away from zero to multiples of `10^scale`. */
  roundUp(scale: number): Quantity {
    const wanted = scaleArgument(scale);
    if (this.decimal !== undefined) return new Quantity(0, undefined, roundDecimal(this.decimal, -wanted), 0, this.format, undefined);
    if (this.exponent >= wanted) return this;
    const { value } = scaleDownInt64(this.mantissa(), wanted - this.exponent);
    return ofInt64(value, wanted, this.format, undefined, Quantity.construct);
  }

  /** The order: -1, 0 or 1; exact, whatever the formats. */
  cmp(y: QuantityLike): -1 | 0 | 1 {
    const other = Quantity.from(y);
    if (this.decimal === undefined && other.decimal === undefined && this.wide === undefined && other.wide === undefined) {
      const difference = this.exponent - other.exponent;
      let left = this.small;
      let right = other.small;
      if (difference > 0) left *= powers[difference] ?? Number.NaN;
      else if (difference < 0) right *= powers[-difference] ?? Number.NaN;
      if (Number.isSafeInteger(left) && Number.isSafeInteger(right)) return left === right ? 0 : left < right ? -1 : 1;
    }
    return compareDecimals(this.toDecimal(), other.toDecimal());
  }

  /** The order against an int64. */
  cmpInt64(n: bigint | number): -1 | 0 | 1 {
    return this.cmp(Quantity.fromInt64(n));
  }

  /** Whether the amounts are equal, whatever their formats and spellings. */
  equals(y: QuantityLike): boolean {
    return this.cmp(y) === 0;
  }

  /** -1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    if (this.decimal !== undefined) return signOfDecimal(this.decimal);
    if (this.wide !== undefined) return this.wide < 0n ? -1 : 1;
    return this.small === 0 ? 0 : this.small < 0 ? -1 : 1;
  }

  /** Whether it is 0. */
  isZero(): boolean {
    if (this.decimal !== undefined) return signOfDecimal(this.decimal) === 0;
    return this.wide === undefined && this.small === 0;
  }

  /** The whole number, rounded and wrapped as upstream's `Value`. */
  value(): bigint {
    return this.scaledValue(0);
  }

  /** Thousandths, rounded and wrapped as upstream's `MilliValue`. */
  milliValue(): bigint {
    return this.scaledValue(-3);
  }

  /** Multiples of `10^scale`, rounded and wrapped as upstream's `ScaledValue`. */
  scaledValue(scale: number): bigint {
    const wanted = scaleArgument(scale);
    if (this.decimal !== undefined) return scaledDecimal(this.decimal, wanted);
    return rescaleInt64(this.mantissa(), this.exponent, wanted);
  }

  /** Multiples of `10^scale`, exact, rounded away from zero; never wraps. Ours. */
  toBigInt(scale = 0): bigint {
    return decimalToBigInt(this.toDecimal(), scaleArgument(scale));
  }

  /** The whole number while upstream holds it as one, else `undefined`. */
  asInt64(): bigint | undefined {
    if (this.decimal !== undefined || this.exponent < 0) return undefined;
    return scaleUpInt64(this.mantissa(), this.exponent);
  }

  /** A float that may be off in the last bit; upstream's `AsApproximateFloat64`. */
  asApproximateFloat64(): number {
    if (this.decimal === undefined) return approximateFloat(this.wide === undefined ? this.small : Number(this.wide), this.exponent);
    return approximateFloat(Number(unscaled(this.decimal)), 0 - this.decimal.places);
  }

  /** The nearest float, but for a second rounding; upstream's `AsFloat64Slow`. */
  asFloat64Slow(): number {
    if (this.decimal === undefined) return slowFloat(this.mantissa(), this.exponent);
    return slowFloat(unscaled(this.decimal), 0 - this.decimal.places);
  }

  /** The exact value as a `Big` of big.js. Ours. */
  toBig(): Big {
    return copyOfBig(this.toDecimal());
  }

  /** The text upstream prints: the spelling that was read, where it is kept, else the canonical form. */
  toString(): string {
    return this.text ?? this.canonical();
  }

  /** The canonical form: no fraction, the largest suffix. */
  canonical(): string {
    if (this.isZero()) return '0';
    if (this.decimal !== undefined) return canonicalOfDecimal(this.decimal, this.format);
    if (this.wide !== undefined) return canonicalWide(this.wide, this.exponent, this.format);
    return canonicalSmall(this.small, this.exponent, this.format);
  }

  /** The text, for `JSON.stringify`. */
  toJSON(): string {
    return this.toString();
  }

  /** The same amount in another format. */
  withFormat(format: Format): Quantity {
    return format === this.format ? this : new Quantity(this.small, this.wide, this.decimal, this.exponent, format, undefined);
  }

  /** Throws, because `<` and `+` on quantities are slips. */
  valueOf(): never {
    throw new SizingError('InvalidInput', 'a quantity is not a number', { hint: 'compare with cmp(), add with add()' });
  }

  private mantissa(): bigint {
    return this.wide ?? BigInt(this.small);
  }

  private toDecimal(): Decimal {
    return this.decimal ?? decimalOf(this.mantissa(), this.exponent);
  }

  /** How copies of this class from other copies of the package are known. */
  get [quantityMark](): true {
    return true;
  }
}
