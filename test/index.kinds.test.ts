import { describe, expect, it } from 'vitest';
import * as sizing from '../src/index.ts';
import { calls } from './calls.ts';

const functions = new Map(Object.entries(sizing)) as ReadonlyMap<string, (...args: readonly unknown[]) => unknown>;

type Fields = Readonly<Record<string, unknown>>;

/** A copy of a value with something else at a place, such as `spec.containers.0.name`. */
function withValue(value: unknown, [name, ...rest]: readonly string[], other: unknown): unknown {
  if (name === undefined) return other;
  const inner = withValue((value as Fields | undefined)?.[name], rest, other);
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...(value as Fields), [name]: inner };
}

function asked(name: string, place: string, value: unknown): () => unknown {
  const [argument = '', ...rest] = place.split('.');
  const call = calls[name] ?? {};
  const args = Object.values({ ...call, [argument]: withValue(call[argument], rest, value) });
  return () => functions.get(name)?.(...args);
}

/** What stands where one object is asked for, and what the hint says about it. */
const wrapped: readonly (readonly [what: string, value: unknown, hint: RegExp])[] = [
  ['a list', [{}], /one by one/],
  ['a list with items', { items: [{}] }, /one by one/],
  ['a promise', Promise.resolve({}), /await/],
  ['a map', new Map(), /one of its values/],
  ['a response of a client', { response: {}, body: {} }, /pass its body/],
  ['a response of another client', { headers: {}, data: {} }, /pass its data/],
  ['an event of a watch', { type: 'ADDED', object: {} }, /pass its object/],
];

const pods = Object.entries(calls).flatMap(([name, call]) =>
  (['pod', 'oldPod', 'newPod', 'allocatedPod'] as const).flatMap((argument) => (argument in call ? [[name, argument] as const] : [])),
);
const objects: readonly (readonly [name: string, place: string])[] = [
  // That the pod is one of the list is looked at first.
  ...pods.filter(([name]) => name !== 'smallestChangeToSurvive'),
  ['fits', 'node'],
  ['fits', 'podsOnNode.0'],
  ['podResizeVerdict', 'facts.node'],
  ['podResizeVerdict', 'facts.podsOnNode.0'],
  ['rankMemoryPressure', 'pods.0'],
  ['rankOOMVictims', 'pods.0'],
  ['memoryBackedVolumeTotals', 'pods.0'],
  ['localStorageEviction', 'pods.0'],
  ['synchronize', 'observation.pods.0'],
  ['sizePod', 'node'],
  ['setLimitRangeDefaults', 'limitRange'],
  ['kubeletThresholds', 'kubeletConfiguration'],
  ['nodeAllocatableFromConfig', 'kubeletConfiguration'],
  ['parseThresholdConfig', 'config'],
  ['explainThresholds', 'kubeletConfiguration'],
];

describe('where one object is asked for', () => {
  it.each(objects)('%s refuses for its %s what holds one', (name, place) => {
    for (const [, value, hint] of wrapped)
      expect(asked(name, place, value)).toThrow(
        expect.objectContaining({ code: 'InvalidInput', hint: expect.stringMatching(hint) as string }),
      );
  });
});

const lists: readonly (readonly [name: string, place: string])[] = [
  ['fits', 'podsOnNode'],
  ['rankMemoryPressure', 'pods'],
  ['rankMemoryPressure', 'stats'],
  ['rankOOMVictims', 'pods'],
  ['memoryBackedVolumeTotals', 'pods'],
  ['cachedStatsFunc', 'podStats'],
  ['explainUnschedulable', 'nodes'],
  ['applyLimitRanges', 'limitRanges'],
  ['thresholdsMet', 'thresholds'],
  ['fits', 'pod.spec.containers'],
];

it.each(lists)('%s refuses for its %s what holds a list', (name, place) => {
  const values = [
    [Promise.resolve([]), /await/],
    [new Map(), /values\(\)/],
    [new Set(), /set/],
    [{ items: [] }, /items/],
  ] as const;
  for (const [value, hint] of values)
    expect(asked(name, place, value)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', hint: expect.stringMatching(hint) as string }),
    );
  for (const value of [[[]], [Promise.resolve({})], [new Map()]])
    expect(asked(name, place, value)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: expect.stringMatching(/\[0\]/) as string }),
    );
});

it.each(['rankMemoryPressure', 'explainRanking', 'localStorageEviction', 'rankOOMVictims', 'smallestChangeToSurvive'])(
  '%s refuses a lookup of statistics that is asynchronous',
  (name) => {
    const lookup = async (): Promise<object> => ({});
    expect(asked(name, 'stats', lookup)).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: expect.stringMatching(/^stats\(pods?/) as string, hint: 'await it first' }),
    );
  },
);

