import { comparedWith } from '../quantity/compared-with.ts';
import { eraSince } from '../quantity/era.ts';
import { Quantity, type QuantityLike } from '../quantity/index.ts';
import { atPath } from './at-path.ts';
import type { ResourceListLike } from './resources.ts';

/** Amounts by name that are being added up. Every property is its own, even one named `__proto__`. */
export type Totals = { [name: string]: Quantity };

/** What something requests and limits; a list that it lacks is empty. */
export interface ResourceLists {
  readonly requests: Totals;
  readonly limits: Totals;
}

/** Sets an amount, also of a name such as `__proto__`, which a plain assignment would lose. */
export function setAmount(totals: Totals, name: string, amount: Quantity): void {
  if (name === 'cpu') totals['cpu'] = amount;
  else if (name === 'memory') totals['memory'] = amount;
  else if (name === '__proto__')
    Object.defineProperty(totals, name, { value: amount, writable: true, enumerable: true, configurable: true });
  else totals[name] = amount;
}

/** The amount of a name, `undefined` where there is none. */
export function amountOf(totals: Totals | undefined, name: string): Quantity | undefined {
  if (totals === undefined) return undefined;
  if (name === 'cpu') return totals['cpu'];
  if (name === 'memory') return totals['memory'];
  const amount = totals[name];
  return amount !== undefined && Object.hasOwn(totals, name) ? amount : undefined;
}

/** Is given an amount and its name. */
export type VisitAmount = (name: string, amount: Quantity) => void;

/**
 * Looks at every amount of a list that stands at a place, as a minor reads it: `null` is 0, `undefined` absent. An error gets the place of the
 * amount.
 */
export function visitList(list: ResourceListLike | undefined, place: string, minor: number, visit: VisitAmount): void {
  const era = eraSince(minor);
  let visited = '';
  try {
    for (const name in list) {
      visited = name;
      const value = (list as { readonly [name: string]: QuantityLike | null | undefined })[name];
      if (value !== undefined && Object.hasOwn(list, name)) visit(name, Quantity.from(value ?? 0, era));
    }
  } catch (error) {
    throw atPath(atPath(error, visited), place);
  }
}

/** The same for amounts that are read. */
export function visitTotals(totals: Totals | undefined, place: string, visit: VisitAmount): void {
  let visited = '';
  try {
    for (const name in totals) {
      visited = name;
      visit(name, totals[name] as Quantity);
    }
  } catch (error) {
    throw atPath(atPath(error, visited), place);
  }
}

/**
 * The amounts of a list, `undefined` where there is none.
 *
 * @param place where the list stands, for errors
 */
export function readList(list: ResourceListLike | undefined, place: string, minor: number): Totals | undefined {
  if (list === undefined) return undefined;
  const totals: Totals = {};
  visitList(list, place, minor, (name, amount) => setAmount(totals, name, amount));
  return totals;
}

/** A zero of a minor, in DecimalSI: what is added to it loses its spelling. */
export function zeroOf(minor: number): Quantity {
  return Quantity.from(0, eraSince(minor));
}

/** Sets an amount that the totals lack. */
export function setMissing(totals: Totals, name: string, amount: Quantity): void {
  if (!Object.hasOwn(totals, name)) setAmount(totals, name, amount);
}

/** Sets every amount of a list that the totals lack. */
export function addMissing(totals: Totals, list: Totals | undefined): void {
  for (const name in list) setMissing(totals, name, list[name] as Quantity);
}

/** Adds an amount; the first of a name is kept as it is written. */
export function addAmount(totals: Totals, name: string, amount: Quantity): void {
  const before = amountOf(totals, name);
  setAmount(totals, name, before === undefined ? amount : before.add(amount));
}

/** Adds every amount of a list. */
export function addList(totals: Totals, list: Totals | undefined): void {
  for (const name in list) addAmount(totals, name, list[name] as Quantity);
}

/** Raises an amount to another, and says whether it was less; of equal ones the first is kept. */
export function raiseAmount(totals: Totals, name: string, amount: Quantity): boolean {
  const before = amountOf(totals, name);
  if (before !== undefined && amount.cmp(before) <= 0) return false;
  setAmount(totals, name, before === undefined ? amount : comparedWith(amount, before));
  return true;
}

/** Raises every amount to that of a list; of equal ones the first is kept. */
export function maxList(totals: Totals, list: Totals | undefined): void {
  for (const name in list) raiseAmount(totals, name, list[name] as Quantity);
}

/** The greatest amount of every name; of equal ones the first. */
export function maxOf(...lists: readonly (Totals | undefined)[]): Totals {
  const result: Totals = {};
  for (const list of lists) maxList(result, list);
  return result;
}
