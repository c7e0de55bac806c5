import { describe, expect, it } from 'vitest';
import { Quantity } from '../../src/quantity/index.ts';

const q = (text: string): Quantity => Quantity.parse(text);
const fieldsOf = (quantity: Quantity): object => Object.fromEntries(Object.entries(quantity));

describe('toEqual', () => {
  const same: [string, Quantity, Quantity][] = [
    ['one that was read and one that was made', q('5'), Quantity.fromInt64(5)],
    ['one that was read and one that was computed', q('1536Mi'), q('1Gi').add('512Mi')],
    ['an int64 and a decimal', q('1536Mi'), q('1.5Gi')],
    ['one coefficient with two exponents', Quantity.fromScaled(1000, 0), Quantity.fromScaled(1, 3)],
    ['one beyond 2^53', q('9007199254740993'), q('9007199254740992').add(1)],
  ];
  it.each(same)('takes %s for equal', (_name, a, b) => {
    expect(a).toEqual(b);
    expect({ list: [a] }).toStrictEqual({ list: [b] });
    expect(b).toEqual(a);
  });

  const different: [string, unknown, unknown][] = [
    ['amounts', q('1'), q('2')],
    ['amounts that a double does not tell apart', q('9007199254740993'), q('9007199254740992')],
    ['formats', q('1Ki'), q('1024')],
    ['formats of the same text', q('0'), q('0Ki')],
    ['spellings', q('01'), q('1')],
    ['a quantity and its text', q('1'), '1'],
    ['a quantity and an object like it', q('1'), fieldsOf(q('1'))],
    ['a quantity and nothing', q('0'), undefined],
  ];
  it.each(different)('tells %s apart', (_name, a, b) => {
    expect(a).not.toEqual(b);
    expect(b).not.toEqual(a);
    expect([a]).not.toStrictEqual([b]);
  });

  it('leaves everything else alone', () => {
    expect({ a: [1, 'x'] }).toEqual({ a: [1, 'x'] });
    expect({ a: [1, 'x'] }).not.toEqual({ a: [1, 'y'] });
  });
});

describe('without the tester', () => {
  it('the private fields would count, which is why there is one', () => {
    expect(JSON.stringify(fieldsOf(q('5')))).not.toBe(JSON.stringify(fieldsOf(Quantity.fromInt64(5))));
  });
});
