import { expect, it } from 'vitest';
import { isHardEvictionThreshold, signalAt } from '../../../src/eviction/thresholds/thresholds.ts';

it('isHardEvictionThreshold: without a grace period, or with one of zero', () => {
  const threshold = { signal: 'memory.available', operator: 'LessThan', value: { percentage: 0.5 } } as const;
  expect([
    isHardEvictionThreshold(threshold),
    isHardEvictionThreshold({ ...threshold, gracePeriodSeconds: 0 }),
    isHardEvictionThreshold({ ...threshold, gracePeriodSeconds: 1e-9 }),
  ]).toEqual([true, true, false]);
});

it('signalAt gives the signal of a threshold whose fields are of the right kind', () => {
  const threshold = { signal: 'pid.available', operator: '', value: { percentage: 0.5 } } as const;
  expect(signalAt(threshold, 'thresholds[0]')).toBe('pid.available');
  const refused = (fields: object, path: string): void =>
    expect(() => signalAt({ ...threshold, ...fields }, 'thresholds[3]')).toThrow(expect.objectContaining({ code: 'InvalidInput', path }));
  for (const signal of [null, 7, undefined, { toString: null }]) refused({ signal }, 'thresholds[3].signal');
  for (const operator of [null, 'GreaterThan']) refused({ operator }, 'thresholds[3].operator');
  for (const gracePeriodSeconds of ['30', Number.NaN]) refused({ gracePeriodSeconds }, 'thresholds[3].gracePeriodSeconds');
});
