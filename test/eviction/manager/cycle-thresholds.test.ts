import { describe, expect, it } from 'vitest';
import { initialEvictionState, type EvictionState } from '../../../src/eviction/manager/cycle-state.ts';
import { thresholdsOfCycle, timeOf } from '../../../src/eviction/manager/cycle-thresholds.ts';
import { cycleRules, type CycleNote } from '../../../src/eviction/manager/explanation.ts';
import { recorded } from '../../../src/explanation.ts';
import { parseThresholdConfig } from '../../../src/eviction/thresholds/parse-threshold-config.ts';
import { Quantity } from '../../../src/quantity/index.ts';

const thresholds = parseThresholdConfig({
  evictionHard: { 'memory.available': '1Gi', 'nodefs.available': '1Gi' },
  evictionSoft: { 'memory.available': '2Gi' },
  evictionSoftGracePeriod: { 'memory.available': '30s' },
  evictionMinimumReclaim: { 'nodefs.available': '1Gi' },
});

function look(
  state: EvictionState,
  now: number,
  memory: string,
  disk: string,
  time = now,
): ReturnType<typeof thresholdsOfCycle> & { steps: string[] } {
  const observed = (text: string): { available: Quantity; capacity: Quantity; time: number } => ({
    available: Quantity.parse(text),
    capacity: Quantity.parse('100Gi'),
    time,
  });
  const observations = { 'memory.available': observed(memory), 'nodefs.available': observed(disk) };
  const facts = { state, thresholds, fresh: thresholds.length, observations, now, transitionPeriod: 60, minor: 37 };
  const { result, steps } = recorded(cycleRules, (note: CycleNote) => thresholdsOfCycle(facts, note));
  return { ...result, steps: steps.map(({ because }) => because) };
}

const next = (found: ReturnType<typeof look>): EvictionState => ({ ...found.state, imageFs: 'shared', containerFs: 'together' });

describe('thresholdsOfCycle', () => {
  it('waits for the grace period of a soft threshold', () => {
    const first = look(initialEvictionState, 0, '1.5Gi', '9Gi');
    expect([first.met, first.conditions, first.steps]).toEqual([
      [],
      ['MemoryPressure'],
      ['cycle-met', 'cycle-in-grace-period', 'cycle-condition-holds'],
    ]);
    expect(look(next(first), 29_999, '1.5Gi', '9Gi').met).toEqual([]);
    expect(look(next(first), 30_000, '1.5Gi', '9Gi').met).toHaveLength(1);
  });
  it('keeps a threshold until its minimum reclaim is there, and memory first', () => {
    const first = look(initialEvictionState, 0, '512Mi', '512Mi');
    expect(first.pressing.map(({ signal }) => signal)).toEqual(['memory.available', 'nodefs.available']);
    const second = look(next(first), 10_000, '9Gi', '1.5Gi');
    expect(second.pressing.map(({ signal }) => signal)).toEqual(['nodefs.available']);
    expect(second.steps).toContain('cycle-unresolved');
    expect(look(next(second), 20_000, '9Gi', '2Gi').met).toEqual([]);
  });
  it('presses only when measured again', () => {
    const first = look(initialEvictionState, 0, '512Mi', '9Gi');
    const second = look(next(first), 10_000, '512Mi', '9Gi', 0);
    expect([second.met.length, second.pressing]).toEqual([1, []]);
    expect(second.steps).toContain('cycle-not-measured');
  });
  it('reports a condition until the transition period is over', () => {
    const first = look(initialEvictionState, 0, '512Mi', '9Gi');
    expect(look(next(first), 59_999, '9Gi', '9Gi').conditions).toEqual(['MemoryPressure']);
    const late = look(next(first), 60_000, '9Gi', '9Gi');
    expect([late.conditions, late.steps]).toEqual([[], ['cycle-condition-over']]);
  });
});

it('a time is a whole number of milliseconds', () => {
  expect(timeOf(5)).toBe(5);
  for (const bad of [undefined, '5', 1.5, NaN, 2 ** 60])
    expect(() => timeOf(bad)).toThrow(expect.objectContaining({ code: 'InvalidInput', path: 'observation.now' }));
});
