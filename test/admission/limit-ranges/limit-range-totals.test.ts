import { describe, expect, it } from 'vitest';
import { containerLists, podLists } from '../../../src/admission/limit-ranges/limit-range-totals.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const container = (name: string, requests: object, more: object = {}): object => ({ name, resources: { requests }, ...more });
const pod = deepFreeze({
  spec: {
    containers: [container('a', { cpu: '100u', memory: '1.5', 'nvidia.com/gpu': 1 }), container('b', { cpu: '1', memory: '1Gi' })],
    initContainers: [container('i', { memory: '512Mi' }), container('s', { cpu: '1' }, { restartPolicy: 'Always' })],
    overhead: { cpu: '7' },
    resources: { requests: { cpu: '9', 'hugepages-2Mi': '2Mi' } },
  },
  status: { containerStatuses: [{ name: 'a', allocatedResources: { memory: '3Gi' } }] },
});

const requests = (minor: number, featureGates?: Readonly<Record<string, boolean>>): unknown =>
  JSON.parse(JSON.stringify(podLists(pod as never, releaseOf({ kubernetesVersion: `1.${minor}`, featureGates })).requests));

describe('podLists', () => {
  it('are sums of what every container names up to 1.27', () => {
    expect(requests(27)).toEqual({ cpu: '1001m', memory: '1073741826' });
    expect(podLists({ spec: { containers: [] } }, releaseOf({ kubernetesVersion: '1.15' }))).toEqual({ requests: {}, limits: {} });
  });
  it('are totals without overhead since 1.28, and from the status where containers are resized', () => {
    expect(requests(28)).toEqual({ cpu: '2000100u', memory: '1073741825500m', 'nvidia.com/gpu': '1' });
    expect(requests(31, { InPlacePodVerticalScaling: true })).toMatchObject({ memory: '4Gi' });
    expect(requests(32, { InPlacePodVerticalScaling: true })).toMatchObject({ memory: '1073741825500m' });
  });
  it("are replaced by the pod's own cpu and memory since 1.32", () => {
    expect(requests(32)).toMatchObject({ cpu: '2000100u' });
    expect(requests(32, { PodLevelResources: true })).toEqual({ cpu: '9', memory: '1073741825500m', 'nvidia.com/gpu': '1' });
    expect(requests(37, { PodLevelResources: false })).toMatchObject({ cpu: '2000100u' });
  });
  it('wrap up to 1.27', () => {
    const huge = { spec: { containers: [container('a', { memory: '9223372036854775807' }), container('b', { memory: '2' })] } };
    expect(podLists(huge as never, releaseOf({ kubernetesVersion: '1.20' })).requests['memory']?.toString()).toBe('-9223372036854775807');
  });
});

describe('containerLists', () => {
  it('are those of containers and then of init containers', () => {
    expect(containerLists(pod as never, 37).map((list) => Object.keys(list.requests).length)).toEqual([3, 2, 1, 1]);
    expect(containerLists(pod as never, 37, ['initContainers'])).toHaveLength(2);
    expect(containerLists({}, 37)).toEqual([]);
  });
});
