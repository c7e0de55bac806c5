import { describe, expect, it } from 'vitest';
import { eksNode } from '../../src/node/eks-node.ts';
import { nodeAllocatable } from '../../src/node/allocatable.ts';

describe('eksNode', () => {
  // Machine, cores, GiB, pods; reserved memory in MiB and cpu; with the threshold.
  it.each([
    ['t3.small', 2, 2, 11, '376Mi', '70m', '476Mi'],
    ['t3.medium', 2, 4, 17, '442Mi', '70m', '542Mi'],
    ['m5.large', 2, 8, 29, '574Mi', '70m', '674Mi'],
    ['m5.xlarge', 4, 16, 58, '893Mi', '80m', '993Mi'],
    ['m5.2xlarge', 8, 32, 58, '893Mi', '90m', '993Mi'],
    ['m5.4xlarge', 16, 64, 234, '2829Mi', '110m', '2929Mi'],
    ['m5.12xlarge', 48, 192, 234, '2829Mi', '190m', '2929Mi'],
    ['m5.24xlarge', 96, 384, 737, '8362Mi', '310m', '8462Mi'],
    ['p5.48xlarge', 192, 2048, 100, '1355Mi', '550m', '1455Mi'],
  ])('%s', (_type, cpu, gibibytes, maxPods, memory, reserved, withheld) => {
    const preset = eksNode({ memory: `${gibibytes}Gi`, cpu, maxPods });
    expect(JSON.stringify(preset.kubeReserved)).toBe(JSON.stringify({ cpu: reserved, memory, 'ephemeral-storage': '1Gi' }));
    expect(nodeAllocatable(preset).reservation.memory?.toString()).toBe(withheld);
  });

  it('counts the pods of the network interfaces, and on Bottlerocket those of the node', () => {
    const machine = { memory: '2Gi', cpu: 2, maxPods: 110, eniPods: 11 };
    expect(JSON.stringify(eksNode(machine).kubeReserved)).toContain('"376Mi"');
    const bottlerocket = eksNode({ ...machine, image: 'bottlerocket' }, { kubernetesVersion: '1.29' });
    expect(JSON.stringify(bottlerocket.kubeReserved)).toContain('"1465Mi"');
    expect(Object.keys(bottlerocket.evictionHard ?? {})).not.toContain('imagefs.inodesFree');
    expect(() => eksNode({ ...machine, eniPods: -1 })).toThrow(expect.objectContaining({ path: 'eniPods' }));
    expect(() => eksNode({ ...machine, image: 'ubuntu' as never })).toThrow(expect.objectContaining({ path: 'image' }));
  });
});
