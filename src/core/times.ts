import type { TimeLike } from './optional.ts';
import { invalid } from '../errors.ts';

const rfc3339 = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2})(?:[.,](\d+))?(Z|[+-]\d{2}:\d{2})$/;
const zeroTime = -62_135_596_800_000;

/**
 * A time in milliseconds since the epoch, with a fraction where it has one; Go's zero time and unset ones are `undefined`.
 *
 * @throws {SizingError} `InvalidInput` where it is not a time
 */
export function millisecondsOf(time: TimeLike | null | undefined, path: string): number | undefined {
  if (time === undefined || time === null) return undefined;
  const value = typeof time === 'string' ? fromText(time) : typeof time === 'number' || time instanceof Date ? Number(time) : NaN;
  if (!Number.isFinite(value)) throw invalid('a time', path, time, 'write it as RFC 3339, such as 2026-01-31T12:00:00Z');
  return value === zeroTime ? undefined : value;
}

function fromText(text: string): number {
  const match = rfc3339.exec(text);
  if (match === null) return NaN;
  const whole = Date.parse(`${match[1] ?? ''}${match[3] ?? 'Z'}`);
  return match[2] === undefined ? whole : whole + Number(`0.${match[2]}`) * 1000;
}
