import { describe, expect, it } from 'vitest';
import { Quantity } from '../../src/quantity/quantity.ts';

const q = (text: string) => Quantity.parse(text);

describe('Quantity', () => {
  const conversions: [string, string, bigint, bigint][] = [
    ['-1.5', '-1500m', -2n, -1500n],
    ['-0.1Ki', '-102400m', -101n, -102400n],
    ['8Ei', '9223372036854775807', 9223372036854775807n, -1000n],
    ['9E', '9E', 9_000_000_000_000_000_000n, 0n],
    ['1Ei', '1Ei', 1152921504606846976n, -9223372036854775808n],
    ['9223372036854775808', '9223372036854775808', -9223372036854775808n, 0n],
    ['-1.5n', '-2n', 1n, 1n],
  ];
  it.each(conversions)('%s', (text, printed, value, milli) => {
    expect([q(text).toString(), q(text).value(), q(text).milliValue()]).toEqual([printed, value, milli]);
  });

  it('takes the format of what is added to zero', () => {
    expect(q('0').add('5Mi').toString()).toBe('5Mi');
    expect(q('0Ki').sub('5M').toString()).toBe('-5M');
    expect(q('1Ki').add('1k').toString()).toBe('2024');
  });

  it('falls back to a decimal where an int64 would overflow', () => {
    expect(q('9E').add('9E').toString()).toBe('18E');
    expect(q('9E').mul(3).toString()).toBe('27E');
    expect(q('9E').add('9E').asInt64()).toBeUndefined();
  });

  it('compares across formats', () => {
    expect([q('1').cmp('1000m'), q('1Ki').cmp(1024), q('1k').cmp('1Ki'), q('1e1000').cmpInt64(5)]).toEqual([0, 0, -1, 1]);
    expect(q('0.1').equals(0.1)).toBe(true);
  });

  it('rounds up', () =>
    expect([q('1500m').roundUp(0).toString(), q('-1500m').roundUp(0).toString(), q('1.500').roundUp(-3).toString()]).toEqual([
      '2',
      '-2',
      '1.500',
    ]));

  it('is read as JSON would be', () => {
    expect(Quantity.from(0.30000000000000004).toString()).toBe('300000001n');
    expect(Quantity.from(' 1Gi ').toString()).toBe('1Gi');
    expect(Quantity.from({ value: 5 }).toString()).toBe('5');
    expect(JSON.stringify({ a: Quantity.from(1000) })).toBe('{"a":"1k"}');
  });

  it('is made of integers', () => {
    expect([Quantity.fromInt64(2n ** 62n, 'BinarySI'), Quantity.fromMilli(1500), Quantity.fromScaled(1, 3)].map(String)).toEqual([
      '4Ei',
      '1500m',
      '1k',
    ]);
    expect(q('1500m').toBigInt()).toBe(2n);
    expect(q('1.5').toBig().toString()).toBe('1.5');
    expect(q('5').neg().toString()).toBe('-5');
    expect(q('1Ki').withFormat('DecimalSI').toString()).toBe('1024');
  });

  it('is read by its text from a copy of this package with other fields', () => {
    const other = { [Symbol.for('kube-sizing.Quantity')]: 99, toString: () => '1.5Gi' };
    expect(Quantity.from(other as never).value()).toBe(1610612736n);
    expect(() => Quantity.from({ [Symbol.for('kube-sizing.Quantity')]: 99, toString: () => 'x' } as never)).toThrow(
      expect.objectContaining({ code: 'ErrFormatWrong' }),
    );
  });

  it('keeps itself where there is nothing to do', () => {
    const spelled = q('01');
    expect(Quantity.from(spelled)).toBe(spelled);
    expect(spelled.roundUp(-3)).toBe(spelled);
    expect(spelled.withFormat('DecimalSI')).toBe(spelled);
  });

  it('does not compare by operators', () => {
    expect(() => q('1') < q('2')).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
    expect(String(q('1'))).toBe('1');
  });

  it('answers without throwing', () => {
    expect(Quantity.tryParse('1')).toMatchObject({ ok: true });
    expect(Quantity.tryParse('1mi')).toMatchObject({ ok: false, error: { code: 'ErrSuffix' } });
  });
});
