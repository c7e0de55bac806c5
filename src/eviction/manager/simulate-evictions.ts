// Upstream simulates nothing; what is here is made of its cycles.
import { within } from '../../core/at-path.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import { objectOf } from '../../core/checks.ts';
import type { PodLike, SummaryLike } from '../../core/index.ts';
import { invalid } from '../../errors.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { Eviction } from '../local-storage/local-storage-eviction.ts';
import { observationsOf } from '../observations/observations.ts';
import { layoutOf } from '../ranking/signal-measures.ts';
import type { Platform } from '../thresholds/kubelet-thresholds.ts';
import type { Signal } from '../thresholds/signals.ts';
import { settingsOf, type EvictionConfig, type EvictionOptions } from './cycle-settings.ts';
import { stateOf, type EvictionState } from './cycle-state.ts';
import { freedNode, type GonePod } from './freed-node.ts';
import { runCycle, type EvictionCycle, type EvictionObservation } from './synchronize.ts';

/** What {@link simulateEvictions} assumes. */
export interface Simulation {
  /** The part of an evicted pod's use that is free again, from 0 to 1; all of it when absent. */
  readonly freedFraction?: number | undefined;
  /** How many cycles there are at most. */
  readonly maxCycles: number;
}

/** One cycle of a simulation. */
export interface SimulatedCycle<P extends PodLike> {
  readonly evictions: readonly Eviction<P>[];
  /** How much is available of each signal afterwards. */
  readonly available: { readonly [signal in Signal]?: Quantity };
}

/** What {@link simulateEvictions} finds. */
export interface SimulatedEvictions<P extends PodLike> {
  readonly cycles: readonly SimulatedCycle<P>[];
  /**
   * Why it ended: no threshold is met any more; a threshold is met, but no pod can be evicted and nothing else changes; or `maxCycles` are over.
   */
  readonly reason: 'resolved' | 'stuck' | 'maxCycles';
}

/** Milliseconds from one cycle to the next. Upstream: `pkg/kubelet/kubelet.go`, `evictionMonitoringPeriod`. */
const evictionMonitoringPeriod = 10_000;

/**
 * The evictions that follow if nothing else changes: cycle after cycle of `synchronize`, until all thresholds and their minimum reclaims are
 * satisfied.
 *
 * What an evicted pod used is available before the next cycle: its working set, its processes, and the bytes and inodes of its layers,
 * logs and local ephemeral volumes, each on the filesystem that it lies on. Cycles are ten seconds apart; those in which only a grace period
 * runs are left out. What the node reclaims by itself counts from the first cycle that reclaims.
 *
 * Upstream: none.
 *
 * @param state as for `synchronize`
 * @param observation the node as it is now
 * @param simulation how much an eviction frees, and how many cycles there are at most
 * @throws {SizingError} `InvalidInput` for a fraction or a number of cycles out of range; as `synchronize`
 * @example
 * const podOf = (name: string) => ({ metadata: { name, uid: name }, spec: { containers: [] } });
 * const statsOf = (uid: string, workingSetBytes: number) => ({ podRef: { uid }, memory: { workingSetBytes } });
 * const node = { memory: { availableBytes: 2 ** 26, workingSetBytes: 2 ** 33 } };
 * const summary = { node, pods: [statsOf('small', 2 ** 24), statsOf('large', 2 ** 25), statsOf('huge', 2 ** 26)] };
 * const observation = { now: 0, summary, pods: [podOf('small'), podOf('large'), podOf('huge')] };
 * const config = { thresholds: parseThresholdConfig({ evictionHard: { 'memory.available': '150Mi' } }), pressureTransitionPeriodSeconds: 300 };
 * const { cycles, reason } = simulateEvictions(initialEvictionState, observation, config, { maxCycles: 10 });
 * cycles.map(({ evictions, available }) => [evictions.map(({ pod }) => pod.metadata.name), available['memory.available']]) // => [[['huge'], '128Mi'], [['large'], '160Mi'], [[], '160Mi']]
 * reason // => 'resolved'
 */
