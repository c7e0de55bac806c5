import { expect, it } from 'vitest';
import { lazily } from '../../src/core/lazily.ts';

it('computes when it is first asked, and once, also where nothing is found', () => {
  let asked = 0;
  const value = lazily(() => {
    asked++;
    return undefined;
  });
  expect(asked).toBe(0);
  expect([value(), value(), asked]).toEqual([undefined, undefined, 1]);
});

it('fails each time', () => {
  const value = lazily((): never => {
    throw new Error('no');
  });
  expect([value, value].map((ask) => expect(ask).toThrow('no'))).toHaveLength(2);
});
