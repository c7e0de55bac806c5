import type { Big } from 'big.js';
import { invalid, SizingError, type Result } from '../errors.ts';
import { add, makeAmount, cmp, minus, mul, roundUp, negatedInt64, type Amount } from './amount.ts';
import { canonicalizeBytes } from './canonical.ts';
import { decimalOf } from './decimal.ts';
import { asApproximateFloat64, asFloat64Slow } from './float.ts';
import type { Format, Scale } from './format.ts';
import { checkedFormat, checkedInt64, checkedScale, parseError, trimSpace } from './input.ts';
import { exactInteger, asInt64, scaledValue } from './scaled.ts';
import { parseQuantity, type Listener, type Make } from './parse-quantity.ts';

/**
 * What an amount may be given as: its text, a number (taken as its JSON text), a bigint, a quantity, or an object with a `value` of text
 * or number, as some clients box them.
 */
export type QuantityLike = string | number | bigint | Quantity | { readonly value: string | number };

const mark = /* @__PURE__ */ Symbol.for('kube-sizing.Quantity');
/** Raised when the private fields change, so that another copy's quantity is read by its text instead. */
const layout = 1;

/** The private fields are an amount. */
export function internals(quantity: unknown): Amount {
  return quantity as Amount;
}

const make: Make<Quantity> = (coefficient, exponent, infScale, format, text) => new Quantity(coefficient, exponent, infScale, format, text);

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
  declare readonly format: Format;
  declare private readonly coefficient: number | bigint;
  declare private readonly exponent: number;
  declare private readonly infScale: number | undefined;
  declare private readonly text: string;

  /** @internal */
  constructor(coefficient: number | bigint, exponent: number, infScale: number | undefined, format: Format, text: string) {
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.infScale = infScale;
    this.format = format;
    this.text = text;
  }

  /** Reads a quantity exactly as upstream's `ParseQuantity`: no white space. @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` */
  static parse(text: string): Quantity {
    const quantity = readText(text);
    if (quantity instanceof Quantity) return quantity;
    throw quantity;
  }

  /** As `parse`, but returns the error instead of throwing it. */
  static tryParse(text: string): Result<Quantity> {
    const quantity = readText(text);
    return quantity instanceof Quantity ? { ok: true, value: quantity } : { ok: false, error: quantity };
  }

  /**
   * As upstream decodes JSON: spaces around a text are allowed (tabs and line breaks, which JSON escapes, are not), a number is its JSON
   * text. @throws {SizingError} as `parse`, and `InvalidInput`
   */
  static from(value: QuantityLike): Quantity {
    try {
      if (value instanceof Quantity) return value;
    } catch {
      // A revoked proxy: told below.
    }
    return fromOther(value);
  }

  /** Upstream `NewQuantity`: an int64. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  static fromInt64(value: number | bigint, format?: Format): Quantity {
    return Quantity.fromScaled(value, 0, format);
  }

  /** Upstream `NewMilliQuantity`: an int64 of thousandths. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  static fromMilli(value: number | bigint, format?: Format): Quantity {
    return Quantity.fromScaled(value, -3, format);
  }

  /** Upstream `NewScaledQuantity`: an int64 times 10^scale. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  static fromScaled(value: number | bigint, scale: Scale, format: Format = 'DecimalSI'): Quantity {
    const amount = makeAmount(checkedInt64(value), checkedScale(scale), undefined);
    return wrap(amount, checkedFormat(format));
  }

  /** The sum. A zero takes the format of y, even if y is zero too. @throws {SizingError} `OutOfRange` where it cannot be written out */
  add(y: QuantityLike): Quantity {
    const other = Quantity.from(y);
    return this.plus(other, other.coefficient);
  }

  /** The difference, in the format that `add` would give. @throws {SizingError} `OutOfRange` where it cannot be written out */
  sub(y: QuantityLike): Quantity {
    const other = Quantity.from(y);
    return this.plus(other, minus(other.coefficient));
  }

  /** The product with an int64; exact, also beyond 64 bits. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  mul(n: number | bigint): Quantity {
    return wrap(mul(internals(this), checkedInt64(n)), this.format);
  }

  /** The negation. As upstream, the least int64 is its own. */
  neg(): Quantity {
    const negated = minus(this.coefficient);
    const { exponent, infScale, format } = this;
    return make(infScale === undefined ? negatedInt64(negated) : negated, exponent, infScale, format, '');
  }

  /** Rounded away from zero to a multiple of 10^scale; the spelling is kept where upstream has nothing to round. */
  roundUp(scale: Scale): Quantity {
    const rounded = roundUp(internals(this), checkedScale(scale));
    return rounded === internals(this) ? this : wrap(rounded, this.format);
  }

  /** −1, 0 or 1: less than, equal to or greater than y; exact. */
  cmp(y: QuantityLike): -1 | 0 | 1 {
    return cmp(internals(this), internals(Quantity.from(y)));
  }

  /** This one as upstream holds it once it has been compared with another: as an exact decimal, if that is one. @internal */
  comparedWith(y: Quantity): Quantity {
    if (y.infScale === undefined || this.infScale !== undefined) return this;
    return new Quantity(this.coefficient, this.exponent, 0 - this.exponent, this.format, this.text);
  }

  /** −1, 0 or 1: less than, equal to or greater than an int64; exact. */
  cmpInt64(n: number | bigint): -1 | 0 | 1 {
    return cmp(internals(this), makeAmount(checkedInt64(n), 0, undefined));
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
    return scaledValue(internals(this), 0);
  }

  /** Upstream `MilliValue`: thousandths, with the rounding and the wraps of `value`. */
  milliValue(): bigint {
    return scaledValue(internals(this), -3);
  }

  /** Upstream `ScaledValue`: in units of 10^scale, with the rounding and the wraps of `value`. */
  scaledValue(scale: Scale): bigint {
    return scaledValue(internals(this), checkedScale(scale));
  }

  /** The exact amount in units of 10^scale, rounded away from zero; never wraps. @throws {SizingError} `OutOfRange` where it cannot be written out */
  toBigInt(scale: Scale = 0): bigint {
    return exactInteger(internals(this), checkedScale(scale));
  }

  /** The amount, where upstream holds it as a whole int64. Upstream's decimals, such as 1Pi or 1.5Gi, give undefined even if whole. */
  asInt64(): bigint | undefined {
    return asInt64(internals(this));
  }

  /** Upstream `AsApproximateFloat64`, bit for bit: the fast way to a double, often one bit off. May be infinite. */
  asApproximateFloat64(): number {
    return asApproximateFloat64(internals(this));
  }

  /** Upstream `AsFloat64Slow`, bit for bit: the nearest double but for the rarest double roundings. May be infinite. */
  asFloat64Slow(): number {
    return asFloat64Slow(internals(this));
  }

  /** The exact amount for decimal arithmetic. Its constructor is this package's own, with 40 decimal places for divisions. */
  toBig(): Big {
    return decimalOf(this.coefficient, this.exponent);
  }

  /** Upstream `String`: the spelling that was read where upstream keeps it (`01`, `1.500`), otherwise `canonical`. */
  toString(): string {
    return this.text === '' ? canonicalizeBytes(internals(this), this.format) : this.text;
  }

  /** The canonical spelling. @throws {SizingError} `OutOfRange` for BinarySI of more than 15,000 zeros */
  canonical(): string {
    return canonicalizeBytes(internals(this), this.format);
  }

  /** Upstream `MarshalJSON`: as `toString`. */
  toJSON(): string {
    return this.toString();
  }

  /** The same amount in another format. The spelling that was read is dropped: upstream's assignment forgets to. */
  withFormat(format: Format): Quantity {
    if (format === this.format) return this;
    return make(this.coefficient, this.exponent, this.infScale, checkedFormat(format), '');
  }

  /** Always throws, so that `<` and `+` on quantities fail instead of comparing texts. @throws {SizingError} `InvalidInput` */
  valueOf(): never {
    throw new SizingError('InvalidInput', 'a quantity is not a number; use cmp, equals or add');
  }

  protected get [mark](): number {
    return layout;
  }

  private plus(other: Quantity, y: number | bigint): Quantity {
    return wrap(add(internals(this), internals(other), y), this.coefficient === 0 ? other.format : this.format);
  }
}

