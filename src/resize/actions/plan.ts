import type { ContainerLike, PodLike, ResourceRequirementsLike } from '../../core/index.ts';
import { containersOf, isRestartableInitContainer, specOf, visitStatuses, volumesOf } from '../../core/pod-fields.ts';
import type { ContainerSection } from '../../core/pod-fields.ts';
import { readRequirement } from '../../core/requirements.ts';
import type { Quantity } from '../../quantity/index.ts';
import { namedContainers, type NamedContainer } from '../../resources/totals/named-container.ts';
import type { GateLookup } from '../../version/feature-gates.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { sizeLimitOf } from '../validation/volumes.ts';
import { containersByName, restartsFor } from '../verdict/swap.ts';

/** The amounts of a container or a pod that can be resized, in bytes and thousandths of a CPU; 0 where unset. Internal. */
export interface Sizes {
  readonly memoryLimit: bigint;
  readonly memoryRequest: bigint;
  readonly cpuLimit: bigint;
  readonly cpuRequest: bigint;
}

/** A container that is resized while it runs. Internal. */
export interface ContainerUpdate {
  readonly name: string;
  readonly from: Sizes;
  readonly to: Sizes;
}

/** A volume that is remounted. Internal. */
export interface VolumeUpdate {
  readonly name: string;
  readonly size: Quantity;
}

/** What the kubelet has to do for a resize. Upstream: `pkg/kubelet/kuberuntime/kuberuntime_manager.go`, `podActions`. */
export interface ResizePlan {
  readonly restarts: readonly { readonly name: string; readonly section: ContainerSection }[];
  readonly memory: readonly ContainerUpdate[];
  readonly cpu: readonly ContainerUpdate[];
  readonly grown: readonly VolumeUpdate[];
  readonly shrunk: readonly VolumeUpdate[];
  /** Whether the pod's own resources changed, where they can be resized. */
  readonly ownResources: boolean;
}

/** Whether init containers other than sidecars are resized, too. */
const resizesInit = /* @__PURE__ */ since<(gate: GateLookup) => boolean>({
  '1.15': () => false,
  '1.36': (gate) => gate('InPlacePodVerticalScalingInitContainers'),
});

/** Containers that shrink, which go last to first, and those that grow. */
interface Updates {
  readonly shrinking: ContainerUpdate[];
  readonly growing: ContainerUpdate[];
}

interface Plan {
  readonly restarts: { name: string; section: ContainerSection }[];
  readonly memory: Updates;
  readonly cpu: Updates;
}

/**
 * What the kubelet has to do to make the running containers of a pod what a new pod says: init containers last to first, then the others; what
 * shrinks goes before what grows.
 *
 * Upstream: `computePodActions`, `computePodResizeAction`, `computeVolumeResizeAction`, since 1.33.
 */
export function computePodActions(pod: PodLike, old: PodLike, { minor, gate }: Release): ResizePlan {
  const runs = runningIn(pod);
  const [inits, others] = [namedContainers(pod, ['initContainers']), namedContainers(pod, ['containers'])];
  const started = others.some(({ container }) => runs(container));
  const last = inits.at(-1)?.container;
  const initialized = started || last === undefined || (isRestartableInitContainer(last) && runs(last));
  const fallsBack = gate('InPlacePodLevelResourcesVerticalScaling');
  const plan: Plan = { restarts: [], memory: { shrinking: [], growing: [] }, cpu: { shrinking: [], growing: [] } };
  const allocated = containersByName(old);
  const add = (one: NamedContainer): void =>
    computePodResizeAction(plan, one, {
      from: sizesOf(allocated.get(one.container.name)?.container, minor, fallsBack ? specOf(old)?.resources : undefined),
      to: sizesOf(one.container, minor, fallsBack ? specOf(pod)?.resources : undefined),
    });
  for (const one of [...inits].reverse()) {
    const counts = isRestartableInitContainer(one.container) || (!started && resizesInit(minor)(gate));
    if (counts && runs(one.container)) add(one);
  }
  if (initialized) for (const one of others) if (runs(one.container)) add(one);
  const updates = { restarts: plan.restarts, memory: inOrder(plan.memory), cpu: inOrder(plan.cpu) };
  if (!initialized) return { ...updates, grown: [], shrunk: [], ownResources: false };
  const volumes = gate('InPlacePodVerticalScalingMemoryBackedVolumes') ? computeVolumeResizeAction(pod, old, minor) : [];
  return {
    ...updates,
    grown: volumes.filter(({ grows }) => grows),
    shrunk: volumes.filter(({ grows }) => !grows),
    ownResources: fallsBack && !same(sizesOf(specOf(old), minor), sizesOf(specOf(pod), minor)),
  };
}

