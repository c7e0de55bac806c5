import { expect, it } from 'vitest';
import { annotationOf, configMirrorAnnotationKey } from '../../src/core/annotations.ts';

it('reads the annotations that a pod has of its own', () => {
  const pod = { metadata: { annotations: { [configMirrorAnnotationKey]: '' } } };
  expect([
    annotationOf(pod, configMirrorAnnotationKey),
    annotationOf(pod, 'toString'),
    annotationOf({}, configMirrorAnnotationKey),
  ]).toEqual(['', undefined, undefined]);
});

it.each([
  [null, undefined],
  [{ metadata: 5 }, 'metadata'],
  [{ metadata: { annotations: 'x' } }, 'metadata.annotations'],
])('refuses %j', (pod, path) => {
  expect(() => annotationOf(pod as never, 'x')).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  if (path !== undefined) expect(() => annotationOf(pod as never, 'x')).toThrow(expect.objectContaining({ path }));
});
