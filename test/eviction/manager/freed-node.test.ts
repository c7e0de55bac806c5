import { expect, it } from 'vitest';
import { freedNode, type Freeing } from '../../../src/eviction/manager/freed-node.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const stats = deepFreeze({
  podRef: {},
  memory: { workingSetBytes: 100 },
  process_stats: { process_count: 4 },
  containers: [{ name: 'a', rootfs: { usedBytes: 10, inodesUsed: 1 }, logs: { usedBytes: 20, inodesUsed: 2 } }],
  volume: [
    { name: 'cache', usedBytes: 40, inodesUsed: 4 },
    { name: 'host', usedBytes: 1000 },
  ],
});
const pod = deepFreeze({
  spec: {
    containers: [],
    volumes: [
      { name: 'cache', emptyDir: {} },
      { name: 'host', hostPath: { path: '/' } },
    ],
  },
});
const fs = deepFreeze({ time: 1, availableBytes: 500, usedBytes: 500, capacityBytes: 1000, inodesFree: 50, inodes: 100 });
const memory = deepFreeze({ time: 1, availableBytes: 300, workingSetBytes: 150 });
const node = deepFreeze({
  memory,
  systemContainers: [{ name: 'pods', memory: { workingSetBytes: 50 } }],
  fs,
  runtime: { imageFs: fs, containerFs: fs },
  rlimit: { maxpid: 100, curproc: 30 },
});
const freeing = (layout: Freeing['layout'], fraction = 1): Freeing => ({ layout, fraction, minor: 37, now: 9 });

it('what a pod used is available again, and measured anew', () => {
  const freed = freedNode(node, [{ pod, stats }], freeing('single'));
  expect(freed.memory).toEqual({ time: 9, availableBytes: 400, workingSetBytes: 50 });
  expect(freed.systemContainers?.[0]?.memory).toEqual({ workingSetBytes: 0 });
  expect(freed.fs).toEqual({ time: 9, availableBytes: 570, usedBytes: 430, capacityBytes: 1000, inodesFree: 57, inodes: 100 });
  expect(freed.rlimit).toEqual({ maxpid: 100, curproc: 26 });
});

it.each([
  ['single', 570, 570, 570],
  ['dedicated', 560, 510, 510],
  ['split', 570, 500, 570],
] as const)('with %s filesystems on the one that it lay on', (layout, nodefs, imagefs, containerfs) => {
  const { fs: main, runtime } = freedNode(node, [{ pod, stats }], freeing(layout));
  expect([main, runtime?.imageFs, runtime?.containerFs].map((one) => one?.availableBytes)).toEqual([nodefs, imagefs, containerfs]);
});

it('a part of it, rounded down for each pod', () => {
  const gone = [
    { pod, stats },
    { pod, stats: { podRef: {}, memory: { workingSetBytes: 3 } } },
  ];
  expect(freedNode(node, gone, freeing('single', 0.5)).memory?.availableBytes).toBe(351);
  expect(freedNode({}, gone, freeing('single'))).toEqual({ systemContainers: [] });
});
