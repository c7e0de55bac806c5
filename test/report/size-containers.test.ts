import { expect, it } from 'vitest';
import { machineOf } from '../../src/report/machine.ts';
import { sizeContainers } from '../../src/report/size-containers.ts';

const limits = { memory: '1Gi' };
const app = { name: 'app', volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }], resources: { limits } };
const pod = {
  spec: {
    containers: [app],
    initContainers: [{ name: 'proxy', restartPolicy: 'Always' }, { name: 'setup' }],
    volumes: [{ name: 'shm', emptyDir: { medium: 'Memory' } }],
  },
};
const machine = machineOf({ status: { allocatable: { memory: '14Gi' } } });

it('lists containers, sidecars and init containers', () => {
  const kinds = (kubernetesVersion: string): unknown =>
    sizeContainers(pod, machine, { kubernetesVersion }).map(({ name, kind }) => [name, kind]);
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
  const [first, second] = sizeContainers(pod, machine, {});
  expect(JSON.parse(JSON.stringify([first?.limits, first?.sharedMemory, second?.sharedMemory.size]))).toMatchObject([
    limits,
    { size: '14Gi', oomKilled: 'alone' },
    '64Mi',
  ]);
  const [unknown] = sizeContainers(pod, undefined, {});
  expect(unknown?.sharedMemory).not.toHaveProperty('size');
  expect(unknown?.sharedMemory.oomKilled).toBe('alone');
});