/** An amount in a format, without a spelling. */
export function wrap({ coefficient, exponent, infScale }: Amount, format: Format): Quantity {
  return make(coefficient, exponent, infScale, format, '');
}

/** The quantity that a text means, or the error that says why it is not one. */
export function readText(text: unknown, listener?: Listener): Quantity | SizingError {
  const parsed = typeof text === 'string' ? parseQuantity(text, make, listener) : undefined;
  return typeof parsed === 'object' ? parsed : parseError(text, parsed);
}

function fromOther(value: unknown): Quantity {
  if (typeof value === 'string') {
    const parsed = parseQuantity(value, make);
    return typeof parsed === 'object' ? parsed : Quantity.parse(trimSpace(value));
  }
  if (Number.isSafeInteger(value)) return make((value as number) + 0, 0, undefined, 'DecimalSI', '');
  if (Number.isFinite(value) || typeof value === 'bigint') return Quantity.parse(String(value));
  if (typeof value === 'object' && value !== null) return fromObject(value);
  throw invalid('an amount, as a text or a number', undefined, value);
}

/** A quantity of another copy of this package, or a boxed text or number. Proxies and getters may throw what they like. */
function fromObject(value: object): Quantity {
  let boxed: unknown;
  try {
    if (mark in value) {
      const { coefficient, exponent, infScale, format, text, [mark]: version } = value as Parts;
      if (version === layout && typeof text === 'string') return make(coefficient, exponent, infScale, format, text);
      boxed = (value as Parts).toString();
    } else if (Object.hasOwn(value, 'value')) boxed = (value as { readonly value: unknown }).value;
  } catch {
    // Nothing that can be read.
  }
  if (typeof boxed === 'string' || typeof boxed === 'number') return fromOther(boxed);
  throw invalid('an amount, as a text or a number', undefined, value);
}

/** What can be seen of a quantity of another copy of this package. */
interface Parts extends Amount {
  readonly format: Format;
  readonly text: string;
  readonly [mark]: number;
  readonly toString: () => string;
}
