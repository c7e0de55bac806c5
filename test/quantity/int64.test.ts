import { describe, expect, it } from 'vitest';
import {
  isInt64,
  maxInt64,
  minInt64,
  multiplyInt64,
  rescaleInt64,
  scaleDownInt64,
  scaleUpInt64,
  scaleUpWrapping,
  wrapInt64,
} from '../../src/quantity/int64.ts';

describe('int64', () => {
  it('knows its bounds', () => {
    expect([minInt64, maxInt64, minInt64 - 1n, maxInt64 + 1n].map(isInt64)).toEqual([true, true, false, false]);
    expect(wrapInt64(maxInt64 + 1n)).toBe(minInt64);
  });

  const products: [bigint, bigint, bigint | undefined][] = [
    [3n, -4n, -12n],
    [minInt64, 1n, minInt64],
    [minInt64, -1n, undefined],
    [2n ** 62n, -2n, minInt64],
    [2n ** 62n, 2n, undefined],
    [minInt64, 0n, 0n],
  ];
  it.each(products)('%s × %s', (a, b, expected) => expect(multiplyInt64(a, b)).toBe(expected));

  it('scales up until it overflows', () => {
    expect([scaleUpInt64(9n, 18), scaleUpInt64(10n, 18), scaleUpInt64(0n, 2_000_000_000), scaleUpInt64(1n, 19)]).toEqual([
      9n * 10n ** 18n,
      undefined,
      0n,
      undefined,
    ]);
  });

  it('wraps in the steps that upstream multiplies at once, and gives 0 in the others', () => {
    expect([3, 6, 9].map((scale) => scaleUpWrapping(maxInt64, scale))).toEqual(
      [3, 6, 9].map((scale) => wrapInt64(maxInt64 * 10n ** BigInt(scale))),
    );
    expect([4, 5, 12].map((scale) => scaleUpWrapping(maxInt64, scale))).toEqual([0n, 0n, 0n]);
    expect(scaleUpWrapping(minInt64, 3)).toBe(0n);
  });

  it('scales down away from zero', () => {
    expect(
      [scaleDownInt64(15n, 1), scaleDownInt64(-15n, 1), scaleDownInt64(-20n, 1), scaleDownInt64(1n, 400), scaleDownInt64(0n, 400)].map(
        ({ value }) => value,
      ),
    ).toEqual([2n, -2n, -2n, 1n, 0n]);
    expect(rescaleInt64(1n, -9, 0)).toBe(1n);
    expect(rescaleInt64(9n, 18, -3)).toBe(0n);
  });
});
