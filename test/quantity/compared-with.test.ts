import { expect, it } from 'vitest';
import { comparedWith } from '../../src/quantity/compared-with.ts';
import { Quantity } from '../../src/quantity/quantity.ts';

const values = (kubernetesVersion: string): unknown[] => {
  const [large, whole, decimal] = ['20E', '1Gi', '1.1Gi'].map((text) => Quantity.parse(text, { kubernetesVersion })) as [
    Quantity,
    Quantity,
    Quantity,
  ];
  expect(comparedWith(large, decimal).toString()).toBe(large.toString());
  expect(comparedWith(decimal, large)).toBe(decimal);
  return [
    large.asInt64(),
    comparedWith(whole, decimal).asInt64(),
    comparedWith(large, whole).value(),
    comparedWith(large, decimal).value(),
  ];
};

it('is a decimal once it has been compared with one, up to 1.37', () => {
  expect(values('1.37')).toEqual([undefined, undefined, 0n, BigInt.asIntN(64, 20n * 10n ** 18n)]);
});

it('is what it was, from 1.38', () => {
  expect(values('1.38')).toEqual([undefined, 2n ** 30n, 2n ** 63n - 1n, 2n ** 63n - 1n]);
});
