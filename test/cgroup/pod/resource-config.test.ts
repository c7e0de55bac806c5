import { describe, expect, it } from 'vitest';
import { explainResourceConfigForPod, resourceConfigForPod } from '../../../src/cgroup/pod/resource-config.ts';
import type { PodLike } from '../../../src/core/index.ts';
import { deepFreeze } from '../../deep-freeze.ts';
import { randomPod } from '../../oracle/pods.ts';
import { Random } from '../../oracle/random.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const all = { cpu: '500m', memory: '512Mi' };
const guaranteed = deepFreeze({ spec: { containers: [{ name: 'app', resources: { requests: all, limits: all } }] } });

describe('resourceConfigForPod', () => {
  it('limits a Guaranteed pod', () => {
    expect(plain(resourceConfigForPod(guaranteed))).toEqual({
      memory: '512Mi',
      cpuShares: 512,
      cpuQuota: 50_000,
      cpuPeriod: 100_000,
      hugePageLimit: {},
    });
  });
  it('takes options that upstream of a minor has', () => {
    const options = { enforceCPULimits: false, enforceMemoryQoS: true, cpuPeriod: 10_000 };
    expect(plain(resourceConfigForPod(guaranteed, { ...options, kubernetesVersion: '1.21' }))).not.toHaveProperty('unified');
    expect(plain(resourceConfigForPod(guaranteed, { ...options, kubernetesVersion: '1.35' }))).toMatchObject({
      cpuQuota: -1,
      cpuPeriod: 10_000,
      unified: { 'memory.min': '536870912' },
    });
    expect(plain(resourceConfigForPod(guaranteed, options))).not.toHaveProperty('unified');
    expect(plain(resourceConfigForPod(guaranteed, { ...options, memoryReservationPolicy: 'TieredReservation' }))).toMatchObject({
      unified: { 'memory.min': '536870912' },
    });
  });
  it('counts the period in the quota with the gate alone', () => {
    const quota = (kubernetesVersion: string): unknown =>
      resourceConfigForPod(guaranteed, { cpuPeriod: 10_000, kubernetesVersion })?.cpuQuota;
    expect([quota('1.35'), quota('1.36')]).toEqual([50_000, 5000]);
  });
  it('knows Linux only', () => {
    expect(resourceConfigForPod(guaranteed, { os: 'windows' })).toBeUndefined();
    expect(explainResourceConfigForPod(guaranteed, { os: 'windows' }).steps).toMatchObject([
      { because: 'cgroup-not-linux', outcome: 'skipped' },
    ]);
    expect(() => resourceConfigForPod(guaranteed, { os: 'windows', kubernetesVersion: '1.14' })).toThrow(
      expect.objectContaining({ code: 'UnsupportedVersion' }),
    );
  });
  it('believes the class in the status since 1.29', () => {
    const resources = { limits: { cpu: '10', memory: '1.5' }, requests: { cpu: '300' } };
    const pod = deepFreeze({ spec: { containers: [{ name: 'a', resources }] }, status: { qosClass: 'BestEffort' } });
    expect(plain(resourceConfigForPod(pod))).toEqual({ cpuShares: 2, hugePageLimit: {} });
    expect(plain(resourceConfigForPod(pod, { kubernetesVersion: '1.28' }))).toEqual({
      memory: '2',
      cpuShares: 262_144,
      cpuQuota: 1_000_000,
      cpuPeriod: 100_000,
      hugePageLimit: {},
    });
    expect(resourceConfigForPod(pod, { kubernetesVersion: '1.18' })?.cpuShares).toBe(307_200);
  });
  it('gives back numbers, also of a bigint period', () => {
    const cpuPeriod = 10_000n as unknown as number;
    expect(resourceConfigForPod(guaranteed, { cpuPeriod })).toMatchObject({ cpuQuota: 5000, cpuPeriod: 10_000 });
  });
  it.each([
    [{ os: 'Linux' }, 'options.os', 'did you mean "linux"?'],
    [{ memoryReservationPolicy: 'Tiered' as 'None' }, 'options.memoryReservationPolicy', 'did you mean "TieredReservation"?'],
  ])('refuses %j', (options, path, hint) =>
    expect(() => resourceConfigForPod(guaranteed, options)).toThrow(expect.objectContaining({ code: 'InvalidInput', path, hint })),
  );
  it('refuses numbers that are not exact', () => {
    const huge = { spec: { containers: [{ name: 'a', resources: { limits: { cpu: '91e9' } } }] } };
    expect(() => resourceConfigForPod(huge)).toThrow(expect.objectContaining({ code: 'OutOfRange' }));
    expect(() => resourceConfigForPod(guaranteed, { cpuPeriod: 0.5 })).toThrow(
      expect.objectContaining({ code: 'OutOfRange', path: 'options.cpuPeriod' }),
    );
    const beyond = 2n ** 60n;
    expect(() => resourceConfigForPod(guaranteed, { cpuPeriod: beyond as unknown as number, kubernetesVersion: '1.30' })).toThrow(
      expect.objectContaining({ code: 'OutOfRange', path: 'options.cpuPeriod' }),
    );
    expect(() => resourceConfigForPod(guaranteed, { cpuPeriod: -1 })).toThrow(
      expect.objectContaining({ code: 'OutOfRange', path: 'options.cpuPeriod' }),
    );
  });
});

