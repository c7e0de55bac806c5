import { objectOf } from '../../core/checks.ts';
import type { ContainerLike, PodLike, ResourceListLike } from '../../core/index.ts';
import { containersOf, isPodTerminal, metadataText, requirementsOf, specOf } from '../../core/pod-fields.ts';
import { isExtendedResourceName, isScalarResourceName } from '../../core/resource-names.ts';
import { SizingError } from '../../errors.ts';
import { KnownPod } from '../../resources/qos/known-pod.ts';
import { fitsRequest, type Shortage } from '../../scheduling/fits-request.ts';
import { newNodeInfo } from '../../scheduling/node-info.ts';
import { computePodResourceRequest } from '../../scheduling/pod-requests.ts';
import { scalarOf, type Resource } from '../../scheduling/resource.ts';
import { fitRulesOf } from '../../scheduling/rules.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { releaseOf, type Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { checkFacts, readAllocated, resizeChecks, type Question, type ResizeFacts } from './checks.ts';
import { missingAfterPreemption } from './preemption.ts';

/** The kubelet's answer to a wanted resize. Upstream: the condition `PodResizePending` and its reason. */
export type PodResizeVerdict = { readonly verdict: 'Allowed' } | { readonly verdict: 'Infeasible' | 'Deferred'; readonly message: string };

/**
 * What the kubelet says of a wanted resize: that it can be, that it can never be on this node (`Infeasible`), or that it must wait until other
 * pods leave room (`Deferred`), in the words of the pod's condition `PodResizePending`.
 *
 * A resize is infeasible, in this order, for static pods (up to 1.35); for containers that may swap and whose memory request changes; for the
 * pod's own resources while their gate is off (1.35); for memory-backed volumes (1.37); for Guaranteed pods whose cpus or memory a static policy
 * has given out; and for more than the node has (up to 1.35; later such a resize waits). Then the node must fit the pod beside the others, without
 * extended resources that the node does not know: the first resource that it lacks is named. For a critical pod the kubelet makes room by ending
 * others, unless the gate InPlacePodVerticalScalingSchedulerPreemption is on. Affinity, ports, taints and whatever else the kubelet asks of a new
 * pod are left out. The kubelet asks only when resources differ; this function always answers.
 *
 * Upstream: `pkg/kubelet/allocation`, `canResizePod` and `podResizesAdmitHandler`, since 1.34; `pkg/kubelet/kubelet.go` in 1.33; and
 * `pkg/kubelet/lifecycle/predicate.go`.
 *
 * @param pod the pod as it is wanted
 * @param allocatedPod the pod as it is allocated
 * @param facts the node, the pods on it, and how its kubelet and machine are set up; an absent policy means None, absent swap means off
 * @throws {SizingError} `UnsupportedVersion` before 1.33; `MissingField` for `nodeAllocatableAbsolute` in 1.34 and 1.35; `UpstreamPanics` for a
 * volume that changed its kind; `InvalidInput` for a policy or a behavior that the kubelet does not know; as `fits`
 * @example
 * const sized = (cpu: string) => ({ metadata: { uid: 'a' }, spec: { containers: [{ name: 'app', resources: { requests: { cpu } } }] } });
 * const node = { status: { allocatable: { cpu: '2', memory: '4Gi', pods: '110' } } };
 * podResizeVerdict(sized('2'), sized('1'), { node }) // => { verdict: 'Allowed' }
 * podResizeVerdict(sized('3'), sized('1'), { node }).verdict // => 'Deferred'
 * podResizeVerdict(sized('3'), sized('1'), { node }, { kubernetesVersion: '1.33' })
 * // => { verdict: 'Infeasible', message: "Node didn't have enough capacity: cpu, requested: 3000, capacity: 2000" }
 */
export function podResizeVerdict(pod: PodLike, allocatedPod: PodLike, facts: ResizeFacts, options?: GateOptions): PodResizeVerdict {
  return canResizePod(pod, allocatedPod, facts, releaseOf(options));
}

