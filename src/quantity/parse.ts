import {
  compareDecimals,
  decimalFromText,
  decimalOf,
  multiplyDecimal,
  negateDecimal,
  roundDecimal,
  shiftDecimal,
  signOfDecimal,
  type Decimal,
} from './decimal.ts';
import type { Format } from './format.ts';
import { maxInt64 } from './int64.ts';
import { refusal } from './slips.ts';

/** Makes a quantity of its parts: a small or a wide mantissa or a decimal, the scale of the mantissa, the format and the text to keep. */
export type Construct<Q> = (
  small: number,
  wide: bigint | undefined,
  decimal: Decimal | undefined,
  scale: number,
  format: Format,
  text: string | undefined,
) => Q;

const zero = 48;
const nano = -9;

/**
 * Reads a quantity as upstream's `ParseQuantity`.
 *
 * Grammar: sign, digits with an optional point, then a suffix or an exponent. Up to 18 digits (fewer before a binary suffix) at a scale of
 * nano or coarser become an int64 mantissa; everything else becomes a decimal, rounded away from zero to nano and, before a binary suffix,
 * capped at the largest int64. The text is kept where upstream keeps it.
 */
export function parseQuantity<Q>(text: string, construct: Construct<Q>): Q {
  const end = text.length;
  if (end === 0) throw refusal('ErrFormatWrong', text);
  let at = 0;
  const first = text.charCodeAt(0);
  const negative = first === 45;
  if (negative || first === 43) at = 1;
  while (at < end && text.charCodeAt(at) === zero) at++;
  if (at === end) return construct(0, undefined, undefined, 0, 'DecimalSI', text === '0' ? text : undefined);

  let mantissa = 0;
  let code = 0;
  const wholeFrom = at;
  while (at < end && (code = text.charCodeAt(at) - zero) >= 0 && code <= 9) {
    mantissa = mantissa * 10 + code;
    at++;
  }
  const wholeDigits = at - wholeFrom;
  let places = 0;
  if (at < end && text.charCodeAt(at) === 46) {
    const placesFrom = ++at;
    while (at < end && (code = text.charCodeAt(at) - zero) >= 0 && code <= 9) {
      mantissa = mantissa * 10 + code;
      at++;
    }
    places = at - placesFrom;
  }
  const suffix = at === end ? noSuffix : readSuffix(text, at);
  const digits = (wholeDigits === 0 ? 1 : wholeDigits) + places;

  if (suffix.format === 'BinarySI') {
    if (places === 0 && 14 - (wholeDigits === 0 ? 1 : wholeDigits) - (suffix.exponent / 10) * 3 >= 0) {
      const value = mantissa * 2 ** suffix.exponent;
      return construct(negative ? 0 - value : value, undefined, undefined, 0, 'BinarySI', mantissa % 8 === 0 ? undefined : text);
    }
  } else {
    const scale = (suffix.exponent - places) | 0;
    if (digits <= 18 && scale >= nano) {
      const kept = scale % 3 === 0 && wholeDigits > 0 && !endsInThousands(text, at, places, digits);
      if (digits <= 15) {
        return construct(negative ? 0 - mantissa : mantissa, undefined, undefined, scale, suffix.format, kept ? text : undefined);
      }
      const exact = BigInt(text.slice(wholeFrom, at).replace('.', ''));
      return ofInt64(negative ? -exact : exact, scale, suffix.format, kept ? text : undefined, construct);
    }
  }
  return parseDecimal(text, at, places, suffix, construct);
}

/** A quantity of an int64 mantissa, kept as a small number where it is a safe integer. */
export function ofInt64<Q>(value: bigint, scale: number, format: Format, text: string | undefined, construct: Construct<Q>): Q {
  const small = Number(value);
  return Number.isSafeInteger(small)
    ? construct(small, undefined, undefined, scale, format, text)
    : construct(0, value, undefined, scale, format, text);
}

