import { describe, expect, it } from 'vitest';
import { identityOf, initialEvictionState, keyedThresholds, stateOf } from '../../../src/eviction/manager/cycle-state.ts';
import type { Threshold } from '../../../src/eviction/thresholds/thresholds.ts';
import { Quantity } from '../../../src/quantity/index.ts';

const share: Threshold = { signal: 'nodefs.available', operator: 'LessThan', value: { percentage: 0.1 } };
const amount: Threshold = { signal: 'memory.available', operator: 'LessThan', value: { quantity: Quantity.parse('1024Mi') } };

describe('the initial state', () => {
  it('is frozen, and the same after a trip through JSON', () => {
    expect(Object.isFrozen(initialEvictionState) && Object.values(initialEvictionState).every(Object.isFrozen)).toBe(true);
    expect(JSON.parse(JSON.stringify(initialEvictionState))).toEqual(initialEvictionState);
    expect(stateOf(initialEvictionState)).toBe(initialEvictionState);
  });
  it.each([
    ['state', undefined],
    ['state.imageFs', {}],
    ['state.imageFs', { ...initialEvictionState, imageFs: 'shared' }],
    ['state.thresholdsMet', { ...initialEvictionState, thresholdsMet: 'x' }],
    ['state.lastObservedAt', { ...initialEvictionState, lastObservedAt: null }],
    ['state.lastObservedAt.memory', { ...initialEvictionState, lastObservedAt: { memory: null } }],
  ])('refuses at %s the state %j', (path, state) =>
    expect(() => stateOf(state as never)).toThrow(expect.objectContaining({ code: 'InvalidInput', path })),
  );
});

it('keys tell thresholds apart as upstream does', () => {
  const grace = { ...amount, gracePeriodSeconds: 1.5, minReclaim: { percentage: 0.5 } };
  const keys = keyedThresholds([amount, amount, share, share, grace, { ...share, operator: '' }], 37).map(({ key }) => key);
  expect(keys).toEqual([
    'memory.available<1Gi',
    'memory.available<1Gi #2',
    'nodefs.available<10.000000149011612%',
    'nodefs.available<10.000000149011612%',
    'memory.available<1Gi for 1.5s +50%',
    'nodefs.available?10.000000149011612%',
  ]);
  expect(() => keyedThresholds([{ ...amount, value: 5 as never }], 37)).toThrow(expect.objectContaining({ path: 'thresholds[0].value' }));
});

it.each([
  [amount, { ...amount, value: { quantity: Quantity.parse('1Gi') }, minReclaim: { percentage: 1 } }, true],
  [amount, { ...amount, value: { quantity: Quantity.parse('1073741824000m') } }, true],
  [amount, { ...amount, value: { quantity: Quantity.parse('1073741824001m') } }, false],
  [{ ...amount, value: { quantity: Quantity.parse('0') } }, { ...amount, value: { quantity: Quantity.parse('0e3') } }, true],
  [amount, { ...amount, gracePeriodSeconds: 0 }, true],
  [amount, { ...amount, gracePeriodSeconds: 1 }, false],
  [amount, { ...amount, signal: 'allocatableMemory.available' }, false],
  [amount, { ...amount, operator: '' }, false],
  [amount, { ...amount, value: share.value }, false],
  [share, { ...share, value: { percentage: Math.fround(0.1) } }, true],
  [share, { ...share, value: amount.value }, false],
] as const)('%j and %j are the same: %s', (a, b, same) => expect(identityOf(a) === identityOf(b)).toBe(same));