export function simulateEvictions<P extends PodLike>(
  state: EvictionState,
  observation: EvictionObservation<P>,
  config: EvictionConfig,
  simulation: Simulation,
  options?: EvictionOptions,
): SimulatedEvictions<P> {
  const { freedFraction = 1, maxCycles } = objectOf(simulation, 'simulation');
  if (typeof freedFraction !== 'number' || !(freedFraction >= 0 && freedFraction <= 1))
    throw invalid('a part from 0 to 1', 'simulation.freedFraction', freedFraction);
  if (!Number.isSafeInteger(maxCycles) || maxCycles < 1) throw invalid('a whole number above 0', 'simulation.maxCycles', maxCycles);
  let before = stateOf(state);
  const settings = settingsOf(config, options);
  const platform = { minor: settings.release.minor, os: settings.os };
  const cycles: SimulatedCycle<P>[] = [];
  let seen = observation;
  while (cycles.length < maxCycles) {
    const cycle = runCycle(before, seen, settings);
    const { next, goesOn } = whatFollows(seen, cycle, freedFraction, platform.minor);
    const { evictions } = cycle;
    cycles.push({ evictions, available: availableIn(next.summary, platform) });
    // Thresholds that the first cycle appends count from the second on.
    if (evictions.length === 0 && !goesOn && before.imageFs !== '')
      return { cycles, reason: Object.keys(cycle.state.thresholdsFirstObservedAt).length === 0 ? 'resolved' : 'stuck' };
    [before, seen] = [cycle.state, next];
  }
  return { cycles, reason: 'maxCycles' };
}

/** What the next cycle sees, and whether it may bring something without an eviction. */
function whatFollows<P extends PodLike>(
  seen: EvictionObservation<P>,
  { state, evictions, explanation: { steps } }: EvictionCycle<P>,
  fraction: number,
  minor: number,
): { readonly next: EvictionObservation<P>; readonly goesOn: boolean } {
  const waits = steps
    .filter(({ because }) => because === 'cycle-in-grace-period')
    .map(({ inputs }) => Number(inputs['grace']) - Number(inputs['seconds']));
  const cyclesToWait =
    evictions.length > 0 || waits.length === 0 ? 1 : Math.ceil((waits.reduce((a, b) => Math.min(a, b)) * 1000) / evictionMonitoringPeriod);
  const now = seen.now + evictionMonitoringPeriod * cyclesToWait;
  const filesystems = { dedicatedImageFs: state.imageFs === 'dedicated', splitContainerImageFs: state.containerFs !== 'together' };
  const freeing = { fraction, layout: layoutOf(filesystems, minor), minor, now };
  const evicted = new Set(evictions.map(({ pod }) => pod));
  const gone = goneOf(seen.summary, evictions);
  const freed = (summary: SummaryLike): SummaryLike => ({ ...summary, node: freedNode(summary.node ?? {}, gone, freeing) });
  const after = seen.afterNodeReclaim ?? undefined;
  const reclaimed = after !== undefined && steps.some(({ rule }) => rule === 'cycle-reclaim');
  const next = {
    ...seen,
    now,
    pods: evictions.length === 0 ? seen.pods : seen.pods.filter((pod) => !evicted.has(pod)),
    summary: freed(reclaimed ? after : seen.summary),
    afterNodeReclaim: reclaimed || after === undefined ? undefined : freed(after),
  };
  return { next, goesOn: reclaimed || waits.length > 0 };
}

function goneOf(summary: SummaryLike, evictions: readonly Eviction<PodLike>[]): GonePod[] {
  if (evictions.length === 0) return [];
  const { statsOf } = statsSourceOf(summary.pods ?? []);
  return evictions.flatMap(({ pod }) => {
    const stats = statsOf(pod);
    return stats === undefined ? [] : [{ pod, stats }];
  });
}

function availableIn(summary: SummaryLike, platform: Platform): SimulatedCycle<PodLike>['available'] {
  const observations = Object.entries(within('summary', () => observationsOf(summary, platform)));
  return Object.fromEntries(observations.map(([signal, { available }]) => [signal, available]));
}
