import { describe, expect, it } from 'vitest';
import { clusterObject, choiceOf, listOf, objectOf } from '../../src/core/checks.ts';

describe('objectOf', () => {
  it('gives objects back', () => {
    const object = {};
    expect(objectOf(object, 'node')).toBe(object);
  });

  it.each([null, undefined, 5, 'x', [], true])('refuses %j', (value) => {
    expect(() => objectOf(value as object, 'node', 'pass a node')).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'node', hint: 'pass a node' }),
    );
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

describe('clusterObject', () => {
  it('gives objects back, those of classes and without a prototype too', () => {
    class V1Node {
      readonly status = {};
    }
    for (const object of [{}, new V1Node(), Object.create(null) as object, { body: {} }, { headers: {} }])
      expect(clusterObject(object, 'a node', 'node')).toBe(object);
  });

  it.each([
    [null, 'node: got null, expected a node'],
    [5, 'node: got 5, expected a node'],
    [[{}], 'node: got a list, expected a node (pass one)'],
    [Promise.resolve({}), 'node: got an object, expected a node (it is a promise; await it first)'],
    [new Map(), 'node: got an object, expected a node (it is a Map or a Set; pass one of its values)'],
    [new Set(), 'node: got an object, expected a node (it is a Map or a Set; pass one of its values)'],
    [{ body: {}, response: {} }, "node: got an object, expected a node (it is a client's response; pass its body)"],
    [{ data: {}, headers: {} }, "node: got an object, expected a node (it is a client's response; pass its data)"],
  ])('refuses %o', (value, message) => expect(() => clusterObject(value as object, 'a node', 'node', 'pass one')).toThrow(message));
});
