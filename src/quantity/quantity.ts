import type { Big } from 'big.js';
import { invalid, SizingError, type Result } from '../errors.ts';
import type { VersionOptions } from '../version/minors.ts';
import { add, cmp, makeAmount, minus, mul, negated, roundUp, type Amount } from './amount.ts';
import { canonicalizeBytes } from './canonical.ts';
import { decimalOf } from './decimal.ts';
import { eraOf, type Era } from './era.ts';
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
const layout = 2;

/** The private fields: an amount, the spelling to keep and the era whose rules count. */
export type Internals = Amount & { readonly text: string; readonly era: Era };

export function internals(quantity: unknown): Internals {
  return quantity as Internals;
}

/** Makes a quantity of its private fields. */
export const make: Make<Quantity> = (coefficient, exponent, infScale, format, text, era) =>
  new Quantity(coefficient, exponent, infScale, format, text, era);

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
  declare private readonly era: Era;

  /** @internal */
  constructor(coefficient: number | bigint, exponent: number, infScale: number | undefined, format: Format, text: string, era: Era) {
    this.coefficient = coefficient;
    this.exponent = exponent;
    this.infScale = infScale;
    this.format = format;
    this.text = text;
    this.era = era;
  }

  /**
   * Reads a quantity exactly as upstream's `ParseQuantity`, which takes no white space.
   * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix`; `UnsupportedVersion`
   */
  static parse(text: string, options?: VersionOptions): Quantity {
    const quantity = readText(text, eraOf(options));
    if (quantity instanceof Quantity) return quantity;
    throw quantity;
  }

  /** As `parse`, but returns the error of a text instead of throwing it. */
  static tryParse(text: string, options?: VersionOptions): Result<Quantity> {
    const quantity = readText(text, eraOf(options));
    return quantity instanceof Quantity ? { ok: true, value: quantity } : { ok: false, error: quantity };
  }

  /**
   * Reads an amount as upstream decodes JSON: spaces around a text are allowed, a number is its JSON text. A quantity follows the version that
   * the options name, if they name one.
   * @throws {SizingError} as `parse`, and `InvalidInput`
   */
  static from(value: QuantityLike, options?: VersionOptions): Quantity {
    const era = eraOf(options);
    if (typeof value === 'string') return fromText(value, era);
    const quantity = own(value) ?? fromOther(value, era);
    return options === undefined || options === null ? quantity : quantity.inEra(era);
  }

  /** Upstream `NewQuantity`: an int64. @throws {SizingError} `OutOfRange`, `InvalidInput`, `UnsupportedVersion` */
  static fromInt64(value: number | bigint, format?: Format, options?: VersionOptions): Quantity {
    return Quantity.fromScaled(value, 0, format, options);
  }

  /** Upstream `NewMilliQuantity`: an int64 of thousandths. @throws {SizingError} as `fromInt64` */
  static fromMilli(value: number | bigint, format?: Format, options?: VersionOptions): Quantity {
    return Quantity.fromScaled(value, -3, format, options);
  }

  /** Upstream `NewScaledQuantity`: an int64 times 10^scale. @throws {SizingError} as `fromInt64` */
  static fromScaled(value: number | bigint, scale: Scale, format: Format = 'DecimalSI', options?: VersionOptions): Quantity {
    return wrap(makeAmount(checkedInt64(value), checkedScale(scale), undefined), checkedFormat(format), eraOf(options));
  }

  /** The sum. A zero takes the format of y, even if y is zero too. @throws {SizingError} `OutOfRange` where it cannot be written out */
  add(y: QuantityLike): Quantity {
    const other = this.operand(y);
    return this.plus(other, other.coefficient);
  }

  /** The difference, in the format that `add` would give. @throws {SizingError} `OutOfRange` where it cannot be written out */
  sub(y: QuantityLike): Quantity {
    const other = this.operand(y);
    return this.plus(other, minus(other.coefficient));
  }

  /** The product with an int64; exact, also beyond 64 bits. @throws {SizingError} `OutOfRange`, `InvalidInput` */
  mul(n: number | bigint): Quantity {
    return wrap(mul(internals(this), checkedInt64(n)), this.format, this.era);
  }

  /** The negation. Up to 1.37 the least int64 is its own, as upstream has it. */
  neg(): Quantity {
    return wrap(negated(internals(this), this.era), this.format, this.era);
  }

  /** Rounded away from zero to a multiple of 10^scale; the spelling is kept where upstream has nothing to round. */
  roundUp(scale: Scale): Quantity {
    const rounded = roundUp(internals(this), checkedScale(scale), this.era);
    return rounded === internals(this) ? this : wrap(rounded, this.format, this.era);
  }

  /** −1, 0 or 1: less than, equal to or greater than y; exact. */
  cmp(y: QuantityLike): -1 | 0 | 1 {
    return cmp(internals(this), internals(own(y) ?? Quantity.from(y, this.era)));
  }

  /** As `cmp`, with an int64. */
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

  /**
   * Upstream `Value`: the next integer away from zero, within int64. Up to 1.37 it wraps or is 0 beyond, and a negative decimal is rounded up.
   */
  value(): bigint {
    return scaledValue(internals(this), 0, this.era);
  }

  /** Upstream `MilliValue`: thousandths, as `value` gives ones. */
  milliValue(): bigint {
    return scaledValue(internals(this), -3, this.era);
  }

  /** Upstream `ScaledValue`: units of 10^scale, as `value` gives ones. */
  scaledValue(scale: Scale): bigint {
    return scaledValue(internals(this), checkedScale(scale), this.era);
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
    return this.text === '' ? canonicalizeBytes(internals(this), this.format, this.era) : this.text;
  }

  /** The canonical spelling. @throws {SizingError} `OutOfRange` for BinarySI of more than 15,000 zeros */
  canonical(): string {
    return canonicalizeBytes(internals(this), this.format, this.era);
  }

  /** The same amount in another format. The spelling that was read is dropped: upstream's assignment forgets to. */
  withFormat(format: Format): Quantity {
    if (format === this.format) return this;
    return wrap(internals(this), checkedFormat(format), this.era);
  }

  /** Upstream `MarshalJSON`: as `toString`. */
  toJSON(): string {
    return this.toString();
  }

  /** Always throws, so that `<` and `+` on quantities fail instead of comparing texts. @throws {SizingError} `InvalidInput` */
  valueOf(): never {
    throw new SizingError('InvalidInput', 'a quantity is not a number; use cmp, equals or add');
  }

  protected get [mark](): number {
    return layout;
  }

  private operand(y: QuantityLike): Quantity {
    const other = own(y);
    return other !== undefined && other.era === this.era ? other : Quantity.from(y, this.era);
  }

  private plus(other: Quantity, y: number | bigint): Quantity {
    const format = this.coefficient === 0 ? other.format : this.format;
    return wrap(add(internals(this), internals(other), y, this.era), format, this.era);
  }

  /** The same amount by the rules of an era: only a decimal changes, whose scale is that in which it would be read. */
  private inEra(era: Era): Quantity {
    if (era === this.era) return this;
    const { coefficient, exponent, infScale, format, text } = this;
    const scale = infScale === undefined ? undefined : Math.max(era.hasOwnScale ? -Infinity : 9, 0 - exponent);
    return make(coefficient, exponent, scale, format, text, era);
  }
}