describe('explainResourceConfigForPod', () => {
  it('has the values of resourceConfigForPod, for any pod', () => {
    const random = new Random(3);
    for (let i = 0; i < 300; i++) {
      const pod = deepFreeze(randomPod(random)) as PodLike;
      const options = { kubernetesVersion: `1.${15 + (i % 23)}`, enforceMemoryQoS: i % 2 === 0, enforceCPULimits: i % 5 !== 0 };
      const values = (compute: () => unknown): unknown => {
        try {
          return plain(compute());
        } catch (error) {
          return (error as { code: string }).code;
        }
      };
      expect(values(() => explainResourceConfigForPod(pod, options).result)).toEqual(values(() => resourceConfigForPod(pod, options)));
    }
  });
  it('gives a reason for what is not limited', () => {
    const reasons = (pod: PodLike, options = {}): string[] => explainResourceConfigForPod(pod, options).steps.map(({ because }) => because);
    expect(reasons({ spec: { containers: [{ name: 'a' }] } })).toEqual([
      'cgroup-qos-found',
      'cgroup-shares-least',
      'cgroup-limit-best-effort',
      'cgroup-limit-best-effort',
      'cgroup-protection-off',
    ]);
    const burstable = {
      spec: {
        containers: [
          {
            name: 'a',
            resources: { limits: { memory: '1Gi', cpu: '1', 'hugepages-2Mi': '2Mi' }, requests: { 'hugepages-2Mi': '2Mi', memory: '1Mi' } },
          },
        ],
      },
    };
    expect(reasons(burstable, { enforceCPULimits: false, enforceMemoryQoS: true, memoryReservationPolicy: 'TieredReservation' })).toEqual([
      'cgroup-qos-found',
      'cgroup-shares-from-request',
      'cgroup-quota-not-enforced',
      'cgroup-memory-from-limit',
      'cgroup-hugepages-found',
      'cgroup-protection-soft',
    ]);
    expect(reasons(burstable, { enforceMemoryQoS: true }).at(-1)).toBe('cgroup-protection-policy');
    expect(reasons(burstable, { enforceMemoryQoS: true, kubernetesVersion: '1.30' }).at(-1)).toBe('cgroup-protection-hard');
    expect(reasons({}, { enforceMemoryQoS: true, kubernetesVersion: '1.30' }).at(-1)).toBe('cgroup-protection-nothing');
  });
});
