import { pointerTo, type Place } from '../subject/place.ts';

/** What to put at a place; `undefined` takes away what is there. */
export type Change = readonly [place: Place, value: string | undefined];

/** One operation of a JSON patch (RFC 6902). */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  /** A JSON pointer (RFC 6901) into the object that was given. */
  readonly path: string;
  readonly value?: unknown;
}

/** The value with other things at some places, objects that are missing on the way included; what is not on the way is shared. */
export function changed(value: unknown, changes: readonly (readonly [place: Place, value: unknown])[], depth = 0): unknown {
  const branches = new Map<string | number, (readonly [place: Place, value: unknown])[]>();
  for (const change of changes) {
    const key = change[0][depth];
    if (key === undefined) return change[1];
    const branch = branches.get(key);
    if (branch === undefined) branches.set(key, [change]);
    else branch.push(change);
  }
  if (Array.isArray(value)) {
    const list = [...(value as unknown[])];
    for (const [index, branch] of branches) list[Number(index)] = changed(list[Number(index)], branch, depth + 1);
    return list;
  }
  const copy: Record<string, unknown> = {};
  const put = (name: string, inner: unknown): void => {
    if (inner === undefined) return;
    if (name === '__proto__') Object.defineProperty(copy, name, { value: inner, writable: true, enumerable: true, configurable: true });
    else copy[name] = inner;
  };
  for (const name of isObject(value) ? Object.keys(value) : []) {
    const branch = branches.get(name);
    put(name, branch === undefined ? child(value, name) : changed(child(value, name), branch, depth + 1));
    branches.delete(name);
  }
  for (const [name, branch] of branches) put(String(name), changed(undefined, branch, depth + 1));
  return copy;
}

/**
 * For each patch the places that it writes, where it shall change some. What it writes there is what stands there in the result, so that
 * patches can be applied in any order: an object that is missing is written with all that it will hold, and so is a list from which several
 * patches take the same.
 */
export function writtenPlaces(root: unknown, result: unknown, patches: readonly (readonly Place[])[]): readonly (readonly Place[])[] {
  const removed = new Set<string>();
  const replaced = new Set<string>();
  for (const places of patches)
    for (const path of new Set(places.filter((place) => valueAt(result, place) === undefined).map(pointerTo)))
      if (removed.size === removed.add(path).size) replaced.add(path.slice(0, path.lastIndexOf('/')));
  return patches.map((places) => {
    const written = new Map<string, Place>();
    for (const place of places) {
      const parent = place.slice(0, -1);
      const target = replaced.has(pointerTo(parent)) ? parent : writable(root, place);
      written.set(pointerTo(target), target);
    }
    return [...written.values()];
  });
}

/** The operation that writes at a place what stands there in the result. */
export function operationAt(root: unknown, result: unknown, place: Place, pointer: string): PatchOperation {
  const path = pointer + pointerTo(place);
  const value = valueAt(result, place);
  if (value === undefined) return { op: 'remove', path };
  return { op: valueAt(root, place) === undefined ? 'add' : 'replace', path, value };
}

/** The place itself, or the first on the way to it that is missing. */
function writable(root: unknown, place: Place): Place {
  let depth = 1;
  while (depth < place.length && isObject(valueAt(root, place.slice(0, depth)))) depth++;
  return place.slice(0, depth);
}

/** What stands at a place. */
export function valueAt(root: unknown, place: Place): unknown {
  return place.reduce(child, root);
}

function child(value: unknown, key: string | number | undefined): unknown {
  return isObject(value) && key !== undefined && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
