import { within } from '../../core/at-path.ts';
import type { StatsSource } from '../../core/cached-stats.ts';
import type { PodLike } from '../../core/index.ts';
import { signedInt64Of } from '../../core/int64.ts';
import { specOf } from '../../core/pod-fields.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { immediateGracePeriod, type Eviction } from '../local-storage/local-storage-eviction.ts';
import { messageOf } from '../messages/eviction-message.ts';
import type { SignalObservations } from '../observations/observations.ts';
import { metBelow } from '../observations/thresholds-met.ts';
import { isSpared } from '../ranking/critical-pods.ts';
import { podName } from '../ranking/explain-ranking.ts';
import { keysOf, orderedBy, rankedPlaces } from '../ranking/ordered-by.ts';
import { useReader } from '../ranking/pod-use.ts';
import { filesystemOf, measureIn, type Layout } from '../ranking/signal-measures.ts';
import { signalToResource, type Signal } from '../thresholds/signals.ts';
import { isHardEvictionThreshold, type Threshold } from '../thresholds/thresholds.ts';
import type { CycleThresholds } from './cycle-thresholds.ts';
import type { CycleNote } from './explanation.ts';

/** What one cycle evicts from. */
export interface EvictionFacts<P extends PodLike> {
  readonly pods: readonly P[];
  readonly source: StatsSource;
  readonly observations: SignalObservations;
  /** All thresholds, for what the node reclaims by itself. */
  readonly thresholds: readonly Threshold[];
  /** What is observed after that. */
  readonly after: () => SignalObservations;
  readonly layout: Layout;
  readonly maxPodGracePeriodSeconds: number;
  readonly release: Release;
}

/** The one pod that is evicted for the first of the thresholds that press, if any. */
export function evictionOfCycle<P extends PodLike>(
  facts: EvictionFacts<P>,
  pressing: CycleThresholds['pressing'],
  note: CycleNote,
): Eviction<P> | undefined {
  const [threshold] = pressing;
  if (threshold === undefined || reclaimNodeLevelResources(threshold.signal, facts, note)) return undefined;
  const { pods, layout, source, release, observations } = facts;
  const { signal } = threshold;
  const measure = measureIn(signal, layout);
  const keys = keysOf(pods, useReader(measure, source, release), orderedBy(measure, release.minor));
  const spared = isSpared(pods, release);
  for (const at of rankedPlaces(keys)) {
    const pod = pods[at] as P;
    const place = `pods[${at}]`;
    if (spared(pod)) {
      note('cycle-eviction', 'cycle-is-spared', { pod: podName(pod, at) }, 'skipped');
      continue;
    }
    const gracePeriodSeconds = gracePeriodOf(threshold, pod, place, facts);
    const victim = { resource: signalToResource[signal], pod, place, release };
    const text = messageOf(victim, { thresholds: pressing, observations, source });
    note('cycle-eviction', 'cycle-evicts', { pod: podName(pod, at), signal, seconds: gracePeriodSeconds }, 'applied');
    return { pod, reason: 'Evicted', gracePeriodSeconds, ...text };
  }
  note('cycle-eviction', 'cycle-evicts-none', { signal }, 'skipped');
  return undefined;
}

/** Whether the node tries to reclaim for the container filesystem, too. */
const reclaimsContainerFs = /* @__PURE__ */ since({ '1.15': false, '1.32': true });

/** Whether what the node reclaims must bring the minimum reclaim, too. */
const reclaimed = /* @__PURE__ */ since({ '1.15': { enforceMinReclaim: false }, '1.22': { enforceMinReclaim: true } });

/** Whether the node deletes dead containers or unused images for a signal. Upstream: `buildSignalToNodeReclaimFuncs`. */
function reclaims(signal: Signal, layout: Layout, minor: number): boolean {
  const resource = signalToResource[signal];
  if (resource === 'memory' || resource === 'pids') return false;
  if (signal.startsWith('containerfs') && !reclaimsContainerFs(minor)) return false;
  return layout !== 'dedicated' || filesystemOf(signal, layout) === 'imagefs';
}

/** Whether the node reclaims enough by itself, so that no threshold is met. Upstream: `reclaimNodeLevelResources`. */
function reclaimNodeLevelResources(signal: Signal, facts: EvictionFacts<PodLike>, note: CycleNote): boolean {
  const { layout, release, after, thresholds } = facts;
  if (!reclaims(signal, layout, release.minor)) return false;
  const observations = after();
  const looking = { ...reclaimed(release.minor), minor: release.minor };
  const enough = thresholds.every((threshold, index) => metBelow(threshold, index, observations, looking) === undefined);
  if (enough) note('cycle-reclaim', 'cycle-reclaim-enough', {}, 'applied');
  else note('cycle-reclaim', 'cycle-reclaim-short', {}, 'skipped');
  return enough;
}

/** Whether a pod that has less time of its own gets no more than that. */
const heedsPod = /* @__PURE__ */ since<(gate: Release['gate']) => boolean>({
  '1.15': () => false,
  '1.32': (gate) => !gate('AllowOverwriteTerminationGracePeriodSeconds'),
});

function gracePeriodOf(
  threshold: Threshold,
  pod: PodLike,
  place: string,
  { maxPodGracePeriodSeconds: most, release: { minor, gate } }: EvictionFacts<PodLike>,
): number {
  if (isHardEvictionThreshold(threshold)) return immediateGracePeriod(minor);
  if (!heedsPod(minor)(gate)) return most;
  const field = `${place}.spec.terminationGracePeriodSeconds`;
  const own = signedInt64Of(within(place, () => specOf(pod))?.terminationGracePeriodSeconds, field);
  return own === undefined || own >= most ? most : Number(own);
}
