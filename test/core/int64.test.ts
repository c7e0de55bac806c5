import { assert, bigInt, oneof, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addExact, addInt64, byteQuantity, divInt64, int64Of, int64OfFloat, integerArgument, mulInt64 } from '../../src/core/int64.ts';
import { narrowed, safeNumber, signedInt64Of, subInt64, type Int64 } from '../../src/core/int64.ts';

it.each([
  [1.9, 1n],
  [-1.9, -1n],
  [2 ** 63, -(2n ** 63n)],
  [-(2 ** 63), -(2n ** 63n)],
  [Infinity, -(2n ** 63n)],
  [Number.NaN, -(2n ** 63n)],
])('int64OfFloat cuts %d as Go does', (value, result) => expect(int64OfFloat(value)).toBe(result));

describe('int64Of', () => {
  it.each([
    [0, 0],
    [1024, 1024],
    [5n, 5],
    [2n ** 60n, 2n ** 60n],
    [2n ** 63n, -(2n ** 63n)],
    [2n ** 64n - 1n, -1],
    [1e19, BigInt.asIntN(64, 10n ** 19n)],
  ])('%s', (value, expected) => expect(int64Of(value, 'x')).toBe(expected));

  it('leaves unset unset', () => expect([int64Of(undefined, 'x'), int64Of(null, 'x')]).toEqual([undefined, undefined]));

  it.each([-1, 1.5, Number.NaN, 2n ** 64n, -1n, '5' as unknown as number])('refuses %s', (value) => {
    expect(() => int64Of(value, 'memory.workingSetBytes')).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'memory.workingSetBytes' }),
    );
  });
});

describe('signedInt64Of', () => {
  it('takes negative numbers', () => expect([signedInt64Of(-5, 'x'), signedInt64Of(-(2n ** 63n), 'x')]).toEqual([-5, -(2n ** 63n)]));
  it.each([2n ** 63n, -(2n ** 63n) - 1n, 0.5])('refuses %s', (value) => {
    expect(() => signedInt64Of(value, 'x')).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
});

describe('sums', () => {
  it('wrap like int64', () => {
    expect(addInt64(2n ** 62n, 2n ** 62n)).toBe(-(2n ** 63n));
    expect(addInt64(1, 2)).toBe(3);
    expect(subInt64(-(2n ** 63n), 1)).toBe(2n ** 63n - 1n);
    expect(subInt64(1, 2)).toBe(-1);
  });
  it('or are exact', () => {
    expect(addExact(2n ** 62n, 2n ** 62n)).toBe(2n ** 63n);
    expect(addExact(Number.MAX_SAFE_INTEGER, 1)).toBe(2n ** 53n);
    expect(addExact(2, -5n)).toBe(-3);
  });
});

const outOfRange = expect.objectContaining({ code: 'OutOfRange', path: 'x' });

describe('integerArgument', () => {
  it('takes safe integers exactly', () => expect(integerArgument(-(2 ** 53) + 1, 'x')).toBe(-(2n ** 53n) + 1n));
  it('takes of a bigint the int64', () =>
    expect([2n ** 63n - 1n, 2n ** 63n].map((value) => integerArgument(value, 'x'))).toEqual([2n ** 63n - 1n, -(2n ** 63n)]));
  it.each([2n ** 64n, -(2n ** 63n) - 1n, 1.5, 2 ** 53, Number.NaN, Infinity])('refuses %s', (value) =>
    expect(() => integerArgument(value, 'x')).toThrow(outOfRange),
  );
});

describe('safeNumber', () => {
  it('gives safe integers', () => expect(safeNumber(-5n, 'x')).toBe(-5));
  it('refuses others', () => expect(() => safeNumber(2n ** 53n, 'x')).toThrow(outOfRange));
});

it.each([
  [0n, '0'],
  [-1n, '-1'],
  [-(2n ** 63n) + 1n, '-9223372036854775807'],
  [536870912n, '512Mi'],
  [2n ** 63n - 1n, '9223372036854775807'],
  [2n ** 64n - 2097152n, '17592186044414Mi'],
  [2n ** 64n - 1n, '18446744073709551615'],
])('%s bytes are kept exactly', (bytes, text) => {
  expect(byteQuantity(bytes, 37).toBigInt()).toBe(bytes);
  expect(byteQuantity(bytes, 37).format).toBe('BinarySI');
  if (bytes < 2n ** 63n) expect(byteQuantity(bytes, 37).value()).toBe(bytes);
  expect(byteQuantity(bytes, 37).toString()).toBe(text);
});

const any = oneof(
  bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  bigInt({ min: -9n, max: 9n }),
);

it.each([
  ['addInt64', addInt64, (a: bigint, b: bigint) => a + b],
  ['subInt64', subInt64, (a: bigint, b: bigint) => a - b],
  ['mulInt64', mulInt64, (a: bigint, b: bigint) => a * b],
  ['divInt64', divInt64, (a: bigint, b: bigint) => (b === 0n ? 0n : a / b)],
] as const)('%s is that of int64', (name, ours, exact) => {
  assert(
    property(any, any, (a, b) => {
      if (name === 'divInt64' && b === 0n) return;
      const result: Int64 = ours(narrowed(a), narrowed(b));
      expect(BigInt(result)).toBe(BigInt.asIntN(64, exact(a, b)));
      expect(typeof result).toBe(Number.isSafeInteger(Number(result)) ? 'number' : 'bigint');
      expect(Object.is(result, -0)).toBe(false);
    }),
  );
});
