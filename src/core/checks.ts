import { objectsAt } from './pod-fields.ts';
import { described, invalid } from '../errors.ts';

/**
 * The same object, which must be there.
 *
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function objectOf<T extends object>(value: T, path: string, hint?: string): T {
  const found: unknown = value;
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return value;
  throw invalid('an object', path, found, hint);
}

/**
 * The same object as a cluster holds it: not a list, nor what clients wrap objects in, whose fields would all be absent.
 *
 * @param expected what should stand there, such as `a node`
 * @param hintOfList what to do with a list
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function clusterObject<T extends object>(value: T, expected: string, path: string | undefined, hintOfList?: string): T {
  const found: unknown = value;
  if (typeof found !== 'object' || found === null) throw invalid(expected, path, found);
  if (Array.isArray(found)) throw invalid(expected, path, found, hintOfList);
  if (typeof (found as { readonly then?: unknown }).then === 'function')
    throw invalid(expected, path, found, 'it is a promise; await it first');
  if (found instanceof Map || found instanceof Set) throw invalid(expected, path, found, 'it is a Map or a Set; pass one of its values');
  const fields = found as { readonly [name: string]: unknown };
  const wrapped = ['body', 'data'].find((name) => Object.hasOwn(found, name) && typeof fields[name] === 'object' && fields[name] !== null);
  if (wrapped !== undefined && (fields['response'] !== undefined || fields['headers'] !== undefined))
    throw invalid(expected, path, found, `it is a client's response; pass its ${wrapped}`);
  return value;
}

/**
 * The same list of objects, which must be there.
 *
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function listOf<T extends object>(value: readonly T[], path: string): readonly T[] {
  if (Array.isArray(value)) return objectsAt(value, path);
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
