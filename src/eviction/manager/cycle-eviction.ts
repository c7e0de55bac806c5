import type { StatsSource } from '../../core/cached-stats.ts';
import type { IntegerLike, PodLike } from '../../core/index.ts';
import { specOf } from '../../core/pod-fields.ts';
import type { GateLookup } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import { isSpared } from '../ranking/critical-pods.ts';
import { push, type CycleThresholds } from './cycle-thresholds.ts';
import { evictionMessage } from '../messages/eviction-message.ts';
import { nameOf } from '../ranking/explain-ranking.ts';
import type { CycleStep } from './explanation.ts';
import { immediateGracePeriod, type Eviction } from '../local-storage/local-storage-eviction.ts';
import type { SignalObservations } from '../observations/observations.ts';
import type { OperatingSystemOptions } from '../thresholds/kubelet-thresholds.ts';
import { useReader, type Rules } from '../ranking/pod-use.ts';
import { atPod, keysOf, rankedPlaces } from '../ranking/rank-keys.ts';
import { filesystemOf, measureIn, type Layout } from '../ranking/signal-measures.ts';
import { signalToResource, type Signal } from '../thresholds/signals.ts';
import { signedInt64Of } from '../../core/int64.ts';
import { isMet } from '../observations/thresholds-met.ts';
import { isHard, type Threshold } from '../thresholds/thresholds.ts';

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
  readonly rules: Rules;
  readonly options: OperatingSystemOptions;
}

/** The one pod that is evicted for the first of the thresholds that press, if any. */
export function evictionOfCycle<P extends PodLike>(
  facts: EvictionFacts<P>,
  pressing: CycleThresholds['pressing'],
  steps: CycleStep[],
): Eviction<P> | undefined {
  const [threshold] = pressing;
  if (threshold === undefined || reclaimsEnough(threshold.signal, facts, steps)) return undefined;
  const { pods, layout, source, rules, options } = facts;
  const { signal } = threshold;
  const keys = keysOf(pods, useReader(measureIn(signal, layout), source, rules));
  const spared = isSpared(rules.minor)(pods, options);
  for (const place of rankedPlaces(keys)) {
    const pod = pods[place] as P;
    if (spared(pod)) {
      push(steps, 'cycle-eviction', { pod: nameOf(pod, place) }, 'cycle-is-spared', false);
      continue;
    }
    try {
      const gracePeriodSeconds = gracePeriodOf(threshold, pod, facts.maxPodGracePeriodSeconds, rules);
      const text = evictionMessage(signalToResource[signal], pod, source.statsOf, pressing, facts.observations, options);
      push(steps, 'cycle-eviction', { pod: nameOf(pod, place), signal, seconds: gracePeriodSeconds }, 'cycle-evicts');
      return { pod, reason: 'Evicted', gracePeriodSeconds, ...text };
    } catch (error) {
      throw atPod(error, `pods[${place}]`, pod, source);
    }
  }
  push(steps, 'cycle-eviction', { signal }, 'cycle-evicts-none', false);
  return undefined;
}

/** Whether the node tries to reclaim for the container filesystem, too. */
const reclaimsContainerFs = /* @__PURE__ */ since({ '1.15': false, '1.32': true });

/** Whether what the node reclaims must bring the minimum reclaim, too. */
const wantsMinReclaim = /* @__PURE__ */ since({ '1.15': false, '1.22': true });

/** Whether the node deletes dead containers or unused images for a signal. Upstream: `buildSignalToNodeReclaimFuncs`. */
function reclaims(signal: Signal, layout: Layout, minor: number): boolean {
  const resource = signalToResource[signal];
  if (resource === 'memory' || resource === 'pids') return false;
  if (signal.startsWith('containerfs') && !reclaimsContainerFs(minor)) return false;
  return layout !== 'dedicated' || filesystemOf(signal, layout) === 'imagefs';
}

/** Whether the node reclaims enough by itself, so that no threshold is met. Upstream: `reclaimNodeLevelResources`. */
function reclaimsEnough(signal: Signal, facts: EvictionFacts<PodLike>, steps: CycleStep[]): boolean {
  const { layout, rules, after, thresholds } = facts;
  if (!reclaims(signal, layout, rules.minor)) return false;
  const observations = after();
  const enough = !thresholds.some((threshold, index) => isMet(threshold, index, observations, wantsMinReclaim(rules.minor)));
  push(steps, 'cycle-reclaim', {}, enough ? 'cycle-reclaim-enough' : 'cycle-reclaim-short', enough);
  return enough;
}

/** Whether a pod that has less time of its own gets no more than that. */
const heedsPod = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.32': (gate) => !gate('AllowOverwriteTerminationGracePeriodSeconds'),
});

function gracePeriodOf(threshold: Threshold, pod: PodLike, most: number, { minor, gate }: Rules): number {
  if (isHard(threshold)) return immediateGracePeriod(minor);
  const place = 'spec.terminationGracePeriodSeconds';
  const own: IntegerLike | undefined = heedsPod(minor)(gate) ? signedInt64Of(specOf(pod)?.terminationGracePeriodSeconds, place) : undefined;
  return own === undefined || own >= most ? most : Number(own);
}