/** Fields of the wrong kind: the function, the place, the value and the path of the error. */
const fields: readonly (readonly [name: string, place: string, values: readonly unknown[], path: string])[] = [
  ...['podPriority', 'isCriticalPod', 'admit'].map(
    (name) => [name, 'pod.spec.priority', [2 ** 31, -(2 ** 31) - 1, 1.5, 3n, '5'], 'spec.priority'] as const,
  ),
  ['rankMemoryPressure', 'pods.0.spec.priority', [2 ** 53], 'pods[0].spec.priority'],
  ['podRequests', 'pod.spec.containers.0.name', [5, {}, true], 'spec.containers[0].name'],
  ['podRequests', 'pod.spec.initContainers.0.restartPolicy', [5, true], 'spec.initContainers[0].restartPolicy'],
  ['memoryBackedVolumeTotals', 'pods.0.spec.volumes.0.name', [5, []], 'pods[0].spec.volumes[0].name'],
  ['memoryBackedVolumeTotals', 'pods.0.spec.volumes.0.emptyDir.medium', [5], 'pods[0].spec.volumes[0].emptyDir.medium'],
  ['isLocalEphemeralVolume', 'volume.emptyDir.medium', [5, true], 'volume.emptyDir.medium'],
  ['explainSharedMemory', 'pod.spec.containers.0.volumeMounts.0.mountPath', [5], 'spec.containers[0].volumeMounts[0].mountPath'],
  ['rankMemoryPressure', 'pods.0.metadata.uid', [5, {}], 'pods[0].metadata.uid'],
  ['cachedStatsFunc', 'podStats.0.podRef', [5, [], new Map()], 'stats[0].podRef'],
  ['cachedStatsFunc', 'podStats.0.podRef.uid', [5, true], 'stats[0].podRef.uid'],
  ['rankOOMVictims', 'stats.0.containers.0.name', [5], 'stats[0].containers[0].name'],
  ['podMatchesScope', 'pod.spec.priorityClassName', [5], 'spec.priorityClassName'],
  ['explainUnschedulable', 'nodes.0.metadata', ['a', []], 'nodes[0].metadata'],
  ['generateTmpfsMountOptions', 'support.noswapSupported', ['false', 1], 'support.noswapSupported'],
  ['rankForSignal', 'filesystems.dedicatedImageFs', ['false', 0], 'filesystems.dedicatedImageFs'],
  ['rankForSignal', 'filesystems.splitContainerImageFs', ['true'], 'filesystems.splitContainerImageFs'],
  ['localStorageEviction', 'node.localStorageCapacityIsolation', ['false', 0], 'node.localStorageCapacityIsolation'],
  ['synchronize', 'config.localStorageCapacityIsolation', ['false'], 'config.localStorageCapacityIsolation'],
  ['synchronize', 'observation.dedicatedImageFs', ['false'], 'observation.dedicatedImageFs'],
  ['kubeletThresholds', 'kubeletConfiguration.mergeDefaultEvictionSettings', ['false', 1], 'mergeDefaultEvictionSettings'],
  ['thresholdsMet', 'thresholds.0.operator', ['GreaterThan', 5], 'thresholds[0].operator'],
  ['updateContainerFsThresholds', 'thresholds.0.gracePeriodSeconds', ['30', Number.NaN], 'thresholds[0].gracePeriodSeconds'],
  ['setLimitRangeDefaults', 'limitRange.spec.limits.0.type', [5], 'spec.limits[0].type'],
  ['k3sNode', 'machine.capacity.cpu', [true, []], 'capacity.cpu'],
  ['firstFreeProjectID', 'projects.0.id', ['5', 1.5], 'projects[0]'],
  ['firstFreeProjectID', 'options.inUse', [['5']], 'options.inUse[0]'],
  ['firstFreeProjectID', 'options.inUse', [async () => false], 'options.inUse(1048577)'],
];

it.each(fields)('%s refuses at %s values of the wrong kind', (name, place, values, path) => {
  for (const value of values) expect(asked(name, place, value)).toThrow(expect.objectContaining({ code: 'InvalidInput', path }));
});

it('names that are null are empty', () => {
  const pod = { spec: { containers: [], volumes: [{ name: null, emptyDir: { medium: 'Memory', sizeLimit: '1Mi' } }] } };
  expect(sizing.memoryBackedVolumeTotals([pod as never], '1Gi').pods[0]?.volumes[0]?.name).toBe('');
});
