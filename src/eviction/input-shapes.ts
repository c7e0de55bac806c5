import type { Opt } from '../core/index.ts';
import { SizingError } from '../errors.ts';

/**
 * The entries of a list; an absent one is empty.
 *
 * @throws {SizingError} `InvalidInput` for what is no list, or for an entry that is no object, with its place
 */
export function listOf<T extends object>(list: Opt<readonly T[]>, path: string): readonly T[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) throw new SizingError('InvalidInput', 'this is a list', { path, input: list });
  for (const [index, entry] of (list as readonly T[]).entries()) objectOf(entry, `${path}[${index}]`);
  return list;
}

/**
 * The same object.
 *
 * @throws {SizingError} `InvalidInput` for what is none
 */
export function objectOf<T extends object>(value: T, path: string, hint?: string): T {
  const found: unknown = value;
  if (typeof found === 'object' && found !== null && !Array.isArray(found)) return value;
  throw new SizingError('InvalidInput', 'this is an object', { path, input: found, hint });
}
