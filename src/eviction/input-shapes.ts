import { SizingError } from '../errors.ts';

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
