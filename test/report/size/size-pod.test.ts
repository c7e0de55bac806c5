import { describe, expect, it } from 'vitest';
import { sizePod } from '../../../src/report/size/size-pod.ts';
import { supportedMinors, type FeatureGatesInput } from '../../../src/version/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { realFoundPods } from '../subject/real-found-pods.ts';

const objects = realFoundPods();
const node = deepFreeze({ status: { allocatable: { cpu: '8', memory: '14Gi', pods: '110' }, capacity: { memory: '16Gi' } } });

describe('sizePod', () => {
  it('sizes every real pod in every version, and survives JSON', () => {
    expect(objects.length).toBeGreaterThan(150);
    for (const [i, [name, found]] of objects.entries()) {
      const kubernetesVersion = supportedMinors[i % supportedMinors.length] ?? '1.37';
      const sizing = sizePod(deepFreeze(found), node, { kubernetesVersion });
      const { containers, initContainers } = found.pod.spec ?? { containers: [] };
      expect(sizing.containers, name).toHaveLength((containers?.length ?? 0) + (initContainers?.length ?? 0));
      expect(JSON.parse(JSON.stringify(sizing)), name).toMatchObject({ kubernetesVersion, subject: { path: found.path } });
    }
  });

  it('takes what the kubelet does by default in a version', () => {
    const resources = { limits: { cpu: '1', memory: '1Gi' } };
    const pod = { spec: { containers: [{ name: 'a', resources }] } };
    const unified = (kubernetesVersion: string, options = {}): unknown =>
      sizePod(pod, node, { kubernetesVersion, memoryReservationPolicy: 'TieredReservation', ...options }).cgroup?.config.unified;
    expect([
      unified('1.36'),
      unified('1.37'),
      unified('1.36', { enforceMemoryQoS: true }),
      unified('1.37', { featureGates: { MemoryQoS: false } }),
    ]).toEqual([undefined, { 'memory.min': '1073741824' }, { 'memory.min': '1073741824' }, undefined]);
    const requests = (featureGates: FeatureGatesInput): unknown =>
      JSON.stringify(
        sizePod({ spec: { containers: [{ name: 'a', resources }], resources: { requests: { cpu: '2' }, limits: { cpu: '2' } } } }, node, {
          featureGates,
        }).requests,
      );
    expect([requests({}), requests({ PodLevelResources: false })]).toEqual(['{"cpu":"2","memory":"1Gi"}', '{"cpu":"1","memory":"1Gi"}']);
  });

  it('throttles whole pods in 1.37 where a factor is set', () => {
    const pod = {
      spec: {
        containers: [{ name: 'a', resources: { requests: { memory: '1Gi' } } }],
        resources: { limits: { memory: '2Gi' }, requests: { memory: '1Gi' } },
      },
    };
    const high = (options: object): unknown => sizePod(pod, node, options).cgroup?.v2['memory.high'];
    expect([high({ memoryThrottlingFactor: 0.5 }), high({}), high({ memoryThrottlingFactor: 0.5, kubernetesVersion: '1.36' })]).toEqual([
      '1610612736',
      undefined,
      undefined,
    ]);
  });

  it('lists known mistakes, of a template with their place in the object', () => {
    const spec = { containers: [{ name: 'a', resources: { requests: { memory: '512m' } } }] };
    const { warnings } = sizePod({ kind: 'Job', spec: { template: { spec } } }, node);
    expect(warnings[0]).toMatchObject({ code: 'memory-in-milli', path: 'spec.template.spec.containers[0].resources.requests.memory' });
    expect(warnings[0]?.suggestion.patch[0]?.path).toBe('/spec/template/spec/containers/0/resources/requests/memory');
  });

  it('tells what quotas are charged, of the pod with its defaults', () => {
    const pod = { spec: { containers: [{ name: 'a', resources: { limits: { memory: '1Gi' } } }], overhead: { cpu: '50m' } } };
    expect(JSON.parse(JSON.stringify(sizePod(pod, node).quota))).toEqual({
      'count/pods': '1',
      pods: '1',
      cpu: '50m',
      'requests.cpu': '50m',
      memory: '1Gi',
      'requests.memory': '1Gi',
      'limits.memory': '1Gi',
    });
  });

  it('knows no cgroups on Windows', () => {
    const pod = { spec: { containers: [{ name: 'a' }], os: { name: 'windows' } } };
    expect(sizePod(pod, node)).not.toHaveProperty('cgroup');
  });

  it('lists what it took for granted', () => {
    const codes = (...args: Parameters<typeof sizePod>): string[] => sizePod(...args).assumptions.map(({ code }) => code);
    const pod = { spec: { containers: [{ name: 'a' }], priorityClassName: 'system-node-critical' } };
    expect(codes(pod)).toEqual(['newest-version', 'defaults-filled-in', 'priority-of-class', 'memory-qos-of-gate', 'node-unknown']);
    expect(codes({ metadata: { uid: 'f' }, ...pod }, node, { kubernetesVersion: '1.30', enforceMemoryQoS: false })).toEqual([]);
    expect(codes(pod, null)).toContain('node-unknown');
  });
});
