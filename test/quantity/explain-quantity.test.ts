import { describe, expect, it } from 'vitest';
import { explainQuantity } from '../../src/quantity/explain-quantity.ts';
import { Quantity } from '../../src/quantity/quantity.ts';

const reasons = (text: string): string[] =>
  explainQuantity(text).steps.map(({ because, outcome }) => `${outcome === 'applied' ? '+' : '-'} ${because.replace('quantity-', '')}`);

describe('explainQuantity', () => {
  it('tells everything about an amount in texts', () => {
    const { result } = explainQuantity('0.9Gi');
    expect(result).toEqual({
      text: '966367641600m',
      canonical: '966367641600m',
      format: 'BinarySI',
      exact: '966367641.6',
      whole: false,
      value: '966367642',
      milliValue: '966367641600',
      stored: '966367641600m',
      hints: [],
    });
  });

  /** Text, exact amount, what is stored, Value, MilliValue, whole. */
  const questions: [string, string, string, string, string, boolean][] = [
    ['0.9Gi', '966367641.6', '966367641600m', '966367642', '966367641600', false],
    ['0.30000000000000004', '0.300000001', '301m', '1', '301', false],
    ['1000M', '1000000000', '1G', '1000000000', '1000000000000', true],
    ['966367641600m', '966367641.6', '966367641600m', '966367642', '966367641600', false],
    ['95647727n', '0.095647727', '96m', '1', '96', false],
    ['3145728e3', '3145728000', '3145728e3', '3145728000', '3145728000000', true],
    ['01', '1', '01', '1', '1000', true],
    ['-0.1Ki', '-102.4', '-102400m', '-101', '-102400', false],
    ['9E', '9000000000000000000', '9E', '9000000000000000000', '0', true],
    ['1e9999', '1e9999', '1e9999', '0', '0', true],
    ['1e1000', `1${'0'.repeat(1000)}`, '10e999', '0', '0', true],
    ['1e-9999', '0.000000001', '1e-3', '1', '1', false],
    ['.', '0', '0', '0', '0', true],
  ];
  it.each(questions)('%s is %s and stored as %s', (text, exact, stored, value, milliValue, whole) => {
    expect(explainQuantity(text).result).toMatchObject({ exact, stored, value, milliValue, whole });
  });

  const rules: [string, string[]][] = [
    [
      '1.5Gi',
      [
        '+ suffix-binary',
        '- nano-exact',
        '- cap-below',
        '+ form-decimal',
        '+ spelling-rewritten',
        '- integer-exact',
        '- integer-exact',
        '- stored-as-it-is',
      ],
    ],
    ['1', ['- suffix-none', '- nano-exact', '+ form-int64', '- spelling-kept', '- integer-exact', '- integer-exact', '- stored-as-it-is']],
    [
      '-8Ei',
      [
        '+ suffix-binary',
        '- nano-exact',
        '+ cap-reached',
        '+ form-decimal',
        '+ spelling-rewritten',
        '- integer-exact',
        '+ integer-overflow',
        '- stored-as-it-is',
      ],
    ],
    [
      '1.5n',
      [
        '+ suffix-decimal',
        '+ nano-rounded',
        '+ form-decimal',
        '+ spelling-rewritten',
        '+ integer-rounded',
        '+ integer-rounded',
        '+ stored-rounded',
      ],
    ],
    [
      'e3',
      [
        '+ digits-none',
        '+ suffix-exponent',
        '- nano-exact',
        '+ form-int64',
        '+ spelling-rewritten',
        '- integer-exact',
        '- integer-exact',
        '- stored-as-it-is',
      ],
    ],
    [
      '1e-4294967293',
      [
        '+ suffix-exponent-cut',
        '- nano-exact',
        '+ form-int64',
        '- spelling-kept',
        '- integer-exact',
        '- integer-exact',
        '- stored-as-it-is',
      ],
    ],
    [
      '-10.5Gi',
      [
        '+ suffix-binary',
        '- nano-exact',
        '- cap-below',
        '+ form-decimal',
        '+ spelling-rewritten',
        '+ integer-overflow',
        '+ integer-overflow',
        '- stored-as-it-is',
      ],
    ],
  ];
  it.each(rules)('%s: the rules', (text, wanted) => expect(reasons(text)).toEqual(wanted));

  const hints: [string, string[]][] = [
    ['1Gi', []],
    ['1500m', ['m stands for thousandths, so 1500m is 1.5. Write 1500Mi for mebibytes.']],
    ['-1500m', ['m stands for thousandths, so -1500m is -1.5. Write -1500Mi for mebibytes.']],
    ['1000m', []],
    ['999999m', ['m stands for thousandths, so 999999m is 999.999. Write 999999Mi for mebibytes.']],
    ['1000001m', []],
    ['966367641600m', []],
    ['Gi', ['The text has no digits, which counts as 0.']],
    ['1u', ['In a list of resources the API server rounds amounts away from zero to thousandths, so it keeps 1m.']],
    ['1e4294967299', ['e4294967299 is an exponent of more than 32 bits. Kubernetes cuts it to 32 bits, so it stands for 10^3.']],
    [
      '9Ei',
      [
        'Amounts in powers of 1024 end at 2^63 − 1, so the amount becomes 9223372036854775807.',
        '9223372036854775807 does not fit 64 bits at the scale of MilliValue, so MilliValue gives -1000.',
      ],
    ],
    [
      '0.1n',
      [
        'The amount is finer than 10^-9, the finest amount, so it is rounded away from zero to 0.000000001.',
        'In a list of resources the API server rounds amounts away from zero to thousandths, so it keeps 1m.',
      ],
    ],
  ];
  it.each(hints)('%s: hints', (text, wanted) => expect(explainQuantity(text).result.hints).toEqual(wanted));

  it('refuses what parse refuses, with the hint', () => {
    expect(() => explainQuantity('500mi')).toThrow(expect.objectContaining({ code: 'ErrSuffix', hint: 'did you mean 500Mi?' }));
    expect(() => explainQuantity(5 as never)).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });

  it('survives JSON, and is exact', () => {
    for (const [text] of questions) {
      const explained = explainQuantity(text);
      expect(JSON.parse(JSON.stringify(explained))).toEqual(explained);
      const { exact, whole } = explained.result;
      expect(Quantity.parse(exact).equals(text)).toBe(true);
      expect(whole).toBe(!/\./.test(exact));
    }
  });
});
