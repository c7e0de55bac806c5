import { expect, it } from 'vitest';
import { isHardEvictionThreshold } from '../../../src/eviction/thresholds/thresholds.ts';

it('isHardEvictionThreshold: without a grace period, or with one of zero', () => {
  const threshold = { signal: 'memory.available', operator: 'LessThan', value: { percentage: 0.5 } } as const;
  expect([
    isHardEvictionThreshold(threshold),
    isHardEvictionThreshold({ ...threshold, gracePeriodSeconds: 0 }),
    isHardEvictionThreshold({ ...threshold, gracePeriodSeconds: 1e-9 }),
  ]).toEqual([true, true, false]);
});
