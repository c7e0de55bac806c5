import { describe, expect, it } from 'vitest';
import { emptyDirQuotaSize, isLocalEphemeralVolume } from '../../src/volumes/local-ephemeral.ts';

const pod = (limit?: string): object => ({
  spec: { containers: [{ name: 'a', resources: limit === undefined ? {} : { limits: { 'ephemeral-storage': limit } } }] },
});

describe('isLocalEphemeralVolume', () => {
  it.each([
    [{ emptyDir: { medium: 'HugePages' } }, '1.20', true],
    [{ emptyDir: { medium: 'HugePages' } }, '1.21', false],
    [{ emptyDir: { medium: null } }, '1.37', true],
    [{ emptyDir: null }, '1.37', false],
    [{ configMap: {} }, '1.37', true],
    [{ hostPath: {} }, '1.37', false],
  ])('of %j in %s: %s', (volume, kubernetesVersion, local) => expect(isLocalEphemeralVolume(volume, { kubernetesVersion })).toBe(local));
  it('refuses what is no volume', () => {
    expect(() => isLocalEphemeralVolume('v' as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'volume' }));
  });
});

describe('emptyDirQuotaSize', () => {
  it.each([
    ['2Gi', '1Gi', '1.37', '1Gi'],
    ['1Gi', '2Gi', '1.37', '1Gi'],
    [undefined, '2Gi', '1.37', '2Gi'],
    [undefined, '2Gi', '1.18', '0'],
    [undefined, undefined, '1.37', '0'],
    ['1.5', '0', '1.37', '2'],
  ])('under a limit of %s with a sizeLimit of %s in %s is %s', (limit, sizeLimit, kubernetesVersion, size) => {
    const volume = { emptyDir: sizeLimit === undefined ? {} : { sizeLimit } };
    expect(emptyDirQuotaSize(pod(limit), volume, { kubernetesVersion })?.toString()).toBe(size);
  });
  it('is that of the pod for a configMap, and absent for what is not local', () => {
    expect(emptyDirQuotaSize(pod('1Gi'), { configMap: {} })?.toString()).toBe('1Gi');
    expect(emptyDirQuotaSize(pod('1Gi'), { hostPath: {} })).toBeUndefined();
  });
});
