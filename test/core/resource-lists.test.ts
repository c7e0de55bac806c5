import { describe, expect, it } from 'vitest';
import { Quantity } from '../../src/quantity/index.ts';
import { addAmount, addList, amountOf, maxList, maxOf, readList, setAmount, type Totals } from '../../src/core/resource-lists.ts';

const list = (amounts: Record<string, string>): Totals => readList(amounts, 'list', 37) ?? {};
const texts = (totals: Totals): Record<string, string> => JSON.parse(JSON.stringify(totals)) as Record<string, string>;

describe('readList', () => {
  it('takes null as a present 0 and undefined as absent', () => {
    expect(texts(readList({ cpu: null, memory: undefined, 'ephemeral-storage': 5 }, 'list', 37) ?? {})).toEqual({
      cpu: '0',
      'ephemeral-storage': '5',
    });
    expect(readList(undefined, 'list', 37)).toBeUndefined();
  });
  it('names the place of a malformed amount', () => {
    expect(() => readList({ memory: '500mi' }, 'spec.overhead', 37)).toThrow(
      expect.objectContaining({ code: 'ErrSuffix', path: 'spec.overhead.memory', hint: expect.stringContaining('500Mi') as string }),
    );
  });
  it('keeps names that objects have of their own', () => {
    const hostile = JSON.parse('{"__proto__":"1","constructor":"2","toString":"3"}') as Record<string, string>;
    const read = readList(hostile, 'list', 37) ?? {};
    expect(Object.keys(read).sort()).toEqual(['__proto__', 'constructor', 'toString']);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
    const doubled: Totals = {};
    addList(doubled, read);
    addList(doubled, read);
    expect(Object.entries(doubled).map(([name, amount]) => `${name} ${amount.toString()}`)).toEqual([
      '__proto__ 2',
      'constructor 4',
      'toString 6',
    ]);
  });
});

describe('sums and maxima', () => {
  it('keep the spelling of an amount that nothing was added to', () => {
    const totals = list({ memory: '01Gi' });
    addList(totals, list({ cpu: '+1' }));
    expect(texts(totals)).toEqual({ memory: '01Gi', cpu: '+1' });
    addAmount(totals, 'memory', Quantity.parse('0'));
    expect(texts(totals)).toEqual({ memory: '1Gi', cpu: '+1' });
  });
  it('keep the first of equal amounts', () => {
    const totals = list({ memory: '1Gi' });
    maxList(totals, list({ memory: '1024Mi', cpu: '1' }));
    expect(texts(totals)).toEqual({ memory: '1Gi', cpu: '1' });
    expect(texts(maxOf(undefined, list({ cpu: '1' }), list({ cpu: '1000m' }), list({ cpu: '2' })))).toEqual({ cpu: '2' });
  });
  it('make a decimal of an amount that is greater than one', () => {
    const greatest = (before: string): bigint | undefined =>
      amountOf(maxOf(list({ memory: before }), list({ memory: '20E' })), 'memory')?.value();
    expect([greatest('1Gi'), greatest('1.1Gi')]).toEqual([0n, 1_553_255_926_290_448_384n]);
  });
  it('know what is there of its own', () => {
    const totals: Totals = {};
    expect([amountOf(totals, 'constructor'), amountOf(undefined, 'cpu')]).toEqual([undefined, undefined]);
    setAmount(totals, 'cpu', Quantity.parse('1'));
    expect(amountOf(totals, 'cpu')?.toString()).toBe('1');
  });
});
