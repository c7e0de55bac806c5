import { describe, expect, it } from 'vitest';
import { getResourceRequestQuantity } from '../../../src/resources/totals/request-quantity.ts';
import { deepFreeze } from '../../deep-freeze.ts';

const pod = deepFreeze({
  spec: {
    containers: [{ name: 'app', resources: { requests: { memory: '1G', 'ephemeral-storage': '1Gi' } } }],
    initContainers: [{ name: 'proxy', restartPolicy: 'Always', resources: { requests: { memory: '256Mi' } } }],
    overhead: { memory: '1Mi', cpu: '100m' },
  },
});

describe('getResourceRequestQuantity', () => {
  it.each([
    ['memory', '1.37', '1269484032', 'DecimalSI'],
    ['memory', '1.33', '1001048576', 'DecimalSI'],
    ['memory', '1.15', '1G', 'DecimalSI'],
    ['cpu', '1.37', '0', 'DecimalSI'],
    ['ephemeral-storage', '1.37', '1Gi', 'BinarySI'],
    ['storage', '1.37', '0', 'BinarySI'],
  ])('of %s in %s is %s, %s', (name, kubernetesVersion, text, format) => {
    const amount = getResourceRequestQuantity(pod, name, { kubernetesVersion });
    expect([amount.toString(), amount.format]).toEqual([text, format]);
  });
  it('is 0 for storage that is not isolated', () => {
    const options = { kubernetesVersion: '1.24', featureGates: { LocalStorageCapacityIsolation: false } };
    expect(getResourceRequestQuantity(pod, 'ephemeral-storage', options).toString()).toBe('0');
  });
  it('leaves out the containers of a pod with resources of its own', () => {
    const own = { spec: { ...pod.spec, resources: { requests: { cpu: '1' } } } };
    expect(getResourceRequestQuantity(own, 'memory').toString()).toBe('0');
    expect(getResourceRequestQuantity(own, 'memory', { featureGates: { PodLevelResources: false } }).toString()).toBe('1269484032');
  });
  it('names the place of what is malformed', () => {
    const bad = { spec: { containers: [], overhead: { memory: '1MB' } } };
    expect(() => getResourceRequestQuantity(bad, 'memory')).toThrow(expect.objectContaining({ path: 'spec.overhead.memory' }));
  });
});
