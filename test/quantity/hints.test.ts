import { describe, expect, it } from 'vitest';
import { hintFor } from '../../src/quantity/hints.ts';
import { Quantity } from '../../src/quantity/quantity.ts';

describe('hintFor', () => {
  const table: [string, string][] = [
    ['500mi', 'did you mean 500Mi?'],
    ['1K', 'did you mean 1k or 1Ki?'],
    ['1g', 'did you mean 1G or 1Gi?'],
    ['1GB', 'did you mean 1G?'],
    ['1GiB', 'did you mean 1Gi?'],
    ['1gi', 'did you mean 1Gi?'],
    ['2Gii', 'did you mean 2Gi?'],
    ['2049008iK', 'did you mean 2049008Ki?'],
    ['2446327808b', 'did you mean 2446327808?'],
    ['1000ms', 'did you mean 1000m?'],
    ['4c', 'did you mean 4?'],
    ['0.5 CPU', 'did you mean 0.5?'],
    ['100 millicores', 'did you mean 100m?'],
    ['1 Gi', 'did you mean 1Gi?'],
    [' 1Gi', 'did you mean 1Gi, without white space?'],
    ['1,000', 'did you mean 1000?'],
    ['1,000,000Mi', 'did you mean 1000000Mi?'],
    ['1_000', 'did you mean 1000?'],
    ["1'000", 'did you mean 1000?'],
    ['1,5Gi', 'did you mean 1.5Gi?'],
    ['１Gi', 'did you mean 1Gi?'],
    ['250µ', 'did you mean 250u?'],
    ['0x10', 'did you mean 16?'],
    ['--1', 'did you mean -1?'],
    ['50%', 'a percentage is no quantity'],
    ['1e', 'an exponent has digits, such as 1e3; 10^18 is written 1E'],
    ['1e-7Ti', 'an exponent and a suffix exclude each other: did you mean 0.0000001Ti?'],
    ['-1.5e3Ki', 'an exponent and a suffix exclude each other: did you mean -1500Ki?'],
  ];
  it.each(table)('%j: %s', (text, hint) => {
    expect(hintFor(text)).toBe(hint);
    const result = Quantity.tryParse(text);
    expect(result.ok ? undefined : result.error.hint).toBe(hint);
  });

  const unknown = [
    '',
    'xxGi',
    'Non-Numeric',
    'NaN',
    '10dL',
    '300A',
    '1.1.1',
    '1constructor',
    '1__proto__',
    '1e3e3',
    `1${'0'.repeat(100)}K`,
  ];
  it.each(unknown)('%j: none', (text) => expect(hintFor(text)).toBeUndefined());
});
