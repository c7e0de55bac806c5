import type { NodeLike, PodLike } from '../core/index.ts';
import { specOf } from '../core/pod-fields.ts';
import type { Quantity } from '../quantity/index.ts';
import type { GateOptions } from '../version/feature-gates.ts';
import { noAmounts, scalarOf, type Amounts } from './amounts.ts';
import { atLeastZero, lacksOf, quantityOf, reasonOf, type Lack } from './lacks.ts';
import { nodeInfoOf, type NodeInfo } from './node-info.ts';
import { placedAmounts, wantedAmounts } from './pod-amounts.ts';
import { rulesOf, type Rules } from './rules.ts';

/** A resource that a node does not have enough of for a pod. Upstream: `noderesources`, `InsufficientResource`. */
export interface InsufficientResource {
  readonly resourceName: string;
  /** The scheduler's words, such as `Insufficient memory`. */
  readonly reason: string;
  /** What the pod requests, as the scheduler rounds it; of `pods`, 1. */
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
 * those is random). Of the pod, its spec alone counts; of the pods on the node, those being resized count with what they have, wish and were
 * allocated, and those that have ended do not count. Up to 1.26 each container's amounts are rounded up to thousandths of a core and whole
 * bytes before they are added up, later the sums. A request of 0 fits even on a node that is overcommitted since 1.28 (of scalar resources
 * since 1.26); before, it fails there, unless the pod requests nothing at all. A resource that is none of these, such as `storage`, is never
 * looked at. Resources that device classes could provide are looked up in the node's allocatable only. With the gate
 * InPlacePodVerticalScalingSchedulerPreemption (1.37, off by default) a pod that is on the node already needs only what it does not yet have.
 *
 * The plugin as a whole also refuses pods with sidecars where the gate SidecarContainers is off (1.28 to 1.32): see `explainUnschedulable`.
 *
 * Upstream: `pkg/scheduler/framework/plugins/noderesources/fit.go`, `Fits`, since 1.18; `pkg/scheduler/algorithm/predicates`,
 * `PodFitsResources`, before.
 *
 * @param pod the pod that is to be placed
 * @param node the node, with `status.allocatable`
 * @param podsOnNode the pods that are on the node; none when absent
 * @param options version and gates
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
  const rules = rulesOf(options);
  const request = wantedAmounts(pod, rules);
  const info = nodeInfoOf(node, podsOnNode, rules);
  return lacksAt(pod, node, request, info, rules).map((lack) => insufficient(lack, rules.minor));
}

/** What a node lacks for a pod that may be on it already. */
export function lacksAt(pod: PodLike, node: NodeLike, request: Amounts, info: NodeInfo, rules: Rules): readonly Lack[] {
  return lacksOf(request, info, rules.minor, addedOf(pod, node, request, info, rules));
}

export function insufficient({ name, requested, used, capacity, unresolvable }: Lack, minor: number): InsufficientResource {
  return {
    resourceName: name,
    reason: reasonOf(name, minor),
    requested: quantityOf(name, requested),
    used: quantityOf(name, used),
    capacity: quantityOf(name, capacity),
    ...(unresolvable ? { unresolvable } : {}),
  };
}

/** What a pod needs beyond what it has on the node already, where that counts. */
function addedOf(pod: PodLike, node: NodeLike, request: Amounts, info: NodeInfo, rules: Rules): Amounts | undefined {
  const nodeName = specOf(pod)?.nodeName ?? '';
  if (!rules.gate('InPlacePodVerticalScalingSchedulerPreemption') || nodeName === '' || nodeName !== (node.metadata?.name ?? ''))
    return undefined;
  const placed = info.find(pod.metadata?.uid ?? '');
  if (placed === undefined) return undefined;
  const has = placedAmounts(placed, rules);
  const names = [...(request.scalars?.keys() ?? [])];
  return {
    ...noAmounts(),
    milliCPU: atLeastZero(request.milliCPU, has.milliCPU),
    memory: atLeastZero(request.memory, has.memory),
    storage: atLeastZero(request.storage, has.storage),
    scalars: new Map(names.map((name) => [name, atLeastZero(scalarOf(request, name), scalarOf(has, name))])),
  };
}
