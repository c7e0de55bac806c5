import { cgroupV1Files, cgroupV2Files } from '../../cgroup/cgroup-files.ts';
import { containerResourceConfig, type ContainerResourceConfig } from '../../cgroup/container/container-resource-config.ts';
import { getContainerOOMScoreAdjust } from '../../cgroup/oom/score.ts';
import type { ContainerLike, PodLike, ResourceList } from '../../core/index.ts';
import { isSidecar, requirementsOf, visitContainers } from '../../core/pod-fields.ts';
import { getPodQOS } from '../../resources/qos/qos.ts';
import { readList } from '../../resources/totals/resource-lists.ts';
import { minorOf } from '../../version/minors.ts';
import { explainSharedMemory, type SharedMemory } from '../../volumes/shared-memory.ts';
import type { Machine } from '../subject/machine.ts';
import { boundless, type SizePodOptions } from './options.ts';

/** One container of a sized pod. No upstream counterpart. */
export interface ContainerSizing {
  readonly name: string;
  readonly kind: 'container' | 'sidecar' | 'initContainer';
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  /** Absent where it depends on the node's memory and no node was given. */
  readonly oomScoreAdj?: number;
  /** What the runtime is asked to give it; absent without a node and on other operating systems than Linux. */
  readonly cgroup?: ContainerCgroupSizing;
  /** Its `/dev/shm`. */
  readonly sharedMemory: SharedMemory;
}

/** The cgroup of one container. No upstream counterpart. */
export interface ContainerCgroupSizing {
  readonly config: ContainerResourceConfig;
  /** The files that the runtime writes, of cgroup v1 or v2 as the options say. */
  readonly files: { readonly [file: string]: string };
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
    ...cgroupOf(pod, container.name, machine, options),
    sharedMemory: sharedMemoryOf(pod, container, machine, options),
  };
}

function cgroupOf(
  pod: PodLike,
  name: string,
  machine: Machine | undefined,
  options: SizePodOptions,
): Pick<ContainerSizing, 'oomScoreAdj' | 'cgroup'> {
  if (options.os !== 'linux') return {};
  if (machine === undefined)
    return getPodQOS(pod, options) === 'Burstable' ? {} : { oomScoreAdj: getContainerOOMScoreAdjust(pod, name, boundless, options) };
  const { cgroupVersion = 2, swapBehavior = '', swapCapacity = 0, cpuWeightConversion = 'log' } = options;
  const { memory: nodeMemory, allocatable: nodeAllocatableMemory, hugePageSizes } = machine;
  const facts = {
    nodeMemory,
    nodeAllocatableMemory,
    hugePageSizes,
    swapCapacity,
    swapBehavior,
    cgroupVersion,
    swapControllerAvailable: true,
  };
  const config = containerResourceConfig(pod, name, facts, options);
  const files = cgroupVersion === 1 ? cgroupV1Files(config) : cgroupV2Files(config, { conversion: cpuWeightConversion });
  return { oomScoreAdj: config.oomScoreAdj, cgroup: { config, files } };
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
