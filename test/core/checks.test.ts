import { describe, expect, it } from 'vitest';
import { listOf, objectOf } from '../../src/core/checks.ts';

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
