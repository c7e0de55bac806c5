import { describe, expect, it } from 'vitest';
import * as sizing from '../src/index.ts';
import { calls } from './calls.ts';
import { deepFreeze } from './deep-freeze.ts';

const garbage: readonly unknown[] = [undefined, 'abc', 2n ** 70n, [null], Symbol('s'), Object.create(null)];

/** The value with something else at one place: every such value, place by place. */
function* broken(value: unknown): Iterable<unknown> {
  yield* garbage;
  if (Array.isArray(value)) {
    for (const [i, inner] of value.entries()) for (const other of broken(inner)) yield value.with(i, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) for (const other of broken(inner)) yield { ...value, [name]: other };
  }
}

const functions = new Map(Object.entries(sizing)) as ReadonlyMap<string, (...args: readonly unknown[]) => unknown>;

/** What is thrown beside our own errors. */
function strayErrors(name: string, args: readonly unknown[]): readonly string[] {
  const stray = new Set<string>();
  for (const [i, argument] of args.entries())
    for (const other of broken(argument))
      try {
        functions.get(name)?.(...args.with(i, other));
      } catch (error) {
        if (!sizing.isSizingError(error)) stray.add(String(error));
      }
  return [...stray];
}

/** A signal that is an object without a prototype, so that it has no text, stops these two with a TypeError. */
const unguarded: ReadonlySet<string> = new Set(['evictionMessage', 'thresholdsMet']);

const guarded = Object.entries(calls)
  .filter(([name]) => !unguarded.has(name))
  .map(([name, call]) => ({ name, args: Object.values(call) }));

describe('malformed input', () => {
  it.each(guarded)('of $name throws nothing but errors of this package', ({ name, args }) => {
    const given = deepFreeze(args);
    expect(() => functions.get(name)?.(...given)).not.toThrow();
    expect(strayErrors(name, given)).toEqual([]);
  });
});
