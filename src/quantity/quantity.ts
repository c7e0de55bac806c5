import type { Big } from 'big.js';
import { SizingError, type Result } from '../errors.ts';
import { add, amountOf, compare, compareSafe, integerOf, multiply, negated, roundUp, subtract, type Amount, type Form } from './amount.ts';
import { canonicalText } from './canonical.ts';
import { decimalOf } from './decimal.ts';
import { approximateFloat, slowFloat } from './float.ts';
import { exactPowersOfTen, type Format, type Scale } from './format.ts';
import { checkedFormat, checkedInt64, checkedScale, jsonText, parseError, trimmed } from './input.ts';
import { exactInteger, int64OrUndefined, scaledValue } from './scaled.ts';
import { scanQuantity } from './scan.ts';

/**
 * What an amount may be given as: its text, a number (taken as its JSON text), a bigint, a quantity, or an object with a `value` of text
 * or number, as some clients box them. No upstream counterpart.
 */
export type QuantityLike = string | number | bigint | Quantity | { readonly value: string | number };

const mark = /* @__PURE__ */ Symbol.for('kube-sizing.Quantity');
/** Raised when the private fields change, so that another copy's quantity is read by its text instead. */
const layout = 1;

const make = (coefficient: number, exponent: number, form: Form | undefined, format: Format, text: string): Quantity =>
  new Quantity(coefficient, exponent, form, format, text);

/**
 * An amount of a resource, exact, as Kubernetes reads, computes and writes it.
 *
 * Upstream: `apimachinery/pkg/api/resource/quantity.go`, `Quantity`, every supported minor.
 *
 * @example
 * Quantity.parse('1.5Gi').value() // => 1610612736n
 * Quantity.parse('100m').add('0.2').toString() // => '300m'
 */
export class Quantity {
  /** How the amount is written. */
  readonly format: Format;
  private readonly coefficient: number;
  private readonly exponent: number;
  private readonly form: Form | undefined;
  private readonly text: string;

  /** @internal */
  constructor(coefficient: number, exponent: number, form: Form | undefined, format: Format, text: string) {
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.form = form;
    this.format = format;
    this.text = text;
  }

  /** Reads a quantity exactly as upstream's `ParseQuantity`: no white space. @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` */
  static parse(text: string): Quantity {
    const parsed = typeof text === 'string' ? scanQuantity(text, make) : undefined;
    if (typeof parsed === 'object') return parsed;
    throw parseError(text, parsed);
  }

  /** As `parse`, but returns the error instead of throwing it. */
  static tryParse(text: string): Result<Quantity> {
    const parsed = typeof text === 'string' ? scanQuantity(text, make) : undefined;
    return typeof parsed === 'object' ? { ok: true, value: parsed } : { ok: false, error: parseError(text, parsed) };
  }

  /** As upstream decodes JSON: white space around a text is allowed, a number is its JSON text. @throws {SizingError} as `parse`, `InvalidInput` */
  static from(value: QuantityLike): Quantity {
    if (typeof value === 'string') {
      const parsed = scanQuantity(value, make);
      return typeof parsed === 'object' ? parsed : fromSpaced(value);
    }
    if (value instanceof Quantity) return value;
    if (typeof value === 'number')
      return Number.isSafeInteger(value) ? make(value + 0, 0, undefined, 'DecimalSI', '') : Quantity.parse(jsonText(value));
    if (typeof value === 'bigint') return Quantity.parse(String(value));
    return fromObject(value);
  }

  /** Upstream `NewQuantity`: an int64. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  static fromInt64(value: number | bigint, format: Format = 'DecimalSI'): Quantity {
    return Quantity.fromScaled(value, 0, format);
  }

  /** Upstream `NewMilliQuantity`: an int64 of thousandths. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  static fromMilli(value: number | bigint, format: Format = 'DecimalSI'): Quantity {
    return Quantity.fromScaled(value, -3, format);
  }

  /** Upstream `NewScaledQuantity`: an int64 times 10^scale. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  static fromScaled(value: number | bigint, scale: Scale, format: Format = 'DecimalSI'): Quantity {
    const amount = amountOf(checkedInt64(value), checkedScale(scale), undefined);
    return wrap(amount, checkedFormat(format));
  }

  /** The sum. A zero takes the format of y, even if y is zero too. @throws {SizingError} `OutOfRange` where it cannot be written out */
  add(y: QuantityLike): Quantity {
    const other = y instanceof Quantity ? y : Quantity.from(y);
    const format = this.coefficient === 0 ? other.format : this.format;
    if (this.form === undefined && other.form === undefined) {
      const fast = sum(this.coefficient, this.exponent, other.coefficient, other.exponent, format);
      if (fast !== undefined) return fast;
    }
    return wrap(add(this.amount(), other.amount()), format);
  }

