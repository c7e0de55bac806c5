import { invalid } from '../../errors.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import type { PodLike, SummaryLike } from '../../core/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { minorOf } from '../../version/minors.ts';
import type { EvictionConfig } from './cycle-settings.ts';
import type { EvictionState } from './cycle-state.ts';
import { freedNode, type GonePod } from './freed-node.ts';
import { objectOf } from '../../core/checks.ts';
import type { Eviction } from '../local-storage/local-storage-eviction.ts';
import { makeSignalObservations } from '../observations/observations.ts';
import { layoutOf } from '../ranking/signal-measures.ts';
import type { Signal } from '../thresholds/signals.ts';
import { synchronize, type EvictionCycle, type EvictionObservation, type EvictionOptions } from './synchronize.ts';

/** What {@link simulateEvictions} assumes. No upstream counterpart. */
export interface Simulation {
  /** How much of what an evicted pod used is free again, from 0 to 1; all of it when absent. */
  readonly freedFraction?: number | undefined;
  /** The most cycles that are gone through. */
  readonly maxCycles: number;
}

/** One cycle of a simulation. No upstream counterpart. */
export interface SimulatedCycle<P extends PodLike> {
  readonly evictions: readonly Eviction<P>[];
  /** What is available of each signal afterwards. */
  readonly available: { readonly [signal in Signal]?: Quantity };
}

/** What {@link simulateEvictions} finds. No upstream counterpart. */
export interface SimulatedEvictions<P extends PodLike> {
  readonly cycles: readonly SimulatedCycle<P>[];
  /**
   * Why it ended: no threshold is met any more; one is, but no pod can be evicted and nothing else changes; or as many cycles as were wanted.
   */
  readonly reason: 'resolved' | 'stuck' | 'maxCycles';
}

/** Milliseconds from one cycle to the next. Upstream: `pkg/kubelet/kubelet.go`, `evictionMonitoringPeriod`. */
const monitoringPeriod = 10_000;

/**
 * How it goes on if nothing but the evictions changes: cycle after cycle of {@link synchronize}, until all thresholds and their minimum
 * reclaims are satisfied.
 *
 * What an evicted pod used becomes available before the next cycle: its working set, its processes, and the bytes and inodes of its layers,
 * logs and local ephemeral volumes, each on the filesystem that it lies on. Cycles are ten seconds apart; those in which only a grace period
 * runs are left out. What the node reclaims by itself counts from the first cycle on in which it does.
 *
 * Upstream: none.
 *
 * @param state as for `synchronize`
 * @param observation the node as it is now
 * @param config how the manager is set up
 * @param simulation how much an eviction frees, and how many cycles are gone through
 * @param options version, gates and operating system
 * @throws {SizingError} `InvalidInput` for a fraction or a number of cycles that is none; as `synchronize`
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
  check(
    typeof freedFraction === 'number' && freedFraction >= 0 && freedFraction <= 1,
    'a part from 0 to 1',
    'freedFraction',
    freedFraction,
  );
  check(Number.isSafeInteger(maxCycles) && maxCycles > 0, 'a whole number above 0', 'maxCycles', maxCycles);
  const cycles: SimulatedCycle<P>[] = [];
  let [before, seen] = [state, observation];
  while (cycles.length < maxCycles) {
    const cycle = synchronize(before, seen, config, options);
    const { next, goesOn } = whatFollows(seen, cycle, freedFraction, options);
    const { evictions } = cycle;
    cycles.push({ evictions, available: availableIn(next.summary, options) });
    // Thresholds that the first cycle appends count from the second on.
    if (evictions.length === 0 && !goesOn && before.imageFs !== '')
      return { cycles, reason: Object.keys(cycle.state.thresholdsFirstObservedAt).length === 0 ? 'resolved' : 'stuck' };
    [before, seen] = [cycle.state, next];
  }
  return { cycles, reason: 'maxCycles' };
}

function check(holds: boolean, wanted: string, field: string, input: unknown): void {
  if (!holds) throw invalid(wanted, `simulation.${field}`, input);
}

/** What the next cycle sees, and whether it may bring something without an eviction. */
function whatFollows<P extends PodLike>(
  seen: EvictionObservation<P>,
  { state, evictions, explanation: { steps } }: EvictionCycle<P>,
  fraction: number,
  options: EvictionOptions | undefined,
): { readonly next: EvictionObservation<P>; readonly goesOn: boolean } {
  const waits = steps
    .filter(({ because }) => because === 'cycle-in-grace-period')
    .map(({ inputs }) => Number(inputs['grace']) - Number(inputs['seconds']));
  const cyclesToWait = evictions.length > 0 || waits.length === 0 ? 1 : Math.ceil((Math.min(...waits) * 1000) / monitoringPeriod);
  const now = seen.now + monitoringPeriod * cyclesToWait;
  const minor = minorOf(options);
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
  const { statsOf } = statsSourceOf(summary.pods ?? []);
  return evictions.flatMap(({ pod }) => {
    const stats = statsOf(pod);
    return stats === undefined ? [] : [{ pod, stats }];
  });
}

function availableIn(summary: SummaryLike, options: EvictionOptions | undefined): SimulatedCycle<PodLike>['available'] {
  const observations = Object.entries(makeSignalObservations(summary, options));
  return Object.fromEntries(observations.map(([signal, { available }]) => [signal, available]));
}
