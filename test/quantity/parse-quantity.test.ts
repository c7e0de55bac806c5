import { describe, expect, it } from 'vitest';
import { eraSince } from '../../src/quantity/era.ts';
import { internals, Quantity, readText } from '../../src/quantity/quantity.ts';
import { parseQuantity, type Fault } from '../../src/quantity/parse-quantity.ts';

describe('parseQuantity', () => {
  /** Text, String(), canonical form, format and, where it is of interest, why. */
  const accepted: [string, string, string, string, string][] = [
    ['0', '0', '0', 'DecimalSI', ''],
    ['1', '1', '1', 'DecimalSI', ''],
    ['01', '01', '1', 'DecimalSI', 'a spelling whose digits end in no 000 and whose scale is a multiple of 3 is kept'],
    ['+1', '+1', '1', 'DecimalSI', 'so is its sign'],
    ['1.', '1.', '1', 'DecimalSI', 'digits may be missing behind the point'],
    ['.5', '500m', '500m', 'DecimalSI', 'or in front of it; digits that begin with 0 are not kept'],
    ['.', '0', '0', 'DecimalSI', 'or on both sides'],
    ['+', '0', '0', 'DecimalSI', 'a sign alone is zero'],
    ['-', '0', '0', 'DecimalSI', ''],
    ['Gi', '0', '0', 'BinarySI', 'and so is a suffix alone'],
    ['m', '0', '0', 'DecimalSI', ''],
    ['e3', '0', '0', 'DecimalExponent', ''],
    ['-0', '0', '0', 'DecimalSI', ''],
    ['00', '0', '0', 'DecimalSI', ''],
    ['1.5', '1500m', '1500m', 'DecimalSI', 'scale −1 is no multiple of 3'],
    ['1.500', '1.500', '1500m', 'DecimalSI', 'scale −3 is one'],
    ['12.345', '12.345', '12345m', 'DecimalSI', ''],
    ['1.000', '1', '1', 'DecimalSI', 'digits that end in 000 are not kept'],
    ['1000', '1k', '1k', 'DecimalSI', ''],
    ['2.5k', '2500', '2500', 'DecimalSI', ''],
    ['1.005k', '1.005k', '1005', 'DecimalSI', 'the scale is 0'],
    ['19140483000m', '19140483', '19140483', 'DecimalSI', ''],
    ['8Ki', '8Ki', '8Ki', 'BinarySI', ''],
    ['01Ki', '01Ki', '1Ki', 'BinarySI', 'kept unless the digits are a multiple of 8'],
    ['2048Ki', '2Mi', '2Mi', 'BinarySI', ''],
    ['1.5Ki', '1536', '1536', 'BinarySI', ''],
    ['3.5Mi', '3584Ki', '3584Ki', 'BinarySI', ''],
    ['+.5Mi', '512Ki', '512Ki', 'BinarySI', ''],
    ['0.1Ki', '102400m', '102400m', 'BinarySI', 'no integer is written in BinarySI'],
    ['0.0005Ki', '512m', '512m', 'DecimalSI', 'between 0 and 1 it becomes DecimalSI when it is read'],
    ['1.1Gi', '1181116006400m', '1181116006400m', 'BinarySI', ''],
    ['1Ki', '1Ki', '1Ki', 'BinarySI', ''],
    ['0Ki', '0', '0', 'BinarySI', ''],
    ['1023Ki', '1023Ki', '1023Ki', 'BinarySI', ''],
    ['1E', '1E', '1E', 'DecimalSI', 'E is a suffix'],
    ['1E3', '1E3', '1e3', 'DecimalExponent', 'unless digits follow'],
    ['1e03', '1e03', '1e3', 'DecimalExponent', ''],
    ['1e+3', '1e+3', '1e3', 'DecimalExponent', ''],
    ['1E-1', '100e-3', '100e-3', 'DecimalExponent', ''],
    ['1e0', '1e0', '1', 'DecimalExponent', ''],
    ['1e4294967299', '1e4294967299', '1e3', 'DecimalExponent', 'the exponent is cut to 32 bits'],
    ['1e4294967296', '1e4294967296', '1', 'DecimalExponent', ''],
    ['1e4294967290', '1e4294967290', '1e-6', 'DecimalExponent', 'which makes this one negative'],
    ['0.1n', '1n', '1n', 'DecimalSI', 'finer than nano is rounded away from zero'],
    ['1.5n', '2n', '2n', 'DecimalSI', ''],
    ['-1.5n', '-2n', '-2n', 'DecimalSI', ''],
    ['1e-9999', '1e-9', '1e-9', 'DecimalExponent', 'however much finer'],
    ['1.0000000000000000001', '1000000001n', '1000000001n', 'DecimalSI', ''],
    ['8Ei', '9223372036854775807', '9223372036854775807', 'BinarySI', 'BinarySI ends at 2^63 − 1'],
    ['-8Ei', '-9223372036854775807', '-9223372036854775807', 'BinarySI', ''],
    ['7Ei', '7Ei', '7Ei', 'BinarySI', ''],
    ['10E', '10E', '10E', 'DecimalSI', 'the decimal formats do not end'],
    ['2000E', '2', '2', 'DecimalSI', 'but their suffixes do: upstream writes what is left'],
    ['1e20', '100e18', '100e18', 'DecimalExponent', ''],
    ['999999999999999999', '999999999999999999', '999999999999999999', 'DecimalSI', ''],
    ['123456789012345000', '123456789012345k', '123456789012345k', 'DecimalSI', ''],
    ['9223372036854775808', '9223372036854775808', '9223372036854775808', 'DecimalSI', ''],
    ['00Pi', '0', '0', 'BinarySI', ''],
  ];
  it.each(accepted)('%s is %s', (text, printed, canonical, format) => {
    const quantity = Quantity.parse(text);
    expect([quantity.toString(), quantity.canonical(), quantity.format]).toEqual([printed, canonical, format]);
  });

  const refused: [string, Fault, string][] = [
    ['', 'ErrFormatWrong', ''],
    [' 1', 'ErrFormatWrong', ''],
    ['1 ', 'ErrFormatWrong', ''],
    ['1.1.1', 'ErrFormatWrong', ''],
    ['1GB', 'ErrFormatWrong', 'B is no letter of a suffix'],
    ['1,000', 'ErrFormatWrong', ''],
    ['1_000', 'ErrFormatWrong', ''],
    ['0x10', 'ErrFormatWrong', ''],
    ['NaN', 'ErrFormatWrong', ''],
    ['1e3Ki', 'ErrFormatWrong', 'letters behind digits'],
    ['1\u0000', 'ErrFormatWrong', ''],
    ['\u0000', 'ErrFormatWrong', ''],
    ['1\ud800', 'ErrFormatWrong', 'a lone surrogate'],
    ['١', 'ErrFormatWrong', 'digits of another script'],
    ['１', 'ErrFormatWrong', ''],
    ['1\uff11', 'ErrFormatWrong', ''],
    ['1K', 'ErrSuffix', 'the letters are right, the suffix is not'],
    ['1mi', 'ErrSuffix', ''],
    ['1e', 'ErrSuffix', ''],
    ['1e+', 'ErrSuffix', ''],
    ['1i', 'ErrSuffix', ''],
    ['1Kii', 'ErrSuffix', ''],
    ['1m5', 'ErrSuffix', ''],
    ['1+5', 'ErrSuffix', ''],
    ['--1', 'ErrSuffix', ''],
    ['1em3', 'ErrSuffix', ''],
    ['1e9223372036854775808', 'ErrSuffix', 'the exponent is no int64'],
    ['1e99999999999999999999', 'ErrSuffix', ''],
    ['Pi', 'ErrNumeric', 'a decimal needs a digit'],
    ['e-10', 'ErrNumeric', ''],
    ['-.e-10', 'ErrNumeric', ''],
  ];
  it.each(refused)('%j is refused with %s', (text, fault) => {
    expect(parseQuantity(text, () => 'made' as const, eraSince(37))).toBe(fault);
  });
});

