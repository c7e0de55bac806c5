import { describe, expect, it } from 'vitest';
import { explainThresholds } from '../../../src/eviction/thresholds/explain-thresholds.ts';
import { kubeletThresholds } from '../../../src/eviction/thresholds/kubelet-thresholds.ts';
import { getThresholdQuantity } from '../../../src/eviction/thresholds/threshold-quantity.ts';
import type { ThresholdValue } from '../../../src/eviction/thresholds/thresholds.ts';
import { isSizingError } from '../../../src/errors.ts';
import type { Quantity } from '../../../src/quantity/index.ts';
import { randomConfig, signals } from '../../oracle/areas/eviction-thresholds.ts';
import { minors } from '../../oracle/minors.ts';
import { Random } from '../../oracle/random.ts';

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown;
const capacity = Object.freeze({
  'imagefs.available': '100Gi',
  'nodefs.available': '1000000000',
  'imagefs.inodesFree': 100,
  'nodefs.inodesFree': 100,
});

describe('explainThresholds', () => {
  it('tells amounts, and defaults that a partial evictionHard drops', () => {
    const config = {
      evictionHard: { 'nodefs.available': '15%', 'imagefs.available': '100%' },
      evictionMinimumReclaim: { 'nodefs.available': '10%' },
    };
    const { result, steps } = explainThresholds(config, capacity);
    expect(plain(result)).toEqual({
      thresholds: [
        {
          signal: 'nodefs.available',
          operator: 'LessThan',
          value: { percentage: 0.15000000596046448 },
          minReclaim: { percentage: 0.10000000149011612 },
          amount: '150000005',
          minReclaimAmount: '100000001',
        },
      ],
      mergedDefaults: {},
      droppedDefaults: { 'imagefs.inodesFree': '5%', 'memory.available': '100Mi', 'nodefs.inodesFree': '5%' },
    });
    expect(steps.map(({ rule, because, outcome }) => `${rule} ${because} ${outcome}`)).toEqual([
      'eviction-default-hard eviction-default-replaced skipped',
      'eviction-default-hard eviction-default-dropped skipped',
      'eviction-default-hard eviction-default-dropped skipped',
      'eviction-default-hard eviction-default-replaced skipped',
      'eviction-default-hard eviction-default-dropped skipped',
      'eviction-dropped-statement eviction-switched-off applied',
      'eviction-threshold eviction-share applied',
      'eviction-min-reclaim eviction-reclaim-share applied',
    ]);
    expect(steps.at(-2)?.inputs).toMatchObject({ percentage: '15%' });
  });

  it('tells which defaults are merged', () => {
    const { result } = explainThresholds({ evictionHard: { 'memory.available': '1Gi' }, mergeDefaultEvictionSettings: true }, capacity);
    expect(result.mergedDefaults).toEqual({
      'imagefs.available': '15%',
      'imagefs.inodesFree': '5%',
      'nodefs.available': '10%',
      'nodefs.inodesFree': '5%',
    });
    expect(result.droppedDefaults).toEqual({});
  });

  it('has the thresholds of kubeletThresholds and their amounts, whatever the configuration, and refuses the same ones', () => {
    const random = new Random(5);
    const capacities = Object.fromEntries(signals.map((signal, i) => [signal, `${i * 7 + 1}Gi`]));
    const outcome = (call: () => unknown): unknown => {
      try {
        return call();
      } catch (error) {
        if (!isSizingError(error)) throw error;
        return { code: error.code, path: error.path };
      }
    };
    for (let i = 0; i < 500; i++) {
      const config = { ...randomConfig(random), mergeDefaultEvictionSettings: random.chance(0.3) };
      const options = { kubernetesVersion: `1.${random.pick(minors)}`, os: random.pick(['linux', 'windows'] as const) };
      const explained = outcome(() => explainThresholds(config, capacities, options).result.thresholds);
      const plainly = outcome(() =>
        kubeletThresholds(config, options).map((threshold) => {
          const amountOf = (value: ThresholdValue): Quantity => getThresholdQuantity(value, capacities[threshold.signal] ?? 0);
          const { value, minReclaim } = threshold;
          return { ...threshold, amount: amountOf(value), ...(minReclaim === undefined ? {} : { minReclaimAmount: amountOf(minReclaim) }) };
        }),
      );
      expect(explained).toEqual(plainly);
    }
  });

  it('tells a threshold that is never met', () => {
    const config = {
      evictionHard: { 'allocatableMemory.available': '1Gi' },
      evictionMinimumReclaim: { 'allocatableMemory.available': '5' },
    };
    const { steps } = explainThresholds(config, {}, { kubernetesVersion: '1.20' });
    expect(steps.slice(-2).map(({ because, outcome }) => `${because} ${outcome}`)).toEqual([
      'eviction-never-met skipped',
      'eviction-reclaim-amount applied',
    ]);
  });

  it('refuses a percentage of an unknown capacity', () => {
    expect(() => explainThresholds({ evictionHard: { 'nodefs.available': '10%' } }, {})).toThrow(
      expect.objectContaining({ code: 'InvalidInput', path: 'capacityBySignal.nodefs.available' }),
    );
  });
});
