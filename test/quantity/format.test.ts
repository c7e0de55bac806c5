import { expect, it } from 'vitest';
import { binarySuffixes, decimalSuffixes, exactPowersOfTen, Scale } from '../../src/quantity/format.ts';

it('has a suffix for each named scale', () => {
  const named = Object.entries(Scale).map(([name, scale]) => [name, decimalSuffixes[scale / 3 + 3]]);
  expect(Object.fromEntries(named)).toEqual({
    Nano: 'n',
    Micro: 'u',
    Milli: 'm',
    Kilo: 'k',
    Mega: 'M',
    Giga: 'G',
    Tera: 'T',
    Peta: 'P',
    Exa: 'E',
  });
  expect(binarySuffixes).toHaveLength(7);
});

it('has the powers of ten that a double holds', () => {
  expect(exactPowersOfTen.map((power) => BigInt(power))).toEqual(exactPowersOfTen.map((_power, n) => 10n ** BigInt(n)));
});