/** As {@link podResizeVerdict}. */
export function canResizePod(pod: PodLike, allocatedPod: PodLike, facts: ResizeFacts, release: Release): PodResizeVerdict {
  const rules = fitRulesOf(release);
  const list = resizeChecks(rules.minor);
  if (list.length === 0)
    throw new SizingError('UnsupportedVersion', 'the kubelet does not say why a resize waits', {
      path: 'kubernetesVersion',
      hint: 'it does since 1.33',
    });
  readAllocated(allocatedPod, rules.minor);
  const question: Question = {
    wanted: new KnownPod(pod, release),
    allocated: new KnownPod(allocatedPod, release),
    facts: checkFacts(objectOf(facts, 'facts')),
    rules,
  };
  for (const check of list) {
    const message = check(question);
    if (message !== undefined) return { verdict: 'Infeasible', message };
  }
  const message = canAdmitPod(question);
  return message === undefined ? { verdict: 'Allowed' } : { verdict: 'Deferred', message };
}

/** Why the kubelet's admission refuses the pod; `undefined` when the node takes it. */
function canAdmitPod({ wanted, facts: { node, podsOnNode }, rules }: Question): string | undefined {
  const { pod } = wanted;
  const leaves = (other: PodLike): boolean => isPodTerminal(other) || isSamePod(pod, other);
  const info = newNodeInfo(node, podsOnNode, rules, { leaves });
  const request = computePodResourceRequest(removeMissingExtendedResources(pod, info.allocatable), {
    ...rules,
    wanted: { ...rules.wanted, useClaims: rules.placed.useClaims },
  });
  const delegates = delegatesUnknown(rules.minor);
  const shortages = fitsRequest(request, info, rules.minor).filter(
    ({ name }) => !(rules.gate('DRAExtendedResource') && delegates(name, info.allocatable)),
  );
  const [first] = shortages;
  if (first === undefined) return undefined;
  if (wanted.critical() && !rules.gate('InPlacePodVerticalScalingSchedulerPreemption'))
    return missingAfterPreemption(pod, info.running, shortages, rules);
  return insufficientText(first);
}

function insufficientText({ name, requested, used, capacity }: Shortage): string {
  return `Node didn't have enough resource: ${name}, requested: ${requested}, used: ${used}, capacity: ${capacity}`;
}

/** Resources that admission leaves to device classes, which it does not know. */
const delegatesUnknown = /* @__PURE__ */ since<(name: string, allocatable: Resource) => boolean>({
  '1.15': () => false,
  '1.34': (name, { scalarResources }) => isScalarResourceName(name) && scalarResources?.has(name) !== true,
  '1.35': (name, allocatable) => isScalarResourceName(name) && scalarOf(allocatable, name) <= 0,
  '1.36': () => false,
});

function isSamePod(pod: PodLike, other: PodLike): boolean {
  const isOf = (field: 'uid' | 'name' | 'namespace'): boolean => metadataText(pod, field) === metadataText(other, field);
  if (metadataText(pod, 'uid') !== '' || metadataText(other, 'uid') !== '') return isOf('uid');
  return isOf('name') && isOf('namespace') && metadataText(pod, 'name') !== '';
}

/** The pod without requests of extended resources that the node does not know. Upstream: `removeMissingExtendedResources`. */
function removeMissingExtendedResources(pod: PodLike, { scalarResources }: Resource): PodLike {
  const known = (container: ContainerLike): ContainerLike => {
    const requests = requirementsOf(container, 'requests');
    const unknown = (name: string): boolean => isExtendedResourceName(name) && scalarResources?.has(name) !== true;
    if (requests === undefined || !Object.keys(requests).some(unknown)) return container;
    const kept = Object.entries(requests).filter(([name]) => !unknown(name));
    return { ...container, resources: { ...container.resources, requests: Object.fromEntries(kept) as ResourceListLike } };
  };
  const spec = specOf(pod);
  if (spec === undefined) return pod;
  return {
    ...pod,
    spec: {
      ...spec,
      containers: containersOf(pod, 'containers').map(known),
      initContainers: containersOf(pod, 'initContainers').map(known),
    },
  };
}
