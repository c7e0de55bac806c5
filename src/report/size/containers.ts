import { cgroupV1Files, cgroupV2Files } from '../../cgroup/cgroup-files.ts';
import { containerConfigs, type ContainerResourceConfig } from '../../cgroup/container/container-resource-config.ts';
import { containerSettings, machineFacts } from '../../cgroup/container/machine.ts';
import { oomScores } from '../../cgroup/oom/score.ts';
import type { ResourceList } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { isSidecar } from '../../core/pod-fields.ts';
import { amountsOf, type NamedContainer } from '../../resources/totals/named-container.ts';
import { since } from '../../version/since.ts';
import { sharedMemories, type SharedMemory } from '../../volumes/shared-memory.ts';
import type { Machine } from '../subject/machine.ts';
import { boundless, type Sized } from './options.ts';

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

/** The containers of a pod, init containers after the others; what they have in common is computed once. */
export function sizeContainers(sized: Sized): readonly ContainerSizing[] {
  const { known, machine, options, bounds } = sized;
  const cgroupOf = cgroupSizings(sized);
  const sharedMemoryOf = sharedMemories(
    known,
    { hostMemory: machine?.memory ?? boundless, runtimeDefault: options.runtimeDefault },
    bounds,
  );
  const sizingOf = (named: NamedContainer): ContainerSizing => ({
    name: named.container.name,
    kind: kindOf(named, known.release.minor),
    requests: amountsOf(named, 'requests') ?? {},
    limits: amountsOf(named, 'limits') ?? {},
    ...cgroupOf(named),
    sharedMemory: withoutNode(sharedMemoryOf(named), machine),
  });
  const containers = known.containers();
  return [
    ...containers.filter(({ section }) => section === 'containers'),
    ...containers.filter(({ section }) => section === 'initContainers'),
  ].map(sizingOf);
}

const knowsSidecars = /* @__PURE__ */ since({ '1.15': false, '1.28': true });

function kindOf({ section, container }: NamedContainer, minor: number): ContainerSizing['kind'] {
  if (section === 'containers') return 'container';
  return knowsSidecars(minor) && isSidecar(container) ? 'sidecar' : 'initContainer';
}

/** Tells the cgroup of any container, as far as it depends on what is known. */
function cgroupSizings({ known, machine, os, options }: Sized): (named: NamedContainer) => Pick<ContainerSizing, 'oomScoreAdj' | 'cgroup'> {
  if (os !== 'linux') return () => ({});
  if (machine === undefined) {
    const scoreOf = lazily(() => oomScores(known, boundless));
    return (named) => (known.qosClass() === 'Burstable' ? {} : { oomScoreAdj: scoreOf()(named) });
  }
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
  const configOf = lazily(() => containerConfigs({ known, machine: machineFacts(facts), settings: containerSettings(options) }));
  return (named) => {
    const config = configOf()(named);
    const files = cgroupVersion === 1 ? cgroupV1Files(config) : cgroupV2Files(config, { conversion: cpuWeightConversion });
    return { oomScoreAdj: config.oomScoreAdj, cgroup: { config, files } };
  };
}

/** Without a node, a size that only a node would bound is left out. */
function withoutNode(memory: SharedMemory, machine: Machine | undefined): SharedMemory {
  if (machine !== undefined || memory.size === undefined || memory.size.cmp(boundless / 2n) < 0) return memory;
  const { size: _unknown, headroom: _unknownToo, ...rest } = memory;
  return { ...rest, oomKilled: rest.limit === undefined ? 'never' : 'alone' };
}
