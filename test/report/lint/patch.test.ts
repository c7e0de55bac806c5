import { describe, expect, it } from 'vitest';
import { changed, operationAt, writtenPlaces, type Change } from '../../../src/report/lint/patch.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { applyPatch } from './apply-patch.ts';

describe('changed', () => {
  it('shares what is not on the way', () => {
    const value = deepFreeze({ a: { b: 1 }, list: [{ x: 1 }, { y: 1 }] });
    const result = changed(value, [[['list', 1, 'y'], '2']]) as typeof value;
    expect(result).toEqual({ a: { b: 1 }, list: [{ x: 1 }, { y: '2' }] });
    expect(result.a).toBe(value.a);
    expect(result.list[0]).toBe(value.list[0]);
  });

  it('adds objects on the way, takes away what is undefined, and takes names such as __proto__ for what they are', () => {
    expect(changed({}, [[['a', 'b'], 'x']])).toEqual({ a: { b: 'x' } });
    expect(changed(null, [[['a'], 'x']])).toEqual({ a: 'x' });
    expect(Object.keys(changed({ a: '1', b: '2' }, [[['a'], undefined]]) as object)).toEqual(['b']);
    const result = changed({}, [[['__proto__', 'polluted'], 'x']]);
    expect(Object.hasOwn(result as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('makes many changes at once', () => {
    const changes: Change[] = [
      [['a', 'x'], '1'],
      [['b'], undefined],
      [['a', 'y'], '2'],
    ];
    expect(changed({ a: { z: '3' }, b: '4' }, changes)).toEqual({ a: { x: '1', y: '2', z: '3' } });
  });
});

describe('the operations of patches', () => {
  const root = deepFreeze({
    spec: { containers: [{ name: 'a' }, { name: 'b', resources: { limits: { cpu: '1', 'x/y~z': '2' }, requests: null } }] },
  });
  const a = ['spec', 'containers', 0, 'resources'];
  const b = ['spec', 'containers', 1, 'resources'];
  const limits = '/spec/containers/1/resources/limits';
  const rows: [string, Change[][], unknown[][]][] = [
    ['replace', [[[[...b, 'limits', 'cpu'], '2']]], [[{ op: 'replace', path: `${limits}/cpu`, value: '2' }]]],
    ['add', [[[[...b, 'limits', 'memory'], '1Gi']]], [[{ op: 'add', path: `${limits}/memory`, value: '1Gi' }]]],
    ['remove', [[[[...b, 'limits', 'cpu'], undefined]]], [[{ op: 'remove', path: `${limits}/cpu` }]]],
    ['escape names', [[[[...b, 'limits', 'x/y~z'], '3']]], [[{ op: 'replace', path: `${limits}/x~1y~0z`, value: '3' }]]],
    [
      'add objects that are missing, with all that they will hold',
      [[[[...a, 'requests', 'cpu'], '1']], [[[...a, 'limits', 'cpu'], '2']]],
      [
        [{ op: 'add', path: '/spec/containers/0/resources', value: { requests: { cpu: '1' }, limits: { cpu: '2' } } }],
        [{ op: 'add', path: '/spec/containers/0/resources', value: { requests: { cpu: '1' }, limits: { cpu: '2' } } }],
      ],
    ],
    [
      'replace a null on the way',
      [[[[...b, 'requests', 'cpu'], '1']]],
      [[{ op: 'replace', path: '/spec/containers/1/resources/requests', value: { cpu: '1' } }]],
    ],
    [
      'replace a list from which several take the same',
      [[[[...b, 'limits', 'cpu'], undefined]], [[[...b, 'limits', 'cpu'], undefined]], [[[...b, 'limits', 'x/y~z'], '3']]],
      Array.from({ length: 3 }, () => [{ op: 'replace', path: limits, value: { 'x/y~z': '3' } }]),
    ],
  ];
  it.each(rows)('%s', (_name, patches, operations) => {
    const goal = changed(root, patches.flat());
    const places = patches.map((changes) => changes.map(([place]) => place));
    const written = writtenPlaces(root, goal, places).map((list) => list.map((place) => operationAt(root, goal, place, '')));
    expect(written).toEqual(operations);
    expect(written.reduce(applyPatch, root)).toEqual(goal);
    expect(written.toReversed().reduce(applyPatch, root)).toEqual(goal);
  });

  it('have the pointer of what holds the object in front', () => {
    const goal = changed(root.spec, [[['containers', 0, 'image'], 'x']]);
    expect(operationAt(root.spec, goal, ['containers', 0, 'image'], '/items/3/spec').path).toBe('/items/3/spec/containers/0/image');
  });
});
