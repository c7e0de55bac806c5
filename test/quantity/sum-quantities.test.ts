import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Quantity, type QuantityLike } from '../../src/quantity/quantity.ts';
import { sumQuantities } from '../../src/quantity/sum-quantities.ts';
import { deepFreeze } from '../deep-freeze.ts';

describe('sumQuantities', () => {
  const table: [string, QuantityLike[], string, string][] = [
    ['nothing', [], '0', 'DecimalSI'],
    ['one, whose spelling goes', ['01'], '1', 'DecimalSI'],
    ['the first format', ['1Ki', '1k'], '2024', 'BinarySI'],
    ['that of the first that is not zero', ['0', '0m', '512Mi', '1G'], '1536870912', 'BinarySI'],
    ['zeros only', ['0', '0Ki'], '0', 'BinarySI'],
    ['numbers and boxes', ['100m', 0.2, { value: '1' }, 3n], '4300m', 'DecimalSI'],
    ['beyond 64 bits', ['9E', '9E', '9E'], '27E', 'DecimalSI'],
    ['to nothing and on', ['5', '-5', '1Ki'], '1Ki', 'BinarySI'],
  ];
  it.each(table)('%s', (_name, quantities, text, format) => {
    const sum = sumQuantities(deepFreeze(quantities));
    expect([sum.toString(), sum.format]).toEqual([text, format]);
  });

  it('takes any iterable', () => {
    const amounts = new Map([
      ['a', '1'],
      ['b', '2'],
    ]);
    expect(sumQuantities(amounts.values()).toString()).toBe('3');
  });

  const amount = fc
    .tuple(
      fc.bigInt({ min: -3n, max: 10n ** 18n }),
      fc.integer({ min: -20, max: 300 }),
      fc.constantFrom('DecimalSI' as const, 'BinarySI' as const),
    )
    .map(([n, scale, format]) => Quantity.fromScaled(n < 0n && scale % 3 !== 0 ? 0n : n, scale, format));
  const quantity = fc.oneof(
    amount,
    fc.constantFrom('1.5Gi', '-1.5Gi', '8Ei', '0', '0Pi', '0.0000Ki', '1e300', '-1e300', '1n').map((text) => Quantity.parse(text)),
  );
  const shown = (sum: Quantity): unknown => [
    sum.canonical(),
    sum.format,
    sum.asInt64(),
    sum.value(),
    sum.milliValue(),
    sum.asApproximateFloat64(),
    sum.asFloat64Slow(),
  ];

  it('is what adding one after the other gives, in every respect', () => {
    fc.assert(
      fc.property(fc.array(quantity, { maxLength: 12 }), (list) => {
        const one = list.reduce((sum, q) => sum.add(q), Quantity.fromInt64(0));
        expect(shown(sumQuantities(list))).toEqual(shown(one));
      }),
      { numRuns: 2000, seed: 1 },
    );
  });

  it('says which amount is none', () => {
    const refused = (quantities: QuantityLike[]) => {
      try {
        return sumQuantities(quantities);
      } catch (error) {
        return error;
      }
    };
    expect(refused(['1', '500mi'])).toMatchObject({
      code: 'ErrSuffix',
      path: 'quantities[1]',
      input: '500mi',
      hint: 'did you mean 500Mi?',
      message: 'quantities[1]: "500mi" is not a quantity; its suffix is unknown (did you mean 500Mi?)',
    });
    expect(refused([undefined as never])).toMatchObject({ code: 'InvalidInput', path: 'quantities[0]' });
    expect(refused(5 as never)).toMatchObject({ code: 'InvalidInput', path: 'quantities' });
    expect(refused([Quantity.fromScaled(1, 10_000), Quantity.fromScaled(1, -10_000)])).toMatchObject({ code: 'OutOfRange' });
  });
});
