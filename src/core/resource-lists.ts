import type { Quantity } from '../quantity/index.ts';
import { atPath, readAmount } from './at-path.ts';
import type { ResourceListLike } from './resources.ts';

/** Amounts by name, being added up. All properties are its own, whatever their names. */
export type Totals = { [name: string]: Quantity };

/** Sets an amount, also of a name such as `__proto__`, which a plain assignment would lose. */
export function setAmount(totals: Totals, name: string, amount: Quantity): void {
  if (name === '__proto__') Object.defineProperty(totals, name, { value: amount, writable: true, enumerable: true, configurable: true });
  else totals[name] = amount;
}

/** The amount of a name, `undefined` where there is none. */
export function amountOf(totals: Totals | undefined, name: string): Quantity | undefined {
  return totals !== undefined && Object.hasOwn(totals, name) ? totals[name] : undefined;
}

/**
 * The amounts of a list, `undefined` where there is none.
 *
 * @param place where the list stands, for errors
 */
export function readList(list: ResourceListLike | undefined, place: string): Totals | undefined {
  if (list === undefined) return undefined;
  const totals: Totals = {};
  try {
    for (const name in list) {
      if (!Object.hasOwn(list, name)) continue;
      const amount = readAmount(list, name);
      if (amount !== undefined) setAmount(totals, name, amount);
    }
  } catch (error) {
    throw atPath(error, place);
  }
  return totals;
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

/** Raises every amount to that of a list; of equal ones the first is kept. */
export function maxList(totals: Totals, list: Totals | undefined): void {
  for (const name in list) {
    const amount = list[name] as Quantity;
    const before = amountOf(totals, name);
    if (before === undefined) setAmount(totals, name, amount);
    else if (amount.cmp(before) > 0) setAmount(totals, name, amount.comparedWith(before));
  }
}

/** The greatest amount of every name; of equal ones the first. */
export function maxOf(...lists: readonly (Totals | undefined)[]): Totals {
  const result: Totals = {};
  for (const list of lists) maxList(result, list);
  return result;
}
