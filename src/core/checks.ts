import { objectsAt } from './pod-fields.ts';
import { invalid } from '../errors.ts';

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
 * The same list of objects, which must be there.
 *
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function listOf<T extends object>(value: readonly T[], path: string): readonly T[] {
  if (Array.isArray(value)) return objectsAt(value, path);
  throw invalid('a list', path, value);
}
