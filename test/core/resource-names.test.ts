import { expect, it } from 'vitest';
import { isHugePageName } from '../../src/core/resource-names.ts';

it.each([
  ['hugepages-2Mi', true],
  ['hugepages-', true],
  ['hugepages', false],
  ['memory', false],
  ['requests.hugepages-2Mi', false],
])('%s is hugepages: %s', (name, is) => expect(isHugePageName(name)).toBe(is));
