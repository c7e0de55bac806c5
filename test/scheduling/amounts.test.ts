import { describe, expect, it } from 'vitest';
import { addAmounts, addTotals, amountsAt, greater, int64Of, noAmounts, raiseTo, scalarOf } from '../../src/scheduling/amounts.ts';
import { readList } from '../../src/resources/totals/resource-lists.ts';
import { Quantity } from '../../src/quantity/index.ts';

const totals = (list: Record<string, string>) => readList(list, '');

describe('addTotals', () => {
  it('counts what the scheduler counts', () => {
    const amounts = noAmounts();
    const list = totals({
      cpu: '1500u',
      memory: '1.5',
      pods: '3',
      'ephemeral-storage': '1Gi',
      storage: '5',
      'a.b/c': '2',
      'hugepages-2Mi': '0',
    });
    addTotals(amounts, list, true);
    addTotals(amounts, list, false);
    const scalars = new Map([
      ['a.b/c', 4],
      ['hugepages-2Mi', 0],
    ]);
    expect(amounts).toEqual({ milliCPU: 4, memory: 4, pods: 6, storage: 2 ** 30, scalars });
  });
});

describe('raiseTo', () => {
  it.each([
    [
      true,
      new Map([
        ['a.b/c', 0],
        ['a.b/d', 1],
      ]),
    ],
    [false, new Map([['a.b/d', 1]])],
  ])('notes a scalar of 0: %s', (keepsZeros, scalars) => {
    const amounts = { ...noAmounts(), milliCPU: 2000, memory: 1 };
    raiseTo(amounts, totals({ cpu: '1', memory: '5', 'ephemeral-storage': '7', 'a.b/c': '0', 'a.b/d': '1', pods: '9' }), false, keepsZeros);
    expect(amounts).toEqual({ milliCPU: 2000, memory: 5, storage: 0, pods: 0, scalars });
  });
});

it('addAmounts adds as often as said', () => {
  const to = { ...noAmounts(), scalars: new Map([['a.b/c', 1]]) };
  addAmounts(
    to,
    {
      ...noAmounts(),
      milliCPU: 5,
      scalars: new Map([
        ['a.b/c', 2],
        ['a.b/d', 0],
      ]),
    },
    3,
  );
  expect(to).toMatchObject({
    milliCPU: 15,
    scalars: new Map([
      ['a.b/c', 7],
      ['a.b/d', 0],
    ]),
  });
});

it('reads lists and single amounts', () => {
  expect(amountsAt({ cpu: '0.5' }, 'node.status.allocatable', true).milliCPU).toBe(500);
  expect(amountsAt(undefined, 'x', true)).toEqual(noAmounts());
  expect(() => amountsAt({ cpu: 'x' }, 'node.status.allocatable', true)).toThrow(
    expect.objectContaining({ path: 'node.status.allocatable.cpu' }),
  );
  expect([int64Of('cpu', Quantity.parse('1')), int64Of('memory', Quantity.parse('7Ei'))]).toEqual([1000, 7n << 60n]);
  expect(scalarOf(noAmounts(), '__proto__')).toBe(0);
  expect(greater(2, 3n)).toBe(3n);
});