/** Whether the digits, without the point, end in `000`; upstream then does not keep the text. */
function endsInThousands(text: string, at: number, places: number, digits: number): boolean {
  if (digits < 3) return false;
  let zeros = 0;
  for (let i = at - 1; zeros < 3; i--) {
    const code = text.charCodeAt(i);
    if (code === 46) continue;
    if (code !== zero) return false;
    zeros++;
  }
  return places >= 0;
}

function parseDecimal<Q>(text: string, at: number, places: number, suffix: Suffix, construct: Construct<Q>): Q {
  const number = text.charCodeAt(0) === 43 ? text.slice(1, at) : text.slice(0, at);
  if (!/\d/.test(number)) throw refusal('ErrNumeric', text);
  let { format } = suffix;
  let decimal = decimalFromText(number, places);
  decimal = format === 'BinarySI' ? multiplyDecimal(decimal, 1n << BigInt(suffix.exponent)) : shiftDecimal(decimal, suffix.exponent);
  const sign = signOfDecimal(decimal);
  if (sign !== 0) decimal = roundDecimal(decimal, -nano);
  if (format === 'BinarySI' && sign !== 0) {
    const magnitude = sign < 0 ? negateDecimal(decimal) : decimal;
    if (compareDecimals(magnitude, decimalOf(maxInt64, 0)) > 0) decimal = decimalOf(sign < 0 ? -maxInt64 : maxInt64, 0);
    else if (compareDecimals(magnitude, decimalOf(1n, 0)) < 0) format = 'DecimalSI';
  }
  return construct(0, undefined, decimal, 0, format, undefined);
}

interface Suffix {
  readonly exponent: number;
  readonly format: Format;
}

const noSuffix: Suffix = { exponent: 0, format: 'DecimalSI' };

/** The suffixes, by their text. */
const suffixes: ReadonlyMap<string, Suffix> = /* @__PURE__ */ new Map<string, Suffix>([
  ['n', { exponent: -9, format: 'DecimalSI' }],
  ['u', { exponent: -6, format: 'DecimalSI' }],
  ['m', { exponent: -3, format: 'DecimalSI' }],
  ['k', { exponent: 3, format: 'DecimalSI' }],
  ['M', { exponent: 6, format: 'DecimalSI' }],
  ['G', { exponent: 9, format: 'DecimalSI' }],
  ['T', { exponent: 12, format: 'DecimalSI' }],
  ['P', { exponent: 15, format: 'DecimalSI' }],
  ['E', { exponent: 18, format: 'DecimalSI' }],
  ['Ki', { exponent: 10, format: 'BinarySI' }],
  ['Mi', { exponent: 20, format: 'BinarySI' }],
  ['Gi', { exponent: 30, format: 'BinarySI' }],
  ['Ti', { exponent: 40, format: 'BinarySI' }],
  ['Pi', { exponent: 50, format: 'BinarySI' }],
  ['Ei', { exponent: 60, format: 'BinarySI' }],
]);

const suffixGrammar = /[eEinumkKMGTP]*[-+]?\d*$/y;

function readSuffix(text: string, at: number): Suffix {
  const known = text.length - at <= 2 ? suffixes.get(text.slice(at)) : undefined;
  if (known !== undefined) return known;
  suffixGrammar.lastIndex = at;
  if (!suffixGrammar.test(text)) throw refusal('ErrFormatWrong', text);
  const exponent = /^[eE]([-+]?)0*(\d+)$/.exec(text.slice(at));
  if (exponent === null) throw refusal('ErrSuffix', text);
  return { exponent: int32Exponent(exponent[1] ?? '', exponent[2] ?? '', text), format: 'DecimalExponent' };
}

/** An exponent is read as an int64 and then cut to 32 bits, as upstream does. */
function int32Exponent(sign: string, digits: string, text: string): number {
  if (digits.length <= 9) return sign === '-' ? 0 - Number(digits) : Number(digits);
  if (digits.length > 19) throw refusal('ErrSuffix', text);
  const wide = BigInt(digits) * (sign === '-' ? -1n : 1n);
  if (wide > maxInt64 || wide < -maxInt64 - 1n) throw refusal('ErrSuffix', text);
  return Number(BigInt.asIntN(32, wide));
}
