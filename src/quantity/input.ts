import { described, invalid, SizingError } from '../errors.ts';
import type { Format, Scale } from './format.ts';
import { hintFor } from './hints.ts';
import { isInt64 } from './int64.ts';
import type { Fault } from './parse-quantity.ts';

const faults: Readonly<Record<Fault, string>> = {
  ErrFormatWrong: 'write it like 500m, 1.5Gi or 1e3',
  ErrNumeric: 'it has no digits',
  ErrSuffix: 'its suffix is unknown',
};

/** The error of a text that is not a quantity, with a hint for a known slip. */
export function parseError(text: unknown, fault: Fault | undefined): SizingError {
  if (typeof text !== 'string' || fault === undefined) return invalid('a text', undefined, text);
  return new SizingError(fault, `${described(text)} is not a quantity; ${faults[fault]}`, { input: text, hint: hintFor(text) });
}

/**
 * Without the white space around that upstream's JSON decoder lets pass: what Go's `strings.TrimSpace` takes away and JSON does not
 * escape. A line break or a tab is escaped, and so it is refused.
 */
export function trimSpace(text: string): string {
  let start = 0;
  let end = text.length;
  while (space.test(text.charAt(start))) start++;
  while (end > start && space.test(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const space = /[ \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]/;

export function checkedInt64(value: number | bigint): bigint {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) throw invalid('an integer', undefined, value);
  const integer = BigInt(value);
  if (isInt64(integer)) return integer;
  throw new SizingError('OutOfRange', 'the integer does not fit 64 bits', { input: value });
}

export function checkedScale(scale: Scale): number {
  if (!Number.isInteger(scale)) throw invalid('an integer', undefined, scale);
  if (scale === (scale | 0)) return scale | 0;
  throw new SizingError('OutOfRange', 'the integer does not fit 32 bits', { input: scale });
}

export function checkedFormat(format: Format): Format {
  if (format === 'DecimalSI' || format === 'BinarySI' || format === 'DecimalExponent') return format;
  throw invalid('DecimalSI, BinarySI or DecimalExponent', undefined, format);
}
