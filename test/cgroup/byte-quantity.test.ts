import { expect, it } from 'vitest';
import { byteQuantity } from '../../src/cgroup/byte-quantity.ts';

it.each([
  [0n, '0'],
  [-1n, '-1'],
  [536870912n, '512Mi'],
  [2n ** 63n - 1n, '9223372036854775807'],
  [2n ** 64n - 2097152n, '17592186044414Mi'],
  [2n ** 64n - 1n, '18446744073709551615'],
])('%s bytes are kept exactly', (bytes, text) => {
  expect(byteQuantity(bytes).toBigInt()).toBe(bytes);
  expect(byteQuantity(bytes).format).toBe('BinarySI');
  expect(byteQuantity(bytes).toString()).toBe(text);
});
