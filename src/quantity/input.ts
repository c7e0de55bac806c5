import { SizingError } from '../errors.ts';
import type { Format, Scale } from './format.ts';
import { hintFor } from './hints.ts';
import { isInt64 } from './int64.ts';
import type { Fault } from './scan.ts';

const messages: Readonly<Record<Fault, string>> = {
  ErrFormatWrong: 'is no quantity, such as 500m, 1.5Gi or 1e3',
  ErrNumeric: 'has no digits',
  ErrSuffix: 'has an unknown suffix',
};

/** The error of a text that is no quantity, with a hint for a known slip. */
export function parseError(text: unknown, fault: Fault | undefined): SizingError {
  if (typeof text !== 'string' || fault === undefined) return invalid('a text was expected', text);
  const shown = JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
  return new SizingError(fault, `${shown} ${messages[fault]}`, { input: text, hint: hintFor(text) });
}

export function invalid(message: string, input: unknown): SizingError {
  return new SizingError('InvalidInput', message, { input });
}

/**
 * Without the white space around that upstream's JSON decoder lets pass: what Go's `strings.TrimSpace` takes away and JSON does not
 * escape. A line break or a tab is escaped, and so it is refused.
 */
export function trimmed(text: string): string {
  let start = 0;
  let end = text.length;
  while (space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const space = /[ \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

export function checkedInt64(value: number | bigint): bigint {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) throw invalid('an integer was expected', value);
  const integer = BigInt(value);
  if (isInt64(integer)) return integer;
  throw new SizingError('OutOfRange', 'the integer does not fit 64 bits', { input: String(value) });
}

export function checkedScale(scale: Scale): number {
  if (!Number.isInteger(scale)) throw invalid('an integer was expected', scale);
  if (scale === (scale | 0)) return scale | 0;
  throw new SizingError('OutOfRange', 'the integer does not fit 32 bits', { input: scale });
}

export function checkedFormat(format: Format): Format {
  if (format === 'DecimalSI' || format === 'BinarySI' || format === 'DecimalExponent') return format;
  throw invalid('a format was expected: DecimalSI, BinarySI or DecimalExponent', format);
}