function inOrder({ shrinking, growing }: Updates): readonly ContainerUpdate[] {
  return [...shrinking.reverse(), ...growing];
}

/** Which containers run: as the status says, else all but init containers that end by themselves. */
function runningIn(pod: PodLike): (container: ContainerLike) => boolean {
  const running = new Set<string>();
  let told = false;
  for (const section of ['containerStatuses', 'initContainerStatuses'] as const)
    visitStatuses(pod, section, ({ name, state }) => {
      told = true;
      if ((state?.running ?? undefined) !== undefined) running.add(name);
    });
  if (told) return ({ name }) => running.has(name);
  const ends = new Set(containersOf(pod, 'initContainers').filter((container) => !isRestartableInitContainer(container)));
  return (container) => !ends.has(container);
}

function computePodResizeAction(
  { restarts, memory, cpu }: Plan,
  { container, section, place }: NamedContainer,
  { from, to }: Omit<ContainerUpdate, 'name'>,
): void {
  const { name } = container;
  const changes = { memory: differ(from, to, 'memory'), cpu: differ(from, to, 'cpu') };
  if ((['memory', 'cpu'] as const).some((resource) => changes[resource] !== 0 && restartsFor(container, resource, place))) {
    restarts.push({ name, section });
    return;
  }
  const add = ({ shrinking, growing }: Updates, direction: number): void => {
    if (direction !== 0) (direction < 0 ? shrinking : growing).push({ name, from, to });
  };
  add(memory, changes.memory);
  add(cpu, changes.cpu);
}

/** 1 where a resource grows, -1 where it shrinks, 0 where it stays: its limit decides, and its request where the limit stays. */
function differ(from: Sizes, to: Sizes, resource: 'memory' | 'cpu'): number {
  for (const kind of ['Limit', 'Request'] as const) {
    const [before, after] = [from[`${resource}${kind}`], to[`${resource}${kind}`]];
    if (before !== after) return after > before ? 1 : -1;
  }
  return 0;
}

function same(a: Sizes, b: Sizes): boolean {
  return differ(a, b, 'memory') === 0 && differ(a, b, 'cpu') === 0;
}

type Owner = { readonly resources?: ResourceRequirementsLike | null | undefined };

/** The sizes of a container or a pod; a limit that is 0 is that of the pod, where it is given. */
function sizesOf(owner: Owner | undefined, minor: number, pod?: ResourceRequirementsLike | null): Sizes {
  const limit = (name: string): Quantity | undefined => {
    const own = owner && readRequirement(owner, 'limits', name, minor);
    return own === undefined || own.isZero() ? readRequirement({ resources: pod }, 'limits', name, minor) : own;
  };
  const request = (name: string): Quantity | undefined => owner && readRequirement(owner, 'requests', name, minor);
  return {
    memoryLimit: limit('memory')?.value() ?? 0n,
    memoryRequest: request('memory')?.value() ?? 0n,
    cpuLimit: limit('cpu')?.milliValue() ?? 0n,
    cpuRequest: request('cpu')?.milliValue() ?? 0n,
  };
}

/** Whether a volume that had no size limit grows by one; otherwise it is taken for one that is not mounted yet, and left alone. */
const growsByFirstLimit = /* @__PURE__ */ since({ '1.15': true, '1.38': false });

/** The memory-backed volumes whose size changes. */
function computeVolumeResizeAction(pod: PodLike, old: PodLike, minor: number): readonly (VolumeUpdate & { readonly grows: boolean })[] {
  const sized = (one: PodLike) =>
    volumesOf(one).map(({ name, emptyDir }, i) => ({
      name,
      medium: emptyDir?.medium,
      size: sizeLimitOf(emptyDir, `spec.volumes[${i}].emptyDir.sizeLimit`, minor),
    }));
  const before = new Map(sized(old).map(({ name, size }) => [name, size]));
  return sized(pod).flatMap(({ name, medium, size }) => {
    if (medium !== 'Memory' || size === undefined || size.isZero()) return [];
    const sizeBefore = before.get(name) ?? (growsByFirstLimit(minor) ? 0 : size);
    const direction = size.cmp(sizeBefore);
    return direction === 0 ? [] : [{ name, size, grows: direction > 0 }];
  });
}
