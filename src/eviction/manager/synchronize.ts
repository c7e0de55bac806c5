// A cycle is a function from one state to the next in types of this library's own; upstream keeps the state in its manager.
import { within } from '../../core/at-path.ts';
import { statsSourceOf } from '../../core/cached-stats.ts';
import { listOf } from '../../core/checks.ts';
import type { PodLike, SummaryLike } from '../../core/index.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { recorded } from '../../explanation.ts';
import { overLimits, type Eviction } from '../local-storage/local-storage-eviction.ts';
import { observationsOf, type SignalObservations } from '../observations/observations.ts';
import { podName } from '../ranking/explain-ranking.ts';
import { layoutOf } from '../ranking/signal-measures.ts';
import { filesystemsAt, withContainerFsThresholds, type ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import type { PressureCondition } from '../thresholds/signals.ts';
import type { Threshold } from '../thresholds/thresholds.ts';
import { evictionOfCycle } from './cycle-eviction.ts';
import { filesystemsOf, settingsOf, type CycleSettings, type EvictionConfig, type EvictionOptions } from './cycle-settings.ts';
import { stateOf, type EvictionState } from './cycle-state.ts';
import { thresholdsOfCycle, timeOf, type CycleThresholds } from './cycle-thresholds.ts';
import { cycleRules, type CycleExplanation, type CycleNote } from './explanation.ts';

/** What an eviction manager sees in one cycle. */
export interface EvictionObservation<P extends PodLike> extends ImageFilesystems {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** What the kubelet serves at `/stats/summary`. */
  readonly summary: SummaryLike;
  /** The pods that run. */
  readonly pods: readonly P[];
  /** The summary after the node has deleted dead containers and unused images; `summary` again when absent. */
  readonly afterNodeReclaim?: SummaryLike | null | undefined;
}

/** What a cycle brings. */
export interface EvictionCycle<P extends PodLike> {
  /** To be handed to the next cycle. */
  readonly state: EvictionState;
  readonly evictions: readonly Eviction<P>[];
  /** The conditions that the node reports, sorted. */
  readonly nodeConditions: readonly PressureCondition[];
  /** The thresholds that are met beyond their grace periods. */
  readonly thresholdsMet: readonly Threshold[];
  readonly explanation: CycleExplanation<readonly Eviction<P>[]>;
}

/**
 * One cycle of the kubelet's eviction manager, which runs every ten seconds: what it evicts, what the node reports, and what it remembers.
 *
 * A threshold counts while it is met and, once met, until its minimum reclaim is available too. Its node condition is reported until the
 * transition period is over. It evicts after its grace period, if its signal was measured again. Limits of local storage come first: a cycle
 * that evicts for them does nothing else. Otherwise the first threshold counts, memory before others: for disks the node first deletes what
 * it can, and if a threshold is still met then, the first pod of `rankForSignal` that is not critical is evicted, one in each cycle.
 *
 * Where images live counts as the first cycle finds it. Since 1.29 thresholds of the container filesystem are made by
 * {@link updateContainerFsThresholds}; those that are appended count from the second cycle on. With the gate KubeletSeparateDiskGC off,
 * nothing is evicted for thresholds where images live apart from layers. Where upstream takes two thresholds in random order, the first of
 * the list counts.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `synchronize`, every supported minor.
 *
 * @param state what the last cycle returned, at first `initialEvictionState`
 * @param observation what is seen now
 * @throws {SizingError} `InvalidInput` for a state, an observation or a configuration of another kind; as `makeSignalObservations`,
 * `rankForSignal` and `localStorageEviction`
 * @example
 * const pod = { metadata: { name: 'web', namespace: 'shop', uid: 'a' }, spec: { containers: [] } };
 * const node = { memory: { availableBytes: 90 * 2 ** 20, workingSetBytes: 8 * 2 ** 30 } };
 * const summary = { node, pods: [{ podRef: { uid: 'a' }, memory: { workingSetBytes: 2 ** 30 } }] };
 * const config = { thresholds: parseThresholdConfig({ evictionHard: { 'memory.available': '100Mi' } }), pressureTransitionPeriodSeconds: 300 };
 * const cycle = synchronize(initialEvictionState, { now: Date.UTC(2026, 0, 31), summary, pods: [pod] }, config);
 * cycle.evictions[0]?.message // => 'The node was low on resource: memory. Threshold quantity: 100Mi, available: 90Mi. '
 * cycle.nodeConditions // => ['MemoryPressure']
 * cycle.state.thresholdsMet // => ['memory.available<100Mi']
 */
export function synchronize<P extends PodLike>(
  state: EvictionState,
  observation: EvictionObservation<P>,
  config: EvictionConfig,
  options?: EvictionOptions,
): EvictionCycle<P> {
  return runCycle(stateOf(state), observation, settingsOf(config, options));
}

/** A cycle of a manager that is set up. */
export function runCycle<P extends PodLike>(
  before: EvictionState,
  observation: EvictionObservation<P>,
  settings: CycleSettings,
): EvictionCycle<P> {
  const seen = { ...observation, ...filesystemsAt(observation, 'observation') };
  const now = timeOf(seen.now);
  const pods = listOf(seen.pods, 'observation.pods');
  const { result, steps } = recorded(cycleRules, (note: CycleNote) => outcomeOf({ before, seen, now, pods, settings, note }));
  const { found, ...cycle } = result;
  const { conditions: nodeConditions, met: thresholdsMet } = found ?? { conditions: [], met: [] };
  return { ...cycle, nodeConditions, thresholdsMet, explanation: { result: cycle.evictions, steps } };
}

interface CycleInputs<P extends PodLike> {
  readonly before: EvictionState;
  readonly seen: EvictionObservation<P>;
  readonly now: number;
  readonly pods: readonly P[];
  readonly settings: CycleSettings;
  readonly note: CycleNote;
}

interface Outcome<P> {
  readonly state: EvictionState;
  readonly evictions: readonly Eviction<P>[];
  /** Absent where the cycle does not look at the node. */
  readonly found?: CycleThresholds;
}

function outcomeOf<P extends PodLike>(inputs: CycleInputs<P>): Outcome<P> {
  const { before, seen, settings, note } = inputs;
  if (settings.thresholds.length === 0 && !settings.isolates) return { state: before, evictions: [] };
  const filesystems = filesystemsOf(before, seen, settings.release);
  const isRefused = filesystems.containerFs === 'refused';
  if (isRefused) note('cycle-filesystems', 'cycle-split-refused', {}, 'applied');
  if (isRefused && before.imageFs === '') return { state: { ...before, ...filesystems }, evictions: [] };
  return outcomeOnNode(inputs, filesystems);
}

/** A cycle that looks at the node. */
function outcomeOnNode<P extends PodLike>(
  { before, seen, now, pods, settings, note }: CycleInputs<P>,
  node: Pick<EvictionState, 'imageFs' | 'containerFs'>,
): Outcome<P> {
  const { thresholds: given, transitionPeriod, maxPodGracePeriodSeconds, isolates, release, os } = settings;
  const { minor } = release;
  const isRefused = node.containerFs === 'refused';
  const filesystems = { dedicatedImageFs: node.imageFs === 'dedicated', splitContainerImageFs: node.containerFs === 'split' };
  const thresholds = isRefused ? given : withContainerFsThresholds(given, filesystems, minor).thresholds;
  // Appended thresholds count from the second cycle on.
  const fresh = before.imageFs === '' ? given.length : thresholds.length;
  const platform = { minor, os };
  const observations = within('observation.summary', () => observationsOf(seen.summary, platform));
  const source = within('observation', () => statsSourceOf(objectsAt(seen.summary.pods, 'summary.pods'), 'summary.pods'));
  const looked = { state: before, thresholds, fresh, observations, now, transitionPeriod, minor };
  const found = within('config', () => thresholdsOfCycle(looked, note));
  const state = { ...found.state, ...node };
  return within('observation', () => {
    const over = isolates ? overLimits(pods, source, filesystems, release) : [];
    const places = new Map(over.length === 0 ? [] : pods.map((pod, place) => [pod, place]));
    for (const { pod } of over) note('cycle-local-storage', 'cycle-over-limit', { pod: podName(pod, places.get(pod) ?? 0) }, 'applied');
    if (over.length > 0 || isRefused) return { state, evictions: over, found };
    const layout = layoutOf(filesystems, minor);
    const { afterNodeReclaim } = seen;
    const after = (): SignalObservations =>
      afterNodeReclaim === undefined || afterNodeReclaim === null
        ? observations
        : within('afterNodeReclaim', () => observationsOf(afterNodeReclaim, platform));
    const facts = { pods, source, observations, thresholds, after, layout, maxPodGracePeriodSeconds, release };
    const eviction = evictionOfCycle(facts, found.pressing, note);
    return { state, evictions: eviction === undefined ? [] : [eviction], found };
  });
}
