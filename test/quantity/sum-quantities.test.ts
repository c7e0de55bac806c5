import { describe, expect, it } from 'vitest';
import type { QuantityLike } from '../../src/quantity/quantity.ts';
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
      message: 'quantities[1]: no quantity (did you mean 500Mi?)',
    });
    expect(refused([undefined as never])).toMatchObject({ code: 'InvalidInput', path: 'quantities[0]' });
    expect(refused(['1e999999999', '1'])).toMatchObject({ code: 'OutOfRange' });
  });
});
