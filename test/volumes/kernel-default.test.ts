import { expect, it } from 'vitest';
import { kernelDefaultTmpfsSize } from '../../src/volumes/kernel-default.ts';

it.each([
  ['16Gi', '8Gi'],
  ['12Ki', '4Ki'],
  ['4097', '0'],
  [0, '0'],
])('of %s is %s', (memory, size) => expect(kernelDefaultTmpfsSize(memory).toString()).toBe(size));
it('refuses what is no memory', () => {
  expect(() => kernelDefaultTmpfsSize('-1')).toThrow(expect.objectContaining({ code: 'OutOfRange', path: 'hostMemory' }));
  expect(() => kernelDefaultTmpfsSize('1e30')).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
  expect(() => kernelDefaultTmpfsSize('16GB')).toThrow(expect.objectContaining({ code: 'ErrFormatWrong', path: 'hostMemory' }));
});
