import { objectsAt } from './pod-fields.ts';
import { described, hasFields, invalid, wayFrom } from '../errors.ts';

/**
 * The same object, which must be there.
 *
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function objectOf<T extends object>(value: T, path: string, hint?: string): T {
  if (hasFields(value)) return value;
  throw invalid('an object', path, value, wayFrom(value) ?? hint);
}

/**
 * The same list of objects, which must be there.
 *
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function listOf<T extends object>(value: readonly T[], path: string): readonly T[] {
  if (value !== undefined && value !== null) return objectsAt(value, path);
  throw invalid('a list', path, value);
}

/**
 * One of a few values, which must be there.
 *
 * @throws {SizingError} `InvalidInput` for another value, with a hint where one differs in its letters' case or is cut short
 */
export function oneOf<T>(value: T, choices: readonly T[], path: string): T {
  if (choices.includes(value)) return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  const meant = text === '' ? undefined : choices.find((choice) => String(choice).toLowerCase().startsWith(text));
  const hint = meant === undefined ? undefined : `did you mean ${described(meant)}?`;
  throw invalid(`one of ${choices.map(described).join(', ')}`, path, value, hint);
}

/** The same of a value that may be unset: `undefined` where there is none. */
export function choiceOf<T>(value: T | null | undefined, choices: readonly T[], path: string): T | undefined {
  return value === undefined || value === null ? undefined : oneOf(value, choices, path);
}

/** Whether a flag is set; `undefined` where it is unset. */
export function flagAt(value: boolean | null | undefined, path: string): boolean | undefined {
  return choiceOf(value, flags, path);
}

const flags: readonly boolean[] = [true, false];
