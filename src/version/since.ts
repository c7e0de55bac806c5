import type { Minor } from './minors.ts';
import { isWatched, sameFrom } from './span.ts';

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
    const at = Math.min(minor, rules.length - 1);
    if (isWatched()) tellSpan(rules, at);
    return rules[at] as T;
  };
}

/** Tells from which minor to which one the rule is the same. */
function tellSpan(rules: readonly unknown[], at: number): void {
  let [first, last] = [at, at];
  while (first > 0 && rules[first - 1] === rules[at]) first--;
  while (last < rules.length && rules[last + 1] === rules[at]) last++;
  sameFrom(first, last >= rules.length - 1 ? Infinity : last);
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
