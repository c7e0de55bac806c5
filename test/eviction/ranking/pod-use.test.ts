import { statsSourceOf } from '../../../src/core/cached-stats.ts';
import { expect, it } from 'vitest';
import { prioritiesCount, rulesOf, usageAbove, useReader } from '../../../src/eviction/ranking/pod-use.ts';
import { Quantity } from '../../../src/quantity/index.ts';

const container = { name: 'app', resources: { requests: { memory: '1Gi', 'ephemeral-storage': '2Gi' } } };
const pod = { spec: { containers: [container], priority: 7 } };
const stats = () => ({ podRef: {}, memory: { workingSetBytes: 5 }, process_stats: { process_count: 6 } });
const source = statsSourceOf(stats);

it.each([
  ['memory', '1.37', ['group', 'priority', 'above'], 5, '1Gi'],
  ['pids', '1.37', ['priority', 'group', 'above'], 6, undefined],
  ['pids', '1.18', ['priority'], 6, undefined],
  [{ parts: ['root'], resource: 'ephemeral-storage' } as const, '1.37', ['group', 'priority', 'above'], 0, '2Gi'],
  [{ parts: ['root'], resource: 'inodes' } as const, '1.37', ['group', 'priority', 'above'], 0, '2Gi'],
] as const)('%j in %s', (measure, kubernetesVersion, criteria, usage, request) => {
  const reader = useReader(measure, source, rulesOf({ kubernetesVersion }));
  expect(reader.criteria).toEqual(criteria);
  expect(reader.usageOf(pod, stats())).toBe(usage);
  expect(reader.requestOf?.(pod).toString()).toBe(request);
  expect(reader.priorityOf(pod)).toBe(7);
  expect(reader.statsOf(pod)).toEqual(stats());
});

it('inodes exceed a request of their own', () => {
  const reader = useReader({ parts: [], resource: 'inodes' }, source, rulesOf(undefined));
  expect([reader.format, reader.ownRequestOf?.(pod).toString()]).toEqual(['DecimalSI', '0']);
});

it('priorities do not count with their gate off', () => {
  const off = rulesOf({ kubernetesVersion: '1.15', featureGates: { PodPriority: false } });
  expect(prioritiesCount(15)(off.gate)).toBe(false);
  expect(useReader('memory', source, off).priorityOf(pod)).toBe(0);
  expect(prioritiesCount(16)(() => false)).toBe(true);
});

it('usage above the request is exact', () => {
  expect(usageAbove(1, Quantity.parse('500m'), 'BinarySI').toString()).toBe('500m');
  expect(usageAbove(2n ** 62n, undefined, 'BinarySI').toString()).toBe('4Ei');
});
