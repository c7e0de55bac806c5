import type { NodeLike, PodLike } from '../core/index.ts';
import { specOf, textAt, metadataText } from '../core/pod-fields.ts';
import type { Quantity } from '../quantity/index.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { releaseOf } from '../version/release.ts';
import { differenceOrZero, fitsRequest, insufficientReason, type Shortage } from './fits-request.ts';
import { newNodeInfo, type NodeInfo } from './node-info.ts';
import { calculateResource, computePodResourceRequest } from './pod-requests.ts';
import { emptyResource, quantityOfUnits, scalarOf, type Resource } from './resource.ts';
import { fitRulesOf, type FitRules } from './rules.ts';

/** A resource that a node does not have enough of for a pod. Upstream: `noderesources`, `InsufficientResource`. */
export interface InsufficientResource {
  readonly resourceName: string;
  /** The scheduler's words, such as `Insufficient memory`. */
  readonly reason: string;
  /** What the pod requests, as the scheduler rounds it; 1 for `pods`. */
  readonly requested: Quantity;
  /** What the pods on the node request. */
  readonly used: Quantity;
  /** What the node gives to pods. */
  readonly capacity: Quantity;
  /** Set where the node would not do even if it were empty, 1.34 and later. */
  readonly unresolvable?: true;
}

/**
 * Which resources a node lacks for a pod: none when the pod fits.
 *
 * A place for the pod comes first, then cpu, memory and ephemeral-storage, then hugepages and extended resources by name (upstream's order of
 * those is random). Only the spec of the pod counts. Pods on the node that are being resized count with the most of what they have, want and
 * were allocated; pods that have ended do not count. Up to 1.26 each container's amounts are rounded up to thousandths of a core and whole bytes
 * before they are added up, later the sums. A request of 0 fits even on an overcommitted node since 1.28 (for scalar resources since 1.26);
 * before, it fails there, unless the pod requests nothing at all. Any other resource, such as `storage`, is never looked at. A resource that
 * device classes could provide is looked up in the node's allocatable only. With the gate InPlacePodVerticalScalingSchedulerPreemption (1.37, off
 * by default) a pod that is on the node already needs only what it does not yet have.
 *
 * The plugin as a whole also refuses pods with sidecars where the gate SidecarContainers is off (1.28 to 1.32): see `explainUnschedulable`.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/fit.go`, `Fits`, since 1.18; `pkg/scheduler/algorithm/predicates`,
 * `PodFitsResources`, before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node; none when absent
 * @throws {SizingError} `ErrFormatWrong`, `ErrNumeric`, `ErrSuffix` or `InvalidInput` with the path of a malformed field;
 * `UnknownFeatureGate`, `LockedFeatureGate`, `UnsupportedVersion`
 * @example
 * const node = { status: { allocatable: { cpu: '2', memory: '4Gi', pods: '110' } } };
 * const pod = { spec: { containers: [{ name: 'app', resources: { requests: { cpu: '1500m', memory: '1Gi' } } }] } };
 * fits(pod, node) // => []
 * fits(pod, node, [pod])
 * // => [{ resourceName: 'cpu', reason: 'Insufficient cpu', requested: '1500m', used: '1500m', capacity: '2' }]
 */
export function fits(
  pod: PodLike,
  node: NodeLike,
  podsOnNode?: readonly PodLike[] | null,
  options?: GateOptions,
): readonly InsufficientResource[] {
  const rules = fitRulesOf(releaseOf(options));
  const wanted = { pod, request: computePodResourceRequest(pod, rules) };
  return insufficientResources(wanted, newNodeInfo(node, podsOnNode, rules), rules);
}

/** A pod that is to be placed, with what it needs of a node. */
export interface WantedPod {
  readonly pod: PodLike;
  readonly request: Resource;
}

/** As {@link fits}, with what is known already of the pod and of the node. */
export function insufficientResources({ pod, request }: WantedPod, info: NodeInfo, rules: FitRules): readonly InsufficientResource[] {
  const added = addedToNode(pod, request, info, rules);
  return fitsRequest(request, info, rules.minor, added).map((shortage) => insufficientResource(shortage, rules.minor));
}

function insufficientResource({ name, requested, used, capacity, unresolvable }: Shortage, minor: number): InsufficientResource {
  return {
    resourceName: name,
    reason: insufficientReason(name, minor),
    requested: quantityOfUnits(name, requested, minor),
    used: quantityOfUnits(name, used, minor),
    capacity: quantityOfUnits(name, capacity, minor),
    ...(unresolvable ? { unresolvable } : {}),
  };
}

/** What a pod needs beyond what it has on the node already, where that counts. */
function addedToNode(pod: PodLike, request: Resource, { node, running }: NodeInfo, rules: FitRules): Resource | undefined {
  if (!rules.gate('InPlacePodVerticalScalingSchedulerPreemption')) return undefined;
  const nodeName = textAt(specOf(pod)?.nodeName, 'spec.nodeName');
  if (nodeName === '' || nodeName !== (node.metadata?.name ?? '')) return undefined;
  const uid = metadataText(pod, 'uid');
  const placed = running.find((other) => metadataText(other, 'uid') === uid);
  if (placed === undefined) return undefined;
  const has = calculateResource(placed, rules);
  const names = [...(request.scalarResources?.keys() ?? [])];
  return {
    ...emptyResource(),
    milliCPU: differenceOrZero(request.milliCPU, has.milliCPU),
    memory: differenceOrZero(request.memory, has.memory),
    ephemeralStorage: differenceOrZero(request.ephemeralStorage, has.ephemeralStorage),
    scalarResources: new Map(names.map((name) => [name, differenceOrZero(scalarOf(request, name), scalarOf(has, name))])),
  };
}
