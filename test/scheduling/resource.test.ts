import { describe, expect, it } from 'vitest';
import {
  addOnNode,
  addResource,
  addResourceList,
  emptyResource,
  greater,
  newResource,
  quantityOfUnits,
  scalarOf,
  setMaxResource,
  unitsOf,
} from '../../src/scheduling/resource.ts';
import { readList } from '../../src/core/resource-lists.ts';
import { Quantity } from '../../src/quantity/index.ts';

const all = { minor: 37, countsStorage: true, countsZeros: true };
const totals = (list: Record<string, string>) => readList(list, '', 37);

describe('addResourceList', () => {
  it('counts what the scheduler counts', () => {
    const amounts = emptyResource();
    const list = totals({
      cpu: '1500u',
      memory: '1.5',
      pods: '3',
      'ephemeral-storage': '1Gi',
      storage: '5',
      'a.b/c': '2',
      'hugepages-2Mi': '0',
    });
    addResourceList(amounts, list, all);
    addResourceList(amounts, list, { ...all, countsStorage: false });
    const scalars = new Map([
      ['a.b/c', 4],
      ['hugepages-2Mi', 0],
    ]);
    expect(amounts).toEqual({ milliCPU: 4, memory: 4, allowedPodNumber: 6, ephemeralStorage: 2 ** 30, scalarResources: scalars });
  });
});

describe('setMaxResource', () => {
  it.each([
    [
      true,
      new Map([
        ['a.b/c', 0],
        ['a.b/d', 1],
      ]),
    ],
    [false, new Map([['a.b/d', 1]])],
  ])('notes a scalar of 0: %s', (countsZeros, scalars) => {
    const amounts = { ...emptyResource(), milliCPU: 2000, memory: 1 };
    setMaxResource(amounts, totals({ cpu: '1', memory: '5', 'ephemeral-storage': '7', 'a.b/c': '0', 'a.b/d': '1', pods: '9' }), {
      minor: 37,
      countsStorage: false,
      countsZeros,
    });
    expect(amounts).toEqual({ milliCPU: 2000, memory: 5, ephemeralStorage: 0, allowedPodNumber: 0, scalarResources: scalars });
  });
});

it('addResource adds as often as said', () => {
  const to = { ...emptyResource(), scalarResources: new Map([['a.b/c', 1]]) };
  addResource(
    to,
    {
      ...emptyResource(),
      milliCPU: 5,
      scalarResources: new Map([
        ['a.b/c', 2],
        ['a.b/d', 0],
      ]),
    },
    { minor: 37 },
    3,
  );
  expect(to).toMatchObject({
    milliCPU: 15,
    scalarResources: new Map([
      ['a.b/c', 7],
      ['a.b/d', 0],
    ]),
  });
});

it.each([
  [37, 2n ** 62n, -(2n ** 63n)],
  [38, 2n ** 62n, 2n ** 63n - 1n],
  [38, -(2n ** 62n), -(2n ** 62n) * 2n],
])('in 1.%i twice %i of memory are %i', (minor, memory, sum) => {
  const [to, one] = [emptyResource(), { ...emptyResource(), memory }];
  addResource(to, one, { minor }, 2);
  expect(to.memory).toBe(sum);
  expect(addOnNode(memory, memory, { minor })).toBe(sum);
});

it('reads lists and single amounts', () => {
  expect(newResource({ cpu: '0.5' }, 'node.status.allocatable', all).milliCPU).toBe(500);
  expect(newResource(undefined, 'x', all)).toEqual(emptyResource());
  expect(() => newResource({ cpu: 'x' }, 'node.status.allocatable', all)).toThrow(
    expect.objectContaining({ path: 'node.status.allocatable.cpu' }),
  );
  expect([unitsOf('cpu', Quantity.parse('1')), unitsOf('memory', Quantity.parse('7Ei'))]).toEqual([1000, 7n << 60n]);
  expect(scalarOf(emptyResource(), '__proto__')).toBe(0);
  expect(greater(2, 3n)).toBe(3n);
});

it.each([
  ['cpu', 1500, '1500m'],
  ['memory', 2 ** 30, '1Gi'],
  ['ephemeral-storage', 2n ** 62n, '4Ei'],
  ['hugepages-2Mi', 2 ** 21, '2Mi'],
  ['pods', 110, '110'],
  ['a.b/c', 1024, '1024'],
])('%s of %s is a quantity', (name, value, text) => expect(quantityOfUnits(name, value, 37).toString()).toBe(text));
