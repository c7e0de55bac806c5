import { within } from '../../core/at-path.ts';
import { described, invalid, SizingError } from '../../errors.ts';
import type { Note } from '../../explanation.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity } from '../../quantity/index.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { parseGoDuration } from '../../core/go-duration.ts';
import { parseFloat32 } from '../../core/go-float32.ts';
import { objectOf } from '../../core/checks.ts';
import { clusterObject } from '../../core/cluster-object.ts';
import type { ThresholdReason, ThresholdRule } from './explanation.ts';
import { opForSignal, validSignal, type Signal } from './signals.ts';
import { isHardEvictionThreshold, type Threshold, type ThresholdValue } from './thresholds.ts';

/** Signals to texts, as a KubeletConfiguration holds them. Upstream: `map[string]string` of `KubeletConfiguration`. */
export type ThresholdStatements = { readonly [signal: string]: string | null | undefined };

/** The parts of a KubeletConfiguration that set thresholds. Upstream: `KubeletConfiguration`. */
export interface ThresholdConfig {
  /** Such as `{ 'memory.available': '100Mi', 'nodefs.available': '10%' }`. */
  readonly evictionHard?: ThresholdStatements | null | undefined;
  readonly evictionSoft?: ThresholdStatements | null | undefined;
  /** Go durations, such as `{ 'memory.available': '1m30s' }`. */
  readonly evictionSoftGracePeriod?: ThresholdStatements | null | undefined;
  readonly evictionMinimumReclaim?: ThresholdStatements | null | undefined;
  /** With `pods` in it, a hard threshold of `memory.available` holds for the pods' cgroup, too. */
  readonly enforceNodeAllocatable?: readonly string[] | null | undefined;
}

/** The largest percentage, as the fraction that upstream compares; up to 1.20 it compares the fraction with 100. */
const largestFraction = /* @__PURE__ */ since({ '1.15': 100, '1.21': 1 });

type MapName = 'evictionHard' | 'evictionSoft' | 'evictionSoftGracePeriod' | 'evictionMinimumReclaim';

/**
 * The thresholds of a configuration: hard ones, then soft ones, then the copy of the hard `memory.available` for
 * `allocatableMemory.available` where `enforceNodeAllocatable` has `pods`. Hard and soft ones are each in the order of their signals'
 * names, whereas upstream's order is random. No default is applied: an absent map is empty.
 *
 * `0%` and `100%`, spelled so, drop a threshold. A percentage is at least 0 and at most 100; up to 1.20 anything up to 10,000 % passes. It
 * is kept as a float32 fraction. A quantity is above 0. Every soft threshold needs a grace period, a Go duration of at least 0; a soft
 * threshold with the grace period `0s` is a hard one. A minimum reclaim is a quantity of at least 0 or a percentage above 0. Grace periods
 * and reclaims of signals without a threshold are checked and ignored. `NaN%` and an infinite minimum reclaim are refused, which upstream
 * accepts.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `ParseThresholdConfig`, every supported minor; `containerfs.*` since 1.29.
 *
 * @param config the four maps and `enforceNodeAllocatable`
 * @throws {SizingError} `InvalidThreshold` for a signal that the minor lacks, a percentage out of range, a quantity or reclaim that is
 * negative, a missing or malformed grace period; `ErrFormatWrong`, `ErrNumeric` or `ErrSuffix` for a malformed quantity; `InvalidInput` for a
 * value that is not text, and for a map that is not an object
 * @example
 * const thresholds = parseThresholdConfig({ evictionHard: { 'memory.available': '100Mi' }, enforceNodeAllocatable: ['pods'] });
 * thresholds.map((threshold) => threshold.signal) // => ['memory.available', 'allocatableMemory.available']
 * parseThresholdConfig({ evictionHard: { 'nodefs.available': '10%' } }) // => [{ signal: 'nodefs.available', operator: 'LessThan', value: { percentage: 0.10000000149011612 } }]
 * parseThresholdConfig({ evictionSoft: { 'memory.available': '1Gi' } }) // throws InvalidThreshold
 */
export function parseThresholdConfig(config: ThresholdConfig, options?: VersionOptions): readonly Threshold[] {
  return parseThresholds(config, minorOf(options));
}

type ThresholdNote = Note<ThresholdRule, ThresholdReason>;

/** As {@link parseThresholdConfig}. */
export function parseThresholds(config: ThresholdConfig, minor: number, note?: ThresholdNote): readonly Threshold[] {
  clusterObject(config, 'a KubeletConfiguration', 'config');
  const hard = parseThresholdStatements(config, 'evictionHard', minor, note);
  const soft = parseThresholdStatements(config, 'evictionSoft', minor, note);
  const gracePeriods = parsed(config, 'evictionSoftGracePeriod', minor, parseGracePeriod);
  const reclaims = parsed(config, 'evictionMinimumReclaim', minor, (text, path) => parseMinimumReclaim(text, path, minor));
  const graced = soft.map((threshold) => withGracePeriod(threshold, gracePeriods.get(threshold.signal)));
  const results = [...hard, ...graced].map((threshold): Threshold => {
    const minReclaim = reclaims.get(threshold.signal);
    return minReclaim === undefined ? threshold : { ...threshold, minReclaim };
  });
  return enforcesPods(config.enforceNodeAllocatable) ? addAllocatableThresholds(results) : results;
}

