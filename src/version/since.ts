import type { Minor } from './minors.ts';

/**
 * A rule that changed between minors, kept as data: for a minor, the entry of the last version at or before it.
 *
 * The table must have an entry for `1.15`, so that every supported minor has a rule. Internal; no upstream counterpart.
 *
 * @param table the first minor of each behaviour, and that behaviour
 */
export function since<T>(table: { readonly '1.15': T } & { readonly [minor in Minor]?: T }): (minor: number) => T {
  const rules: T[] = [];
  for (const key of (Object.keys(table) as Minor[]).sort()) {
    const start = Number(key.slice(2));
    while (rules.length < start) rules.push(rules.at(-1) as T);
    rules.push(table[key] as T);
  }
  return (minor) => rules[Math.min(minor, rules.length - 1)] as T;
}
