import { atPath } from '../../core/at-path.ts';
import { SizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { parseGoDuration } from '../../core/go-duration.ts';
import { parseFloat32 } from '../../core/go-float32.ts';
import { objectOf } from '../../core/checks.ts';
import { validSignal, opForSignal, type Signal } from './signals.ts';
import { isHard, type Threshold, type ThresholdValue } from './thresholds.ts';

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
  /** With `pods` in it, a hard `memory.available` threshold holds for the pods' cgroup, too. */
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
 * @param options the version
 * @throws {SizingError} `InvalidThreshold` for a signal that the minor lacks, a percentage out of range, a quantity or reclaim that is
 * negative, a missing or malformed grace period; `ErrFormatWrong`, `ErrNumeric` or `ErrSuffix` for a malformed quantity; `InvalidInput` for a
 * value that is no text, a map that is none
 * @example
 * const thresholds = parseThresholdConfig({ evictionHard: { 'memory.available': '100Mi' }, enforceNodeAllocatable: ['pods'] });
 * thresholds.map((threshold) => threshold.signal) // => ['memory.available', 'allocatableMemory.available']
 * parseThresholdConfig({ evictionHard: { 'nodefs.available': '10%' } }) // => [{ signal: 'nodefs.available', operator: 'LessThan', value: { percentage: 0.10000000149011612 } }]
 * parseThresholdConfig({ evictionSoft: { 'memory.available': '1Gi' } }) // throws InvalidThreshold
 */
export function parseThresholdConfig(config: ThresholdConfig, options?: VersionOptions): readonly Threshold[] {
  const minor = minorOf(options);
  objectOf(config, 'config', 'pass a KubeletConfiguration');
  const hard = parseStatements(config, 'evictionHard', minor);
  const soft = parseStatements(config, 'evictionSoft', minor);
  const gracePeriods = new Map(
    entries(config, 'evictionSoftGracePeriod', minor).map(([signal, text, path]) => [signal, parseGrace(text, path)]),
  );
  const reclaims = new Map(
    entries(config, 'evictionMinimumReclaim', minor).map(([signal, text, path]) => [signal, parseReclaim(text, path)]),
  );
  const results = [...hard, ...soft.map((threshold) => withGrace(threshold, gracePeriods.get(threshold.signal)))].map((threshold) =>
    withReclaim(threshold, reclaims.get(threshold.signal)),
  );
  return enforcesPods(config.enforceNodeAllocatable) ? [...results, ...results.filter(isHardMemory).map(forAllocatable)] : results;
}

/** Whether node allocatable is enforced on pods. */
export function enforcesPods(enforced: ThresholdConfig['enforceNodeAllocatable']): boolean {
  if (enforced === undefined || enforced === null) return false;
  if (Array.isArray(enforced)) return enforced.includes('pods');
  throw new SizingError('InvalidInput', 'this is a list', { path: 'enforceNodeAllocatable', input: enforced, hint: "such as ['pods']" });
}

function isHardMemory(threshold: Threshold): boolean {
  return threshold.signal === 'memory.available' && isHard(threshold);
}

/** Upstream: `addAllocatableThresholds`. */
function forAllocatable(threshold: Threshold): Threshold {
  return { ...threshold, signal: 'allocatableMemory.available' };
}

/** The entries of a map in the order of their signals' names; a `null` is an empty text, as Go decodes it. */
function entries(config: ThresholdConfig, name: MapName, minor: number): readonly (readonly [Signal, string, string])[] {
  const result: [Signal, string, string][] = [];
  const map = objectOf(config[name] ?? {}, name);
  for (const signal of Object.keys(map).sort()) {
    const text: unknown = map[signal];
    const path = `${name}.${signal}`;
    if (text === undefined) continue;
    if (!validSignal(signal, minor))
      throw new SizingError('InvalidThreshold', `unsupported eviction signal ${signal}`, { path, input: signal });
    if (text !== null && typeof text !== 'string') {
      throw new SizingError('InvalidInput', 'a threshold is written as text', { path, input: text, hint: 'put it in quotes' });
    }
    result.push([signal, text ?? '', path]);
  }
  return result;
}

/** Upstream: `parseThresholdStatements`. */
function parseStatements(config: ThresholdConfig, name: MapName, minor: number): readonly Threshold[] {
  const results: Threshold[] = [];
  for (const [signal, text, path] of entries(config, name, minor)) {
    const value = parseValue(text, path, minor);
    if (value !== undefined) results.push({ signal, operator: opForSignal(signal, minor), value });
  }
  return results;
}

/** Upstream: `parseThresholdStatement`. */
function parseValue(text: string, path: string, minor: number): ThresholdValue | undefined {
  if (text.endsWith('%')) {
    if (text === '0%' || text === '100%') return undefined;
    const percentage = parsePercentage(text, path);
    if (percentage < 0) throw new SizingError('InvalidThreshold', 'a percentage is at least 0%', { path, input: text });
    if (percentage > largestFraction(minor))
      throw new SizingError('InvalidThreshold', 'a percentage is at most 100%', { path, input: text });
    return { percentage };
  }
  const quantity = parseQuantity(text, path);
  if (quantity.sign() <= 0) throw new SizingError('InvalidThreshold', 'a threshold is above zero', { path, input: text });
  return { quantity };
}

/** Upstream: `parsePercentage`; every `%` at the end is cut. */
function parsePercentage(text: string, path: string): number {
  let end = text.length;
  while (text[end - 1] === '%') end -= 1;
  const value = parseFloat32(text.slice(0, end));
  if (value === undefined || Number.isNaN(value)) {
    throw new SizingError('InvalidThreshold', 'not a percentage', { path, input: text });
  }
  return Math.fround(value / 100);
}

/** Upstream: `parseGracePeriods`. */
function parseGrace(text: string, path: string): number {
  const nanoseconds = parseGoDuration(text);
  if (nanoseconds === undefined) {
    throw new SizingError('InvalidThreshold', 'a grace period is a duration', { path, input: text, hint: 'such as 1m30s' });
  }
  if (nanoseconds < 0n) throw new SizingError('InvalidThreshold', 'a grace period is not negative', { path, input: text });
  return Number(nanoseconds) / 1e9;
}

/** Upstream: `parseMinimumReclaims`. */
function parseReclaim(text: string, path: string): ThresholdValue {
  if (text.endsWith('%')) {
    const percentage = parsePercentage(text, path);
    if (!(percentage > 0 && percentage < Infinity)) {
      throw new SizingError('InvalidThreshold', 'a minimum reclaim in percent is above zero and finite', { path, input: text });
    }
    return { percentage };
  }
  const quantity = parseQuantity(text, path);
  if (quantity.sign() < 0) throw new SizingError('InvalidThreshold', 'a minimum reclaim is not negative', { path, input: text });
  return { quantity };
}

function parseQuantity(text: string, path: string): Quantity {
  try {
    return Quantity.parse(text);
  } catch (error) {
    throw atPath(error, path);
  }
}

function withGrace(threshold: Threshold, seconds: number | undefined): Threshold {
  if (seconds === undefined) {
    const path = `evictionSoft.${threshold.signal}`;
    throw new SizingError('InvalidThreshold', 'a soft threshold needs a grace period', {
      path,
      hint: `set evictionSoftGracePeriod for it`,
    });
  }
  return seconds === 0 ? threshold : { ...threshold, gracePeriodSeconds: seconds };
}

function withReclaim(threshold: Threshold, minReclaim: ThresholdValue | undefined): Threshold {
  return minReclaim === undefined ? threshold : { ...threshold, minReclaim };
}
