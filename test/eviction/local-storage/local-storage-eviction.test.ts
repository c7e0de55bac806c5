import { statsSourceOf } from '../../../src/core/cached-stats.ts';
import { describe, expect, it } from 'vitest';
import {
  immediateGracePeriod,
  isolationOf,
  limitMessage,
  localStorageEviction,
  overLimits,
} from '../../../src/eviction/local-storage/local-storage-eviction.ts';
import { parseEvictionMessage } from '../../../src/eviction/messages/parse-eviction-message.ts';
import type { GateOptions } from '../../../src/version/feature-gates.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const container = { name: 'app', resources: { limits: { 'ephemeral-storage': '10' } } };
const podOf = (uid: string, priority = 0): object =>
  deepFreeze({ metadata: { uid }, spec: { containers: [container], volumes: [{ name: 'v', emptyDir: { sizeLimit: '5' } }], priority } });
const statsOf = (uid: string, volume: number, pod: number, logs: number): never =>
  deepFreeze({
    podRef: { uid },
    volume: [{ name: 'v', usedBytes: volume }],
    'ephemeral-storage': { usedBytes: pod },
    containers: [{ name: 'app', logs: { usedBytes: logs } }],
  }) as never;

describe('localStorageEviction', () => {
  const pods = [podOf('volume'), podOf('pod'), podOf('container'), podOf('within'), podOf('critical', 2_000_000_000), podOf('unknown')];
  const stats = [
    statsOf('volume', 6, 11, 11),
    statsOf('pod', 5, 11, 11),
    statsOf('container', 5, 10, 11),
    statsOf('within', 5, 10, 10),
    statsOf('critical', 6, 11, 11),
  ];
  it('evicts every pod that is above a limit, by the first', () => {
    const evictions = localStorageEviction(pods, stats, {});
    expect(evictions.map(({ pod, message }) => [pods.indexOf(pod), message])).toEqual([
      [0, 'Usage of EmptyDir volume "v" exceeds the limit "5". '],
      [1, 'Pod ephemeral local storage usage exceeds the total limit of containers 10. '],
      [2, 'Container app exceeded its local ephemeral storage limit "10". '],
    ]);
    expect(evictions.every((eviction) => eviction.gracePeriodSeconds === 1 && eviction.annotations === undefined)).toBe(true);
  });
  it('takes a name that is null for an empty one', () => {
    const nameless = { spec: { containers: [{ name: null as never, resources: { limits: { 'ephemeral-storage': '2' } } }] } };
    const used = [{ podRef: {}, containers: [{ name: null as never, logs: { usedBytes: 3 } }] }];
    const [eviction] = localStorageEviction([nameless], used, {});
    expect(eviction?.message).toBe('Container  exceeded its local ephemeral storage limit "2". ');
  });
  it('does nothing where limits of local storage do not count', () => {
    expect(localStorageEviction(pods, stats, { localStorageCapacityIsolation: false })).toEqual([]);
    const featureGates = { LocalStorageCapacityIsolation: false };
    expect(localStorageEviction(pods, stats, {}, { kubernetesVersion: '1.24', featureGates })).toEqual([]);
    expect(overLimits(pods, statsSourceOf([]), {}, releaseOf(undefined))).toEqual([]);
  });
  it('names the place where upstream panics', () => {
    const bad = { podRef: { uid: 'pod' }, volume: [{ name: 'v' }] };
    expect(() => localStorageEviction(pods, [bad], {})).toThrow(
      expect.objectContaining({ code: 'UpstreamPanics', path: 'stats[0].volume[0].usedBytes' }),
    );
  });
});

describe('the setting that switches limits of local storage off', () => {
  const gateOff = { kubernetesVersion: '1.24', featureGates: { LocalStorageCapacityIsolation: false } };
  const isolated = (setting: boolean | undefined, options: GateOptions): readonly boolean[] => {
    const { release, isolates } = isolationOf({ localStorageCapacityIsolation: setting }, releaseOf(options), 'node');
    return [isolates, release.gate('LocalStorageCapacityIsolation')];
  };
  it('stands for the gate up to 1.24', () => {
    expect(isolated(undefined, gateOff)).toEqual([false, false]);
    expect(isolated(true, gateOff)).toEqual([true, true]);
    expect(isolated(false, { kubernetesVersion: '1.24' })).toEqual([false, false]);
    expect(
      isolationOf({ localStorageCapacityIsolation: false }, releaseOf({ kubernetesVersion: '1.16' }), 'node').release.gate('PodOverhead'),
    ).toBe(false);
  });
  it('says nothing about requests since 1.25', () => {
    expect(isolated(undefined, { kubernetesVersion: '1.25' })).toEqual([true, true]);
    expect(isolated(false, {})).toEqual([false, true]);
  });
});

it('a pod that is evicted at once has a second since 1.31', () => {
  expect([immediateGracePeriod(30), immediateGracePeriod(31)]).toEqual([0, 1]);
});

it.each([
  [
    { kind: 'volume', name: 'cache' },
    { kind: 'volume-limit', name: 'cache', limit: '1536Mi' },
  ],
  [{ kind: 'pod' }, { kind: 'pod-limit', limit: '1536Mi' }],
  [
    { kind: 'container', name: 'app' },
    { kind: 'container-limit', name: 'app', limit: '1536Mi' },
  ],
] as const)('the message of %j can be read again', (limit, parsed) => {
  const message = limitMessage({ ...limit, limit: Quantity.parse('1536Mi') });
  expect(JSON.parse(JSON.stringify(parseEvictionMessage(message)))).toEqual(parsed);
});
