import { expect, it } from 'vitest';
import { isHard } from '../../../src/eviction/thresholds/thresholds.ts';

it('isHard: without a grace period, or with one of zero', () => {
  const threshold = { signal: 'memory.available', operator: 'LessThan', value: { percentage: 0.5 } } as const;
  expect([isHard(threshold), isHard({ ...threshold, gracePeriodSeconds: 0 }), isHard({ ...threshold, gracePeriodSeconds: 1e-9 })]).toEqual([
    true,
    true,
    false,
  ]);
});