  /** The difference, in the format that `add` would give. @throws {SizingError} `OutOfRange` where it cannot be written out */
  sub(y: QuantityLike): Quantity {
    const other = y instanceof Quantity ? y : Quantity.from(y);
    const format = this.coefficient === 0 ? other.format : this.format;
    if (this.form === undefined && other.form === undefined) {
      const fast = sum(this.coefficient, this.exponent, 0 - other.coefficient, other.exponent, format);
      if (fast !== undefined) return fast;
    }
    return wrap(subtract(this.amount(), other.amount()), format);
  }

  /** The product with an int64; exact, also beyond 64 bits. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  mul(n: number | bigint): Quantity {
    if (this.form === undefined && this.exponent === 0 && typeof n === 'number') {
      const product = this.coefficient * n;
      if (Number.isSafeInteger(product) && Number.isSafeInteger(n)) return make(product + 0, 0, undefined, this.format, '');
    }
    return wrap(multiply(this.amount(), checkedInt64(n)), this.format);
  }

  /** The negation. As upstream, the least int64 is its own. */
  neg(): Quantity {
    if (this.form === undefined) return make(0 - this.coefficient, this.exponent, undefined, this.format, '');
    return wrap(negated(this.amount()), this.format);
  }

  /** Rounded away from zero to a multiple of 10^scale; the spelling is kept where upstream has nothing to round. */
  roundUp(scale: Scale): Quantity {
    const to = checkedScale(scale);
    if (this.form?.infScale === undefined && this.exponent >= to) return this;
    return wrap(roundUp(this.amount(), to), this.format);
  }

  /** −1, 0 or 1: less than, equal to or greater than y; exact. */
  cmp(y: QuantityLike): -1 | 0 | 1 {
    const other = y instanceof Quantity ? y : Quantity.from(y);
    if (this.form === undefined && other.form === undefined)
      return compareSafe(this.coefficient, this.exponent, other.coefficient, other.exponent);
    return compare(this.amount(), other.amount());
  }

  /** −1, 0 or 1: less than, equal to or greater than an int64; exact. */
  cmpInt64(n: number | bigint): -1 | 0 | 1 {
    return compare(this.amount(), amountOf(checkedInt64(n), 0, undefined));
  }

  /** Whether the amounts are equal, whatever their format: 1Gi and 1024Mi are. */
  equals(y: QuantityLike): boolean {
    return this.cmp(y) === 0;
  }

  /** −1, 0 or 1. */
  sign(): -1 | 0 | 1 {
    return this.coefficient < 0 ? -1 : this.coefficient > 0 ? 1 : 0;
  }

  /** Whether the amount is zero. */
  isZero(): boolean {
    return this.coefficient === 0;
  }

  /** Upstream `Value`: the next integer away from zero; wraps, is 0 beyond int64 and rounds negative decimals as upstream does. */
  value(): bigint {
    return scaledValue(this.amount(), 0);
  }

  /** Upstream `MilliValue`: thousandths, with the rounding and the wraps of `value`. */
  milliValue(): bigint {
    return scaledValue(this.amount(), -3);
  }

  /** Upstream `ScaledValue`: in units of 10^scale, with the rounding and the wraps of `value`. */
  scaledValue(scale: Scale): bigint {
    return scaledValue(this.amount(), checkedScale(scale));
  }

  /** The exact amount in units of 10^scale, rounded away from zero; never wraps. @throws {SizingError} `OutOfRange` where it cannot be written out */
  toBigInt(scale: Scale = 0): bigint {
    return exactInteger(this.amount(), checkedScale(scale));
  }

