import { readFileSync } from 'node:fs';
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
    ['1KB', 'did you mean 1k?'],
    ['1kib', 'did you mean 1Ki?'],
    ['5pb', 'did you mean 5P?'],
    ['5eib', 'did you mean 5Ei?'],
    ['5GGG', 'did you mean 5G or 5Gi?'],
    ['2 vCPUs', 'did you mean 2?'],
    ['100 bytes', 'did you mean 100?'],
    ['100mcpu', 'did you mean 100m?'],
    ['5us', 'did you mean 5u?'],
    ['5NS', 'did you mean 5n?'],
    ['1Gi\n', 'did you mean 1Gi, without white space?'],
    ['+1e3Mi', 'an exponent and a suffix cannot stand together: did you mean 1000Mi?'],
    ['1.5e', 'an exponent needs digits, as in 1.5e3; for 10^18 write 1.5E'],
    ['--1GB', 'did you mean -1G?'],
    ['5 %', 'a percentage is not a quantity'],
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
    ['50%', 'a percentage is not a quantity'],
    ['1e', 'an exponent needs digits, as in 1e3; for 10^18 write 1E'],
    ['1e-7Ti', 'an exponent and a suffix cannot stand together: did you mean 0.0000001Ti?'],
    ['-1.5e3Ki', 'an exponent and a suffix cannot stand together: did you mean -1500Ki?'],
  ];
  it.each(table)('%j: %s', (text, hint) => {
    expect(hintFor(text)).toBe(hint);
    const result = Quantity.tryParse(text);
    expect(result.ok ? undefined : result.error.hint).toBe(hint);
  });

  /** Lines of the malformed fixtures that are slips of a known kind; of the others nobody can tell what was meant. */
  const malformed: Readonly<Record<string, string | undefined>> = {
    '0.5TTT': 'did you mean 0.5T or 0.5Ti?',
    '1000ms': 'did you mean 1000m?',
    '10dL': undefined,
    '16GB': 'did you mean 16G?',
    '1e': 'an exponent needs digits, as in 1e3; for 10^18 write 1E',
    '1e-7Ti': 'an exponent and a suffix cannot stand together: did you mean 0.0000001Ti?',
    '1g': 'did you mean 1G or 1Gi?',
    '2049008iK': 'did you mean 2049008Ki?',
    '2446327808b': 'did you mean 2446327808?',
    '2Gii': 'did you mean 2Gi?',
    '300A': undefined,
    '3g': 'did you mean 3G or 3Gi?',
    '4c': 'did you mean 4?',
    '500K': 'did you mean 500k or 500Ki?',
    '512Gu': undefined,
    '512MiB': 'did you mean 512Mi?',
    '655MB': 'did you mean 655M?',
    'Non-Numeric': undefined,
    xxGi: undefined,
  };
  it('helps with real slips', () => {
    const lines = readFileSync(new URL('../fixtures/quantities/malformed.txt', import.meta.url), 'utf8')
      .trimEnd()
      .split('\n');
    const texts = lines.map((line) => line.split('\t')[0] ?? '');
    expect(texts.map((text) => [text, hintFor(text)])).toEqual(texts.map((text) => [text, malformed[text]]));
    expect(texts.map((text) => Quantity.tryParse(text).ok)).not.toContain(true);
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
