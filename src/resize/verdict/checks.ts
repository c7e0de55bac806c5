import { amountIn, quantityAt, within } from '../../core/at-path.ts';
import type { ContainerLike, NodeLike, PodLike, ResourceListLike, ResourceRequirementsLike, VolumeLike } from '../../core/index.ts';
import { isSidecar, objectAt, objectsAt, requirementsOf, specOf, visitContainers } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import { Quantity } from '../../quantity/index.ts';
import { isStaticPod } from '../../resources/qos/priority.ts';
import { getPodQOS } from '../../resources/qos/qos.ts';
import { getResourceRequestQuantity } from '../../resources/totals/request-quantity.ts';
import { amountOf, readList, type Totals } from '../../core/resource-lists.ts';
import type { GateOptions } from '../../version/feature-gates.ts';
import { since } from '../../version/since.ts';
import { allocatableOf } from '../../scheduling/node-info.ts';
import type { Resource } from '../../scheduling/resource.ts';
import { containersByName, resizesSwapping, type SwapFacts } from './swap.ts';
import type { FitRules } from '../../scheduling/rules.ts';

/** What of a node and its kubelet a resize depends on. No upstream counterpart. */
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
  readonly pod: PodLike;
  readonly allocatedPod: PodLike;
  readonly facts: ResizeFacts;
  readonly options: GateOptions | undefined;
  readonly rules: FitRules;
}

/** A reason why a resize can never be; `undefined` where it does not apply. */
type Check = (question: Question) => string | undefined;

const gateOff: Check = ({ rules }) => (rules.gate('InPlacePodVerticalScaling') ? undefined : 'InPlacePodVerticalScaling is disabled');

const staticPod: Check = ({ pod }) => (isStaticPod(pod) ? 'In-place resize of static-pods is not supported' : undefined);

const swapping: Check = ({ pod, allocatedPod, facts, options }) =>
  resizesSwapping(pod, allocatedPod, facts, options) ? 'In-place resize of containers with swap is not supported.' : undefined;

const podLevel: Check = ({ pod, allocatedPod, rules }) => {
  if (rules.gate('InPlacePodLevelResourcesVerticalScaling')) return undefined;
  return isSame(resourcesOf(pod), resourcesOf(allocatedPod)) ? undefined : 'InPlacePodLevelResourcesVerticalScaling is disabled';
};

/** Of Guaranteed pods under a static policy, whatever changes. */
const anyPolicy: Check = ({ pod, facts, options, rules }) => {
  if (rules.gate('InPlacePodVerticalScalingExclusiveCPUs') || getPodQOS(pod, options) !== 'Guaranteed') return undefined;
  const text = 'Resize is infeasible for Guaranteed Pods alongside';
  if (facts.cpuManagerPolicy === 'static') return `${text} CPU Manager static policy`;
  return facts.memoryManagerPolicy === 'Static' && rules.gate('MemoryManager') ? `${text} Memory Manager static policy` : undefined;
};

/** Of Guaranteed pods under a static policy, when a request changes that the policy has given out. */
const changedUnderPolicy: Check = (question) => {
  const { pod, facts, options, rules } = question;
  if (getPodQOS(pod, options) !== 'Guaranteed') return undefined;
  const text = 'Resize is infeasible for Guaranteed Pods alongside';
  if (!rules.gate('InPlacePodVerticalScalingExclusiveCPUs') && facts.cpuManagerPolicy === 'static' && changes(question, 'cpu'))
    return `${text} CPU Manager policy "static"`;
  if (!rules.gate('InPlacePodVerticalScalingExclusiveMemory') && facts.memoryManagerPolicy === 'Static' && changes(question, 'memory'))
    return `${text} Memory Manager policy "Static"`;
  return undefined;
};

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

/** Whether a container that can be resized requests another amount than it was allocated. */
function changes({ pod, allocatedPod, rules }: Question, resource: 'cpu' | 'memory'): boolean {
  const allocated = containersByName(allocatedPod);
  const requestOf = (container: ContainerLike | undefined): Quantity =>
    amountIn(requirementsOf(container ?? {}, 'requests'), resource, 'resources.requests') ?? zero;
  let found = false;
  for (const section of ['containers', 'initContainers'] as const)
    visitContainers(pod, section, (container) => {
      const resizable = section === 'containers' || isSidecar(container) || rules.gate('InPlacePodVerticalScalingInitContainers');
      if (resizable && !requestOf(container).equals(requestOf(allocated.get(container.name ?? '')))) found = true;
    });
  return found;
}

