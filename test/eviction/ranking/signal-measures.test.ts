import { expect, it } from 'vitest';
import { buildSignalToRankFunc, filesystemOf, layoutOf, measureIn, partsOn } from '../../../src/eviction/ranking/signal-measures.ts';

it.each([
  [undefined, undefined, 37, 'single'],
  [true, undefined, 37, 'dedicated'],
  [true, true, 37, 'split'],
  [true, true, 28, 'dedicated'],
  [false, true, 37, 'single'],
])('a dedicated image filesystem (%s) and a split one (%s) in 1.%d is %s', (dedicatedImageFs, splitContainerImageFs, minor, layout) =>
  expect(layoutOf({ dedicatedImageFs, splitContainerImageFs }, minor)).toBe(layout),
);

it('containers write where their layers live', () => {
  expect(filesystemOf('containerfs.available', 'dedicated')).toBe('imagefs');
  expect(filesystemOf('containerfs.inodesFree', 'split')).toBe('nodefs');
  expect(filesystemOf('imagefs.available', 'single')).toBe('imagefs');
  expect(partsOn.dedicated).toEqual({ nodefs: ['logs', 'localVolumeSource'], imagefs: ['root'] });
});

it('a signal measures its resource', () => {
  expect(measureIn('allocatableMemory.available', 'split')).toBe('memory');
  expect(measureIn('pid.available', 'single')).toBe('pids');
  expect(measureIn('imagefs.inodesFree', 'split')).toEqual({ parts: ['images'], resource: 'inodes' });
});

it('refuses a signal that the minor does not have', () => {
  expect(() => buildSignalToRankFunc('containerfs.available', {}, 28)).toThrow(
    expect.objectContaining({ code: 'InvalidInput', path: 'signal' }),
  );
  expect(() => buildSignalToRankFunc('memory.available', 5 as never, 37)).toThrow(expect.objectContaining({ path: 'filesystems' }));
});
