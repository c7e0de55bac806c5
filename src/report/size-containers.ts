import type { ContainerLike, PodLike, ResourceList } from '../core/index.ts';
import { isSidecar, requirementsOf, visitContainers } from '../core/pod-fields.ts';
import { readList } from '../resources/resource-lists.ts';
import { minorOf } from '../version/minors.ts';
import { explainSharedMemory, type SharedMemory } from '../volumes/shared-memory.ts';
import type { Machine } from './machine.ts';
import type { SizePodOptions } from './size-pod.ts';
import { boundless } from './size-volumes.ts';

/** One container of a sized pod. No upstream counterpart. */
export interface ContainerSizing {
  readonly name: string;
  readonly kind: 'container' | 'sidecar' | 'initContainer';
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  /** Its `/dev/shm`. */
  readonly sharedMemory: SharedMemory;
}

/** The containers of a pod, init containers after the others. */
export function sizeContainers(pod: PodLike, machine: Machine | undefined, options: SizePodOptions): readonly ContainerSizing[] {
  const sizings: ContainerSizing[] = [];
  visitContainers(pod, 'containers', (container) => sizings.push(sizeContainer(pod, container, 'container', machine, options)));
  visitContainers(pod, 'initContainers', (container) => {
    const kind = isSidecar(container) && minorOf(options) >= 28 ? 'sidecar' : 'initContainer';
    sizings.push(sizeContainer(pod, container, kind, machine, options));
  });
  return sizings;
}

function sizeContainer(
  pod: PodLike,
  container: ContainerLike,
  kind: ContainerSizing['kind'],
  machine: Machine | undefined,
  options: SizePodOptions,
): ContainerSizing {
  const list = (of: 'requests' | 'limits'): ResourceList => readList(requirementsOf(container, of), `resources.${of}`) ?? {};
  return {
    name: container.name,
    kind,
    requests: list('requests'),
    limits: list('limits'),
    sharedMemory: sharedMemoryOf(pod, container, machine, options),
  };
}

/** Without a node, a size that only a node would bound is left out. */
function sharedMemoryOf(pod: PodLike, { name }: ContainerLike, machine: Machine | undefined, options: SizePodOptions): SharedMemory {
  const { runtimeDefault } = options;
  const facts = { nodeAllocatableMemory: machine?.allocatable ?? boundless, hostMemory: machine?.memory ?? boundless, runtimeDefault };
  const { result } = explainSharedMemory(pod, name, facts, options);
  if (machine !== undefined || result.size === undefined || result.size.cmp(boundless / 2n) < 0) return result;
  const { size: _unknown, headroom: _unknownToo, ...rest } = result;
  return { ...rest, oomKilled: rest.limit === undefined ? 'never' : 'alone' };
}
