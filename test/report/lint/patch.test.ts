import { describe, expect, it } from 'vitest';
import { changed, patchOf, placeText, type Change } from '../../../src/report/lint/patch.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { applyPatch } from './apply-patch.ts';

describe('placeText', () => {
  it('writes fields and indexes as errors do', () => {
    expect(placeText(['spec', 'containers', 0, 'resources', 'limits', 'nvidia.com/gpu'])).toBe(
      'spec.containers[0].resources.limits.nvidia.com/gpu',
    );
    expect(placeText([])).toBe('');
  });
});

describe('changed', () => {
  it('shares what is not on the way', () => {
    const value = deepFreeze({ a: { b: 1 }, list: [{ x: 1 }, { y: 1 }] });
    const result = changed(value, ['list', 1, 'y'], '2') as typeof value;
    expect(result).toEqual({ a: { b: 1 }, list: [{ x: 1 }, { y: '2' }] });
    expect(result.a).toBe(value.a);
    expect(result.list[0]).toBe(value.list[0]);
  });

  it('adds objects on the way, and takes names such as __proto__ for what they are', () => {
    expect(changed({}, ['a', 'b'], 'x')).toEqual({ a: { b: 'x' } });
    expect(changed(null, ['a'], 'x')).toEqual({ a: 'x' });
    const result = changed({}, ['__proto__', 'polluted'], 'x');
    expect(Object.hasOwn(result as object, '__proto__')).toBe(true);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('patchOf', () => {
  const root = deepFreeze({
    spec: { containers: [{ name: 'a' }, { name: 'b', resources: { limits: { cpu: '1', 'x/y~z': '2' }, requests: null } }] },
  });
  const b = ['spec', 'containers', 1, 'resources'];
  const rows: [string, Change[], unknown[]][] = [
    ['replaces', [[[...b, 'limits', 'cpu'], '2']], [{ op: 'replace', path: '/spec/containers/1/resources/limits/cpu', value: '2' }]],
    ['adds', [[[...b, 'limits', 'memory'], '1Gi']], [{ op: 'add', path: '/spec/containers/1/resources/limits/memory', value: '1Gi' }]],
    ['removes', [[[...b, 'limits', 'cpu'], undefined]], [{ op: 'remove', path: '/spec/containers/1/resources/limits/cpu' }]],
    [
      'escapes names',
      [[[...b, 'limits', 'x/y~z'], '3']],
      [{ op: 'replace', path: '/spec/containers/1/resources/limits/x~1y~0z', value: '3' }],
    ],
    [
      'adds objects that are missing',
      [[['spec', 'containers', 0, 'resources', 'requests', 'cpu'], '1']],
      [{ op: 'add', path: '/spec/containers/0/resources', value: { requests: { cpu: '1' } } }],
    ],
    [
      'replaces a null on the way',
      [[[...b, 'requests', 'cpu'], '1']],
      [{ op: 'replace', path: '/spec/containers/1/resources/requests', value: { cpu: '1' } }],
    ],
    [
      'adds to what it added before',
      [
        [[...b, 'requests', 'cpu'], '1'],
        [[...b, 'requests', 'memory'], '2'],
      ],
      [
        { op: 'replace', path: '/spec/containers/1/resources/requests', value: { cpu: '1' } },
        { op: 'add', path: '/spec/containers/1/resources/requests/memory', value: '2' },
      ],
    ],
  ];
  it.each(rows)('%s', (_name, changes, patch) => {
    expect(patchOf(root, '', changes)).toEqual(patch);
    let wanted: unknown = root;
    for (const [place, value] of changes) wanted = changed(wanted, place, value);
    expect(applyPatch(root, patchOf(root, '', changes))).toEqual(JSON.parse(JSON.stringify(wanted)));
  });

  it('puts the pointer of what holds the object in front', () => {
    const [operation] = patchOf(root.spec, '/items/3/spec', [[['containers', 0, 'image'], 'x']]);
    expect(operation?.path).toBe('/items/3/spec/containers/0/image');
  });
});
