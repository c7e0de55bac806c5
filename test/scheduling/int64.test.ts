import { assert, bigInt, oneof, property } from 'fast-check';
import { expect, it } from 'vitest';
import { int64, minus, plus, quotient, times, type Int64 } from '../../src/scheduling/int64.ts';

const any = oneof(
  bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  bigInt({ min: -(2n ** 54n), max: 2n ** 54n }),
  bigInt({ min: -9n, max: 9n }),
);

it.each([
  ['plus', plus, (a: bigint, b: bigint) => a + b],
  ['minus', minus, (a: bigint, b: bigint) => a - b],
  ['times', times, (a: bigint, b: bigint) => a * b],
  ['quotient', quotient, (a: bigint, b: bigint) => (b === 0n ? 0n : a / b)],
] as const)('%s is that of int64', (name, ours, exact) => {
  assert(
    property(any, any, (a, b) => {
      if (name === 'quotient' && b === 0n) return;
      const result: Int64 = ours(int64(a), int64(b));
      expect(BigInt(result)).toBe(BigInt.asIntN(64, exact(a, b)));
      expect(typeof result).toBe(Number.isSafeInteger(Number(result)) ? 'number' : 'bigint');
      expect(Object.is(result, -0)).toBe(false);
    }),
  );
});