describe('a long fraction', () => {
  /** A multiple of a billionth of a unit as a fraction of 1024 to some power, and its neighbours in the 130th decimal place. */
  const edges = ([suffix, power]: readonly [string, number]): readonly string[] =>
    [1n, 7n, 1_000_003n].flatMap((nanos) => {
      const digits = (nanos * 10n ** 121n) / 1024n ** BigInt(power);
      return [digits - 1n, digits, digits + 1n].map((n) => `0.${n.toString().padStart(130, '0')}${suffix}`);
    });
  const suffixes = [...['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'].entries()].map(([power, suffix]) => [suffix, power] as const);
  const texts = [
    ...suffixes.flatMap(edges),
    ...['', 'Ei', 'n', 'e-60', 'e-100', 'e40'].flatMap((suffix) =>
      [`1.${'0'.repeat(150)}1`, `0.${'9'.repeat(150)}`, `-${'7'.repeat(90)}.${'7'.repeat(90)}`].map((number) => number + suffix),
    ),
  ];

  it.each([37, 38])('is read as all of its digits say, in 1.%i', (minor) => {
    const nothing = (): void => undefined;
    const read = (text: string, listener?: Parameters<typeof readText>[2]) => {
      const q = readText(text, eraSince(minor), listener);
      const { coefficient, exponent, infScale } = internals(q);
      return [text, coefficient, exponent, infScale, String(q)];
    };
    // Whoever listens is told of every digit.
    expect(texts.map((text) => read(text))).toEqual(texts.map((text) => read(text, { text: nothing, decimal: nothing })));
  });
});
