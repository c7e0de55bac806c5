import type { PodLike } from '../../core/index.ts';
import { addInt64, narrowed, type Int64 } from '../../core/int64.ts';
import { containersOf, visitContainers } from '../../core/pod-fields.ts';
import { readOverhead, readRequirements } from '../../core/requirements.ts';
import { amountOf, type Totals } from '../../core/resource-lists.ts';
import { isScalarResourceName } from '../../core/resource-names.ts';
import { Quantity } from '../../quantity/index.ts';
import { podLevelList, hasPodLevelResource } from '../../resources/totals/pod-level.ts';
import type { TotalsListener } from '../../resources/totals/listener.ts';
import { requestsOf } from '../../resources/totals/totals.ts';
import { since } from '../../version/since.ts';
import { greater, unitsOf } from '../resource.ts';
import { statusCounting, type FitRules } from '../rules.ts';

/** What a container without a request is taken to request in scores, so that such pods are spread, too. Upstream: `pkg/scheduler/util`. */
const defaults: Totals = { cpu: /* @__PURE__ */ Quantity.fromMilli(100), memory: /* @__PURE__ */ Quantity.fromInt64(209_715_200) };
const defaultsOf = (names: readonly string[]): Totals => Object.fromEntries(names.map((name) => [name, defaults[name] as Quantity]));

/** Whether a score takes the requests as they are, or with defaults where there are none. */
export type Requests = 'requested' | 'nonZero';

/** What is requested of each resource. */
type RequestOf = (name: string) => Int64;

/** What is scored of the pod that is to be placed. */
const wanted = /* @__PURE__ */ since<(pod: PodLike, requests: Requests, rules: FitRules) => RequestOf>({
  // Neither init containers nor overhead.
  '1.15': containerSums,
  '1.16': withOverhead,
  // The strategies of the Fit plugin were not told that overhead counts.
  '1.22': (pod, requests, rules) => (requests === 'requested' ? withOverhead : eachContainer)(pod, requests, rules),
  '1.24': withOverhead,
  '1.27': (pod, requests, rules) => total(pod, requests, rules, 'gates'),
  // The strategies of the Fit plugin were not told of any gate.
  '1.33': (pod, requests, rules) => total(pod, requests, rules, requests === 'requested' ? 'gates' : 'none'),
  '1.38': (pod, requests, rules) => total(pod, requests, rules, 'gates'),
});

/** What a pod that is to be placed requests of each resource, as a score counts it. Upstream: `calculatePodResourceRequest`. */
export function calculatePodResourceRequest(pod: PodLike, requests: Requests, rules: FitRules): RequestOf {
  return wanted(rules.minor)(pod, requests, rules);
}

function total(pod: PodLike, requests: Requests, rules: FitRules, by: 'gates' | 'none'): RequestOf {
  const counting = by === 'gates' ? statusCounting(rules, 'without claims') : { ...rules.wanted, skipPodLevel: true };
  const totals = requestsOf(pod, { ...counting, nonMissing: requests === 'nonZero' ? defaults : undefined });
  return (name) => unitsIn(totals, name);
}

function unitsIn(totals: Totals | undefined, name: string): Int64 {
  const amount = amountOf(totals, name);
  return amount === undefined ? 0 : unitsOf(name, amount);
}

/** What a container requests of a resource. Upstream: `pkg/scheduler/util`, `GetRequestForResource`. */
function getRequestForResource(totals: Totals | undefined, name: string, requests: Requests, rules: FitRules): Int64 {
  const fallback = requests === 'nonZero' ? amountOf(defaults, name) : undefined;
  if (name === 'ephemeral-storage' ? !rules.countsStorage : fallback === undefined && !isCounted(name)) return 0;
  const amount = amountOf(totals, name) ?? fallback;
  return amount === undefined ? 0 : unitsOf(name, amount);
}

function isCounted(name: string): boolean {
  return name === 'cpu' || name === 'memory' || isScalarResourceName(name);
}

