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
 * Without the white space around that upstream's JSON decoder lets pass: what Go's `strings.TrimSpace` takes away and JSON does not escape. A
 * text with a line break or a tab, which JSON escapes, stays as it is and so is refused.
 */
export function trimSpace(text: string): string {
  return /[\t-\r\uFEFF]/.test(text) ? text : text.replaceAll('\u0085', ' ').trim();
}

export function checkedInt64(value: number | bigint): bigint {
  if (typeof value === 'bigint' || Number.isInteger(value)) {
    const integer = BigInt(value);
    if (isInt64(integer)) return integer;
  }
  throw notAnInteger(value, 64);
}

export function checkedScale(scale: Scale): number {
  if (Number.isInteger(scale) && scale === (scale | 0)) return scale | 0;
  throw notAnInteger(scale, 32);
}

function notAnInteger(value: unknown, bits: number): SizingError {
  if (typeof value !== 'bigint' && !Number.isInteger(value)) return invalid('an integer', undefined, value);
  return new SizingError('OutOfRange', `the integer does not fit ${bits} bits`, { input: value });
}

export function checkedFormat(format: Format): Format {
  if (format === 'DecimalSI' || format === 'BinarySI' || format === 'DecimalExponent') return format;
  throw invalid('DecimalSI, BinarySI or DecimalExponent', undefined, format);
}
