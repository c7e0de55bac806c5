import { describe, expect, it } from 'vitest';
import { formatQuantity, type FormatQuantityOptions, type QuantityUnit } from '../../src/quantity/format-quantity.ts';
import type { QuantityLike } from '../../src/quantity/quantity.ts';
import { deepFreeze } from '../deep-freeze.ts';

describe('formatQuantity', () => {
  const chosen: [QuantityLike, string][] = [
    ['1536Mi', '1.5Gi'],
    ['1023', '1.023k'],
    ['1023Ki', '1,023Ki'],
    ['1024Ki', '1Mi'],
    ['0.5Ki', '512'],
    ['0.1Ki', '102.4'],
    ['1.5Gi', '1.5Gi'],
    ['-1536Mi', '-1.5Gi'],
    ['8Ei', '8Ei'],
    ['966367641600m', '966.368M'],
    ['999', '999'],
    ['1000', '1k'],
    ['250m', '250m'],
    ['1500m', '1.5'],
    ['0.9995', '999.5m'],
    ['999.9996m', '1,000m'],
    ['100u', '100u'],
    ['1n', '1n'],
    ['1e3', '1k'],
    ['15e-4', '1.5m'],
    ['2000E', '2,000E'],
    ['0', '0'],
    ['0m', '0'],
    ['0Ki', '0'],
    ['-0', '0'],
    [0.30000000000000004, '300m'],
    [1234567, '1.235M'],
    [{ value: '1Gi' }, '1Gi'],
  ];
  it.each(chosen)('%s: %s', (quantity, text) => expect(formatQuantity(quantity)).toBe(text));

  const given: [QuantityLike, FormatQuantityOptions, string][] = [
    ['1Gi', { unit: 'Mi' }, '1,024Mi'],
    ['1Gi', { unit: 'M' }, '1,073.742M'],
    ['1Gi', { unit: 'M', maximumFractionDigits: 0 }, '1,074M'],
    ['1Gi', { unit: '', maximumFractionDigits: 20 }, '1,073,741,824'],
    ['250m', { unit: '' }, '0.25'],
    ['966367641600m', { unit: 'Gi', maximumFractionDigits: 1 }, '0.9Gi'],
    ['1', { unit: 'm' }, '1,000m'],
    ['1', { unit: 'n' }, '1,000,000,000n'],
    ['1', { unit: 'Ei', maximumFractionDigits: 70 }, '0.000000000000000000867361737988403547205962240695953369140625Ei'],
    ['0.5', { unit: '', maximumFractionDigits: 0 }, '1'],
    ['-0.5', { unit: '', maximumFractionDigits: 0 }, '-1'],
    ['0.4', { unit: '', maximumFractionDigits: 0 }, '0'],
    ['-1n', { unit: 'Gi' }, '0Gi'],
    ['0.0005', { unit: '' }, '0.001'],
    ['1', { unit: 'Gi', maximumFractionDigits: 100 }, '0.000000000931322574615478515625Gi'],
    ['9007199254740993', { unit: '' }, '9,007,199,254,740,993'],
    ['-9007199254740993', { unit: '' }, '-9,007,199,254,740,993'],
    ['9007199254740993n', { unit: '' }, '9,007,199.255'],
    ['9007199254740993n', { unit: '', maximumFractionDigits: 9 }, '9,007,199.254740993'],
    ['1e40', { unit: 'E' }, '10,000,000,000,000,000,000,000E'],
    ['1', { unit: 'k', maximumFractionDigits: undefined, locale: undefined }, '0.001k'],
  ];
  it.each(given)('%s with %j: %s', (quantity, options, text) => expect(formatQuantity(quantity, deepFreeze(options))).toBe(text));

  const languages: [QuantityLike, string | string[], string][] = [
    ['1234567.5Ki', 'de-DE', '1.234.567,5Ki'],
    ['1234567.5Ki', 'fr-FR', '1\u202f234\u202f567,5Ki'],
    ['12345678.5Ki', 'hi-IN', '1,23,45,678.5Ki'],
    ['1234.5Ki', 'ar-EG', '١٬٢٣٤٫٥Ki'],
    ['0.5Ki', 'ar-EG', '٠٫٥Ki'],
    ['1234.5Ki', ['xx-XX', 'de-DE'], '1.234,5Ki'],
    ['1234.5Ki', 'xx-XX', '1,234.5Ki'],
    ['1234.5Ki', [], '1,234.5Ki'],
  ];
  it.each(languages)('%s in %j: %s', (quantity, locale, text) => {
    expect(formatQuantity(quantity, { unit: 'Ki', locale })).toBe(text);
    expect(formatQuantity('0', { locale }).length).toBe(1);
  });

  it('keeps the sign of a number that begins with 0', () => {
    expect(formatQuantity('-0.5', { unit: '' })).toBe('-0.5');
    expect(formatQuantity('-0.5', { unit: '', locale: 'de-DE' })).toBe('-0,5');
    expect(formatQuantity('-0.5', { unit: '', locale: 'sv-SE' })).toBe('−0,5');
  });

  const refused: [string, () => string, string][] = [
    ['an unknown unit', () => formatQuantity('1', { unit: 'GB' as QuantityUnit }), 'InvalidInput'],
    ['a unit in small letters', () => formatQuantity('1', { unit: 'gi' as QuantityUnit }), 'InvalidInput'],
    ['a name of every object', () => formatQuantity('1', { unit: 'constructor' as QuantityUnit }), 'InvalidInput'],
    ['no unit', () => formatQuantity('1', { unit: null as never }), 'InvalidInput'],
    ['a malformed language tag', () => formatQuantity('1', { locale: 'not a tag' }), 'InvalidInput'],
    ['no language tag', () => formatQuantity('1', { locale: 5 as never }), 'InvalidInput'],
    ['less than no digits', () => formatQuantity('1', { maximumFractionDigits: -1 }), 'InvalidInput'],
    ['half a digit', () => formatQuantity('1', { maximumFractionDigits: 0.5 }), 'InvalidInput'],
    ['too many digits', () => formatQuantity('1', { maximumFractionDigits: 101 }), 'InvalidInput'],
    ['no number of digits', () => formatQuantity('1', { maximumFractionDigits: Number.NaN }), 'InvalidInput'],
    ['no quantity', () => formatQuantity('1g'), 'ErrFormatWrong'],
    ['what cannot be written out', () => formatQuantity('1e10000', { unit: 'm' }), 'OutOfRange'],
  ];
  it.each(refused)('refuses %s', (_name, run, code) => expect(run).toThrow(expect.objectContaining({ code })));

  it('takes no options for none', () => expect(formatQuantity('1', null as never)).toBe('1'));
});
