import { expect } from 'vitest';
import type { Quantity } from '../../src/quantity/index.ts';

const mark = Symbol.for('kube-sizing.Quantity');

/** By its mark and not by its class, so that a test file loads the library only if it needs it. */
function isQuantity(value: unknown): value is Quantity {
  return typeof value === 'object' && value !== null && mark in value;
}

/**
 * Quantities are equal to `toEqual` if nobody can tell them apart by reading them: the same amount, format and text. How the text came
 * about, kept from a spelling or computed, is a private field and does not count, nor whether upstream would hold an int64 or a decimal.
 */
function areEqual(a: unknown, b: unknown): boolean | undefined {
  if (isQuantity(a) && isQuantity(b)) return a.equals(b) && a.format === b.format && a.toString() === b.toString();
  return isQuantity(a) || isQuantity(b) ? false : undefined;
}

expect.addEqualityTesters([areEqual]);