/** Whether node allocatable is enforced on pods. */
export function enforcesPods(enforced: ThresholdConfig['enforceNodeAllocatable']): boolean {
  if (enforced === undefined || enforced === null) return false;
  if (Array.isArray(enforced) && enforced.every((name) => typeof name === 'string')) return enforced.includes('pods');
  throw invalid("a list such as ['pods']", 'enforceNodeAllocatable', enforced);
}

/** With a copy of each hard threshold of memory for the pods' cgroup. Upstream: `addAllocatableThresholds`. */
function addAllocatableThresholds(thresholds: readonly Threshold[]): readonly Threshold[] {
  const hard = thresholds.filter((threshold) => threshold.signal === 'memory.available' && isHardEvictionThreshold(threshold));
  return [...thresholds, ...hard.map((threshold): Threshold => ({ ...threshold, signal: 'allocatableMemory.available' }))];
}

/** The entries of a map in the order of their signals' names; a `null` is an empty text, as Go decodes it. */
function entries(config: ThresholdConfig, name: MapName, minor: number): readonly (readonly [Signal, string, string])[] {
  const result: [Signal, string, string][] = [];
  const map = objectOf(config[name] ?? {}, name);
  for (const signal of Object.keys(map).sort()) {
    const text: unknown = map[signal];
    const path = `${name}.${signal}`;
    if (text === undefined) continue;
    if (!validSignal(signal, minor)) throw invalidThreshold(`a signal of Kubernetes 1.${minor}`, path, signal);
    if (text !== null && typeof text !== 'string') throw invalid('a text', path, text, 'put it in quotes');
    result.push([signal, text ?? '', path]);
  }
  return result;
}

/** The entries of a map, each read. */
function parsed<T>(
  config: ThresholdConfig,
  name: MapName,
  minor: number,
  parse: (text: string, path: string) => T,
): ReadonlyMap<Signal, T> {
  return new Map(entries(config, name, minor).map(([signal, text, path]) => [signal, parse(text, path)]));
}

/** Upstream: `parseThresholdStatements`. */
function parseThresholdStatements(
  config: ThresholdConfig,
  map: 'evictionHard' | 'evictionSoft',
  minor: number,
  note: ThresholdNote | undefined,
): readonly Threshold[] {
  const results: Threshold[] = [];
  for (const [signal, text, path] of entries(config, map, minor)) {
    const value = parseThresholdStatement(text, path, minor);
    if (value !== undefined) results.push({ signal, operator: opForSignal(signal, minor), value });
    else note?.('eviction-dropped-statement', 'eviction-switched-off', { map, signal, text }, 'applied');
  }
  return results;
}

/** The value of a threshold; `undefined` where it is switched off. Upstream: `parseThresholdStatement`. */
function parseThresholdStatement(text: string, path: string, minor: number): ThresholdValue | undefined {
  if (text.endsWith('%')) {
    if (text === '0%' || text === '100%') return undefined;
    const percentage = parsePercentage(text, path);
    if (percentage >= 0 && percentage <= largestFraction(minor)) return { percentage };
    throw invalidThreshold(`a percentage from 0% to ${largestFraction(minor) * 100}%`, path, text);
  }
  const quantity = quantityIn(text, path, minor);
  if (quantity.sign() <= 0) throw invalidThreshold('an amount above zero', path, text);
  return { quantity };
}

/** Upstream: `parsePercentage`; every `%` at the end is cut. */
function parsePercentage(text: string, path: string): number {
  let end = text.length;
  while (text[end - 1] === '%') end -= 1;
  const value = parseFloat32(text.slice(0, end));
  if (value === undefined || Number.isNaN(value)) throw invalidThreshold('a percentage', path, text);
  return Math.fround(value / 100);
}

/** In seconds. Upstream: `parseGracePeriods`. */
function parseGracePeriod(text: string, path: string): number {
  const nanoseconds = parseGoDuration(text);
  if (nanoseconds === undefined) throw invalidThreshold('a duration', path, text, 'write it like 1m30s');
  if (nanoseconds < 0n) throw invalidThreshold('a duration of at least 0', path, text);
  return Number(nanoseconds) / 1e9;
}

/** Upstream: `parseMinimumReclaims`. */
function parseMinimumReclaim(text: string, path: string, minor: number): ThresholdValue {
  if (text.endsWith('%')) {
    const percentage = parsePercentage(text, path);
    if (percentage > 0 && percentage < Infinity) return { percentage };
    throw invalidThreshold('a percentage above 0% that is finite', path, text);
  }
  const quantity = quantityIn(text, path, minor);
  if (quantity.sign() < 0) throw invalidThreshold('an amount of at least 0', path, text);
  return { quantity };
}

function quantityIn(text: string, path: string, minor: number): Quantity {
  return within(path, () => Quantity.parse(text, eraSince(minor)));
}

function withGracePeriod(threshold: Threshold, seconds: number | undefined): Threshold {
  if (seconds !== undefined) return seconds === 0 ? threshold : { ...threshold, gracePeriodSeconds: seconds };
  throw new SizingError('InvalidThreshold', 'got a soft threshold without a grace period, expected one in evictionSoftGracePeriod', {
    path: `evictionSoft.${threshold.signal}`,
  });
}

function invalidThreshold(expected: string, path: string, input: string, hint?: string): SizingError {
  return new SizingError('InvalidThreshold', `got ${described(input)}, expected ${expected}`, { path, input, hint });
}
