import { within } from '../../core/at-path.ts';
import type { ContainerLike, PodLike } from '../../core/index.ts';
import { objectsAt, type ContainerSection } from '../../core/pod-fields.ts';
import { readRequirement } from '../../core/requirements.ts';
import { zeroOf } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { namedContainers, type NamedContainer } from '../../resources/totals/named-container.ts';
import { since } from '../../version/since.ts';

/** The facts of a machine and its kubelet that decide whether a container swaps. */
export interface SwapFacts {
  /** The kubelet's `memorySwap.swapBehavior`. */
  readonly swapBehavior?: '' | 'NoSwap' | 'LimitedSwap' | 'UnlimitedSwap' | null | undefined;
  /** Whether cgroups can limit swap. */
  readonly swapControllerAvailable?: boolean | null | undefined;
  readonly cgroupVersion?: 1 | 2 | null | undefined;
}

/**
 * Whether the memory request of a container changes that may swap and is not restarted for it.
 *
 * Upstream: `pkg/kubelet/allocation`, `disallowResizeForSwappableContainers`, since 1.34; `pkg/kubelet/kubelet.go` in 1.33.
 */
export function disallowResizeForSwappableContainers(wanted: KnownPod, allocated: KnownPod, facts: SwapFacts): boolean {
  const { minor } = wanted.release;
  const before = containersByName(allocated.pod, lastCounts(minor));
  return containersFirst(wanted.pod).some((container) => {
    const old = before.get(container.container.name ?? '');
    if (old === undefined || requestOf(container, minor).equals(requestOf(old, minor))) return false;
    if (within('allocatedPod', () => restartsFor(old.container, 'memory', old.place))) return false;
    return isSwappable(wanted, container, facts) || within('allocatedPod', () => isSwappable(allocated, old, facts));
  });
}

const initLast = ['containers', 'initContainers'] as const;

/** The order in which the last allocated container of a name counts. */
const lastCounts = /* @__PURE__ */ since<readonly ContainerSection[]>({ '1.15': initLast, '1.38': ['initContainers', 'containers'] });

/** The containers of a pod, init containers last. */
export function containersFirst(pod: PodLike): readonly NamedContainer[] {
  return namedContainers(pod, initLast);
}

/** The containers of a pod by name, init containers among them; the last of a name in an order. */
export function containersByName(pod: PodLike, order: readonly ContainerSection[] = initLast): ReadonlyMap<string, NamedContainer> {
  return new Map(namedContainers(pod, order).map((one) => [one.container.name ?? '', one]));
}

function requestOf({ container, place }: NamedContainer, minor: number): Quantity {
  return within(place, () => memoryRequirement(container, 'requests', minor));
}

function memoryRequirement(container: ContainerLike, kind: 'requests' | 'limits', minor: number): Quantity {
  return readRequirement(container, kind, 'memory', minor) ?? zeroOf(minor);
}

/** Whether a container restarts for a change of a resource: the first policy for it counts. */
export function restartsFor({ resizePolicy }: ContainerLike, resource: 'cpu' | 'memory', place: string): boolean {
  const policy = objectsAt(resizePolicy, `${place}.resizePolicy`).find(({ resourceName }) => resourceName === resource);
  return policy?.restartPolicy === 'RestartContainer';
}

/** Upstream: `pkg/kubelet/kuberuntime`, `GetContainerSwapBehavior`, since 1.33: not `NoSwap`. */
function isSwappable(known: KnownPod, { container, place }: NamedContainer, facts: SwapFacts): boolean {
  if (facts.swapBehavior !== 'LimitedSwap' || facts.swapControllerAvailable !== true || facts.cgroupVersion !== 2) return false;
  if (!known.release.gate('NodeSwap') || known.critical() || known.qosClass() !== 'Burstable') return false;
  const { minor } = known.release;
  return within(place, () => !memoryRequirement(container, 'requests', minor).equals(memoryRequirement(container, 'limits', minor)));
}