  /** The amount, where upstream holds it as a whole int64. Upstream's decimals, such as 1Pi or 1.5Gi, give undefined even if whole. */
  asInt64(): bigint | undefined {
    return int64OrUndefined(this.amount());
  }

  /** Upstream `AsApproximateFloat64`, bit for bit: the fast way to a double, often one bit off. May be infinite. */
  asApproximateFloat64(): number {
    return approximateFloat(this.amount());
  }

  /** Upstream `AsFloat64Slow`, bit for bit: the nearest double but for the rarest double roundings. May be infinite. */
  asFloat64Slow(): number {
    return slowFloat(this.amount());
  }

  /** The exact amount for decimal arithmetic. Its constructor is this package's own, with 40 decimal places for divisions. */
  toBig(): Big {
    return decimalOf(integerOf(this.amount()), this.exponent);
  }

  /** Upstream `String`: the spelling that was read where upstream keeps it (`01`, `1.500`), otherwise `canonical`. */
  toString(): string {
    return this.text === '' ? canonicalText(this.amount(), this.format) : this.text;
  }

  /** The canonical spelling. @throws {SizingError} `OutOfRange` for BinarySI of more than 250,000 zeros */
  canonical(): string {
    return canonicalText(this.amount(), this.format);
  }

  /** Upstream `MarshalJSON`: as `toString`. */
  toJSON(): string {
    return this.toString();
  }

  /** The same amount in another format. The spelling that was read is dropped: upstream's assignment forgets to. */
  withFormat(format: Format): Quantity {
    if (format === this.format) return this;
    return new Quantity(this.coefficient, this.exponent, this.form, checkedFormat(format), '');
  }

  /** Always throws, so that `<` and `+` on quantities fail instead of comparing texts. @throws {SizingError} `InvalidInput` */
  valueOf(): never {
    throw new SizingError('InvalidInput', 'a quantity is no number: compare with cmp or equals, add with add');
  }

  protected get [mark](): number {
    return layout;
  }

  private amount(): Amount {
    return this as unknown as Amount;
  }
}

function wrap({ coefficient, exponent, form }: Amount, format: Format): Quantity {
  return new Quantity(coefficient, exponent, form, format, '');
}

/** The sum of two safe integers with exponents, as upstream adds int64 amounts; undefined where doubles do not suffice. */
function sum(a: number, aExponent: number, b: number, bExponent: number, format: Format): Quantity | undefined {
  if (b === 0) return make(a, aExponent, undefined, format, '');
  if (a === 0) return make(b, bExponent, undefined, format, '');
  const gap = aExponent - bExponent;
  const x = gap > 0 ? a * (exactPowersOfTen[gap] ?? 1e23) : a;
  const y = gap < 0 ? b * (exactPowersOfTen[-gap] ?? 1e23) : b;
  const total = x + y;
  if (!Number.isSafeInteger(x) || !Number.isSafeInteger(y) || !Number.isSafeInteger(total)) return undefined;
  return make(total, gap > 0 ? bExponent : aExponent, undefined, format, '');
}

/** White space around a text is allowed where upstream decodes JSON. */
function fromSpaced(text: string): Quantity {
  const parsed = scanQuantity(trimmed(text), make);
  if (typeof parsed === 'object') return parsed;
  throw parseError(text, parsed);
}

/** A quantity of another copy of this package, or a boxed value. */
function fromObject(value: { readonly value: string | number } | null | undefined): Quantity {
  if (typeof value === 'object' && value !== null) {
    if (mark in value) return fromOtherCopy(value as unknown as Amount & { format: Format; text: string; toString: () => string });
    const boxed: unknown = Object.hasOwn(value, 'value') ? value.value : undefined;
    if (typeof boxed === 'string' || typeof boxed === 'number') return Quantity.from(boxed);
  }
  throw new SizingError('InvalidInput', 'not a quantity: neither text nor number', { input: value });
}

function fromOtherCopy(other: Amount & { readonly format: Format; readonly text: string; readonly toString: () => string }): Quantity {
  const { coefficient, exponent, form, format, text } = other;
  if ((other as unknown as Record<symbol, unknown>)[mark] !== layout) return Quantity.parse(other.toString());
  return new Quantity(coefficient, exponent, form, format, text);
}
