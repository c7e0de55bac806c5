import type { ContainerLike, PodLike } from '../core/index.ts';
import { objectAt, podStatusOf, requirementsOf, specOf, visitContainers } from '../core/pod-fields.ts';
import { readList, type Totals } from '../resources/totals/resource-lists.ts';
import { requestsOf } from '../resources/totals/totals.ts';
import { since } from '../version/since.ts';
import { addTotals, noAmounts, raiseTo, type Amounts } from './amounts.ts';
import type { Rules } from './rules.ts';

type Count = (pod: PodLike, rules: Rules) => Amounts;

/** How a minor counts a pod: one that is to be placed, and one on a node. */
const counts = /* @__PURE__ */ since<{ readonly wanted: Count; readonly placed: Count }>({
  // Init containers of pods on the node were forgotten.
  '1.15': { wanted: eachRounded, placed: containersRounded },
  '1.16': { wanted: eachRounded, placed: eachRounded },
  '1.27': {
    wanted: (pod, rules) => {
      const amounts = noAmounts();
      raiseTo(amounts, requestsOf(pod, rules.wanted), rules.countsStorage, true);
      return amounts;
    },
    placed: (pod, rules) => {
      const amounts = noAmounts();
      addTotals(amounts, requestsOf(pod, rules.placed), rules.countsStorage);
      return amounts;
    },
  },
});

/** Whether init containers that request 0 of a scalar resource are noted. */
const keepsZeros = /* @__PURE__ */ since({ '1.15': false, '1.22': true });

/**
 * What a pod needs of a node. Up to 1.26 each container's amounts are rounded before they are added up, later the totals.
 *
 * Upstream: `noderesources`, `computePodResourceRequest`, since 1.18; `algorithm/predicates`, `GetResourceRequest`, before.
 */
export function wantedAmounts(pod: PodLike, rules: Rules): Amounts {
  return counts(rules.minor).wanted(pod, rules);
}

/** What a pod on a node takes of it. Upstream: `pkg/scheduler/framework/types.go`, `calculateResource`. */
export function placedAmounts(pod: PodLike, rules: Rules): Amounts {
  return counts(rules.minor).placed(pod, rules);
}

/** Whether a pod has ended: it needs nothing any more. */
export function hasEnded(pod: PodLike): boolean {
  const phase = podStatusOf(pod)?.phase;
  return phase === 'Succeeded' || phase === 'Failed';
}

/** The requests of a container. */
export function requestsIn(container: ContainerLike): Totals | undefined {
  return readList(requirementsOf(container, 'requests'), 'resources.requests');
}

/** The overhead of a pod. */
export function overheadIn(pod: PodLike): Totals | undefined {
  return readList(objectAt(specOf(pod)?.overhead, 'spec.overhead'), 'spec.overhead');
}

function containersRounded(pod: PodLike, { countsStorage }: Rules): Amounts {
  const amounts = noAmounts();
  visitContainers(pod, 'containers', (container) => addTotals(amounts, requestsIn(container), countsStorage));
  return amounts;
}

function eachRounded(pod: PodLike, rules: Rules): Amounts {
  const amounts = containersRounded(pod, rules);
  const zeros = keepsZeros(rules.minor);
  visitContainers(pod, 'initContainers', (container) => raiseTo(amounts, requestsIn(container), rules.countsStorage, zeros));
  if (rules.overheadCounts) addTotals(amounts, overheadIn(pod), rules.countsStorage);
  return amounts;
}
