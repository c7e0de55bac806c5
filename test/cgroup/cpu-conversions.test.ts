import { describe, expect, it } from 'vitest';
import {
  mostPodShares,
  defaultPeriod,
  milliCPUToQuota,
  milliCPUToShares,
  minShares,
  quotaOf,
  quotaToMilliCPU,
  sharesOf,
  sharesToMilliCPU,
} from '../../src/cgroup/cpu-conversions.ts';

const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('milliCPUToShares', () => {
  it.each([
    [0, 2],
    [1, 2],
    [2, 2],
    [3, 3],
    [250, 256],
    [255_999, 262_142],
    [256_000, 262_144],
    [256_001, 262_144],
    [-5, 2],
    [2 ** 53 - 1, 262_144],
  ])('%d', (milliCPU, shares) => expect(milliCPUToShares(milliCPU)).toBe(shares));
  it('has no upper bound before 1.19', () => {
    expect(milliCPUToShares(256_001, { kubernetesVersion: '1.18' })).toBe(262_145);
    expect(milliCPUToShares(256_001, { kubernetesVersion: '1.19' })).toBe(262_144);
    expect(mostPodShares(18)).toBe(Infinity);
  });
  it('refuses what is no safe integer', () => {
    expect(() => milliCPUToShares(2 ** 53)).toThrow(code('OutOfRange'));
    expect(() => milliCPUToShares(0.5)).toThrow(code('OutOfRange'));
  });
  it('wraps as an int64', () => {
    expect(sharesOf(2n ** 54n - 1n, () => Infinity, 15)).toBe(minShares);
    expect(sharesOf(2n ** 54n + 1000n, () => Infinity, 15)).toBe(1024);
  });
});

describe('milliCPUToQuota', () => {
  it.each([
    [0, 100_000, 0],
    [1, 100_000, 1000],
    [10, 100_000, 1000],
    [11, 100_000, 1100],
    [250, 10_000, 2500],
    [250, 0, 1000],
    [-250, 100_000, 1000],
  ])('%d of %d', (milliCPU, period, quota) => expect(milliCPUToQuota(milliCPU, period)).toBe(quota));
  it('takes another period only with the gate', () => {
    expect(milliCPUToQuota(250, 10_000, { kubernetesVersion: '1.35' })).toBe(25_000);
    const featureGates = { CustomCPUCFSQuotaPeriod: true };
    expect(milliCPUToQuota(250, 10_000, { kubernetesVersion: '1.35', featureGates })).toBe(2500);
    expect(milliCPUToQuota(250, 10_000, { featureGates: { CustomCPUCFSQuotaPeriod: false } })).toBe(25_000);
  });
  it('wraps as an int64', () => expect(quotaOf(2n ** 63n - 1n, defaultPeriod)).toBe(1000));
  it('refuses a result beyond the safe integers', () => {
    expect(milliCPUToQuota(2 ** 43, 2 ** 20)).toBe(1000);
    expect(() => milliCPUToQuota(9.1e12, 1e6)).toThrow(code('OutOfRange'));
    expect(() => milliCPUToQuota(1, 0.5)).toThrow(code('OutOfRange'));
  });
});

describe('sharesToMilliCPU', () => {
  it.each([
    [-1, 0],
    [0, 0],
    [1, 0],
    [2, 2],
    [3, 3],
    [1024, 1000],
    [262_144, 256_000],
  ])('%d', (shares, milliCPU) => expect(sharesToMilliCPU(shares)).toBe(milliCPU));
});

describe('quotaToMilliCPU', () => {
  it.each([
    [-1, 100_000, 0],
    [-1, 0, 0],
    [1000, 100_000, 10],
    [-2000, 100_000, -20],
    [1999, 1_000_000, 1],
  ])('%d of %d', (quota, period, milliCPU) => expect(quotaToMilliCPU(quota, period)).toBe(milliCPU));
  it('panics as upstream for a period of 0', () => expect(() => quotaToMilliCPU(1, 0)).toThrow(code('UpstreamPanics')));
});
