import { describe, expect, it } from 'vitest';
import { isCriticalPod, isMirrorPod, isStaticPod, podPriority } from '../../../src/resources/qos/priority.ts';

const annotated = (annotations: Record<string, string>, namespace = 'default'): object => ({ metadata: { namespace, annotations } });
const withPriority = (priority: unknown): object => ({ spec: { containers: [], priority } });

describe('podPriority', () => {
  it.each([
    [undefined, 0],
    [null, 0],
    [0, 0],
    [-10, -10],
    [2_000_001_000, 2_000_001_000],
  ])('of %s is %s', (own, priority) => expect(podPriority(withPriority(own))).toBe(priority));
  it.each([['high'], [1.5], [Number.NaN], [5n]])('refuses %s', (own) =>
    expect(() => podPriority(withPriority(own))).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'spec.priority' })),
  );
});

it.each([
  ['file', true],
  ['http', true],
  ['', true],
  ['api', false],
])('a pod from %j is static: %s', (source, is) => expect(isStaticPod(annotated({ 'kubernetes.io/config.source': source }))).toBe(is));

it('knows mirror pods by an annotation of any value', () => {
  expect([
    isMirrorPod(annotated({ 'kubernetes.io/config.mirror': '' })),
    isMirrorPod(annotated({})),
    isMirrorPod({ metadata: null }),
  ]).toEqual([true, false, false]);
});

describe('isCriticalPod', () => {
  const mirror = annotated({ 'kubernetes.io/config.mirror': 'x' });
  const file = annotated({ 'kubernetes.io/config.source': 'file' });
  const marked = annotated({ 'scheduler.alpha.kubernetes.io/critical-pod': '' }, 'kube-system');
  const ExperimentalCriticalPodAnnotation = true;
  it.each([
    ['priority', withPriority(2_000_000_000), '1.37', {}, true],
    ['less priority', withPriority(1_999_999_999), '1.37', {}, false],
    ['priority', withPriority(2_000_000_000), '1.15', { PodPriority: false }, false],
    ['a static pod', file, '1.15', {}, false],
    ['a static pod', file, '1.16', {}, true],
    ['a mirror pod', mirror, '1.16', {}, false],
    ['a mirror pod', mirror, '1.17', {}, true],
    ['an annotation', marked, '1.15', {}, false],
    ['an annotation', marked, '1.15', { ExperimentalCriticalPodAnnotation }, true],
    [
      'an annotation elsewhere',
      annotated({ 'scheduler.alpha.kubernetes.io/critical-pod': '' }),
      '1.15',
      { ExperimentalCriticalPodAnnotation },
      false,
    ],
  ])('for %s of %j in %s with %j: %s', (_name, pod, kubernetesVersion, featureGates, critical) =>
    expect(isCriticalPod(pod, { kubernetesVersion, featureGates })).toBe(critical),
  );
});
