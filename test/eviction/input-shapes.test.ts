import { describe, expect, it } from 'vitest';
import { listOf, objectOf } from '../../src/eviction/input-shapes.ts';

describe('listOf', () => {
  it('gives lists back, absent ones as empty', () => {
    const list = [{}];
    expect(listOf(list, 'pods')).toBe(list);
    expect([listOf(null, 'pods'), listOf(undefined, 'pods')]).toEqual([[], []]);
  });

  it.each([
    ['pods', 5],
    ['pods', 'pods'],
    ['pods', {}],
    ['pods[1]', [{}, null]],
    ['pods[0]', ['web']],
    ['pods[0]', [[]]],
  ])('names %s of %j', (path, list) => {
    expect(() => listOf(list as readonly object[], 'pods')).toThrow(expect.objectContaining({ code: 'InvalidInput', path }));
  });
});

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
