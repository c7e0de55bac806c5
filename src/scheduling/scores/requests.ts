import type { PodLike } from '../../core/index.ts';
import { visitContainers } from '../../core/pod-fields.ts';
import { isScalarResourceName } from '../../core/resource-names.ts';
import { Quantity } from '../../quantity/index.ts';
import { podLevelList, hasPodLevelResource } from '../../resources/totals/pod-level.ts';
import { amountOf, type Totals } from '../../resources/totals/resource-lists.ts';
import type { ResourceTrace } from '../../resources/totals/resource-trace.ts';
import { requestsOf } from '../../resources/totals/totals.ts';
import { since } from '../../version/since.ts';
import { greater, int64Of } from '../amounts.ts';
import { narrowed, addInt64, type Int64 } from '../../core/int64.ts';
import { overheadIn, requestsIn } from '../pod-amounts.ts';
import { statusCounting, type Rules } from '../rules.ts';

/** What a container without a request is taken to request in scores, so that such pods are spread, too. Upstream: `pkg/scheduler/util`. */
const defaults: Totals = { cpu: /* @__PURE__ */ Quantity.fromMilli(100), memory: /* @__PURE__ */ Quantity.fromInt64(209_715_200) };
const defaultsOnly = (names: readonly string[]): Totals => Object.fromEntries(names.map((name) => [name, defaults[name] as Quantity]));

/** Whether a score takes the requests as they are, or with defaults where there are none. */
export type Requests = 'real' | 'defaulted';

type OfWanted = (pod: PodLike, name: string, requests: Requests, rules: Rules) => Int64;

/** What is scored of the pod that is to be placed. */
const wanted = /* @__PURE__ */ since<OfWanted>({
  // Neither init containers nor overhead.
  '1.15': (pod, name, requests, rules) => containersOnly(pod, name, requests, rules),
  '1.16': (pod, name, requests, rules) => eachContainer(pod, name, requests, rules, rules.overheadCounts),
  // The strategies of the Fit plugin were not told that overhead counts.
  '1.22': (pod, name, requests, rules) => eachContainer(pod, name, requests, rules, requests === 'real' && rules.overheadCounts),
  '1.24': (pod, name, requests, rules) => eachContainer(pod, name, requests, rules, true),
  '1.27': (pod, name, requests, rules) => total(pod, name, requests, rules, 'gates'),
  // The strategies of the Fit plugin were not told of any gate.
  '1.33': (pod, name, requests, rules) => total(pod, name, requests, rules, requests === 'real' ? 'gates' : 'none'),
});

/** A resource's request of a pod that is to be placed, as a score counts it. Upstream: `calculatePodResourceRequest`. */
export function scoredRequest(pod: PodLike, name: string, requests: Requests, rules: Rules): Int64 {
  return wanted(rules.minor)(pod, name, requests, rules);
}

function total(pod: PodLike, name: string, requests: Requests, rules: Rules, by: 'gates' | 'none'): Int64 {
  const counting = by === 'gates' ? statusCounting(rules, false) : { ...rules.wanted, skipPodLevel: true };
  const totals = requestsOf(pod, { ...counting, nonMissing: requests === 'real' ? undefined : defaults });
  const amount = amountOf(totals, name);
  return amount === undefined ? 0 : int64Of(name, amount);
}

function ofContainer(totals: Totals | undefined, name: string, requests: Requests, rules: Rules): Int64 {
  const fallback = requests === 'real' ? undefined : amountOf(defaults, name);
  if (name === 'ephemeral-storage' ? !rules.countsStorage : fallback === undefined && !isCounted(name)) return 0;
  const amount = amountOf(totals, name) ?? fallback;
  return amount === undefined ? 0 : int64Of(name, amount);
}

function isCounted(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isScalarResourceName(name);
}

function containersOnly(pod: PodLike, name: string, requests: Requests, rules: Rules): Int64 {
  let sum: Int64 = 0;
  visitContainers(pod, 'containers', (container) => (sum = addInt64(sum, ofContainer(requestsIn(container), name, requests, rules))));
  return sum;
}

