import type { Opt, ResourceList, ResourceListLike } from '../core/index.ts';
import { recorded } from '../explanation.ts';
import { platformOf, type OperatingSystemOptions } from '../eviction/thresholds/kubelet-thresholds.ts';
import { enforcesPods } from '../eviction/thresholds/parse-threshold-config.ts';
import type { Totals } from '../core/resource-lists.ts';
import { minorOf, type VersionOptions } from '../version/minors.ts';
import { capacityOf, computeAllocatable, type NodeNote } from './allocatable.ts';
import { nodeRules, type NodeExplanation } from './explanation.ts';
import { inputsOf, type KubeletReservationConfig } from './from-config.ts';
import { isReservable, type NodeAllocatable, type NodeAllocatableInputs } from './inputs.ts';

/** What {@link explainNodeAllocatable} takes. */
export interface ExplainNodeAllocatableInputs extends NodeAllocatableInputs {
  /** With `pods` in it, `enforced` is what the pods' cgroup is given; `['pods']` when absent. */
  readonly enforceNodeAllocatable?: Opt<readonly string[]>;
}

/** What {@link explainNodeAllocatable} finds. */
export interface NodeAllocatableExplained extends NodeAllocatable {
  /** What the cgroup of all pods is held to: `enforced`, or the capacity where node allocatable is not enforced. */
  readonly podsCgroup: ResourceList;
}

/**
 * What a node leaves to pods, with every reservation and threshold that takes part, and what the cgroup of all pods is held to.
 *
 * Upstream: as `nodeAllocatable`, and `pkg/kubelet/cm/node_container_manager_linux.go`, `createNodeAllocatableCgroups`, every supported minor.
 *
 * @param inputs as `nodeAllocatable`, and whether node allocatable is enforced
 * @throws {SizingError} as `nodeAllocatable`
 * @example
 * const inputs = { capacity: { memory: '4Gi' }, kubeReserved: { memory: '1Gi' }, evictionHard: { 'memory.available': '100Mi' } };
 * explainNodeAllocatable(inputs).result.podsCgroup // => { memory: '3Gi' }
 * explainNodeAllocatable({ ...inputs, enforceNodeAllocatable: ['none'] }).result.podsCgroup // => { memory: '4Gi' }
 * explainNodeAllocatable(inputs).steps.map(({ because }) => because)
 * // => ['node-threshold-withheld', 'node-reservation-added', 'node-left', 'node-enforced-without-thresholds']
 */
export function explainNodeAllocatable(
  inputs: ExplainNodeAllocatableInputs,
  options?: VersionOptions,
): NodeExplanation<NodeAllocatableExplained> {
  const minor = minorOf(options);
  return recorded(nodeRules, (note) => withPodsCgroup(inputs, minor, note));
}

/**
 * As {@link explainNodeAllocatable}, for a kubelet with a configuration file. The steps also tell which default thresholds hold.
 *
 * Upstream: as `nodeAllocatableFromConfig`.
 *
 * @param capacity what the node has
 * @param kubeletConfiguration the file's content
 * @throws {SizingError} as `nodeAllocatableFromConfig`
 * @example
 * explainNodeAllocatableFromConfig({ memory: '4Gi' }, { reservedSystemCPUs: '0-1' }).steps.map(({ because }) => because).slice(0, 2)
 * // => ['node-thresholds-defaulted', 'node-cpus-counted']
 */
export function explainNodeAllocatableFromConfig(
  capacity: ResourceListLike,
  kubeletConfiguration: KubeletReservationConfig,
  options?: OperatingSystemOptions,
): NodeExplanation<NodeAllocatableExplained> {
  const platform = platformOf(options);
  return recorded(nodeRules, (note) => {
    const inputs = inputsOf(capacity, kubeletConfiguration, platform, note);
    return withPodsCgroup({ ...inputs, enforceNodeAllocatable: kubeletConfiguration.enforceNodeAllocatable }, platform.minor, note);
  });
}

function withPodsCgroup(inputs: ExplainNodeAllocatableInputs, minor: number, note: NodeNote): NodeAllocatableExplained {
  const result = computeAllocatable(inputs, minor, note);
  const enforces = enforcesPods(inputs.enforceNodeAllocatable ?? ['pods']);
  const podsCgroup: ResourceList = enforces
    ? result.enforced
    : Object.fromEntries(Object.entries(capacityOf(inputs, minor)).filter(([name]) => isReservable(name)));
  for (const [resource, amount] of Object.entries(podsCgroup as Totals))
    if (enforces) note('node-enforced', 'node-enforced-without-thresholds', { resource, amount }, 'applied');
    else note('node-enforced', 'node-not-enforced', { resource, amount }, 'skipped');
  return { ...result, podsCgroup };
}
