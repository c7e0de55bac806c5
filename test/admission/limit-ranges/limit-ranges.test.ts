import { describe, expect, it } from 'vitest';
import { applyLimitRanges } from '../../../src/admission/limit-ranges/limit-ranges.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const range = (...limits: object[]): { spec: { limits: never[] } } => ({ spec: { limits: limits as never[] } });
const defaults = { type: 'Container', default: { cpu: '1', memory: '01Gi' }, defaultRequest: { memory: 1024, cpu: 0.5 } };
const pod = deepFreeze({
  metadata: { name: 'pod', annotations: { other: 'x' } },
  spec: {
    containers: [{ name: 'app', resources: { limits: { cpu: 2 } } }, { name: 'side' }],
    initContainers: [{ name: 'setup', resources: { requests: { cpu: '1', memory: '1' } } }],
  },
});

describe('defaults', () => {
  it('are merged, as text, and noted', () => {
    const applied = applyLimitRanges(pod, deepFreeze([range(defaults)]));
    expect(applied.pod.spec.containers).toEqual([
      { name: 'app', resources: { limits: { cpu: '2', memory: '01Gi' }, requests: { cpu: '500m', memory: '1024' } } },
      { name: 'side', resources: { limits: { cpu: '1', memory: '01Gi' }, requests: { cpu: '500m', memory: '1024' } } },
    ]);
    expect(applied.pod.metadata.annotations).toEqual({
      other: 'x',
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: cpu, memory request for container app; memory limit for container app; cpu, memory request for container side; cpu, memory limit for container side; cpu, memory limit for init container setup',
    });
    expect(applied.violations).toEqual([]);
  });
  it('of a later item replace those of an earlier one; a later range sets only what is missing, and its own note', () => {
    const later = range({ type: 'Container', default: { cpu: '3' } }, { type: 'Container', default: { cpu: '4', storage: '5' } });
    const applied = applyLimitRanges(pod, deepFreeze([range(defaults), later]));
    expect(applied.pod.spec.containers[1]).toMatchObject({ resources: { limits: { cpu: '1', memory: '01Gi', storage: '5' } } });
    expect(applied.pod.metadata.annotations).toMatchObject({
      'kubernetes.io/limit-ranger':
        'LimitRanger plugin set: storage limit for container app; storage limit for container side; storage limit for init container setup',
    });
  });
  it('that nothing lacks leave no note', () => {
    const applied = applyLimitRanges(pod, [range({ type: 'Container', default: {} }), range({ type: 'Pod', default: { cpu: '1' } })]);
    expect(applied.pod).toEqual({
      ...pod,
      spec: { ...pod.spec, containers: [{ name: 'app', resources: { limits: { cpu: '2' } } }, { name: 'side' }] },
    });
  });
  it('are for pods with a spec', () => {
    for (const empty of [{}, { spec: null }, { metadata: null }]) expect(applyLimitRanges(empty, [range(defaults)]).pod).toBe(empty);
  });
});

describe('violations', () => {
  it('come by range, item, container and constraint, those of claims last', () => {
    const volume = (storage: string) => ({
      name: 'v',
      ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage } } } } },
    });
    const claiming = deepFreeze({ spec: { ...pod.spec, volumes: [volume('20Gi'), { name: 'w', ephemeral: null }] } });
    const first = range(
      { type: 'PersistentVolumeClaim', max: { storage: '10Gi' }, min: { storage: '30Gi' } },
      { type: 'Container', max: { cpu: '1' }, min: { cpu: '1' } },
    );
    const second = range({ type: 'Pod', maxLimitRequestRatio: { cpu: '1' } }, { type: 'Node', max: { cpu: '0' } });
    const shown = (kubernetesVersion: string): string[] =>
      applyLimitRanges(claiming, [first, second], { kubernetesVersion }).violations.map(
        ({ type, resource, constraint }) => `${type} ${resource} ${constraint}`,
      );
    const others = [
      'Container cpu min',
      'Container cpu max',
      'Container cpu min',
      'Container cpu max',
      'Container cpu max',
      'Pod cpu maxLimitRequestRatio',
    ];
    expect(shown('1.37')).toEqual([...others, 'PersistentVolumeClaim storage min', 'PersistentVolumeClaim storage max']);
    expect(shown('1.18')).toEqual(others);
  });
});

it('leave what a resize does not change unchecked since 1.38', () => {
  const limits = range({ type: 'Container', max: { cpu: '100m' } });
  const count = (kubernetesVersion: string, oldPod?: object) =>
    applyLimitRanges(pod, [limits], { kubernetesVersion, oldPod }).violations.length;
  expect([count('1.38'), count('1.38', pod), count('1.37', pod)]).toEqual([3, 0, 3]);
});

describe('malformed input', () => {
  it.each([
    [
      { spec: { containers: [{ name: 'a', resources: { limits: { cpu: 'x' } } }] } },
      [],
      'ErrFormatWrong',
      'spec.containers[0].resources.limits.cpu',
    ],
    [pod, [range(), range({ type: 'Pod', min: { cpu: '1x' } })], 'ErrFormatWrong', 'limitRanges[1].spec.limits[0].min.cpu'],
    [pod, {}, 'InvalidInput', 'limitRanges'],
    [{ spec: { containers: [], volumes: [{ name: 'v', ephemeral: 1 }] } }, [], 'InvalidInput', 'spec.volumes[0].ephemeral'],
    [
      {
        spec: {
          containers: [],
          volumes: [{ name: 'v', ephemeral: { volumeClaimTemplate: { spec: { resources: { requests: { storage: '1GB' } } } } } }],
        },
      },
      [],
      'ErrFormatWrong',
      'spec.volumes[0].ephemeral.volumeClaimTemplate.spec.resources.requests.storage',
    ],
  ])('%j with %j has a place', (bad, ranges, code, path) => {
    expect(() => applyLimitRanges(bad as never, ranges as never)).toThrow(expect.objectContaining({ code, path }));
  });
});
