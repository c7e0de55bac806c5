import { hasFields, invalid, wayFrom } from '../errors.ts';

/**
 * The same object as a cluster holds it: not a list, nor what clients wrap objects in, whose fields would all be absent.
 *
 * @param expected what should stand there, such as `a node`
 * @throws {SizingError} `InvalidInput` for anything else
 */
export function clusterObject<T extends object>(value: T, expected: string, path: string | undefined): T {
  const { items } = objectOrList(value, expected, path) as Fields;
  if (Array.isArray(items)) throw invalid(expected, path, value, 'it is a list; pass its items one by one');
  return value;
}

/** The same for what may also be a list with items, as `kubectl get` prints it. */
export function objectOrList<T extends object>(value: T, expected: string, path: string | undefined): T {
  if (!hasFields(value)) throw invalid(expected, path, value, wayFrom(value));
  const hint = wayOut(value as Fields);
  if (hint === undefined) return value;
  throw invalid(expected, path, value, hint);
}

type Fields = { readonly [name: string]: unknown };

/** How the caller gets at the object inside; `undefined` where it is not wrapped. */
function wayOut(found: Fields): string | undefined {
  if (typeof found['then'] === 'function') return 'it is a promise; await it first';
  const inside = (name: string): boolean => Object.hasOwn(found, name) && typeof found[name] === 'object' && found[name] !== null;
  const answer = ['body', 'data'].find(inside);
  if (answer !== undefined && (found['response'] !== undefined || found['headers'] !== undefined))
    return `it is a client's response; pass its ${answer}`;
  if (inside('kubeletconfig')) return 'it is what a kubelet serves at /configz; pass its kubeletconfig';
  return inside('object') && typeof found['type'] === 'string' ? 'it is an event of a watch; pass its object' : undefined;
}
