import type { Minor } from './minors.ts';

type Table<T> = { readonly '1.15': T } & { readonly [minor in Minor]?: T };

/**
 * A rule that changed between minors, kept as data: for a minor, the entry of the last version at or before it.
 *
 * The table must have an entry for `1.15`, so that every supported minor has a rule. It is read when the first minor is asked for, so that it
 * costs nothing to load a module. Internal; no upstream counterpart.
 *
 * @param table the first minor of each behaviour, and that behaviour
 */
export function since<T>(table: Table<T>): (minor: number) => T {
  let rules: readonly T[] | undefined;
  return (minor) => {
    rules ??= rulesOf(table);
    return rules[Math.min(minor, rules.length - 1)] as T;
  };
}

/** The rule of each minor at its place, up to the last one of the table. */
function rulesOf<T>(table: Table<T>): readonly T[] {
  const rules: T[] = [];
  for (const key of (Object.keys(table) as Minor[]).sort()) {
    const start = Number(key.slice(2));
    while (rules.length < start) rules.push(rules.at(-1) as T);
    rules.push(table[key] as T);
  }
  return rules;
}
