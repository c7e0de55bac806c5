import { describe, expect, it } from 'vitest';
import { parseFloat32 } from '../../src/core/go-float32.ts';

const table: readonly [string, number | undefined, string?][] = [
  ['10', 10],
  ['0.1', 0.10000000149011612],
  ['+.5', 0.5],
  ['5.', 5],
  ['-0', -0],
  ['1e2', 100],
  ['1_0', 10, 'underscores between digits are allowed'],
  ['0x_1p4', 16, 'and after a base prefix'],
  ['_1', undefined],
  ['1_', undefined],
  ['1__0', undefined],
  ['1e_5', undefined],
  ['0x1.8p1', 3],
  ['0x1', undefined, 'a hexadecimal number needs an exponent'],
  ['16777217', 16777216, 'a tie goes to even'],
  ['16777217.0000000000000000000000001', 16777218, 'a detour over float64 would give the even neighbour'],
  ['16777216.9999999999999999999999999', 16777216],
  ['-16777217.0000000000000000000000001', -16777218],
  ['0x1000001.00000000000000001p0', 16777218],
  ['0x1000001p0', 16777216],
  ['16777219', 16777220, 'a tie goes to the even one above'],
  ['0x1p-150', 0, 'a tie below the least one'],
  ['0x1.00001p-150', 1.401298464324817e-45, 'a detour over 24 bits would give 0'],
  ['0x1.8p-149', 2.802596928649634e-45],
  ['1e-46', 0],
  ['1e-45', 1.401298464324817e-45],
  ['3.4028235e38', 3.4028234663852886e38],
  ['340282356779733661637539395458142568447', 3.4028234663852886e38, 'just below the middle to the next power of two'],
  ['340282356779733661637539395458142568448', undefined, 'the middle itself'],
  ['1e40', undefined],
  ['1e9999', undefined],
  ['0e9999', 0],
  ['1e-9999', 0],
  ['inf', Infinity],
  ['-Infinity', -Infinity],
  ['NaN', NaN],
  ['+nan', undefined],
  ['infinit', undefined],
  ['', undefined],
  ['.', undefined],
  ['1e', undefined],
  ['1 ', undefined],
];

describe('parseFloat32', () => {
  it.each(table)('%s', (text, expected) => {
    expect(parseFloat32(text)).toBe(expected);
  });
});
