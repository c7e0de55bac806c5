import { describe, expect, it } from 'vitest';
import * as library from '../src/index.ts';
import { Quantity } from '../src/index.ts';
import { eraSince } from '../src/quantity/era.ts';
import { internals } from '../src/quantity/quantity.ts';
import { calls } from './calls.ts';

const functions = library as unknown as Readonly<Record<string, (...args: readonly unknown[]) => unknown>>;

/** Where quantities of another era stand in a value, those left out that were handed in. */
function strangersIn(value: unknown, minor: number, given: ReadonlySet<unknown>, place = 'result'): readonly string[] {
  if (typeof value !== 'object' || value === null || given.has(value)) return [];
  if (value instanceof Quantity) return internals(value).era === eraSince(minor) ? [] : [`${place}: ${value.toString()}`];
  return Object.entries(value).flatMap(([name, inner]) => strangersIn(inner, minor, given, `${place}.${name}`));
}

/** A value with a quantity of a minor in place of every text that may be one, except where only a text is taken. What is shared stays so. */
function withQuantities(value: unknown, minor: number, done = new Map<unknown, unknown>()): unknown {
  if (typeof value === 'string' && /^\d+(?:m|[KMG]i?)?$/.test(value)) return Quantity.parse(value, eraSince(minor));
  if (typeof value !== 'object' || value === null || done.has(value)) return done.get(value) ?? value;
  const copy: object = Array.isArray(value) ? [] : {};
  done.set(value, copy);
  for (const [name, inner] of Object.entries(value))
    Object.assign(copy, { [name]: name.startsWith('eviction') ? inner : withQuantities(inner, minor, done) });
  return copy;
}

function partsOf(value: unknown): readonly unknown[] {
  return typeof value !== 'object' || value === null ? [] : [value, ...Object.values(value).flatMap(partsOf)];
}

/** Functions whose options name no version. */
const withoutVersion = new Set([
  'cgroupV2Files',
  'cpuSharesToCPUWeight',
  'firstFreeProjectID',
  'formatQuantity',
  'explainQuantity',
  'sumQuantities',
]);
const asked = Object.entries(calls).filter(([name, call]) => 'options' in call && !withoutVersion.has(name));

describe.each([
  [37, 38],
  [38, 37],
])('every quantity of a result at 1.%i is one of its era', (minor, other) => {
  const kubernetesVersion = `1.${minor}`;
  const versions = { from: kubernetesVersion, to: kubernetesVersion };
  const answered = (name: string, args: Readonly<Record<string, unknown>>): readonly string[] => {
    const options = { ...(args['options'] as object), kubernetesVersion };
    const given = new Set(partsOf(args));
    const result = functions[name]?.(...Object.values({ ...args, ...('versions' in args ? { versions } : {}), options }));
    return strangersIn(result, minor, given);
  };

  it.each(asked)('%s', (name, call) => expect(answered(name, call)).toEqual([]));

  it.each(asked)('%s of quantities of another era', (name, call) =>
    expect(answered(name, withQuantities(call, other) as typeof call)).toEqual([]),
  );
});