/** An amount in a format and an era, without a spelling. */
export function wrap({ coefficient, exponent, infScale }: Amount, format: Format, era: Era): Quantity {
  return make(coefficient, exponent, infScale, format, '', era);
}

/** The quantity that a text means, or the error that says why it is not one. */
export function readText(text: unknown, era: Era, listener?: Listener): Quantity | SizingError {
  const parsed = typeof text === 'string' ? parseQuantity(text, make, era, listener) : undefined;
  return typeof parsed === 'object' ? parsed : parseError(text, parsed);
}

function own(value: unknown): Quantity | undefined {
  try {
    return value instanceof Quantity ? value : undefined;
  } catch {
    // A revoked proxy.
    return undefined;
  }
}

function fromText(text: string, era: Era): Quantity {
  const parsed = parseQuantity(text, make, era);
  return typeof parsed === 'object' ? parsed : Quantity.parse(trimSpace(text), era);
}

function fromOther(value: unknown, era: Era): Quantity {
  if (Number.isSafeInteger(value)) return make((value as number) + 0, 0, undefined, 'DecimalSI', '', era);
  if (Number.isFinite(value) || typeof value === 'bigint') return Quantity.parse(String(value), era);
  if (typeof value === 'object' && value !== null) return fromObject(value, era);
  throw invalid('an amount, as a text or a number', undefined, value);
}

/** A quantity of another copy of this package, or a boxed text or number. Proxies and getters may throw what they like. */
function fromObject(value: object, era: Era): Quantity {
  let boxed: unknown;
  try {
    if (mark in value) {
      const { coefficient, exponent, infScale, format, text, era: own, [mark]: version } = value as Parts;
      if (version === layout && typeof text === 'string') return make(coefficient, exponent, infScale, format, text, eraOf(own));
      boxed = (value as Parts).toString();
    } else if (Object.hasOwn(value, 'value')) boxed = (value as { readonly value: unknown }).value;
  } catch {
    // Nothing that can be read.
  }
  if (typeof boxed === 'string' || typeof boxed === 'number') return Quantity.from(boxed, era);
  throw invalid('an amount, as a text or a number', undefined, value);
}

/** What can be seen of a quantity of another copy of this package. */
type Parts = Internals & { readonly format: Format; readonly [mark]: number; readonly toString: () => string };
