import { expect, it } from 'vitest';
import { basisOf, cpuQuotaOf, cpuSharesOf, memoryOf } from '../../../src/cgroup/pod/resource-config-values.ts';

const pod = {
  spec: { containers: [{ name: 'a', resources: { limits: { cpu: '10', memory: '1.5' }, requests: { cpu: '300' } } }] },
  status: { qosClass: 'BestEffort' },
};

it('believes the class in the status', () => {
  const trusting = basisOf(pod, undefined, undefined);
  expect([cpuSharesOf(trusting), cpuQuotaOf(trusting, undefined), memoryOf(trusting)]).toEqual([2, {}, undefined]);
});
it('computes it before 1.29, and caps shares since 1.19', () => {
  const computing = basisOf(pod, { kubernetesVersion: '1.18' }, undefined);
  expect([cpuSharesOf(computing), cpuQuotaOf(computing, undefined), memoryOf(computing)?.toString()]).toEqual([
    307_200,
    { cpuQuota: 1_000_000, cpuPeriod: 100_000 },
    '2',
  ]);
  expect(cpuSharesOf(basisOf(pod, { kubernetesVersion: '1.19' }, undefined))).toBe(262_144);
});