function eachContainer(pod: PodLike, name: string, requests: Requests, rules: Rules, overheadCounts: boolean): Int64 {
  let result = containersOnly(pod, name, requests, rules);
  visitContainers(
    pod,
    'initContainers',
    (container) => (result = greater(result, ofContainer(requestsIn(container), name, requests, rules))),
  );
  const overhead = overheadCounts ? amountOf(overheadIn(pod), name) : undefined;
  // In whole units also of cpu: a core for every overhead below one.
  return overhead === undefined ? result : addInt64(result, narrowed(overhead.value()));
}

type OfPlaced = (pod: PodLike, rules: Rules) => readonly [cpu: Int64, memory: Int64];

/** What cpu and memory a pod on a node counts for, with defaults. */
const placed = /* @__PURE__ */ since<OfPlaced>({
  '1.15': (pod, rules) => [containersOnly(pod, 'cpu', 'defaulted', rules), containersOnly(pod, 'memory', 'defaulted', rules)],
  '1.16': (pod, rules) => [placedEach(pod, 'cpu', rules), placedEach(pod, 'memory', rules)],
  '1.27': traced,
  '1.32': (pod, rules) => {
    const totals = requestsOf(pod, rules.placed);
    const ownOnly = rules.gate('PodLevelResources') && hasPodLevelResource(podLevelList(pod, 'requests', rules.minor), rules.minor);
    const missing = ['cpu', 'memory'].filter((name) => !ownOnly || amountOf(totals, name) === undefined);
    const counted = missing.length === 0 ? totals : requestsOf(pod, { ...rules.placed, nonMissing: defaultsOnly(missing) });
    return [amountIn64(counted, 'cpu'), amountIn64(counted, 'memory')];
  },
});

/** What cpu and memory a pod on a node counts for in scores that take defaults. Upstream: `calculateResource`, its `non0CPU` and `non0Mem`. */
export function defaultedAmounts(pod: PodLike, rules: Rules): readonly [cpu: Int64, memory: Int64] {
  return placed(rules.minor)(pod, rules);
}

function placedEach(pod: PodLike, name: string, rules: Rules): Int64 {
  const own = eachContainer(pod, name, 'defaulted', rules, false);
  const overhead = rules.overheadCounts ? amountOf(overheadIn(pod), name) : undefined;
  return overhead === undefined ? own : addInt64(own, int64Of(name, overhead));
}

function amountIn64(totals: Totals, name: string): Int64 {
  const amount = amountOf(totals, name);
  return amount === undefined ? 0 : int64Of(name, amount);
}

/** 1.27 to 1.31: each container rounded by itself, sidecars only as init containers. */
function traced(pod: PodLike, rules: Rules): readonly [cpu: Int64, memory: Int64] {
  const sums: [Int64, Int64] = [0, 0];
  const peaks: [Int64, Int64] = [0, 0];
  const names = ['cpu', 'memory'] as const;
  const of = (totals: Totals | undefined, i: 0 | 1): Int64 => ofContainer(totals, names[i], 'defaulted', rules);
  const raise = (use: Totals): void => {
    for (const i of [0, 1] as const) peaks[i] = greater(peaks[i], of(use, i));
  };
  const ignore = (): void => undefined;
  const trace: ResourceTrace = {
    start: ignore,
    container: (_name, own) => {
      for (const i of [0, 1] as const) sums[i] = addInt64(sums[i], of(own, i));
    },
    sidecar: (_name, _own, _spec, sidecars) => raise(sidecars),
    initContainer: (_name, _own, _spec, use) => raise(use),
    peak: ignore,
    claims: ignore,
    greatest: ignore,
    podLevel: ignore,
    overhead: ignore,
  };
  requestsOf(pod, rules.placed, trace);
  const overhead = overheadIn(pod);
  const withOverhead = (i: 0 | 1): Int64 => addInt64(greater(sums[i], peaks[i]), amountIn64(overhead ?? {}, names[i]));
  return [withOverhead(0), withOverhead(1)];
}
