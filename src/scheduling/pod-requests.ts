import type { PodLike } from '../core/index.ts';
import { visitContainers } from '../core/pod-fields.ts';
import { readOverhead, readRequirements } from '../core/requirements.ts';
import { requestsOf } from '../resources/totals/totals.ts';
import { since } from '../version/since.ts';
import { addResourceList, emptyResource, setMaxResource, type Resource } from './resource.ts';
import type { FitRules } from './rules.ts';

type Count = (pod: PodLike, rules: FitRules) => Resource;

/** How a minor counts a pod: one that is to be placed, and one on a node. */
const counts = /* @__PURE__ */ since<{ readonly wanted: Count; readonly placed: Count }>({
  // Init containers of pods on the node were forgotten.
  '1.15': { wanted: eachRounded, placed: containersRounded },
  '1.16': { wanted: eachRounded, placed: eachRounded },
  '1.27': {
    wanted: (pod, rules) => {
      const resource = emptyResource();
      setMaxResource(resource, requestsOf(pod, rules.wanted), rules);
      return resource;
    },
    placed: (pod, rules) => {
      const resource = emptyResource();
      addResourceList(resource, requestsOf(pod, rules.placed), rules);
      return resource;
    },
  },
});

/**
 * What a pod needs of a node. Up to 1.26 each container's amounts are rounded before they are added up, later the totals.
 *
 * Upstream: `noderesources`, `computePodResourceRequest`, since 1.18; `algorithm/predicates`, `GetResourceRequest`, before.
 */
export function computePodResourceRequest(pod: PodLike, rules: FitRules): Resource {
  return counts(rules.minor).wanted(pod, rules);
}

/** What a pod on a node takes of it. Upstream: `pkg/scheduler/framework/types.go`, `calculateResource`. */
export function calculateResource(pod: PodLike, rules: FitRules): Resource {
  return counts(rules.minor).placed(pod, rules);
}

function containersRounded(pod: PodLike, rules: FitRules): Resource {
  const resource = emptyResource();
  visitContainers(pod, 'containers', (container) => addResourceList(resource, readRequirements(container, 'requests', rules.minor), rules));
  return resource;
}

function eachRounded(pod: PodLike, rules: FitRules): Resource {
  const resource = containersRounded(pod, rules);
  visitContainers(pod, 'initContainers', (container) =>
    setMaxResource(resource, readRequirements(container, 'requests', rules.minor), rules),
  );
  if (rules.countsOverhead) addResourceList(resource, readOverhead(pod, rules.minor), rules);
  return resource;
}
