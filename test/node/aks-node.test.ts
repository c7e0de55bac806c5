import { describe, expect, it } from 'vitest';
import { aksNode } from '../../src/node/aks-node.ts';
import { nodeAllocatable } from '../../src/node/allocatable.ts';

describe('aksNode', () => {
  // Cores, GiB; reserved cpu; memory withheld up to 1.28; memory reserved since 1.29 with 30, 110 and 250 pods; on Windows.
  it.each([
    [1, 2, '60m', '1262Mi', ['512Mi', '512Mi', '512Mi'], '2560Mi'],
    [2, 4, '100m', '1774Mi', ['650Mi', '1Gi', '1Gi'], '3Gi'],
    [2, 7, '100m', '2388Mi', ['650Mi', '1792Mi', '1792Mi'], '3686Mi'],
    [2, 8, '100m', '2593Mi', ['650Mi', '2Gi', '2Gi'], '3891Mi'],
    [4, 16, '140m', '3412Mi', ['650Mi', '2250Mi', '4Gi'], '4710Mi'],
    [8, 32, '180m', '4395Mi', ['650Mi', '2250Mi', '5050Mi'], '5693Mi'],
    [16, 64, '260m', '6361Mi', ['650Mi', '2250Mi', '5050Mi'], '7659Mi'],
    [32, 128, '420m', '10293Mi', ['650Mi', '2250Mi', '5050Mi'], '11591Mi'],
    [64, 256, '740m', '12915Mi', ['650Mi', '2250Mi', '5050Mi'], '14213Mi'],
  ])('%i cores and %i GiB', (cpu, gibibytes, reserved, before, since, windows) => {
    const machine = (maxPods: number) => ({ memory: `${gibibytes}Gi`, cpu, maxPods });
    const memoryOf = (preset: ReturnType<typeof aksNode>): string => String((preset.kubeReserved as { memory: unknown }).memory);
    expect(String((aksNode(machine(30)).kubeReserved as { cpu: unknown }).cpu)).toBe(reserved);
    expect(nodeAllocatable(aksNode(machine(30), { kubernetesVersion: '1.28' })).reservation.memory?.toString()).toBe(before);
    expect([30, 110, 250].map((pods) => memoryOf(aksNode(machine(pods), { kubernetesVersion: '1.29' })))).toEqual(since);
    expect(nodeAllocatable(aksNode({ ...machine(30), os: 'windows' })).reservation.memory?.toString()).toBe(windows);
  });

  it('can be told the rule of a node pool', () => {
    const machine = { memory: '8Gi', cpu: 2, maxPods: 30 };
    expect(aksNode({ ...machine, rule: 'tiers' })).toEqual(aksNode(machine, { kubernetesVersion: '1.28' }));
    expect(aksNode({ ...machine, rule: 'pods' }, { kubernetesVersion: '1.28' })).toEqual(aksNode(machine));
    expect(() => aksNode({ ...machine, rule: 'pod' as never })).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'rule' }));
    expect(() => aksNode({ ...machine, os: 'mac' as never })).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'os' }));
  });
});
