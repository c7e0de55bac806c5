/** Where something stands in a pod: names of fields and indexes of lists. */
export type Place = readonly (string | number)[];

/** What to put at a place; `undefined` takes away what is there. */
export type Change = readonly [place: Place, value: string | undefined];

/** One operation of a JSON patch (RFC 6902). No upstream counterpart. */
export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  /** A JSON pointer (RFC 6901) into the object that was given. */
  readonly path: string;
  readonly value?: unknown;
}

/** The place as text, such as `spec.containers[0].resources.limits.memory`. */
export function placeText(place: Place): string {
  return place
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${part}`))
    .join('')
    .slice(1);
}

/** The changes as operations on an object that stands at a pointer; objects that are missing on the way are added. */
export function patchOf(root: unknown, pointer: string, changes: readonly Change[]): readonly PatchOperation[] {
  let current = root;
  return changes.map(([place, value], i) => {
    let depth = 0;
    let parent = current;
    while (depth < place.length - 1 && isObject(child(parent, place[depth]))) parent = child(parent, place[depth++]);
    const path = [pointer, ...place.slice(0, depth + 1).map(escaped)].join('/');
    const present = child(parent, place[depth]) !== undefined;
    if (i < changes.length - 1) current = changed(current, place, value);
    if (value === undefined) return { op: 'remove', path };
    return { op: present ? 'replace' : 'add', path, value: changed(undefined, place.slice(depth + 1), value) };
  });
}

/** The value with something else at a place; what is not on the way is shared. */
export function changed(value: unknown, [key, ...rest]: Place, leaf: unknown): unknown {
  if (key === undefined) return leaf;
  const inner = changed(child(value, key), rest, leaf);
  if (Array.isArray(value)) return value.map((one: unknown, i) => (i === key ? inner : one));
  return { ...(isObject(value) ? value : {}), [key]: inner };
}

function child(value: unknown, key: string | number | undefined): unknown {
  return isObject(value) && key !== undefined && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string | number, unknown>>)[key]
    : undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function escaped(part: string | number): string {
  return String(part).replaceAll('~', '~0').replaceAll('/', '~1');
}
