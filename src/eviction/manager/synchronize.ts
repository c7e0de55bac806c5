import { statsSourceOf } from '../../core/cached-stats.ts';
import { within } from '../../core/at-path.ts';
import type { PodLike, SummaryLike } from '../../core/index.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import type { GateLookup, GateOptions } from '../../version/feature-gates.ts';
import { updateContainerFsThresholds, type ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import { evictionOfCycle } from './cycle-eviction.ts';
import { filesystemsOf, settingsOf, type CycleSettings, type EvictionConfig } from './cycle-settings.ts';
import { stateOf, type EvictionState } from './cycle-state.ts';
import { push, thresholdsOfCycle, timeOf, type CycleThresholds } from './cycle-thresholds.ts';
import { nameOf } from '../ranking/explain-ranking.ts';
import type { CycleExplanation, CycleStep } from './explanation.ts';
import { listOf, objectOf } from '../../core/checks.ts';
import { osOf, type OperatingSystemOptions } from '../thresholds/kubelet-thresholds.ts';
import { overLimits, type Eviction } from '../local-storage/local-storage-eviction.ts';
import { observationsOf, type SignalObservations } from '../observations/observations.ts';
import { rulesOf, type Rules } from '../ranking/pod-use.ts';
import { layoutOf } from '../ranking/signal-measures.ts';
import type { PressureCondition } from '../thresholds/signals.ts';
import type { Threshold } from '../thresholds/thresholds.ts';

/** The options of {@link synchronize}: version, gates and operating system. No upstream counterpart. */
export interface EvictionOptions extends GateOptions, OperatingSystemOptions {}

/** What an eviction manager sees in one cycle. No upstream counterpart. */
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

/** What a cycle brings. No upstream counterpart. */
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
 * A threshold counts while it is met and, once met, until its minimum reclaim is there too. Its node condition is reported until the
 * transition period is over. Past its grace period, and if its signal was measured again, it evicts. Limits of local storage come first: if
 * they evict, that is all. Else the first threshold, memory before others, is dealt with: for disks the node first deletes what it can, and
 * if then any threshold is still met, the first pod of `rankForSignal` that is not critical is evicted, one a cycle.
 *
 * Where images live counts as the first cycle finds it. Since 1.29 thresholds of the container filesystem are made by
 * {@link updateContainerFsThresholds}; those that are appended count from the second cycle on. With the gate KubeletSeparateDiskGC off,
 * nothing is evicted for thresholds where images live apart from layers. Of two thresholds that upstream takes in random order the first of
 * the list counts.
 *
 * Upstream: `pkg/kubelet/eviction/eviction_manager.go`, `synchronize`, every supported minor.
 *
 * @param state what the last cycle returned, at first `initialEvictionState`
 * @param observation what is seen now
 * @param config how the manager is set up
 * @param options version, gates and operating system
 * @throws {SizingError} `InvalidInput` for a state, an observation or a configuration that is none; as `makeSignalObservations`,
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
  const before = stateOf(state);
  const rules = rulesOf(options);
  const settings = settingsOf(config, rules);
  const seen = objectOf(observation, 'observation');
  const facts = {
    before,
    rules,
    settings,
    seen,
    now: timeOf(seen.now),
    pods: listOf(seen.pods, 'observation.pods'),
    options: options ?? {},
  };
  if (settings.thresholds.length === 0 && !settings.isolates) return outcome(before, [], []);
  const filesystems = filesystemsOf(before, seen, rules);
  const refused = filesystems.containerFs === 'refused';
  const steps: CycleStep[] = [];
  if (refused) push(steps, 'cycle-filesystems', {}, 'cycle-split-refused');
  if (refused && before.imageFs === '') return outcome({ ...before, ...filesystems }, steps, []);
  return cycleOf(facts, filesystems, steps);
}

function outcome<P extends PodLike>(
  state: EvictionState,
  steps: readonly CycleStep[],
  evictions: readonly Eviction<P>[],
  found?: CycleThresholds,
): EvictionCycle<P> {
  const { conditions: nodeConditions, met: thresholdsMet } = found ?? { conditions: [], met: [] };
  return { state, evictions, nodeConditions, thresholdsMet, explanation: { result: evictions, steps } };
}

interface CycleInputs<P extends PodLike> {
  readonly before: EvictionState;
  readonly rules: Rules;
  readonly settings: CycleSettings;
  readonly seen: EvictionObservation<P>;
  readonly now: number;
  readonly pods: readonly P[];
  readonly options: EvictionOptions;
}

/** A cycle that looks at the node. */
function cycleOf<P extends PodLike>(
  inputs: CycleInputs<P>,
  node: Pick<EvictionState, 'imageFs' | 'containerFs'>,
  steps: CycleStep[],
): EvictionCycle<P> {
  const { before, rules, settings, seen, now, pods, options } = inputs;
  const refused = node.containerFs === 'refused';
  const filesystems = { dedicatedImageFs: node.imageFs === 'dedicated', splitContainerImageFs: node.containerFs === 'split' };
  const { thresholds: given, transitionPeriod, maxPodGracePeriodSeconds, isolates } = settings;
  const thresholds = refused ? given : updateContainerFsThresholds(given, filesystems, options).thresholds;
  // Appended thresholds count from the second cycle on.
  const fresh = before.imageFs === '' ? given.length : thresholds.length;
  const os = osOf(options);
  const observations = within('observation.summary', () => observationsOf(seen.summary, rules.minor, os));
  const source = within('observation', () => statsSourceOf(objectsAt(seen.summary.pods, 'summary.pods'), 'summary.pods'));
  const found = within('config', () => thresholdsOfCycle({ state: before, thresholds, fresh, observations, now, transitionPeriod }, steps));
  const state = { ...found.state, ...node };
  return within('observation', () => {
    const over = isolates ? overLimits(pods, source, filesystems.dedicatedImageFs, rules, options) : [];
    const places = new Map(over.length === 0 ? [] : pods.map((pod, place) => [pod, place]));
    for (const { pod } of over) push(steps, 'cycle-local-storage', { pod: nameOf(pod, places.get(pod) ?? 0) }, 'cycle-over-limit');
    if (over.length > 0 || refused) return outcome(state, steps, over, found);
    const gate: GateLookup = (name) => (name === 'LocalStorageCapacityIsolation' ? isolates : rules.gate(name));
    const layout = layoutOf(filesystems, rules.minor);
    const { afterNodeReclaim } = seen;
    const after = (): SignalObservations =>
      afterNodeReclaim === undefined || afterNodeReclaim === null
        ? observations
        : within('afterNodeReclaim', () => observationsOf(afterNodeReclaim, rules.minor, os));
    const facts = {
      pods,
      source,
      observations,
      thresholds,
      after,
      layout,
      maxPodGracePeriodSeconds,
      rules: { ...rules, gate },
      options,
    };
    const eviction = evictionOfCycle(facts, found.pressing, steps);
    return outcome(state, steps, eviction === undefined ? [] : [eviction], found);
  });
}
