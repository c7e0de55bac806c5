import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareQuantities } from '../../src/quantity/compare-quantities.ts';
import { explainQuantity } from '../../src/quantity/explain-quantity.ts';
import { percentOf } from '../../src/quantity/percent-of.ts';
import { Quantity } from '../../src/quantity/quantity.ts';
import { sumQuantities } from '../../src/quantity/sum-quantities.ts';

const suffix = fc.constantFrom(
  '',
  'n',
  'u',
  'm',
  'k',
  'M',
  'G',
  'T',
  'P',
  'E',
  'Ki',
  'Mi',
  'Gi',
  'Ti',
  'Pi',
  'Ei',
  'e3',
  'E-2',
  'e+20',
  'e-7',
);
const sign = fc.constantFrom('', '', '-', '+');
const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
const text = fc
  .tuple(sign, digits(22), fc.option(digits(12), { nil: undefined }), suffix)
  .map(([s, whole, broken, unit]) => `${s}${whole}${broken === undefined ? '' : `.${broken}`}${unit}`);
const format = fc.constantFrom('DecimalSI' as const, 'BinarySI' as const, 'DecimalExponent' as const);
const int64 = fc.oneof(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.bigInt({ min: -1000n, max: 1000n }));
const scale = fc.integer({ min: -20, max: 20 });
const made = fc.tuple(int64, scale, format).map(([n, s, f]) => Quantity.fromScaled(n, s, f));
const parsed = text.map((t) => Quantity.parse(t));
const quantity = fc.oneof({ weight: 3, arbitrary: parsed }, { weight: 1, arbitrary: made });

/** In units of 10^-30, where every quantity here is an integer. */
const exact = (q: Quantity): bigint => q.toBigInt(-30);
const law = <Ts>(name: string, property: fc.IProperty<Ts>): void => it(name, () => fc.assert(property, { numRuns: 400, seed: 1 }));

describe('addition', () => {
  law(
    'is that of numbers',
    fc.property(quantity, quantity, (a, b) => exact(a.add(b)) === exact(a) + exact(b)),
  );
  law(
    'does not depend on the order, format apart',
    fc.property(quantity, quantity, (a, b) => a.add(b).equals(b.add(a))),
  );
  law(
    'and subtraction undo each other',
    fc.property(quantity, quantity, (a, b) => a.add(b).sub(b).equals(a) && a.sub(b).add(b).equals(a)),
  );
  law(
    'of the negation is subtraction, the least int64 apart',
    fc.property(quantity, quantity, (a, b) => b.equals(-(2n ** 63n)) || a.add(b.neg()).equals(a.sub(b))),
  );
  law(
    'takes the format of the first that is not zero',
    fc.property(quantity, quantity, (a, b) => a.add(b).format === (a.isZero() ? b.format : a.format)),
  );
  law(
    'of a zero keeps amount and format of the other',
    fc.property(quantity, format, (a, f) => {
      const zero = Quantity.fromInt64(0, f);
      const sum = zero.add(a);
      const other = a.add(zero);
      return sum.equals(a) && sum.format === a.format && other.equals(a) && other.format === (a.isZero() ? f : a.format);
    }),
  );
  law(
    'of many does not depend on their order, format apart',
    fc.property(fc.array(quantity, { maxLength: 8 }), fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (list, keys) => {
      const shuffled = list.map((q, i) => [keys[i] ?? 0, q] as const).toSorted(([a], [b]) => a - b);
      return sumQuantities(list).equals(sumQuantities(shuffled.map(([, q]) => q)));
    }),
  );
  law(
    'changes neither of the two',
    fc.property(quantity, quantity, (a, b) => {
      const before = [a.toString(), a.asInt64(), b.toString(), b.asInt64()];
      a.add(b);
      a.sub(b);
      a.cmp(b);
      expect([a.toString(), a.asInt64(), b.toString(), b.asInt64()]).toEqual(before);
    }),
  );
});

describe('multiplication', () => {
  law(
    'is that of numbers',
    fc.property(quantity, int64, (a, n) => exact(a.mul(n)) === exact(a) * n),
  );
  law(
    'keeps the format',
    fc.property(quantity, int64, (a, n) => a.mul(n).format === a.format),
  );
  law(
    'by −1 is the negation, the least int64 apart',
    fc.property(quantity, (a) => a.equals(-(2n ** 63n)) || a.mul(-1).equals(a.neg())),
  );
});

