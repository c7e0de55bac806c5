import { expect, it } from 'vitest';
import { bytesQuantity, machineBytes } from '../../src/cgroup/machine-bytes.ts';
import { Quantity } from '../../src/quantity/index.ts';

it.each([
  ['16Gi', 17179869184n],
  ['1.5', 2n],
  [4096, 4096n],
  [0, 0n],
  [-1, -1n],
  [2 ** 63, -(2n ** 63n)],
  [2n ** 64n - 1n, -1n],
  [Quantity.fromInt64(7), 7n],
])('%s are as many bytes', (value, bytes) => expect(machineBytes(value, 'machine.nodeMemory')).toBe(bytes));

it.each([
  ['1K', 'ErrSuffix'],
  [Number.NaN, 'InvalidInput'],
  [undefined, 'InvalidInput'],
  [null, 'InvalidInput'],
])('refuses %s', (value, code) =>
  expect(() => machineBytes(value as string, 'machine.nodeMemory')).toThrow(expect.objectContaining({ code, path: 'machine.nodeMemory' })),
);

it.each([0n, 1n, 536870912n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 2097152n, 2n ** 64n - 1n])('keeps a uint64 of %s exactly', (bytes) => {
  expect(bytesQuantity(bytes).toBigInt()).toBe(bytes);
  expect(bytesQuantity(bytes).format).toBe('BinarySI');
});
