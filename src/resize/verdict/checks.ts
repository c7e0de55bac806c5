import { quantityAt, within } from '../../core/at-path.ts';
import { flagAt, oneOf } from '../../core/checks.ts';
import type { NodeLike, PodLike, ResourceListLike, ResourceRequirementsLike } from '../../core/index.ts';
import { isRestartableInitContainer, objectAt, specOf, volumesOf } from '../../core/pod-fields.ts';
import { readLists, readRequirement } from '../../core/requirements.ts';
import { zeroOf } from '../../core/resource-lists.ts';
import { SizingError } from '../../errors.ts';
import { eraSince } from '../../quantity/era.ts';
import { Quantity } from '../../quantity/index.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { isStaticPod } from '../../resources/qos/priority.ts';
import type { NamedContainer } from '../../resources/totals/named-container.ts';
import { requestReader } from '../../resources/totals/request-quantity.ts';
import { allocatableOf } from '../../scheduling/node-info.ts';
import type { Resource } from '../../scheduling/resource.ts';
import type { FitRules } from '../../scheduling/rules.ts';
import { since } from '../../version/since.ts';
import { claimsOf, sameLists } from '../validation/resource-changes.ts';
import { containersByName, containersFirst, disallowResizeForSwappableContainers, type SwapFacts } from './swap.ts';

/** The facts of a node and its kubelet that a resize depends on. */
export interface ResizeFacts extends SwapFacts {
  readonly node: NodeLike;
  /** The pods on the node as they are allocated; the pod itself, by uid, does not count among them. */
  readonly podsOnNode?: readonly PodLike[] | null | undefined;
  /** What the kubelet enforces for all pods, `enforced` of `nodeAllocatable`; looked at in 1.34 and 1.35. */
  readonly nodeAllocatableAbsolute?: ResourceListLike | null | undefined;
  /** The kubelet's, such as `static`. */
  readonly cpuManagerPolicy?: string | null | undefined;
  /** The kubelet's, such as `Static`. */
  readonly memoryManagerPolicy?: string | null | undefined;
}

/** A resize that is asked about. Internal. */
export interface Question {
  readonly wanted: KnownPod;
  readonly allocated: KnownPod;
  readonly facts: ResizeFacts;
  readonly rules: FitRules;
}

/**
 * Refuses settings of a kubelet that it does not know.
 *
 * @throws {SizingError} `InvalidInput`
 */
export function checkFacts(facts: ResizeFacts): ResizeFacts {
  const known = (name: keyof ResizeFacts, values: readonly unknown[]): void => {
    const value: unknown = facts[name];
    if (value !== undefined && value !== null && value !== '') oneOf(value, values, name);
  };
  known('cpuManagerPolicy', ['none', 'static']);
  known('memoryManagerPolicy', ['None', 'Static', 'BestEffort']);
  known('swapBehavior', ['NoSwap', 'LimitedSwap', 'UnlimitedSwap']);
  flagAt(facts.swapControllerAvailable, 'swapControllerAvailable');
  known('cgroupVersion', [1, 2]);
  return facts;
}

/** A reason why a resize can never be; `undefined` where it does not apply. */
type Check = (question: Question) => string | undefined;

const gateOff: Check = ({ rules }) => (rules.gate('InPlacePodVerticalScaling') ? undefined : 'InPlacePodVerticalScaling is disabled');

const staticPod: Check = ({ wanted }) => (isStaticPod(wanted.pod) ? 'In-place resize of static-pods is not supported' : undefined);

const swapping: Check = ({ wanted, allocated, facts }) =>
  disallowResizeForSwappableContainers(wanted, allocated, facts) ? 'In-place resize of containers with swap is not supported.' : undefined;

const podLevel: Check = ({ wanted, allocated, rules }) => {
  if (rules.gate('InPlacePodLevelResourcesVerticalScaling')) return undefined;
  return isSameRequirements(resourcesOf(wanted.pod), resourcesOf(allocated.pod), rules.minor)
    ? undefined
    : 'InPlacePodLevelResourcesVerticalScaling is disabled';
};

const infeasible = 'Resize is infeasible for Guaranteed Pods';

/** Refuses Guaranteed pods under a static policy, whatever changes. */
const anyPolicy: Check = ({ wanted, facts, rules }) => {
  if (rules.gate('InPlacePodVerticalScalingExclusiveCPUs') || wanted.qosClass() !== 'Guaranteed') return undefined;
  if (facts.cpuManagerPolicy === 'static') return `${infeasible} alongside CPU Manager static policy`;
  return facts.memoryManagerPolicy === 'Static' && rules.gate('MemoryManager')
    ? `${infeasible} alongside Memory Manager static policy`
    : undefined;
};

/** What gives out a resource to containers alone. */
const givenOutBy = /* @__PURE__ */ since({
  '1.15': { cpu: 'alongside CPU Manager policy "static"', memory: 'alongside Memory Manager policy "Static"' },
  '1.38': { cpu: 'when CPU allocation mode is exclusive', memory: 'when memory allocation mode is exclusive' },
});

/** Refuses Guaranteed pods under a static policy when a request changes that the policy has given out. */
const changedUnderPolicy: Check = (question) => {
  const { wanted, facts, rules } = question;
  const { cpu, memory } = givenOutBy(rules.minor);
  if (wanted.qosClass() !== 'Guaranteed') return undefined;
  if (!rules.gate('InPlacePodVerticalScalingExclusiveCPUs') && facts.cpuManagerPolicy === 'static' && changes(question, 'cpu'))
    return `${infeasible} ${cpu}`;
  if (!rules.gate('InPlacePodVerticalScalingExclusiveMemory') && facts.memoryManagerPolicy === 'Static' && changes(question, 'memory'))
    return `${infeasible} ${memory}`;
  return undefined;
};

