import { expect, it } from 'vitest';
import { SizingError } from '../../../src/errors.ts';
import { inPlace } from '../../../src/resize/validation/pod-resize.ts';

it.each([
  ['', 'spec.x'],
  ['oldPod', 'oldPod.spec.x'],
])('%j in front of a path gives %j', (place, path) => {
  const fail = (): never => {
    throw new SizingError('NotFound', 'no', { path: 'spec.x' });
  };
  expect(() => inPlace(place, fail)).toThrow(expect.objectContaining({ path }));
  expect(inPlace(place, () => 1)).toBe(1);
});
