import { expect, it } from 'vitest';
import { hugePageSizeFromResourceName } from '../../src/core/page-sizes.ts';

it.each([
  ['hugepages-2Mi', '2Mi'],
  ['hugepages-1Gi', '1Gi'],
  ['hugepages-', undefined],
  ['hugepages-large', undefined],
])('the pages of %s have %s', (name, size) => {
  const found = hugePageSizeFromResourceName(name, 37);
  expect(found.ok ? found.value.toString() : undefined).toBe(size);
});
