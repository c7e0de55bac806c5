import { describe, expect, it } from 'vitest';
import { isReservable, parseResourceList, reservedMemoryTotals } from '../../src/node/inputs.ts';

describe('isReservable', () => {
  it.each(['cpu', 'memory', 'ephemeral-storage', 'hugepages-1Gi'])('%s', (name) => expect(isReservable(name)).toBe(true));
  it.each(['pods', 'pid', 'nvidia.com/gpu', 'storage'])('not %s', (name) => expect(isReservable(name)).toBe(false));
});

describe('parseResourceList', () => {
  const cpu = (text: string, minor: number): unknown => parseResourceList({ cpu: text }, 'kubeReserved', minor)?.['cpu']?.toString();

  it.each([
    ['499u', '499u', '0'],
    ['500u', '500u', '1m'],
    ['1499999n', '1499999n', '2m'],
    ['1.4996', '1499600u', '1500m'],
    ['2', '2', '2'],
  ])('%s is %s up to 1.36, and %s in 1.37', (text, before, after) => {
    expect([cpu(text, 36), cpu(text, 37)]).toEqual([before, after]);
  });

  it.each([
    ['9223372036854775308u', '-9223372036854775m', '9223372036854775m'],
    ['9223372036854775807u', '-9223372036854775m', '9223372036854776m'],
    ['9223372036854775808u', '-9223372036854775m', '9223372036854775808u'],
    ['10E', '0', '10E'],
  ])('%s wraps in 1.37 to %s, and is %s in 1.38', (text, before, after) => {
    expect([cpu(text, 37), cpu(text, 38)]).toEqual([before, after]);
  });

  it.each([undefined, null, {}])('of %j is none', (list) => expect(parseResourceList(list, 'kubeReserved', 37)).toBeUndefined());

  it('refuses a negative amount', () => {
    expect(() => parseResourceList({ pid: '-1' }, 'kubeReserved', 37)).toThrow(expect.objectContaining({ path: 'kubeReserved.pid' }));
  });
});

it('reservedMemoryTotals adds up what NUMA nodes have', () => {
  const totals = reservedMemoryTotals(
    [{ limits: { memory: '1Gi' } }, { numaNode: 1, limits: { memory: '1Gi', 'hugepages-2Mi': '4Mi' } }, {}],
    37,
  );
  expect(JSON.stringify(totals)).toBe('{"memory":"2Gi","hugepages-2Mi":"4Mi"}');
});