describe('comparison', () => {
  law(
    'is that of numbers',
    fc.property(quantity, quantity, (a, b) => a.cmp(b) === (exact(a) < exact(b) ? -1 : exact(a) > exact(b) ? 1 : 0)),
  );
  law(
    'turns round with its sides',
    fc.property(quantity, quantity, (a, b) => a.cmp(b) + b.cmp(a) === 0),
  );
  law(
    'is transitive',
    fc.property(quantity, quantity, quantity, (a, b, c) => {
      const [x, y, z] = [a, b, c].toSorted(compareQuantities) as [Quantity, Quantity, Quantity];
      return x.cmp(y) <= 0 && y.cmp(z) <= 0 && x.cmp(z) <= 0;
    }),
  );
  law(
    'with an int64 is that with a quantity',
    fc.property(quantity, int64, (a, n) => a.cmpInt64(n) === a.cmp(Quantity.fromInt64(n)) && a.cmpInt64(n) === a.cmp(n)),
  );
  law(
    'with 0 is the sign',
    fc.property(quantity, (a) => a.cmp(0) === a.sign() && a.isZero() === (a.sign() === 0)),
  );
});

describe('text', () => {
  law(
    'read again is the same amount, and the same text',
    fc.property(parsed, (a) => {
      const again = Quantity.parse(a.toString());
      return again.toString() === a.toString() && (isLost(a) || again.equals(a));
    }),
  );
  law(
    'that is canonical is kept',
    fc.property(
      parsed,
      (a) => Quantity.parse(a.canonical()).canonical() === a.canonical() && Quantity.from(a.toJSON()).toString() === a.toString(),
    ),
  );
  law(
    'is the one that was read, or the canonical one',
    fc.property(text, (t) => [t, Quantity.parse(t).canonical()].includes(Quantity.parse(t).toString())),
  );
  law(
    'is not kept by an operation',
    fc.property(quantity, (a) => a.add(0).toString() === a.add(0).canonical() && a.neg().toString() === a.neg().canonical()),
  );
  law(
    'is explained as it is written',
    fc.property(text, (t) => explainQuantity(t).result.text === Quantity.parse(t).toString()),
  );

  /** Beyond the suffixes upstream writes no suffix at all. */
  function isLost(a: Quantity): boolean {
    return a.format !== 'DecimalExponent' && (a.cmp('1e21') >= 0 || a.cmp('-1e21') <= 0);
  }
});

describe('integers', () => {
  law(
    'of an int64 are rounded away from zero',
    fc.property(int64, scale, (n, s) => {
      const a = Quantity.fromScaled(n, s);
      const wanted = a.toBigInt();
      return BigInt.asIntN(64, wanted) !== wanted || a.value() === wanted;
    }),
  );
  law(
    'that never wrap are rounded away from zero',
    fc.property(quantity, scale, (a, s) => {
      const unit = 10n ** BigInt(s + 30);
      const size = exact(a) < 0n ? -exact(a) : exact(a);
      const up = (size + unit - 1n) / unit;
      return a.toBigInt(s) === (a.sign() < 0 ? -up : up);
    }),
  );
  law(
    'are those of roundUp',
    fc.property(quantity, scale, (a, s) => {
      const rounded = a.roundUp(s);
      return rounded.toBigInt(s) === a.toBigInt(s) && rounded.roundUp(s).equals(rounded) && rounded.format === a.format;
    }),
  );
  law(
    'as upstream has them fit 64 bits',
    fc.property(quantity, scale, (a, s) => [a.value(), a.milliValue(), a.scaledValue(s)].every((n) => BigInt.asIntN(64, n) === n)),
  );
  law(
    'are given as int64 only where they are exact',
    fc.property(quantity, (a) => a.asInt64() === undefined || a.equals(a.asInt64() ?? 0n)),
  );
});

describe('decimals and floats', () => {
  law(
    'are exact, and near',
    fc.property(quantity, (a) => {
      const nearest = Number(a.toBig().toString());
      const near = (float: number): boolean => Math.abs(float - nearest) <= Math.abs(nearest) * 2 ** -50;
      return (
        Quantity.from(a.toBig().toString()).roundUp(-9).equals(a.roundUp(-9)) && near(a.asApproximateFloat64()) && near(a.asFloat64Slow())
      );
    }),
  );
  law(
    'of percentages are monotonic',
    fc.property(quantity, quantity, quantity, (a, b, total) => {
      if (total.sign() <= 0) return percentOf(a, total.mul(0)) === undefined;
      const [x, y] = [percentOf(a, total) ?? Number.NaN, percentOf(b, total) ?? Number.NaN];
      return a.cmp(b) <= 0 ? x <= y : x >= y;
    }),
  );
});
