import { invalid } from '../../errors.ts';
import { isSameThreshold, keyedThresholds, type EvictionState, type KeyedThreshold } from './cycle-state.ts';
import type { CycleReason, CycleStep } from './explanation.ts';
import type { SignalObservations } from '../observations/observations.ts';
import { signalToNodeCondition, isMemorySignal, type PressureCondition } from '../thresholds/signals.ts';
import { isMet } from '../observations/thresholds-met.ts';
import type { Threshold } from '../thresholds/thresholds.ts';

/** What one cycle looks at. */
export interface CycleFacts {
  readonly state: EvictionState;
  /** All thresholds; `fresh` of them, the first, are looked at. */
  readonly thresholds: readonly Threshold[];
  readonly fresh: number;
  readonly observations: SignalObservations;
  readonly now: number;
  readonly transitionPeriod: number;
}

/** What a cycle finds about thresholds. */
export interface CycleThresholds {
  /** Those that are met beyond their grace periods. */
  readonly met: readonly Threshold[];
  /** Of them those that were measured again, memory first: the first decides what is evicted for. */
  readonly pressing: readonly Threshold[];
  readonly conditions: readonly PressureCondition[];
  readonly state: Omit<EvictionState, 'imageFs' | 'containerFs'>;
}

const zeroTime = -62_135_596_800_000;
const source = 'pkg/kubelet/eviction/eviction_manager.go synchronize';

/** Notes a step of a cycle. */
export function push(steps: CycleStep[], rule: CycleStep['rule'], inputs: CycleStep['inputs'], because: CycleReason, applied = true): void {
  steps.push({ rule, upstream: source, inputs, outcome: applied ? 'applied' : 'skipped', because });
}

/** The part of `synchronize` that is about thresholds and conditions. */
export function thresholdsOfCycle(facts: CycleFacts, steps: CycleStep[]): CycleThresholds {
  const { state, observations, now } = facts;
  const firstObserved: Record<string, number> = {};
  const all = metOrUnresolved(facts, steps);
  for (const { key } of all) firstObserved[key] = timeIn(state.thresholdsFirstObservedAt, key) ?? now;
  const lastObserved = { ...state.nodeConditionsLastObservedAt };
  for (const { threshold } of all) lastObserved[signalToNodeCondition(threshold.signal)] = now;
  const unique = all.filter(({ key }, i) => all.findIndex((other) => other.key === key) === i);
  const met = unique.filter((one) => isPast(one, now - (firstObserved[one.key] as number), steps));
  const measured = met.filter(({ threshold: { signal } }) => isMeasuredAgain(signal, facts, steps)).map(({ threshold }) => threshold);
  const times = Object.entries(observations).map(([signal, { time }]) => [signal, time ?? zeroTime] as const);
  return {
    met: met.map(({ threshold }) => threshold),
    pressing: [...measured.filter(({ signal }) => isMemorySignal(signal)), ...measured.filter(({ signal }) => !isMemorySignal(signal))],
    conditions: conditionsOf(lastObserved, facts, steps),
    state: {
      thresholdsFirstObservedAt: firstObserved,
      thresholdsMet: met.map(({ key }) => key),
      nodeConditionsLastObservedAt: lastObserved,
      lastObservedAt: Object.fromEntries(times),
    },
  };
}

/** Thresholds that are met, and those met before whose minimum reclaim is not yet there. */
function metOrUnresolved({ state, thresholds, fresh, observations }: CycleFacts, steps: CycleStep[]): KeyedThreshold[] {
  const keyed = keyedThresholds(thresholds);
  const explain = ({ threshold: { signal } }: KeyedThreshold, because: CycleReason): void => {
    const available = observations[signal]?.available;
    if (available !== undefined) push(steps, 'cycle-threshold', { signal, available }, because);
  };
  const met = keyed.filter(({ threshold, index }) => index < fresh && isMet(threshold, index, observations, false));
  for (const one of met) explain(one, 'cycle-met');
  const before = new Set(state.thresholdsMet);
  const all = [...met];
  for (const one of keyed) {
    const { threshold, index, key } = one;
    if (!before.delete(key) || !isMet(threshold, index, observations, true)) continue;
    if (all.some((other) => isSameThreshold(other.threshold, threshold))) continue;
    all.push(one);
    explain(one, 'cycle-unresolved');
  }
  return all;
}

function timeIn(times: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(times, name) ? times[name] : undefined;
}

/** Whether a duration of milliseconds is shorter than seconds, in nanoseconds as Go compares them. */
function isShorter(milliseconds: number, seconds: number): boolean {
  return milliseconds * 1e6 < Math.round(seconds * 1e9);
}

function isPast({ threshold: { signal, gracePeriodSeconds = 0 } }: KeyedThreshold, met: number, steps: CycleStep[]): boolean {
  if (!isShorter(met, gracePeriodSeconds)) return true;
  const inputs = { signal, seconds: met / 1000, grace: gracePeriodSeconds };
  push(steps, 'cycle-threshold', inputs, 'cycle-in-grace-period', false);
  return false;
}

/** Upstream: `thresholdsUpdatedStats`; a signal without a time always counts. */
function isMeasuredAgain(signal: Threshold['signal'], { observations, state }: CycleFacts, steps: CycleStep[]): boolean {
  const observed = observations[signal];
  if (observed === undefined) return false;
  const last = timeIn(state.lastObservedAt, signal);
  if (last === undefined || observed.time === undefined || observed.time > last) return true;
  push(steps, 'cycle-threshold', { signal }, 'cycle-not-measured', false);
  return false;
}

function conditionsOf(lastObserved: Readonly<Record<string, number>>, facts: CycleFacts, steps: CycleStep[]): PressureCondition[] {
  const { now, transitionPeriod: period } = facts;
  return (Object.keys(lastObserved) as PressureCondition[]).sort().filter((condition) => {
    const ago = now - (lastObserved[condition] as number);
    const holds = isShorter(ago, period);
    push(
      steps,
      'cycle-condition',
      { condition, seconds: ago / 1000, period },
      holds ? 'cycle-condition-holds' : 'cycle-condition-over',
      holds,
    );
    return holds;
  });
}

/** The time of a cycle. */
export function timeOf(now: unknown): number {
  if (Number.isSafeInteger(now)) return now as number;
  throw invalid('a whole number of milliseconds', 'observation.now', now);
}
