import { describe, expect, it } from 'vitest';
import { boundless } from '../../../src/report/size/options.ts';
import { machineOf } from '../../../src/report/subject/machine.ts';
import { sizedPod } from './sized-pod.ts';

const node = { status: { allocatable: { memory: '14Gi' }, nodeInfo: { operatingSystem: 'windows' } } };
const pod = { spec: { containers: [{ name: 'app' }] } };

describe('sizedOn', () => {
  it('takes the operating system and the bounds of volumes from the node', () => {
    const { os, bounds } = sizedPod(pod, machineOf(node, 37), {}, node);
    expect([os, String(bounds.allocatable())]).toEqual(['windows', '14Gi']);
    expect(sizedPod(pod, undefined, {}).bounds.allocatable().value()).toBe(boundless);
    expect(sizedPod(pod, undefined, { os: 'windows' }).os).toBe('windows');
  });
});
