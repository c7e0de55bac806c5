import { invalid } from '../../errors.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { SignalObservations } from '../observations/observations.ts';
import { metBelow } from '../observations/thresholds-met.ts';
import { isMemorySignal, signalToNodeCondition, type PressureCondition } from '../thresholds/signals.ts';
import type { Threshold } from '../thresholds/thresholds.ts';
import { identityOf, keyedThresholds, type EvictionState, type KeyedThreshold } from './cycle-state.ts';
import type { CycleNote } from './explanation.ts';

/** What one cycle looks at. */
export interface CycleFacts {
  readonly state: EvictionState;
  /** All thresholds; `fresh` of them, the first, are looked at. */
  readonly thresholds: readonly Threshold[];
  readonly fresh: number;
  readonly observations: SignalObservations;
  readonly now: number;
  readonly transitionPeriod: number;
  readonly minor: number;
}

/** What a cycle finds about thresholds. */
export interface CycleThresholds {
  /** Those that are met beyond their grace periods. */
  readonly met: readonly Threshold[];
  /** Those that were measured again too, memory first: the first decides what is evicted for. */
  readonly pressing: readonly Threshold[];
  readonly conditions: readonly PressureCondition[];
  readonly state: Omit<EvictionState, 'imageFs' | 'containerFs'>;
}

const zeroTime = -62_135_596_800_000;

/** The part of `synchronize` that is about thresholds and conditions. */
export function thresholdsOfCycle(facts: CycleFacts, note: CycleNote): CycleThresholds {
  const { state, observations, now } = facts;
  const firstObserved: Record<string, number> = {};
  const unique = new Map<string, KeyedThreshold>();
  const lastObserved = { ...state.nodeConditionsLastObservedAt };
  for (const one of metOrUnresolved(facts, note)) {
    firstObserved[one.key] = timeIn(state.thresholdsFirstObservedAt, one.key) ?? now;
    lastObserved[signalToNodeCondition(one.threshold.signal)] = now;
    if (!unique.has(one.key)) unique.set(one.key, one);
  }
  const met = [...unique.values()].filter((one) => isPastGracePeriod(one, now - (firstObserved[one.key] as number), note));
  const measured = met.filter(({ threshold: { signal } }) => isMeasuredAgain(signal, facts, note)).map(({ threshold }) => threshold);
  const times = Object.entries(observations).map(([signal, { time }]) => [signal, time ?? zeroTime] as const);
  return {
    met: met.map(({ threshold }) => threshold),
    pressing: [...measured.filter(({ signal }) => isMemorySignal(signal)), ...measured.filter(({ signal }) => !isMemorySignal(signal))],
    conditions: nodeConditionsObservedSince(lastObserved, facts, note),
    state: {
      thresholdsFirstObservedAt: firstObserved,
      thresholdsMet: met.map(({ key }) => key),
      nodeConditionsLastObservedAt: lastObserved,
      lastObservedAt: Object.fromEntries(times),
    },
  };
}

/** Thresholds that are met, and those met before whose minimum reclaim is not yet there. */
function metOrUnresolved({ state, thresholds, fresh, observations, minor }: CycleFacts, note: CycleNote): readonly KeyedThreshold[] {
  const keyed = keyedThresholds(thresholds, minor);
  const found: KeyedThreshold[] = [];
  const identities = new Set<string>();
  const add = (one: KeyedThreshold, threshold: Quantity, because: 'cycle-met' | 'cycle-unresolved'): void => {
    const { signal } = one.threshold;
    const available = observations[signal]?.available;
    found.push(one);
    identities.add(identityOf(one.threshold));
    if (available !== undefined) note('cycle-threshold', because, { signal, available, threshold }, 'applied');
  };
  for (const one of keyed.slice(0, fresh)) {
    const below = metBelow(one.threshold, one.index, observations, { minor });
    if (below !== undefined) add(one, below, 'cycle-met');
  }
  const before = new Set(state.thresholdsMet);
  for (const one of keyed) {
    const below = before.delete(one.key) ? metBelow(one.threshold, one.index, observations, { minor, enforceMinReclaim: true }) : undefined;
    if (below !== undefined && !identities.has(identityOf(one.threshold))) add(one, below, 'cycle-unresolved');
  }
  return found;
}

function timeIn(times: Readonly<Record<string, number>>, name: string): number | undefined {
  return Object.hasOwn(times, name) ? times[name] : undefined;
}

/** Whether a duration of milliseconds is shorter than seconds, in nanoseconds as Go compares them. */
function isShorter(milliseconds: number, seconds: number): boolean {
  return milliseconds * 1e6 < Math.round(seconds * 1e9);
}

function isPastGracePeriod({ threshold: { signal, gracePeriodSeconds = 0 } }: KeyedThreshold, met: number, note: CycleNote): boolean {
  if (!isShorter(met, gracePeriodSeconds)) return true;
  note('cycle-threshold', 'cycle-in-grace-period', { signal, seconds: met / 1000, grace: gracePeriodSeconds }, 'skipped');
  return false;
}

/** Whether a signal was measured since the last cycle; one without a time always was. Upstream: `thresholdsUpdatedStats`. */
function isMeasuredAgain(signal: Threshold['signal'], { observations, state }: CycleFacts, note: CycleNote): boolean {
  const observed = observations[signal];
  if (observed === undefined) return false;
  const last = timeIn(state.lastObservedAt, signal);
  if (last === undefined || observed.time === undefined || observed.time > last) return true;
  note('cycle-threshold', 'cycle-not-measured', { signal }, 'skipped');
  return false;
}

/** The conditions that the node reports, sorted. Upstream: `nodeConditionsObservedSince`. */
function nodeConditionsObservedSince(
  lastObserved: Readonly<Record<string, number>>,
  facts: CycleFacts,
  note: CycleNote,
): PressureCondition[] {
  const { now, transitionPeriod: period } = facts;
  return (Object.keys(lastObserved) as PressureCondition[]).sort().filter((condition) => {
    const ago = now - (lastObserved[condition] as number);
    const holds = isShorter(ago, period);
    const told = { condition, seconds: ago / 1000, period };
    if (holds) note('cycle-condition', 'cycle-condition-holds', told, 'applied');
    else note('cycle-condition', 'cycle-condition-over', told, 'skipped');
    return holds;
  });
}

/** The time of a cycle. */
export function timeOf(now: unknown): number {
  if (Number.isSafeInteger(now)) return now as number;
  throw invalid('a whole number of milliseconds', 'observation.now', now);
}
