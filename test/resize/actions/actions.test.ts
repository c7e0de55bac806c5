import { describe, expect, it } from 'vitest';
import type { PodLike } from '../../../src/core/index.ts';
import type { ResizeAction } from '../../../src/resize/actions/actions.ts';
import { resized, resizeActionTopics } from '../../oracle/areas/resize-actions.ts';
import { replay } from '../../oracle/replay.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const podOf = (cpu: string, memory: string, rest: object = {}): PodLike =>
  deepFreeze({ spec: { containers: [{ name: 'app', resources: { requests: { cpu, memory }, limits: { cpu, memory } }, ...rest }] } });
const names = (actions: readonly ResizeAction[]): readonly string[] =>
  actions.map((action) => (action.action === 'SetPodCgroup' ? `pod ${Object.keys(action.config).join()}` : action.action));
const actionsOf = (pod: PodLike, old: PodLike, options: object = {}): readonly string[] =>
  names(resized(pod, old, undefined, { kubernetesVersion: '1.37', ...options }).actions);

describe('what the kubelet does for a resize equals upstream', () => {
  it.each(resizeActionTopics.map((topic) => [topic.name, topic] as const))('%s', (_name, topic) => {
    const { rows, mismatches } = replay(topic);
    expect(mismatches).toEqual([]);
    expect(rows).toBeGreaterThan(300);
  });
});

describe('resizeActions', () => {
  it('grows the pod before the container, and shrinks it after', () => {
    const [small, large] = [podOf('1', '1Gi'), podOf('2', '2Gi')];
    const memory = ['pod memory', 'UpdateContainer'];
    expect(actionsOf(large, small)).toEqual([...memory, 'pod cpuQuota,cpuPeriod', 'pod cpuShares', 'UpdateContainer']);
    expect(actionsOf(small, large)).toEqual([...[...memory].reverse(), 'UpdateContainer', 'pod cpuShares', 'pod cpuQuota,cpuPeriod']);
  });

  it('does nothing where nothing changes, in another spelling too', () => {
    expect(actionsOf(podOf('1', '1Gi'), podOf('1000m', '1024Mi'))).toEqual([]);
  });

  it('writes shares again on cgroup v2, whose weight does not tell them exactly', () => {
    const burstable = (limit: string): PodLike =>
      deepFreeze({ spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1' }, limits: { cpu: limit } } }] } });
    const at = (cgroupVersion: 1 | 2): readonly string[] => actionsOf(burstable('3'), burstable('2'), { cgroupVersion });
    expect(at(1)).toEqual(['pod cpuQuota,cpuPeriod', 'UpdateContainer']);
    expect(at(2)).toEqual(['pod cpuQuota,cpuPeriod', 'pod cpuShares', 'UpdateContainer']);
  });

  it('stops what restarts first, and starts it last', () => {
    const resizePolicy = [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }];
    expect(actionsOf(podOf('2', '1Gi', { resizePolicy }), podOf('1', '1Gi', { resizePolicy }))).toEqual([
      'StopContainer',
      'pod cpuQuota,cpuPeriod',
      'pod cpuShares',
      'StartContainer',
    ]);
  });

  it('leaves static pods alone up to 1.35', () => {
    const fixed = (cpu: string): PodLike => ({
      ...podOf(cpu, '1Gi'),
      metadata: { annotations: { 'kubernetes.io/config.source': 'file' } },
    });
    expect(actionsOf(fixed('2'), fixed('1'), { kubernetesVersion: '1.35' })).toEqual([]);
    expect(actionsOf(fixed('2'), fixed('1'), { kubernetesVersion: '1.36' })).toHaveLength(3);
  });

  it('takes a pod with more containers than a call takes arguments', () => {
    const many = (cpu: string): PodLike => ({
      spec: { containers: Array.from({ length: 150_000 }, (_, i) => ({ name: `c${i}`, resources: { requests: { cpu } } })) },
    });
    const actions = actionsOf(many('2m'), many('1m'));
    expect([actions.length, actions[0], actions.at(-1)]).toEqual([150_001, 'pod cpuShares', 'UpdateContainer']);
  });

  it('writes no cgroup on Windows', () => {
    expect(actionsOf(podOf('2', '1Gi'), podOf('1', '1Gi'), { os: 'windows' })).toEqual([]);
  });
});