/** Whether a container that can be resized requests another amount than it was allocated. */
function changes({ wanted, allocated, rules }: Question, resource: 'cpu' | 'memory'): boolean {
  const before = containersByName(allocated.pod);
  const requestOf = (one: NamedContainer | undefined): Quantity =>
    (one && within(one.place, () => readRequirement(one.container, 'requests', resource, rules.minor))) ?? zeroOf(rules.minor);
  return containersFirst(wanted.pod).some((one) => {
    const { container, section } = one;
    const isResizable =
      section === 'containers' || isRestartableInitContainer(container) || rules.gate('InPlacePodVerticalScalingInitContainers');
    return isResizable && !requestOf(one).equals(requestOf(before.get(container.name ?? '')));
  });
}

/** More than a capacity, memory looked at first. */
function beyond({ wanted, rules }: Question, capacity: Resource): string | undefined {
  const memory = requestReader('memory', rules)(wanted.pod).value();
  const cpu = requestReader('cpu', rules)(wanted.pod).milliValue();
  const text = "Node didn't have enough capacity:";
  if (memory > capacity.memory) return `${text} memory, requested: ${memory}, capacity: ${capacity.memory}`;
  return cpu > capacity.milliCPU ? `${text} cpu, requested: ${cpu}, capacity: ${capacity.milliCPU}` : undefined;
}

const beyondAllocatable: Check = (question) => beyond(question, allocatableOf(question.facts.node, question.rules, 'node'));

const beyondAbsolute: Check = (question) => {
  const list = objectAt(question.facts.nodeAllocatableAbsolute, 'nodeAllocatableAbsolute');
  if (list === undefined)
    throw new SizingError('MissingField', 'what the kubelet enforces for all pods is missing', {
      path: 'nodeAllocatableAbsolute',
      hint: 'it is `enforced` of nodeAllocatable',
    });
  return beyond(question, allocatableOf({ status: { allocatable: list } }, question.rules, 'nodeAllocatableAbsolute'));
};

/** The size limit of a memory-backed volume changes; one that is taken away goes unnoticed. */
const memoryVolume: Check = ({ wanted, allocated, facts, rules }) => {
  const [volumes, old] = [volumesOf(wanted.pod), volumesOf(allocated.pod)];
  if (volumes.length !== old.length) return undefined;
  const resized = volumes.some(({ emptyDir }, i) => {
    const limit = emptyDir?.sizeLimit ?? undefined;
    if (
      emptyDir?.medium !== 'Memory' ||
      limit === undefined ||
      quantityAt(limit, `spec.volumes[${i}].emptyDir.sizeLimit`, rules.minor).isZero()
    )
      return false;
    const before = old[i]?.emptyDir;
    if (before === undefined || before === null)
      throw new SizingError('UpstreamPanics', 'the volume is not an emptyDir, which upstream takes for granted', {
        path: `allocatedPod.spec.volumes[${i}]`,
      });
    return (
      before.sizeLimit === undefined || before.sizeLimit === null || !Quantity.from(before.sizeLimit, eraSince(rules.minor)).equals(limit)
    );
  });
  if (!resized) return undefined;
  if (!rules.gate('InPlacePodVerticalScalingMemoryBackedVolumes')) return 'Memory-backed emptyDir volume resize is disabled';
  return facts.cgroupVersion === 1 ? 'Memory-backed emptyDir volume resize is not supported on cgroups v1' : undefined;
};

/** Reads the amounts of the allocated pod, so that an error names the place of a malformed one. */
export function readAllocated(pod: PodLike, minor: number): void {
  within('allocatedPod', () => {
    for (const { container, place } of containersFirst(pod)) within(place, () => readLists(container, minor));
    for (const [i, { emptyDir }] of volumesOf(pod).entries()) {
      const limit = emptyDir?.sizeLimit ?? undefined;
      if (limit !== undefined) quantityAt(limit, `spec.volumes[${i}].emptyDir.sizeLimit`, minor);
    }
    within('spec', () => readLists({ resources: resourcesOf(pod) }, minor));
  });
}

/** Why a resize can never be, in the order in which the kubelet asks. */
export const resizeChecks = /* @__PURE__ */ since<readonly Check[]>({
  '1.15': [],
  '1.33': [gateOff, staticPod, swapping, anyPolicy, beyondAllocatable],
  '1.34': [gateOff, staticPod, swapping, changedUnderPolicy, beyondAbsolute],
  '1.35': [staticPod, swapping, podLevel, changedUnderPolicy, beyondAbsolute],
  '1.36': [swapping, podLevel, changedUnderPolicy],
  '1.37': [swapping, podLevel, memoryVolume, changedUnderPolicy],
});

function resourcesOf(pod: PodLike): ResourceRequirementsLike | undefined {
  return objectAt(specOf(pod)?.resources, 'spec.resources');
}

/** Whether requirements are equal in meaning; none at all differ from empty ones. */
function isSameRequirements(a: ResourceRequirementsLike | undefined, b: ResourceRequirementsLike | undefined, minor: number): boolean {
  if (a === undefined || b === undefined) return a === b;
  return within('spec', () => {
    const [own, old] = [readLists({ resources: a }, minor), readLists({ resources: b }, minor)];
    const same = sameLists(own.requests, old.requests, []) && sameLists(own.limits, old.limits, []);
    return same && claimsOf({ resources: a }) === claimsOf({ resources: b });
  });
}
