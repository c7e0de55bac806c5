import { describe, expect, it } from 'vitest';
import * as sizing from '../src/index.ts';
import { calls } from './calls.ts';
import { declaredFunctions } from './declared-places.ts';
import { deepFreeze } from './deep-freeze.ts';

/** `npm run sweep` asks everything; `npm test` asks one of so many questions, another one at each place, and nothing in place of each argument. */
const every = process.env['SWEEP'] === 'full' ? 1 : 19;
const longText = 'x'.repeat(process.env['SWEEP'] === 'full' ? 1_000_000 : 20_000);

/** What may stand where something else is expected. */
const wrongValues: readonly (readonly [label: string, value: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['empty text', ''],
  ['text', 'abc'],
  ['long text', longText],
  ['name of the prototype', '__proto__'],
  ['below zero', -1],
  ['fraction', 1.5],
  ['NaN', Number.NaN],
  ['1e400', Infinity],
  ['2^53', 2 ** 53],
  ['2^70', 2n ** 70n],
  ['true', true],
  ['empty list', []],
  ['list of null', [null]],
  ['list of a list', [[]]],
  ['empty object', {}],
  ['object without a prototype', Object.create(null)],
  ['map', new Map([['cpu', '1']])],
  ['promise', Promise.resolve({})],
  ['response', { body: {}, response: {} }],
  ['function', () => ({})],
  ['symbol', Symbol('s')],
  ['long key', { [longText]: longText }],
];

type Fields = Record<string, unknown>;

/** A copy of a value with something else at a place; what is missing on the way is made. */
function withValue(value: unknown, place: readonly string[], other: unknown): unknown {
  const [name, ...rest] = place;
  if (name === undefined) return other;
  if (name === '0') {
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    return [withValue(list[0], rest, other), ...list.slice(1)];
  }
  const fields = (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {}) as Fields;
  return { ...fields, [name]: withValue(fields[name], rest, other) };
}

/** Where a result has what no result may have; what the caller handed in is not looked at. */
function unfit(result: unknown, given: ReadonlySet<unknown>, label: string, depth = 0): string | undefined {
  if (typeof result === 'number') return Number.isNaN(result) && label !== 'NaN' ? 'NaN' : undefined;
  if (result === null) return label === 'null' || label === 'list of null' ? undefined : 'null';
  if (result instanceof Promise && label !== 'promise') return 'a promise';
  if (typeof result !== 'object' || given.has(result) || depth > 12 || result instanceof sizing.Quantity) return undefined;
  for (const inner of Object.values(result)) {
    const found = unfit(inner, given, label, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function objectsIn(value: unknown, found = new Set<unknown>()): Set<unknown> {
  if (typeof value !== 'object' || value === null || found.has(value)) return found;
  found.add(value);
  for (const inner of Object.values(value)) objectsIn(inner, found);
  return found;
}

const longest = { path: 260, hint: 300, message: 900, input: 210 };

/** What is wrong with an error: not ours, or as long as its input. */
function faultOf(error: unknown): string | undefined {
  if (!sizing.isSizingError(error)) return String(error).slice(0, 100);
  const { code, path = '', hint = '', message, input } = error;
  if (typeof code !== 'string' || /\[object/.test(message)) return `says ${message.slice(0, 100)}`;
  if (path.length > longest.path) return `a path of ${path.length} characters`;
  if (hint.length > longest.hint) return `a hint of ${hint.length} characters`;
  if (message.length > longest.message) return `a message of ${message.length} characters`;
  return typeof input === 'string' && input.length > longest.input ? `an input of ${input.length} characters` : undefined;
}

function answerTo(run: () => unknown, args: readonly unknown[], label: string): string | undefined {
  try {
    return unfit(run(), objectsIn(args), label);
  } catch (error) {
    return faultOf(error);
  }
}

const functions = new Map(Object.entries(sizing)) as ReadonlyMap<string, (...args: readonly unknown[]) => unknown>;
const declared = declaredFunctions().filter(({ name, places }) => places.length > 0 && name !== 'isSizingError');

/** What a function does with wrong values at every declared place: the faults found, and how many questions were asked. */
function sweep(name: string, places: (typeof declared)[number]['places']): { faults: readonly string[]; asked: number } {
  const args = Object.values(calls[name] ?? {});
  const faults = new Set<string>();
  let [asked, count] = [0, name.length];
  for (const [i, ofArgument] of places.entries())
    for (const place of ofArgument)
      for (const [label, value] of wrongValues) {
        count += 1;
        const isWhole = place.length === 0 && (value === undefined || value === null);
        if (count % every !== 0 && !isWhole) continue;
        asked += 1;
        const changed = deepFreeze(args.with(i, withValue(args[i], place, value)));
        const fault = answerTo(() => functions.get(name)?.(...changed), changed, label);
        if (fault !== undefined) faults.add(`${[i, ...place].join('.')} = ${label}: ${fault}`);
      }
  return { faults: [...faults], asked };
}

describe('wrong values at every place that is declared', () => {
  it('are put to every function', () => {
    expect(declared.length).toBeGreaterThan(80);
    const silent = declared.filter(({ name }) => calls[name] === undefined);
    expect(silent.map(({ name }) => name)).toEqual([]);
  });

  it.each(declared)('get a right answer or an error of this package from $name', ({ name, places }) => {
    const { faults, asked } = sweep(name, places);
    expect(faults.slice(0, 12)).toEqual([]);
    expect(asked).toBeGreaterThan(0);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});
