import { describe, expect, it } from 'vitest';
import { parseThresholdConfig } from '../../../src/eviction/thresholds/parse-threshold-config.ts';
import { thresholdsMet } from '../../../src/eviction/observations/thresholds-met.ts';
import { Quantity } from '../../../src/quantity/index.ts';

const thresholds = Object.freeze(
  parseThresholdConfig({
    evictionHard: { 'memory.available': '1Gi', 'nodefs.available': '10%' },
    evictionMinimumReclaim: { 'memory.available': '1Mi', 'nodefs.available': '10%' },
  }),
);
const observed = (available: string, capacity = '10Gi'): object => ({
  available: Quantity.parse(available),
  capacity: Quantity.parse(capacity),
});
const met = (observations: object, enforceMinReclaim?: boolean): string[] =>
  thresholdsMet(thresholds, observations, enforceMinReclaim === undefined ? undefined : { enforceMinReclaim }).map(({ signal }) => signal);

describe('thresholdsMet', () => {
  it('is met below the value, not at it', () => {
    expect(met({ 'memory.available': observed('1073741823') })).toEqual(['memory.available']);
    expect(met({ 'memory.available': observed('1Gi') })).toEqual([]);
  });
  it('raises the value by the minimum reclaim when told so', () => {
    const observations = { 'memory.available': observed('1025Mi'), 'nodefs.available': observed('2Gi') };
    expect(met(observations, true)).toEqual(['nodefs.available']);
    expect(met({ 'memory.available': observed('1074790399') }, true)).toEqual(['memory.available']);
    expect(met({ 'memory.available': observed('1074790399') })).toEqual([]);
  });
  it('is not met without an observation or an operator', () => {
    expect(met({})).toEqual([]);
    const none = [{ ...thresholds[0]!, operator: '' as const }];
    expect(thresholdsMet(none, { 'memory.available': { available: Quantity.from(0), capacity: Quantity.from(0) } })).toEqual([]);
  });
  it('names a signal that is not text', () => {
    const none = [thresholds[0]!, { ...thresholds[0]!, signal: { toString: null } as never }];
    expect(() => thresholdsMet(none, {})).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'thresholds[1].signal' }));
  });
});
