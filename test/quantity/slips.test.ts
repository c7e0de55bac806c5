import { describe, expect, it } from 'vitest';
import { hintFor, refusal } from '../../src/quantity/slips.ts';

describe('hintFor', () => {
  const table: [string, string | undefined][] = [
    ['500mi', 'did you mean 500Mi?'],
    ['1K', 'did you mean 1k or 1Ki?'],
    ['1GB', 'did you mean 1G?'],
    ['512MiB', 'did you mean 512Mi?'],
    ['1,000', 'did you mean 1000?'],
    ['1000ms', 'did you mean 1000m?'],
    ['1 Gi', 'did you mean 1Gi?'],
    ['4c', 'did you mean 4?'],
    ['1e', 'the exponent has no digits'],
    ['1e-7Ti', 'an exponent and a suffix exclude each other'],
    ['xxGi', undefined],
    ['', undefined],
    ['9'.repeat(1000) + 'x', undefined],
  ];
  it.each(table)('%s', (text, expected) => expect(hintFor(text)).toBe(expected));

  it('is part of the error', () =>
    expect(refusal('ErrSuffix', '1GB')).toMatchObject({ code: 'ErrSuffix', input: '1GB', hint: 'did you mean 1G?' }));
});
