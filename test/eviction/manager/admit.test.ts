import { describe, expect, it } from 'vitest';
import { admit } from '../../../src/eviction/manager/admit.ts';

const bestEffort = { spec: { containers: [{ name: 'app' }] } };
const burstable = { spec: { containers: [{ name: 'app', resources: { requests: { memory: '1Gi' } } }] } };
const critical = { spec: { containers: [], priority: 2_000_000_000 } };
const tolerating = (toleration: object): object => ({ spec: { containers: [], tolerations: [toleration] } });
const taint = 'node.kubernetes.io/memory-pressure';

describe('admit', () => {
  it.each([
    [bestEffort, [], '1.37', true],
    [bestEffort, ['MemoryPressure'], '1.37', false],
    [burstable, ['MemoryPressure'], '1.37', true],
    [burstable, ['DiskPressure'], '1.37', false],
    [burstable, ['DiskPressure', 'MemoryPressure'], '1.37', false],
    [burstable, ['DiskPressure', 'MemoryPressure'], '1.16', true],
    [critical, ['DiskPressure', 'MemoryPressure'], '1.37', true],
    [tolerating({ operator: 'Exists' }), ['MemoryPressure'], '1.37', true],
    [tolerating({ key: taint, effect: 'NoSchedule' }), ['MemoryPressure'], '1.37', true],
    [tolerating({ key: taint, operator: 'Equal', value: 'true' }), ['MemoryPressure'], '1.37', false],
    [tolerating({ key: taint, operator: 'Exists', effect: 'NoExecute' }), ['MemoryPressure'], '1.37', false],
    [tolerating({ key: taint, operator: 'Gt', value: '5' }), ['MemoryPressure'], '1.37', false],
    [tolerating({ operator: 'Exists' }), ['MemoryPressure'], '1.16', true],
  ])('%j under %j in %s: %s', (pod, conditions, kubernetesVersion, takes) =>
    expect(admit(pod, conditions, { kubernetesVersion }).admit).toBe(takes),
  );

  it('heeds the gate of tolerations in 1.15 and 1.16', () => {
    const options = { kubernetesVersion: '1.16', featureGates: { TaintNodesByCondition: false } };
    expect(admit(tolerating({ operator: 'Exists' }), ['MemoryPressure'], options).admit).toBe(false);
  });

  it('says why, with the conditions in their order', () => {
    expect(admit(bestEffort, ['PIDPressure', 'DiskPressure'])).toEqual({
      admit: false,
      reason: 'Evicted',
      message: 'The node had condition: [PIDPressure DiskPressure]. ',
    });
  });

  it.each([['MemoryPressure'], [undefined], [[5]]])('refuses the conditions %j', (conditions) =>
    expect(() => admit(bestEffort, conditions as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'nodeConditions' })),
  );
});
