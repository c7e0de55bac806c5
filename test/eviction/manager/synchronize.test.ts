import { describe, expect, it } from 'vitest';
import {
  initialEvictionState,
  kubeletThresholds,
  parseThresholdConfig,
  synchronize,
  type EvictionState,
} from '../../../src/eviction/index.ts';
import { renderExplanation } from '../../../src/report/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const Gi = 2 ** 30;
const podOf = (name: string, priority = 0): object => ({ metadata: { name, uid: name }, spec: { containers: [], priority } });
const fs = (availableBytes: number): object => ({ availableBytes, capacityBytes: 100 * Gi });
const summaryOf = (memory: number, disk: number, images = disk): object => ({
  node: {
    memory: { availableBytes: memory, workingSetBytes: Gi },
    fs: fs(disk),
    runtime: { imageFs: fs(images), containerFs: fs(images) },
  },
  pods: ['web', 'db'].map((uid) => ({ podRef: { uid }, memory: { workingSetBytes: uid.length }, containers: [] })),
});
const config = deepFreeze({ thresholds: kubeletThresholds({}), pressureTransitionPeriodSeconds: 300 });
const pods = deepFreeze([podOf('web'), podOf('db')]);
const see = (memory: number, disk: number, more = {}): never =>
  deepFreeze({ now: 0, summary: summaryOf(memory, disk), pods, ...more }) as never;

describe('synchronize', () => {
  it('does nothing on a node that has enough', () => {
    const { evictions, nodeConditions, thresholdsMet, state, explanation } = synchronize(
      initialEvictionState,
      see(9 * Gi, 90 * Gi),
      config,
    );
    expect([evictions, nodeConditions, thresholdsMet, explanation.steps]).toEqual([[], [], [], []]);
    expect(state).toMatchObject({ imageFs: 'shared', containerFs: 'together', thresholdsMet: [] });
  });

  it('evicts one pod a cycle, and tells why', () => {
    const { evictions, explanation } = synchronize(initialEvictionState, see(0, 90 * Gi), config);
    expect(evictions.map(({ pod, annotations }) => [pod, annotations?.['starved_resource']])).toEqual([[pods[0], 'memory']]);
    expect(renderExplanation(explanation).map(({ text }) => text)).toEqual([
      'memory.available is 0, below its threshold of 100Mi.',
      'MemoryPressure was last observed 0s ago, within the transition period of 300s. So the node reports it.',
      'web is the first pod that may be evicted for memory.available. Its grace period is 1s.',
    ]);
  });

  it('counts thresholds of the container filesystem that it made itself from the second cycle on', () => {
    const thresholds = parseThresholdConfig({ evictionHard: { 'imagefs.available': '10%' } });
    const own = { thresholds, pressureTransitionPeriodSeconds: 300, localStorageCapacityIsolation: false };
    const seen = see(Gi, 90 * Gi, { summary: summaryOf(Gi, 90 * Gi, Gi), dedicatedImageFs: true });
    const first = synchronize(initialEvictionState, seen, own);
    expect(first.thresholdsMet.map(({ signal }) => signal)).toEqual(['imagefs.available']);
    const second = synchronize(first.state, seen, own);
    expect(second.thresholdsMet.map(({ signal }) => signal)).toEqual(['imagefs.available', 'containerfs.available']);
  });

  it('deals with limits of local storage first, and with nothing else then', () => {
    const over = { metadata: { uid: 'db' }, spec: { containers: [], volumes: [{ name: 'v', emptyDir: { sizeLimit: '1' } }] } };
    const summary = { ...summaryOf(0, 0), pods: [{ podRef: { uid: 'db' }, volume: [{ name: 'v', usedBytes: 2 }] }] };
    const cycle = synchronize(initialEvictionState, see(0, 0, { pods: [podOf('web'), over], summary }), config);
    expect(cycle.evictions.map(({ message }) => message)).toEqual(['Usage of EmptyDir volume "v" exceeds the limit "1". ']);
    expect(cycle.explanation.steps.at(-1)?.because).toBe('cycle-over-limit');
  });

  it('evicts for no threshold where a split filesystem is not supported, and not even looks in the first cycle', () => {
    const options = { kubernetesVersion: '1.30' };
    const seen = see(0, 0, { dedicatedImageFs: true, splitContainerImageFs: true });
    const first = synchronize(initialEvictionState, seen, config, options);
    expect([first.nodeConditions, first.state.containerFs]).toEqual([[], 'refused']);
    const second = synchronize(first.state, seen, config, options);
    expect([second.evictions, second.nodeConditions]).toEqual([[], ['DiskPressure', 'MemoryPressure']]);
    expect(second.explanation.steps[0]?.because).toBe('cycle-split-refused');
  });

  it('without thresholds and without limits of local storage leaves the state alone', () => {
    const idle = { thresholds: [], pressureTransitionPeriodSeconds: 300, localStorageCapacityIsolation: false };
    expect(synchronize(initialEvictionState, see(0, 0), idle).state).toBe(initialEvictionState);
  });

  it('goes on from a state that went through JSON', () => {
    const state = JSON.parse(JSON.stringify(synchronize(initialEvictionState, see(0, 90 * Gi), config).state)) as EvictionState;
    expect(synchronize(deepFreeze(state), see(9 * Gi, 90 * Gi, { now: 10_000 }), config).nodeConditions).toEqual(['MemoryPressure']);
  });

  it('names the place of what is wrong', () => {
    const refused = (path: string, more: object, settings: object = config): void =>
      expect(() => synchronize(initialEvictionState, see(0, 0, more), settings as never)).toThrow(expect.objectContaining({ path }));
    refused('observation.summary.node.memory.availableBytes', { summary: { node: { memory: { availableBytes: -1 } } } });
    refused('observation.afterNodeReclaim', { afterNodeReclaim: {}, summary: summaryOf(9 * Gi, 0) });
    refused('observation.pods', { pods: undefined });
    refused('observation.now', { now: undefined });
    refused('observation.summary.pods', { summary: { node: {}, pods: () => undefined } });
    refused('observation.summary.pods[0].podRef', { summary: { node: {}, pods: [{ podRef: 5 }] } });
    const volume = { podRef: { uid: 'db' }, volume: [{ name: 'v' }] };
    refused('observation.summary.pods[1].volume[0].usedBytes', { summary: { node: {}, pods: [{ podRef: {} }, volume] } });
    refused('observation.pods[0].spec.priority', { pods: [{ spec: { priority: 'high' } }] });
    refused('config.thresholds[0].value', {}, { ...config, thresholds: [{ signal: 'memory.available', operator: 'LessThan' }] });
  });
});
