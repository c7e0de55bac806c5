import type { Opt, ResourceList, ResourceListLike } from '../core/index.ts';
import { mergesDefaults, type OperatingSystemOptions } from '../eviction/thresholds/kubelet-thresholds.ts';
import { enforcesPods } from '../eviction/thresholds/parse-threshold-config.ts';
import { readList } from '../resources/totals/resource-lists.ts';
import type { VersionOptions } from '../version/minors.ts';
import { computeAllocatable } from './allocatable.ts';
import type { NodeExplanation, NodeReason, NodeRule, NodeStep } from './explanation.ts';
import { inputsOf, reservedCPUs, type KubeletReservationConfig } from './from-config.ts';
import { isReservable, type NodeAllocatable, type NodeAllocatableInputs } from './inputs.ts';

/** What {@link explainNodeAllocatable} takes. No upstream counterpart. */
export interface ExplainNodeAllocatableInputs extends NodeAllocatableInputs {
  /** With `pods` in it, `enforced` is what the pods' cgroup is given; `['pods']` when absent. */
  readonly enforceNodeAllocatable?: Opt<readonly string[]>;
}

/** What {@link explainNodeAllocatable} finds. No upstream counterpart. */
export interface NodeAllocatableExplained extends NodeAllocatable {
  /** What the cgroup of all pods is held to: `enforced`, or the capacity where node allocatable is not enforced. */
  readonly podsCgroup: ResourceList;
}

const upstream: Readonly<Record<NodeRule, string>> = {
  'node-default-thresholds': 'cmd/kubelet/app/server.go loadConfigFile',
  'node-reserved-cpus': 'cmd/kubelet/app/server.go run',
  'node-reserved': 'pkg/kubelet/cm/node_container_manager_linux.go GetNodeAllocatableReservation',
  'node-threshold': 'pkg/kubelet/cm/helpers.go hardEvictionReservation',
  'node-allocatable': 'pkg/kubelet/nodestatus/setters.go MachineInfo',
  'node-hugepages': 'pkg/kubelet/nodestatus/setters.go MachineInfo',
  'node-enforced': 'pkg/kubelet/cm/node_container_manager_linux.go GetNodeAllocatableAbsolute',
};

/**
 * What a node leaves to pods, with every reservation and threshold that takes part, and what the cgroup of all pods is held to.
 *
 * Upstream: as `nodeAllocatable`, and `pkg/kubelet/cm/node_container_manager_linux.go`, `createNodeAllocatableCgroups`, every supported minor.
 *
 * @param inputs as `nodeAllocatable`, and whether node allocatable is enforced
 * @param options the version
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
  return explain(inputs, options, []);
}

/**
 * As {@link explainNodeAllocatable}, for a kubelet with a configuration file: what became of the default thresholds is told, too.
 *
 * Upstream: as `nodeAllocatableFromConfig`.
 *
 * @param capacity what the node has
 * @param kubeletConfiguration the file's content
 * @param options version and operating system
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
  const steps: NodeStep[] = [];
  const inputs = inputsOf(capacity, kubeletConfiguration, options);
  const own = kubeletConfiguration.evictionHard ?? undefined;
  const merged = mergesDefaults(kubeletConfiguration, options);
  const because = own === undefined ? 'node-thresholds-defaulted' : merged ? 'node-thresholds-merged' : 'node-thresholds-own';
  steps.push(stepOf('node-default-thresholds', because, {}, because === 'node-thresholds-own' ? 'skipped' : 'applied'));
  const cpus = reservedCPUs(kubeletConfiguration, options);
  if (cpus !== undefined) steps.push(stepOf('node-reserved-cpus', 'node-cpus-counted', { cpus }, 'applied'));
  const { enforceNodeAllocatable } = kubeletConfiguration;
  return explain({ ...inputs, enforceNodeAllocatable }, options, steps);
}

function explain(
  inputs: ExplainNodeAllocatableInputs,
  options: VersionOptions | undefined,
  steps: NodeStep[],
): NodeExplanation<NodeAllocatableExplained> {
  const result = computeAllocatable(
    inputs,
    options,
    (rule, because, told, outcome = 'applied') => void steps.push(stepOf(rule, because, told, outcome)),
  );
  const enforces = enforcesPods(inputs.enforceNodeAllocatable ?? ['pods']);
  const podsCgroup = enforces ? result.enforced : reservableOf(inputs.capacity);
  const because = enforces ? 'node-enforced-without-thresholds' : 'node-not-enforced';
  for (const resource of Object.keys(podsCgroup)) {
    const amount = podsCgroup[resource];
    if (amount !== undefined) steps.push(stepOf('node-enforced', because, { resource, amount }, enforces ? 'applied' : 'skipped'));
  }
  return { result: { ...result, podsCgroup }, steps };
}

function reservableOf(capacity: ResourceListLike): ResourceList {
  return Object.fromEntries(Object.entries(readList(capacity, 'capacity') ?? {}).filter(([name]) => isReservable(name)));
}

function stepOf(rule: NodeRule, because: NodeReason, inputs: NodeStep['inputs'], outcome: NodeStep['outcome']): NodeStep {
  return { rule, upstream: upstream[rule], inputs, outcome, because };
}
