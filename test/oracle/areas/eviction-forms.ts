import type { SignalObservations, Threshold, ThresholdValue } from '../../../src/eviction/index.ts';
import { Quantity } from '../../../src/quantity/index.ts';
import { canonicalJSON } from '../topic.ts';

/** A threshold's value as a question holds it. */
export type ValueText = { readonly quantity: string } | { readonly percentage: number };

/** A threshold as a question holds it: amounts are text. */
export interface ThresholdText {
  readonly signal: Threshold['signal'];
  readonly operator: Threshold['operator'];
  readonly value: ValueText;
  readonly gracePeriodSeconds?: number;
  readonly minReclaim?: ValueText;
}

/** The options of a minor. */
export const at = (minor: number): { readonly kubernetesVersion: string } => ({ kubernetesVersion: `1.${minor}` });

/** A value of a question as the library takes it. */
export const valueOf = (value: ValueText, minor: number): ThresholdValue =>
  'quantity' in value ? { quantity: Quantity.parse(value.quantity, at(minor)) } : value;

/** Thresholds of a question as the library takes them. */
export function thresholdsOf(thresholds: readonly ThresholdText[], minor: number): readonly Threshold[] {
  return thresholds.map(({ value, minReclaim, ...rest }) => ({
    ...rest,
    value: valueOf(value, minor),
    ...(minReclaim === undefined ? {} : { minReclaim: valueOf(minReclaim, minor) }),
  }));
}

/** Observations as a question holds them: also of signals that a summary of the minor does not tell. */
export type ObservationTexts = { readonly [signal in Threshold['signal']]?: { readonly available: string; readonly capacity: string } };

/** Observations of a question as the library takes them. */
export function observationsOf(texts: ObservationTexts, minor: number): SignalObservations {
  return Object.fromEntries(
    Object.entries(texts).map(([signal, { available, capacity }]) => [
      signal,
      { available: Quantity.parse(available, at(minor)), capacity: Quantity.parse(capacity, at(minor)) },
    ]),
  );
}

/** A quantity with its format, as the Go program shows it. */
export const show = (quantity: Quantity): string => `${quantity.toString()} ${quantity.format}`;

const showValue = (value: ThresholdValue): unknown => ('quantity' in value ? { quantity: show(value.quantity) } : value);

/** Thresholds of the library as the Go program shows them. */
export function showThresholds(thresholds: readonly Threshold[]): readonly unknown[] {
  return thresholds.map(({ value, minReclaim, ...rest }) => ({
    ...rest,
    value: showValue(value),
    ...(minReclaim === undefined ? {} : { minReclaim: showValue(minReclaim) }),
  }));
}

/** Thresholds without an order. */
export function sorted(thresholds: readonly unknown[]): readonly unknown[] {
  return [...thresholds].sort((a, b) => (canonicalJSON(a) < canonicalJSON(b) ? -1 : 1));
}

/** Upstream's thresholds, whose grace periods are nanoseconds in text, with seconds. */
export function readThresholds(thresholds: unknown): readonly unknown[] {
  return (thresholds as readonly Record<string, unknown>[]).map(({ gracePeriod, ...rest }) =>
    gracePeriod === undefined ? rest : { ...rest, gracePeriodSeconds: Number(gracePeriod) / 1e9 },
  );
}

/** Observations of the library as the Go program shows them. */
export function showObservations(observations: SignalObservations): unknown {
  return Object.fromEntries(
    Object.entries(observations).map(([signal, { available, capacity, ...rest }]) => [
      signal,
      { available: show(available), capacity: show(capacity), ...rest },
    ]),
  );
}

/** Statistics of a question as the library takes them: integers beyond the safe ones stand in text and become a bigint. */
export function withLargeIntegers<T>(statistics: T): T {
  if (typeof statistics === 'string') return (/^-?\d{16,20}$/.test(statistics) ? BigInt(statistics) : statistics) as T;
  if (Array.isArray(statistics)) return statistics.map(withLargeIntegers) as T;
  if (typeof statistics !== 'object' || statistics === null) return statistics;
  return Object.fromEntries(Object.entries(statistics).map(([key, value]) => [key, withLargeIntegers(value as unknown)])) as T;
}
