import { amountIn } from '../../core/at-path.ts';
import type { ContainerLike, PodLike } from '../../core/index.ts';
import { objectsAt, requirementsOf, visitContainers } from '../../core/pod-fields.ts';
import { Quantity } from '../../quantity/index.ts';
import { isCriticalPod } from '../../resources/qos/priority.ts';
import { getPodQOS } from '../../resources/qos/qos.ts';
import { gatesOf, type GateOptions } from '../../version/feature-gates.ts';

/** What of the machine and the kubelet decides whether a container swaps. */
export interface SwapFacts {
  /** The kubelet's `memorySwap.swapBehavior`. */
  readonly swapBehavior?: '' | 'NoSwap' | 'LimitedSwap' | 'UnlimitedSwap' | null | undefined;
  /** Whether cgroups can limit swap. */
  readonly swapControllerAvailable?: boolean | null | undefined;
  readonly cgroupVersion?: 1 | 2 | null | undefined;
}

const zero = /* @__PURE__ */ Quantity.fromInt64(0);

/**
 * Whether the memory request of a container changes that may swap and is not restarted for it.
 *
 * Upstream: `pkg/kubelet/allocation`, `disallowResizeForSwappableContainers`, since 1.34; `pkg/kubelet/kubelet.go` in 1.33.
 */
export function resizesSwapping(pod: PodLike, allocatedPod: PodLike, facts: SwapFacts, options: GateOptions | undefined): boolean {
  const allocated = containersByName(allocatedPod);
  let found = false;
  for (const section of ['containers', 'initContainers'] as const)
    visitContainers(pod, section, (container) => {
      const before = allocated.get(container.name ?? '');
      if (
        before === undefined ||
        found ||
        memoryOf(container, 'requests').equals(memoryOf(before, 'requests')) ||
        restartsFor(before, 'memory')
      )
        return;
      found = swaps(pod, container, facts, options) || swaps(allocatedPod, before, facts, options);
    });
  return found;
}

/** The containers of a pod by name, init containers among them; the last of a name. */
export function containersByName(pod: PodLike): ReadonlyMap<string, ContainerLike> {
  const found = new Map<string, ContainerLike>();
  for (const section of ['containers', 'initContainers'] as const)
    visitContainers(pod, section, (container) => found.set(container.name ?? '', container));
  return found;
}

function memoryOf(container: ContainerLike, kind: 'requests' | 'limits'): Quantity {
  return amountIn(requirementsOf(container, kind), 'memory', `resources.${kind}`) ?? zero;
}

/** Whether a container restarts for a change of a resource: the first policy for it counts. */
export function restartsFor({ resizePolicy }: ContainerLike, resource: 'cpu' | 'memory'): boolean {
  const policy = objectsAt(resizePolicy, 'resizePolicy').find(({ resourceName }) => resourceName === resource);
  return policy?.restartPolicy === 'RestartContainer';
}

/** Upstream: `pkg/kubelet/kuberuntime`, `GetContainerSwapBehavior`, since 1.33: not `NoSwap`. */
function swaps(pod: PodLike, container: ContainerLike, facts: SwapFacts, options: GateOptions | undefined): boolean {
  if (facts.swapBehavior !== 'LimitedSwap' || facts.swapControllerAvailable !== true || facts.cgroupVersion !== 2) return false;
  if (!gatesOf(options)('NodeSwap') || isCriticalPod(pod, options) || getPodQOS(pod, options) !== 'Burstable') return false;
  return !memoryOf(container, 'requests').equals(memoryOf(container, 'limits'));
}
