import { describe, expect, it } from 'vitest';
import { cpuSharesToCPUWeight, type CPUWeightConversion } from '../../src/cgroup/cpu-weight.ts';

const code = (name: string): unknown => expect.objectContaining({ code: name });

describe('cpuSharesToCPUWeight', () => {
  it.each([
    [0, 0, 0],
    [1, 70_369_281_052_672, 1],
    [2, 1, 1],
    [3, 1, 2],
    [25, 1, 6],
    [51, 2, 11],
    [102, 4, 17],
    [144, 6, 23],
    [1024, 39, 100],
    [262_143, 9999, 10_000],
    [262_144, 10_000, 10_000],
    [2 ** 53 - 1, 10_000, 10_000],
  ])('%d', (shares, linear, log) => {
    expect(cpuSharesToCPUWeight(shares, { conversion: 'linear' })).toBe(linear);
    expect(cpuSharesToCPUWeight(shares, { conversion: 'log' })).toBe(log);
  });
  it('never falls and stays within 1 and 10000', () => {
    for (const conversion of ['linear', 'log'] as const) {
      let last = 1;
      let falls = 0;
      for (let shares = 2; shares <= 262_144; shares++) {
        const weight = cpuSharesToCPUWeight(shares, { conversion });
        if (weight < last || weight > 10_000) falls++;
        last = weight;
      }
      expect(falls).toBe(0);
    }
  });
  it('refuses what it does not know', () => {
    expect(() => cpuSharesToCPUWeight(-1, { conversion: 'log' })).toThrow(code('OutOfRange'));
    expect(() => cpuSharesToCPUWeight(2, { conversion: 'cubic' as CPUWeightConversion })).toThrow(code('InvalidInput'));
  });
});
