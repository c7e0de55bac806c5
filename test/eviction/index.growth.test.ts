import { expect, it } from 'vitest';
import {
  admit,
  evictionMessage,
  explainEphemeralStorage,
  explainRanking,
  initialEvictionState,
  localStorageEviction,
  rankForSignal,
  smallestChangeToSurvive,
  synchronize,
  thresholdsMet,
  updateContainerFsThresholds,
} from '../../src/eviction/index.ts';

/** Reads a value of which every look at a property, at any depth, is counted. */
function counting(): { readonly counted: <T>(value: T) => T; readonly looks: () => number } {
  let count = 0;
  const seen = new WeakMap<object, object>();
  const counted = <T>(value: T): T => {
    if (typeof value !== 'object' || value === null) return value;
    const known = seen.get(value);
    if (known !== undefined) return known as T;
    const proxy: object = new Proxy(value, {
      get: (target, name) => {
        count++;
        return counted(Reflect.get(target, name) as unknown);
      },
    });
    seen.set(value, proxy);
    return proxy as T;
  };
  return { counted, looks: () => count };
}

const many = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));
const container = (i: number): object => ({
  name: `c${i}`,
  resources: { requests: { memory: '1' }, limits: { 'ephemeral-storage': '1Gi' }, claims: [{ name: `claim${i}` }] },
});
/** A pod of n containers and volumes, all measured, all with a status. */
const large = (n: number): object => ({
  metadata: { name: 'large', uid: 'large' },
  spec: {
    containers: many(n, container),
    initContainers: many(n, (i) => ({ ...container(n + i), restartPolicy: 'Always' })),
    volumes: many(n, (i) => ({ name: `v${i}`, emptyDir: { sizeLimit: '1Gi' } })),
    tolerations: many(n, (i) => ({ key: `k${i}` })),
    resourceClaims: many(n, (i) => ({ name: `claim${i}` })),
  },
  status: { containerStatuses: many(n, (i) => ({ name: `c${i}`, allocatedResources: { memory: '1' } })) },
});
const usage = { usedBytes: 5, inodesUsed: 5 };
const measured = (n: number): object => ({
  podRef: { uid: 'large' },
  containers: many(2 * n, (i) => ({ name: `c${i}`, memory: { workingSetBytes: 5 }, rootfs: usage, logs: usage })),
  volume: many(n, (i) => ({ name: `v${i}`, ...usage })),
});
const pods = (n: number): object[] =>
  many(n, (i) => ({ metadata: { name: `p${i}`, uid: `u${i}` }, spec: { containers: [container(0)], priority: i % 3 } }));
const statistics = (n: number): object[] => many(n, (i) => ({ podRef: { uid: `u${i}` }, memory: { workingSetBytes: (i * 7919) % n } }));
const thresholds = (n: number): object[] =>
  many(n, (i) => ({ signal: 'memory.available', operator: 'LessThan', value: { quantity: `${i + 10}Mi` }, minReclaim: { quantity: '1' } }));
const observations = { 'memory.available': { available: '1Mi', capacity: '1Gi' } };

type Counted = ReturnType<typeof counting>['counted'];

const calls: Readonly<Record<string, (n: number, counted: Counted) => unknown>> = {
  'explainEphemeralStorage, containers and volumes': (n, counted) =>
    explainEphemeralStorage(counted(large(n)), counted([measured(n)]) as never),
  'localStorageEviction, containers and volumes': (n, counted) =>
    localStorageEviction(counted([large(n)]), counted([measured(n)]) as never, {}),
  'localStorageEviction, pods': (n, counted) => localStorageEviction(counted(pods(n)), counted(statistics(n)) as never, {}),
  'evictionMessage, containers': (n, counted) => evictionMessage('memory', counted(large(n)), counted([measured(n)]) as never, [], {}),
  'evictionMessage, thresholds': (n, counted) =>
    evictionMessage('pids', {}, [], counted(thresholds(n)) as never, counted(observations) as never),
  'rankForSignal, pods': (n, counted) => rankForSignal('memory.available', counted(pods(n)), counted(statistics(n)) as never, {}),
  'rankForSignal, containers and volumes': (n, counted) =>
    rankForSignal('nodefs.available', counted([large(n)]), counted([measured(n)]) as never, {}),
  'explainRanking, pods': (n, counted) => explainRanking('memory.available', counted(pods(n)), counted(statistics(n)) as never, {}),
  'smallestChangeToSurvive, pods': (n, counted) => {
    const list = counted(pods(n));
    return smallestChangeToSurvive(list[0]!, list, counted(statistics(n)) as never, 'memory.available', {});
  },
  'thresholdsMet, thresholds': (n, counted) => thresholdsMet(counted(thresholds(n)) as never, counted(observations) as never),
  'updateContainerFsThresholds, thresholds': (n, counted) => updateContainerFsThresholds(counted(thresholds(n)) as never, {}),
  'synchronize, thresholds in two cycles': (n, counted) => {
    const config = { thresholds: counted(thresholds(n)) as never, pressureTransitionPeriodSeconds: 300 };
    const summary = { node: { memory: { availableBytes: 2 ** 20, workingSetBytes: 2 ** 30 } }, pods: [] };
    const { state } = synchronize(initialEvictionState, { now: 0, summary, pods: [] }, config);
    return synchronize(counted(state), { now: 10_000, summary, pods: [] }, config);
  },
  'admit, tolerations': (n, counted) => admit(counted(large(n)), ['MemoryPressure']),
};

it.each(Object.entries(calls))('%s: looks at its input in proportion to its length', (_name, call) => {
  const looksAt = (n: number): number => {
    const { counted, looks } = counting();
    call(n, counted);
    return looks();
  };
  const exponent = Math.log(looksAt(16_000) / looksAt(1000)) / Math.log(16);
  expect(exponent).toBeLessThan(1.2);
});
