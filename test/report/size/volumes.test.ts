import { expect, it } from 'vitest';
import { machineOf } from '../../../src/report/subject/machine.ts';
import { sizeVolumes } from '../../../src/report/size/volumes.ts';
import { sizedPod } from './sized-pod.ts';

const volumes = [
  { name: 'disk', emptyDir: {} },
  { name: 'a', emptyDir: { medium: 'Memory' } },
  { name: 'b', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
];
const pod = { spec: { containers: [{ name: 'app' }], volumes } };
const machine = machineOf({ status: { allocatable: { memory: '14Gi' }, capacity: { memory: '16Gi' } } }, 37);
const sized = (...[of, ...rest]: Parameters<typeof sizedPod>): unknown => JSON.parse(JSON.stringify(sizeVolumes(sizedPod(of, ...rest))));

it('sizes the memory-backed volumes on a node', () => {
  expect(sized(pod, machine, {})).toMatchObject([
    { name: 'a', size: '14Gi', decidedBy: 'nodeAllocatable', mountOptions: ['size=15032385536'] },
    { name: 'b', size: '1Gi', decidedBy: 'sizeLimit', mountOptions: ['size=1073741824'] },
  ]);
  expect(sized(pod, machine, { kubernetesVersion: '1.19' })).toMatchObject([
    { size: '0', kernelDefault: '8Gi' },
    { size: '0', kernelDefault: '8Gi' },
  ]);
});

it('says nothing of what only a node would bound', () => {
  const [first, second] = sized(pod, undefined, {}) as Record<string, unknown>[];
  expect(first).toMatchObject({ name: 'a', mountOptions: [], candidates: [{ source: 'podLimit' }, { source: 'sizeLimit' }] });
  expect(first).not.toHaveProperty('size');
  expect(second).toMatchObject({ name: 'b', size: '1Gi', decidedBy: 'sizeLimit' });
});

it('names the volume that is malformed', () => {
  const bad = { spec: { containers: [], volumes: [...volumes, { name: 'c', emptyDir: { medium: 'Memory', sizeLimit: '1GB' } }] } };
  expect(() => sizeVolumes(sizedPod(bad, machine, {}))).toThrow(expect.objectContaining({ path: 'spec.volumes[3].emptyDir.sizeLimit' }));
});
