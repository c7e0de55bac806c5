import { describe, expect, it } from 'vitest';
import { SizingError, isSizingError } from '../src/errors.ts';

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

  it('cuts a long input', () => {
    const { input } = new SizingError('ErrFormatWrong', 'too long', { input: '9'.repeat(100_000) });
    expect(String(input)).toHaveLength(201);
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
