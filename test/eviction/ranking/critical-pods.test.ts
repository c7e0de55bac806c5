import { expect, it } from 'vitest';
import { isSpared } from '../../../src/eviction/ranking/critical-pods.ts';
import { releaseOf } from '../../../src/version/release.ts';

const fromFile = { 'kubernetes.io/config.source': 'file' };
const mirrored = { ...fromFile, 'kubernetes.io/config.mirror': 'x' };
const named = (annotations: object, priority: number, name = 'etcd'): object => ({
  metadata: { name, namespace: 'kube-system', annotations },
  spec: { containers: [], priority },
});
const critical = named({}, 2_000_000_000);

it.each([
  ['1.37', critical, [], true],
  ['1.37', named(fromFile, 0), [], true],
  ['1.37', named({}, 1_999_999_999), [], false],
  ['1.16', critical, [], false],
  ['1.16', named(fromFile, 0), [], true],
  ['1.16', named(fromFile, 0), [named({ 'kubernetes.io/config.mirror': 'x' }, 0)], false],
  ['1.16', named(fromFile, 0), [named(mirrored, 0)], true],
  ['1.15', named(fromFile, 0), [named(mirrored, 0)], false],
  ['1.15', named(fromFile, 0), [named(mirrored, 2_000_000_000)], true],
  ['1.15', named(fromFile, 0), [named(mirrored, 0, 'other')], true],
])('in %s %j beside %j is spared: %s', (kubernetesVersion, pod, others, spared) =>
  expect(isSpared([pod, ...others], releaseOf({ kubernetesVersion }))(pod)).toBe(spared),
);

it('looks for mirror pods once', () => {
  const pods = Array.from({ length: 20_000 }, (_, i) => named(fromFile, 0, `p${i}`));
  const spared = isSpared(pods, releaseOf({ kubernetesVersion: '1.15' }));
  const start = performance.now();
  expect(pods.every(spared)).toBe(true);
  expect(performance.now() - start).toBeLessThan(2000);
});
