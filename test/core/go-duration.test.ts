import { describe, expect, it } from 'vitest';
import { parseGoDuration } from '../../src/core/go-duration.ts';

const table: readonly [string, bigint | undefined][] = [
  ['0', 0n],
  ['-0', 0n],
  ['0s', 0n],
  ['1m30s', 90_000_000_000n],
  ['1.5h', 5_400_000_000_000n],
  ['-1.5s', -1_500_000_000n],
  ['+5s', 5_000_000_000n],
  ['.5s', 500_000_000n],
  ['5.s', 5_000_000_000n],
  ['1ns', 1n],
  ['1.9ns', 1n],
  ['1us2µs3μs', 6000n],
  ['9223372036854775807ns', 9_223_372_036_854_775_807n],
  ['9223372036854775808ns', undefined],
  ['-9223372036854775808ns', -9_223_372_036_854_775_808n],
  ['00000000000000000000000001s', 1_000_000_000n],
  ['0.100000000000000000000h', 360_000_000_000n],
  ['', undefined],
  ['-', undefined],
  ['5', undefined],
  ['s', undefined],
  ['.s', undefined],
  ['1d', undefined],
  ['1 s', undefined],
  ['1constructor', undefined],
  ['3000000h', undefined],
];

describe('parseGoDuration', () => {
  it.each(table)('%s', (text, expected) => {
    expect(parseGoDuration(text)).toBe(expected);
  });

  it('answers at once on hostile texts', () => {
    expect(parseGoDuration(`${'9'.repeat(100_000)}s`)).toBeUndefined();
    expect(parseGoDuration(`1.${'9'.repeat(100_000)}s`)).toBe(2_000_000_000n);
  });
});
