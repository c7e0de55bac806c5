import { describe, expect, it } from 'vitest';
import { cachedStatsFunc, statsSourceOf } from '../../src/core/cached-stats.ts';
import type { PodLike } from '../../src/core/pod.ts';

const web = Object.freeze({ podRef: { name: 'web', namespace: 'a', uid: '1' } });
const later = Object.freeze({ podRef: { name: 'web', namespace: 'a', uid: '1' }, containers: [] });
const staticPod = Object.freeze({ podRef: { name: 'etcd', namespace: 'kube-system', uid: 'hash' } });
const nameless = Object.freeze({ podRef: {} });

describe('cachedStatsFunc', () => {
  const stats = cachedStatsFunc(Object.freeze([web, staticPod, later, nameless]));
  const mirror = { 'kubernetes.io/config.mirror': 'hash' };
  const table: [string, PodLike, unknown][] = [
    ['by uid, the last of two', { metadata: { uid: '1' } }, later],
    ['no statistics', { metadata: { uid: '2' } }, undefined],
    ['a mirror pod by its annotation', { metadata: { uid: '3', annotations: mirror } }, staticPod],
    ['the uid before the annotation', { metadata: { uid: '1', annotations: mirror } }, later],
    ['an annotation without statistics', { metadata: { uid: '3', annotations: { 'kubernetes.io/config.mirror': 'x' } } }, undefined],
    ['no metadata counts as the empty uid', {}, nameless],
  ];
  it.each(table)('%s', (_name, pod, expected) => {
    expect(stats(pod)).toBe(expected);
  });
});

it('a mirror annotation that is empty or null finds nothing', () => {
  const stats = cachedStatsFunc([{ podRef: {} }]);
  for (const uid of ['', null])
    expect(stats({ metadata: { uid: 'x', annotations: { 'kubernetes.io/config.mirror': uid as string } } })).toBeUndefined();
  expect(stats({})).toEqual({ podRef: {} });
});

describe('statsSourceOf', () => {
  it('wraps a list, and asks a lookup', () => {
    expect(statsSourceOf(() => undefined).statsOf({})).toBeUndefined();
    expect(statsSourceOf((() => null) as never).statsOf({})).toBeUndefined();
    expect(statsSourceOf(() => web).statsOf({})).toBe(web);
    expect(statsSourceOf([web]).statsOf({ metadata: { uid: '1' } })).toBe(web);
  });
  it('tells promises and what else a lookup may find from statistics', () => {
    for (const found of [Promise.resolve(web), 5, [web]])
      expect(() => statsSourceOf((() => found) as never).statsOf({})).toThrow(expect.objectContaining({ code: 'InvalidInput' }));
  });
  it('knows where the statistics of a pod stand', () => {
    const pod = { metadata: { uid: '1' } };
    expect(statsSourceOf(() => web).placeOf(pod, 'pods[7]')).toBe('stats(pods[7])');
    expect(statsSourceOf([staticPod, web]).placeOf(pod, 'pods[7]')).toBe('stats[1]');
    expect(statsSourceOf([{ ...web }, web], 'summary.pods').placeOf(pod, 'pods[7]')).toBe('summary.pods[1]');
  });
  it.each([
    [undefined, 'stats'],
    ['x', 'stats'],
    [[web, 5], 'stats[1]'],
    [[{ podRef: 'x' }], 'stats[0].podRef'],
  ])('refuses %j', (stats, path) =>
    expect(() => statsSourceOf(stats as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path })),
  );
});
