import { SizingError } from '../errors.ts';
import type { Format, Scale } from './format.ts';
import { hintFor } from './hints.ts';
import { isInt64 } from './int64.ts';
import type { Fault } from './scan.ts';

const messages: Readonly<Record<Fault, string>> = {
  ErrFormatWrong: 'is no quantity: a number with a suffix such as m, k, Mi or e3 was expected',
  ErrNumeric: 'has no digits in front of its suffix',
  ErrSuffix: 'has a suffix that does not exist',
};

/** The error of a text that is no quantity, with a hint for a known slip. */
export function parseError(text: unknown, fault: Fault | undefined): SizingError {
  if (typeof text !== 'string' || fault === undefined)
    return new SizingError('InvalidInput', 'not the text of a quantity', { input: text });
  return new SizingError(fault, `${shown(text)} ${messages[fault]}`, { input: text, hint: hintFor(text) });
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}

/** White space as Go's `strings.TrimSpace` knows it: with U+0085, without U+FEFF. */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const space = /[\t-\r \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

/** The JSON text of a number. */
export function jsonText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  throw new SizingError('InvalidInput', `${value} is no quantity`, { input: String(value) });
}

export function checkedInt64(value: number | bigint): bigint {
  if (typeof value === 'number' && !Number.isInteger(value))
    throw new SizingError('InvalidInput', 'an integer was expected', { input: String(value) });
  const integer = typeof value === 'bigint' || typeof value === 'number' ? BigInt(value) : undefined;
  if (integer === undefined) throw new SizingError('InvalidInput', 'an integer was expected', { input: value });
  if (!isInt64(integer)) throw new SizingError('OutOfRange', 'the integer does not fit 64 bits', { input: String(integer) });
  return integer;
}

export function checkedScale(scale: Scale): number {
  if (scale === (scale | 0)) return scale | 0;
  if (Number.isInteger(scale)) throw new SizingError('OutOfRange', 'a scale has 32 bits', { input: scale });
  throw new SizingError('InvalidInput', 'a scale is an integer: the power of ten', { input: String(scale) });
}

export function checkedFormat(format: Format): Format {
  if (format === 'DecimalSI' || format === 'BinarySI' || format === 'DecimalExponent') return format;
  throw new SizingError('InvalidInput', 'a format is DecimalSI, BinarySI or DecimalExponent', { input: format });
}
