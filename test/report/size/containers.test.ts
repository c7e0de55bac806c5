import { expect, it } from 'vitest';
import { machineOf } from '../../../src/report/subject/machine.ts';
import { sizeContainers } from '../../../src/report/size/containers.ts';
import { sizedPod } from './sized-pod.ts';

const limits = { memory: '1Gi' };
const app = { name: 'app', volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }], resources: { limits } };
const pod = {
  spec: {
    containers: [app],
    initContainers: [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'setup' }],
    volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
  },
};
const machine = machineOf({ status: { allocatable: { memory: '14Gi' } } }, 37);

it('lists containers, sidecars and init containers', () => {
  const kinds = (kubernetesVersion: string): unknown =>
    sizeContainers(sizedPod(pod, machine, { kubernetesVersion })).map(({ name, kind }) => [name, kind]);
  expect(kinds('1.37')).toEqual([
    ['app', 'container'],
    ['proxy', 'sidecar'],
    ['setup', 'initContainer'],
  ]);
  expect(kinds('1.27')).toEqual([
    ['app', 'container'],
    ['proxy', 'initContainer'],
    ['setup', 'initContainer'],
  ]);
});

it('tells their shared memory, without a node only what does not depend on one', () => {
  const [first, second] = sizeContainers(sizedPod(pod, machine, {}));
  expect(JSON.parse(JSON.stringify([first?.limits, first?.sharedMemory, second?.sharedMemory.size]))).toMatchObject([
    limits,
    { size: '14Gi', oomKilled: 'alone' },
    '64Mi',
  ]);
  const [unknown] = sizeContainers(sizedPod(pod, undefined, {}));
  expect(unknown?.sharedMemory).not.toHaveProperty('size');
  expect(unknown?.sharedMemory.oomKilled).toBe('alone');
});

it('tells their OOM scores and cgroups, without a node what does not depend on one', () => {
  const linux = { os: 'linux' };
  const [first] = sizeContainers(sizedPod(pod, machine, linux));
  expect(first?.oomScoreAdj).toBe(999);
  expect(first?.cgroup?.files).toEqual({
    'cpu.weight': '1',
    'cpu.max': 'max 100000',
    'memory.max': '1073741824',
    'memory.low': '0',
    'memory.min': '0',
    'memory.oom.group': '1',
    'memory.swap.max': '0',
  });
  expect(sizeContainers(sizedPod(pod, machine, { ...linux, cgroupVersion: 1 }))[0]?.cgroup?.files).toMatchObject({
    'memory.limit_in_bytes': '1073741824',
  });
  const besteffort = { spec: { containers: [{ name: 'a' }] } };
  expect(sizeContainers(sizedPod(besteffort, undefined, linux))[0]).toMatchObject({ oomScoreAdj: 1000 });
  expect(sizeContainers(sizedPod(pod, undefined, linux))[0]).not.toHaveProperty('oomScoreAdj');
  expect(sizeContainers(sizedPod(besteffort, machine, { os: 'windows' }))[0]).not.toHaveProperty('cgroup');
});
