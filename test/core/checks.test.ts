import { describe, expect, it } from 'vitest';
import { choiceOf, flagAt, listOf, objectOf } from '../../src/core/checks.ts';

describe('objectOf', () => {
  it('gives objects back', () => {
    const object = {};
    expect(objectOf(object, 'node')).toBe(object);
  });

  it.each([null, undefined, 5, 'x', true])('refuses %j', (value) => {
    expect(() => objectOf(value as unknown as object, 'node', 'pass a node')).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'node', hint: 'pass a node' }),
    );
  });

  it.each([
    [new Map(), 'pass one of its values, or Object.fromEntries(map)'],
    [Promise.resolve({}), 'await it first'],
  ])('refuses %o and says what to do', (value, hint) => {
    expect(() => objectOf(value, 'node', 'pass a node')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'node', hint }));
  });
});

it('a list must be there and hold objects', () => {
  expect(listOf([{}], 'pods')).toEqual([{}]);
  const refused = (value: unknown, path: string): void =>
    expect(() => listOf(value as never, 'pods')).toThrow(expect.objectContaining({ code: 'InvalidInput', path }));
  refused(undefined, 'pods');
  refused({}, 'pods');
  refused([{}, 5], 'pods[1]');
});

describe('choiceOf', () => {
  it('takes one of a few values, or none', () => {
    expect([choiceOf('a', ['a', 'b'], 'x'), choiceOf<string>(null, ['a'], 'x'), choiceOf<number>(2, [1, 2], 'x')]).toEqual([
      'a',
      undefined,
      2,
    ]);
  });

  it.each([
    ['c', 'x: got "c", expected one of "linux", ""', undefined],
    ['', 'x: got "", expected one of "linux", "b"', undefined],
    ['Linux', 'x: got "Linux", expected one of "linux", "" (did you mean "linux"?)', 'did you mean "linux"?'],
    ['lin', 'x: got "lin", expected one of "linux", "" (did you mean "linux"?)', 'did you mean "linux"?'],
    [5, 'x: got 5, expected one of "linux", ""', undefined],
    [{}, 'x: got an object, expected one of "linux", ""', undefined],
  ])('refuses %j', (value, message, hint) => {
    const error = expect.objectContaining({ code: 'InvalidInput', path: 'x', message, ...(hint === undefined ? {} : { hint }) }) as Error;
    expect(() => choiceOf(value as string, ['linux', value === '' ? 'b' : ''], 'x')).toThrow(error);
  });
});

it('a flag is true, false or unset', () => {
  expect([true, false, null, undefined].map((flag) => flagAt(flag, 'x'))).toEqual([true, false, undefined, undefined]);
  for (const value of ['false', 0, '', {}])
    expect(() => flagAt(value as never, 'x')).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'x' }));
});