/** Combines what containers of a section request of each resource that one of them requests or has a default for. */
function combined(
  pod: PodLike,
  section: 'containers' | 'initContainers',
  combine: (a: Int64, b: Int64) => Int64,
  requests: Requests,
  rules: FitRules,
): RequestOf {
  const amounts = new Map<string, { readonly amount: Int64; readonly containers: number }>();
  let all = 0;
  visitContainers(pod, section, (container) => {
    const own = readRequirements(container, 'requests', rules.minor);
    all++;
    for (const name of Object.keys(requests === 'nonZero' ? { ...defaults, ...own } : (own ?? {}))) {
      const { amount = 0, containers = 0 } = amounts.get(name) ?? {};
      const more = getRequestForResource(own, name, requests, rules);
      amounts.set(name, { amount: containers === 0 ? more : combine(amount, more), containers: containers + 1 });
    }
  });
  return (name) => {
    const { amount = 0, containers = 0 } = amounts.get(name) ?? {};
    // The others request 0.
    return containers === all ? amount : combine(amount, 0);
  };
}

function containerSums(pod: PodLike, requests: Requests, rules: FitRules): RequestOf {
  return combined(pod, 'containers', addInt64, requests, rules);
}

/** The sum of the containers, or a greater init container. */
function eachContainer(pod: PodLike, requests: Requests, rules: FitRules): RequestOf {
  const sums = containerSums(pod, requests, rules);
  if (containersOf(pod, 'initContainers').length === 0) return sums;
  const peaks = combined(pod, 'initContainers', greater, requests, rules);
  return (name) => greater(sums(name), peaks(name));
}

/** With the overhead where it counts: upstream adds whole cores, rounded up, to thousandths, so that 250m count as 1m. */
function withOverhead(pod: PodLike, requests: Requests, rules: FitRules): RequestOf {
  const own = eachContainer(pod, requests, rules);
  const overhead = rules.countsOverhead ? readOverhead(pod, rules.minor) : undefined;
  return (name) => addInt64(own(name), narrowed(amountOf(overhead, name)?.value() ?? 0n));
}

type NonZero = (pod: PodLike, rules: FitRules) => readonly [cpu: Int64, memory: Int64];

/** What cpu and memory a pod on a node counts for, with defaults. */
const placed = /* @__PURE__ */ since<NonZero>({
  '1.15': (pod, rules) => {
    const sums = containerSums(pod, 'nonZero', rules);
    return [sums('cpu'), sums('memory')];
  },
  '1.16': (pod, rules) => {
    const own = eachContainer(pod, 'nonZero', rules);
    const overhead = rules.countsOverhead ? readOverhead(pod, rules.minor) : undefined;
    const sum = (name: string): Int64 => addInt64(own(name), unitsIn(overhead, name));
    return [sum('cpu'), sum('memory')];
  },
  '1.27': traced,
  '1.32': (pod, rules) => {
    const totals = requestsOf(pod, rules.placed);
    const ownOnly = rules.gate('PodLevelResources') && hasPodLevelResource(podLevelList(pod, 'requests', rules.minor), rules.minor);
    const missing = ['cpu', 'memory'].filter((name) => !ownOnly || amountOf(totals, name) === undefined);
    const counted = missing.length === 0 ? totals : requestsOf(pod, { ...rules.placed, nonMissing: defaultsOf(missing) });
    return [unitsIn(counted, 'cpu'), unitsIn(counted, 'memory')];
  },
});

/** What cpu and memory a pod on a node counts for in scores that take defaults. Upstream: `calculateResource`, its `non0CPU` and `non0Mem`. */
export function nonZeroRequested(pod: PodLike, rules: FitRules): readonly [cpu: Int64, memory: Int64] {
  return placed(rules.minor)(pod, rules);
}

/** 1.27 to 1.31: each container rounded by itself, sidecars only as init containers. */
function traced(pod: PodLike, rules: FitRules): readonly [cpu: Int64, memory: Int64] {
  const sums: [Int64, Int64] = [0, 0];
  const peaks: [Int64, Int64] = [0, 0];
  const names = ['cpu', 'memory'] as const;
  const of = (totals: Totals | undefined, i: 0 | 1): Int64 => getRequestForResource(totals, names[i], 'nonZero', rules);
  const raise = (use: Totals): void => {
    for (const i of [0, 1] as const) peaks[i] = greater(peaks[i], of(use, i));
  };
  const listener: TotalsListener = {
    container: (role, _container, own, use) => {
      if (role !== 'container') return raise(use);
      for (const i of [0, 1] as const) sums[i] = addInt64(sums[i], of(own, i));
    },
  };
  requestsOf(pod, rules.placed, listener);
  const overhead = readOverhead(pod, rules.minor);
  const sum = (i: 0 | 1): Int64 => addInt64(greater(sums[i], peaks[i]), unitsIn(overhead, names[i]));
  return [sum(0), sum(1)];
}
