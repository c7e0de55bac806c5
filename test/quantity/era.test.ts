import { describe, expect, it } from 'vitest';
import { eraOf, eraSince } from '../../src/quantity/era.ts';
import { formatQuantity } from '../../src/quantity/format-quantity.ts';
import { explainQuantity } from '../../src/quantity/explain-quantity.ts';
import { Quantity } from '../../src/quantity/quantity.ts';
import { sumQuantities } from '../../src/quantity/sum-quantities.ts';

const early = { kubernetesVersion: '1.37' };
const late = { kubernetesVersion: 'v1.38.0-beta.0' };

describe('eraOf', () => {
  it('knows the first minor of each era', () => {
    const firsts = [15, 20, 37, 38, 39].map((minor) => eraSince(minor).kubernetesVersion);
    expect(firsts).toEqual(['1.15', '1.15', '1.15', '1.38', '1.38']);
  });

  it('reads options, and takes an era for them', () => {
    expect(eraOf(early)).toBe(eraSince(37));
    expect(eraOf(late)).toBe(eraSince(38));
    expect(eraOf({ kubernetesVersion: { major: '1', minor: '38+' } })).toBe(eraSince(38));
    for (const minor of [37, 38]) expect(eraOf(eraSince(minor))).toBe(eraSince(minor));
  });

  it('is that of the newest minor that is out where no version is named', () => {
    for (const options of [undefined, null, {}, { kubernetesVersion: undefined }]) expect(eraOf(options)).toBe(eraSince(37));
  });

  const refused: [unknown, string][] = [
    [5, 'InvalidInput'],
    ['1.38', 'InvalidInput'],
    [{ kubernetesVersion: 'x' }, 'InvalidInput'],
    [{ kubernetesVersion: null }, 'InvalidInput'],
    [{ kubernetesVersion: '1.14' }, 'UnsupportedVersion'],
    [{ kubernetesVersion: '1.39' }, 'UnsupportedVersion'],
  ];
  it.each(refused)('refuses %j', (options, code) => expect(() => eraOf(options as never)).toThrow(expect.objectContaining({ code })));
});

describe('a quantity of an era', () => {
  it('reads, converts and writes by its rules', () => {
    const seen = (options: object): unknown[] => {
      const q = Quantity.parse('1000E', options);
      return [q.toString(), q.value(), Quantity.parse('1234567890123456789', options).asInt64(), Quantity.from('-1.5n', options).value()];
    };
    expect(seen(early)).toEqual(['1', 0n, undefined, 1n]);
    expect(seen(late)).toEqual(['1e21', 2n ** 63n - 1n, 1234567890123456789n, -1n]);
  });

  it('is made in every way', () => {
    const made = [
      Quantity.parse('9E', late),
      Quantity.from('9E', late),
      Quantity.from(9n * 10n ** 18n, late),
      Quantity.from({ value: '9E' }, late),
      Quantity.from(Quantity.parse('9E'), late),
      Quantity.fromInt64(9n * 10n ** 18n, 'DecimalSI', late),
      Quantity.fromMilli(9n * 10n ** 18n, 'DecimalSI', late).mul(1000),
      Quantity.fromScaled(9, 18, 'DecimalSI', late),
    ];
    expect(made.map((q) => q.milliValue())).toEqual(made.map(() => 2n ** 63n - 1n));
    const result = Quantity.tryParse('9E', late);
    expect(result.ok ? result.value.milliValue() : undefined).toBe(2n ** 63n - 1n);
  });

  it('keeps the era of its left operand in arithmetic, and reads the other one in it', () => {
    const [before, after] = [Quantity.parse('9E', early), Quantity.parse('9E', late)];
    const results = (a: Quantity, b: Quantity): Quantity[] => [
      a.add(b),
      a.sub('-9E'),
      a.mul(2),
      a.neg(),
      a.roundUp(20),
      a.withFormat('BinarySI'),
    ];
    expect(results(before, after).map((q) => q.milliValue())).toEqual(results(before, before).map((q) => q.milliValue()));
    expect(results(after, before).map((q) => q.milliValue())).toEqual(results(after, after).map((q) => q.milliValue()));
    expect(after.add('1234567890123456789').sub('9E').value()).toBe(1234567890123456789n);
  });

  it('keeps its amount, spelling and form in another era', () => {
    for (const text of ['01', '1.500', '1Gi', '1.5Gi', '0.1n', '8Ei', '-0.1Ki', '12345678901234567890123456789012']) {
      const q = Quantity.parse(text, early);
      const other = Quantity.from(q, late);
      expect([other.toString(), other.asInt64()]).toEqual([q.toString(), q.asInt64()]);
      expect(other.equals(q)).toBe(true);
      const back = Quantity.from(other, early);
      expect([back.value(), back.asApproximateFloat64()]).toEqual([q.value(), q.asApproximateFloat64()]);
    }
    const q = Quantity.parse('1.1Gi', late);
    expect(Quantity.from(q)).toBe(q);
    expect(Quantity.from(q, late)).toBe(q);
    expect(Quantity.from(Quantity.parse('9.1Ki', early), late).asApproximateFloat64()).toBe(9318.4);
  });

  it('does not matter to exact answers', () => {
    expect(Quantity.parse('9E', late).cmp(Quantity.parse('9E', early))).toBe(0);
    expect(Quantity.parse('1000E', late).toBigInt()).toBe(10n ** 21n);
    expect(formatQuantity(Quantity.parse('1.5Gi', late))).toBe('1.5Gi');
  });
});

describe('functions that take a version', () => {
  it('sum in that of the options, or of the first amount', () => {
    const amounts = ['2e30', '17m'];
    expect(sumQuantities(amounts).canonical()).toBe('2000000000000000000000000000000017e-3');
    expect(sumQuantities(amounts, late).canonical()).toBe('2000000000000000000000000000010');
    expect(sumQuantities([Quantity.parse('2e30', late), '17m']).canonical()).toBe('2000000000000000000000000000010');
    expect(sumQuantities([], late).sub('-9223372036854775808').neg().value()).toBe(-(2n ** 63n));
  });

  it('explain by it', () => {
    expect(explainQuantity('1000E', late).result).toMatchObject({ text: '1e21', value: '9223372036854775807', stored: '1e21' });
    const long = explainQuantity('34177881697008241027226000000.647', late);
    expect(long.result.exact).toBe('34177881697008241027226000001');
    expect(long.steps.map(({ because }) => because)).toContain('quantity-precision-rounded');
    expect(explainQuantity('34177881697008241027226000000.647').steps.map(({ rule }) => rule)).not.toContain('quantity-precision');
    expect(explainQuantity('10000000000000000000000000000000', late).steps.map(({ rule }) => rule)).not.toContain('quantity-precision');
  });
});
