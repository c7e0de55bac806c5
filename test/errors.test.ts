import { describe, expect, it } from 'vitest';
import { described, hasFields, invalid, SizingError, isSizingError, wayFrom } from '../src/errors.ts';

describe('SizingError', () => {
  it('carries code, path, input and hint, and names path and hint in its message', () => {
    const error = new SizingError('ErrSuffix', 'unknown suffix "mi"', {
      path: 'spec.overhead.cpu',
      input: '500mi',
      hint: 'did you mean 500Mi?',
    });
    expect(error).toBeInstanceOf(Error);
    expect(error.name).toBe('SizingError');
    expect(error.code).toBe('ErrSuffix');
    expect(error.path).toBe('spec.overhead.cpu');
    expect(error.input).toBe('500mi');
    expect(error.hint).toBe('did you mean 500Mi?');
    expect(error.message).toBe('spec.overhead.cpu: unknown suffix "mi" (did you mean 500Mi?)');
  });

  it('leaves absent details absent', () => {
    const error = new SizingError('NotFound', 'no such container');
    expect(Object.keys(error).toSorted()).toEqual(['code', 'name']);
    expect(error.message).toBe('no such container');
  });

  it('cuts long texts wherever they stand', () => {
    const long = '9'.repeat(100_000);
    const { path, message, input, hint } = new SizingError('ErrFormatWrong', long, { path: long, input: long, hint: long });
    const cut = `${'9'.repeat(200)}…`;
    expect({ path, message, input, hint }).toEqual({ path: cut, message: `${cut}: ${cut} (${cut})`, input: cut, hint: cut });
  });

  it('leaves texts of 200 characters as they are', () => {
    const { path, input, hint } = new SizingError('NotFound', 'x', {
      path: '9'.repeat(200),
      input: '8'.repeat(200),
      hint: '7'.repeat(200),
    });
    expect([path, input, hint].map((text) => String(text).length)).toEqual([200, 200, 200]);
  });

  it('cuts no surrogate pair in two', () => {
    const { input } = new SizingError('NotFound', 'x', { input: `${'9'.repeat(199)}😀😀` });
    expect(input).toBe(`${'9'.repeat(199)}…`);
  });

  it('keeps path and hint in a message that is cut', () => {
    const { message } = new SizingError('NotFound', 'x'.repeat(1000), { path: 'spec', hint: 'look elsewhere' });
    expect(message).toBe(`spec: ${'x'.repeat(200)}… (look elsewhere)`);
  });

  it('cuts a bigint, as text', () => {
    expect(new SizingError('OutOfRange', 'x', { input: 10n ** 1000n }).input).toBe(`1${'0'.repeat(199)}…`);
  });
});

describe('isSizingError', () => {
  const table: [string, unknown, boolean][] = [
    ['one of ours', new SizingError('NotFound', 'x'), true],
    ['one of another copy', Object.assign(new Error('x'), { [Symbol.for('kube-sizing.SizingError')]: true }), true],
    ['another error', new Error('x'), false],
    ['a lookalike', { name: 'SizingError', code: 'NotFound' }, false],
    ['undefined', undefined, false],
    ['a string', 'SizingError', false],
  ];
  it.each(table)('%s', (_name, value, expected) => {
    expect(isSizingError(value)).toBe(expected);
  });
});

it('holds a bigint as text, so that an error can be written as JSON', () => {
  const error = new SizingError('OutOfRange', 'too much', { input: 2n ** 64n });
  expect(JSON.parse(JSON.stringify(error))).toMatchObject({ code: 'OutOfRange', input: '18446744073709551616' });
});

describe('described', () => {
  const revoked = Proxy.revocable([], {});
  revoked.revoke();
  const table: [string, unknown, string][] = [
    ['a text', '1g', '"1g"'],
    ['a long text', '9'.repeat(50), `"${'9'.repeat(40)}…"`],
    ['a long integer', 10n ** 50n, `1${'0'.repeat(39)}…`],
    ['a number', 1.5, '1.5'],
    ['a list', ['1'], 'a list'],
    ['an object', {}, 'an object'],
    ['a promise', Promise.resolve(), 'a Promise'],
    ['a map', new Map(), 'a Map'],
    ['null', null, 'null'],
    ['a function', () => 1, 'a function'],
    ['a symbol', Symbol('1'), 'a symbol'],
    ['a revoked proxy', revoked.proxy, 'an object'],
  ];
  it.each(table)('%s', (_name, value, text) => expect(described(value)).toBe(text));

  it('is what an error of the wrong kind says', () => {
    const { code, message } = invalid('a list of pods', 'pods', {}, 'hand in the items');
    expect([code, message]).toEqual(['InvalidInput', 'pods: got an object, expected a list of pods (hand in the items)']);
  });
});

describe('hasFields', () => {
  class V1Pod {
    readonly spec = {};
  }
  it.each([{}, Object.create(null), new V1Pod(), { [Symbol.toStringTag]: 'V1Pod' }])('is so of objects %#', (value) =>
    expect(hasFields(value)).toBe(true),
  );
  it.each([null, undefined, 5, 'x', [], new Map(), new Set(), Promise.resolve(), new Date(), /x/, new Error('x'), new Uint8Array(1)])(
    'is not so of %o',
    (value) => expect(hasFields(value)).toBe(false),
  );
});

it('wayFrom tells how to get at what is asked for', () => {
  expect([[], Promise.resolve(), new Map(), new Set(), new Response(''), {}, null].map((value) => wayFrom(value))).toEqual([
    'pass its items one by one',
    'await it first',
    'pass one of its values, or Object.fromEntries(map)',
    'pass one of its values',
    'await its json() first',
    undefined,
    undefined,
  ]);
  expect([new Map(), new Set(), { items: [] }, {}].map((value) => wayFrom(value, 'list'))).toEqual([
    'pass [...map.values()]',
    'pass [...set]',
    'pass its items',
    undefined,
  ]);
});
