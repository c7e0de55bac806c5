import type { Minor } from './minors.ts';

/**
 * A rule that changed between minors, kept as data: for a minor, the entry of the last version at or before it.
 *
 * The table must have an entry for `1.15`, so that every supported minor has a rule. Internal; no upstream counterpart.
 *
 * @param table the first minor of each behaviour, and that behaviour
 */
export function since<T>(table: { readonly '1.15': T } & { readonly [minor in Minor]?: T }): (minor: number) => T {
  const starts = (Object.keys(table) as Minor[]).map((key) => Number(key.slice(2))).sort((a, b) => b - a);
  const rules = starts.map((start) => table[`1.${start}` as Minor] as T);
  return (minor) => rules[starts.findIndex((start) => start <= minor)] as T;
}