/** More than a capacity, memory looked at first. */
function beyond({ pod, options }: Question, capacity: Resource): string | undefined {
  const memory = getResourceRequestQuantity(pod, 'memory', options).value();
  const cpu = getResourceRequestQuantity(pod, 'cpu', options).milliValue();
  const text = "Node didn't have enough capacity:";
  if (memory > capacity.memory) return `${text} memory, requested: ${memory}, capacity: ${capacity.memory}`;
  return cpu > capacity.milliCPU ? `${text} cpu, requested: ${cpu}, capacity: ${capacity.milliCPU}` : undefined;
}

const beyondAllocatable: Check = (question) => beyond(question, allocatableOf(question.facts.node, question.rules, 'node'));

const beyondAbsolute: Check = (question) => {
  const list = objectAt(question.facts.nodeAllocatableAbsolute, 'nodeAllocatableAbsolute');
  if (list === undefined)
    throw new SizingError('MissingField', 'what the kubelet enforces is needed', {
      path: 'nodeAllocatableAbsolute',
      hint: 'enforced of nodeAllocatable',
    });
  return beyond(question, allocatableOf({ status: { allocatable: list } }, question.rules, 'nodeAllocatableAbsolute'));
};

/** The size limit of a memory-backed volume changes; one that is taken away goes unnoticed. */
const memoryVolume: Check = ({ pod, allocatedPod, facts, rules }) => {
  const [wanted, allocated] = [volumesOf(pod), volumesOf(allocatedPod)];
  if (wanted.length !== allocated.length) return undefined;
  const resized = wanted.some(({ emptyDir }, i) => {
    const limit = emptyDir?.sizeLimit ?? undefined;
    if (emptyDir?.medium !== 'Memory' || limit === undefined || quantityAt(limit, `spec.volumes[${i}].emptyDir.sizeLimit`).isZero())
      return false;
    const before = allocated[i]?.emptyDir;
    if (before === undefined || before === null)
      throw new SizingError('UpstreamPanics', 'the volume was of another kind', { path: `allocatedPod.spec.volumes[${i}]` });
    return before.sizeLimit === undefined || before.sizeLimit === null || !Quantity.from(before.sizeLimit).equals(limit);
  });
  if (!resized) return undefined;
  if (!rules.gate('InPlacePodVerticalScalingMemoryBackedVolumes')) return 'Memory-backed emptyDir volume resize is disabled';
  return facts.cgroupVersion === 1 ? 'Memory-backed emptyDir volume resize is not supported on cgroups v1' : undefined;
};

/** Reads the amounts of the allocated pod, so that one that is none is told with its place. */
export function readAllocated(pod: PodLike): void {
  within('allocatedPod', () => {
    for (const section of ['containers', 'initContainers'] as const)
      visitContainers(pod, section, (container) => {
        for (const kind of ['requests', 'limits'] as const) readList(requirementsOf(container, kind), `resources.${kind}`);
      });
    for (const [i, { emptyDir }] of volumesOf(pod).entries()) {
      const limit = emptyDir?.sizeLimit ?? undefined;
      if (limit !== undefined) quantityAt(limit, `spec.volumes[${i}].emptyDir.sizeLimit`);
    }
    const resources = resourcesOf(pod);
    if (resources !== undefined) for (const kind of ['requests', 'limits'] as const) listOf(resources, kind);
  });
}

function volumesOf(pod: PodLike): readonly VolumeLike[] {
  return objectsAt(specOf(pod)?.volumes, 'spec.volumes');
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
function isSame(a: ResourceRequirementsLike | undefined, b: ResourceRequirementsLike | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const claims = ({ claims: list }: ResourceRequirementsLike): string =>
    objectsAt(list, 'spec.resources.claims')
      .map(({ name, request }) => JSON.stringify([name, request ?? '']))
      .join();
  return (['requests', 'limits'] as const).every((kind) => isSameList(listOf(a, kind), listOf(b, kind))) && claims(a) === claims(b);
}

function listOf(resources: ResourceRequirementsLike, kind: 'requests' | 'limits'): Totals {
  return readList(requirementsOf({ resources }, kind), `spec.resources.${kind}`) ?? {};
}

function isSameList(a: Totals, b: Totals): boolean {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => amountOf(b, name)?.equals(amountOf(a, name) ?? zero) === true);
}
