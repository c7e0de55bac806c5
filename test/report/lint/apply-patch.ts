import type { PatchOperation } from '../../../src/report/index.ts';

type Json = Record<string, unknown>;

/** The object after the operations of a JSON patch (RFC 6902), as strict as the standard: what is replaced or removed must be there. */
export function applyPatch<T extends object>(object: T, patch: readonly PatchOperation[]): T {
  const result = structuredClone(object);
  for (const { op, path, value } of patch) {
    const names = path
      .split('/')
      .slice(1)
      .map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = names.pop() ?? '';
    const parent = names.reduce<Json>((at, name) => {
      if (!Object.hasOwn(at, name)) throw new Error(`${path}: ${name} is not there`);
      return at[name] as Json;
    }, result as Json);
    if (typeof parent !== 'object' || parent === null) throw new Error(`${path}: its parent is no object`);
    if (op !== 'add' && !Object.hasOwn(parent, last)) throw new Error(`${path} is not there`);
    if (op === 'remove') delete parent[last];
    else Object.defineProperty(parent, last, { value: structuredClone(value), writable: true, enumerable: true, configurable: true });
  }
  return result;
}
