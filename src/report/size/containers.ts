import { cgroupV1Files, cgroupV2Files } from '../../cgroup/cgroup-files.ts';
import { containerConfigs, type ContainerResourceConfig } from '../../cgroup/container/container-resource-config.ts';
import { containerSettings, machineFacts } from '../../cgroup/container/machine.ts';
import { oomScores } from '../../cgroup/oom/score.ts';
import type { ResourceList } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import { isRestartableInitContainer } from '../../core/pod-fields.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { amountsOf, type NamedContainer } from '../../resources/totals/named-container.ts';
import { since } from '../../version/since.ts';
import { sharedMemories, type SharedMemory } from '../../volumes/shared-memory.ts';
import { boundless, type Sized } from './options.ts';

/** One container of a sized pod. */
export interface ContainerSizing {
  readonly name: string;
  readonly kind: 'container' | 'sidecar' | 'initContainer';
  readonly requests: ResourceList;
  readonly limits: ResourceList;
  /** Absent where it depends on the node's memory and no node is given. */
  readonly oomScoreAdj?: number;
  /** What the kubelet asks the runtime to give it; absent without a node, and on Windows. */
  readonly cgroup?: ContainerCgroupSizing;
  /** Its `/dev/shm`. */
  readonly sharedMemory: SharedMemory;
}

/** The cgroup of one container. */
export interface ContainerCgroupSizing {
  readonly config: ContainerResourceConfig;
  /** The files that the runtime writes, by the cgroup version of the options. */
  readonly files: { readonly [file: string]: string };
}

/** The containers of a pod, init containers last; what they have in common is computed once. */
export function sizeContainers(sized: Sized): readonly ContainerSizing[] {
  const { known, options } = sized;
  const { minor } = known.release;
  const { cgroupVersion = 2, cpuWeightConversion: conversion = 'log' } = options;
  const cgroupOf = containerCgroups(sized);
  const sharedMemoryOf = containerMemories(sized);
  return containersInOrder(known).map((named): ContainerSizing => {
    const { oomScoreAdj, config } = cgroupOf(named);
    return {
      name: named.container.name,
      kind: kindOf(named, minor),
      requests: amountsOf(named, 'requests', minor) ?? {},
      limits: amountsOf(named, 'limits', minor) ?? {},
      ...(oomScoreAdj === undefined ? {} : { oomScoreAdj }),
      ...(config === undefined
        ? {}
        : { cgroup: { config, files: cgroupVersion === 1 ? cgroupV1Files(config) : cgroupV2Files(config, { conversion }) } }),
      sharedMemory: sharedMemoryOf(named),
    };
  });
}

/** The containers of a pod, init containers last. */
export function containersInOrder(known: KnownPod): readonly NamedContainer[] {
  const containers = known.containers();
  return [
    ...containers.filter(({ section }) => section === 'containers'),
    ...containers.filter(({ section }) => section === 'initContainers'),
  ];
}

const knowsSidecars = /* @__PURE__ */ since({ '1.15': false, '1.28': true });

function kindOf({ section, container }: NamedContainer, minor: number): ContainerSizing['kind'] {
  if (section === 'containers') return 'container';
  return knowsSidecars(minor) && isRestartableInitContainer(container) ? 'sidecar' : 'initContainer';
}

/** The OOM score and the cgroup of a container; what depends on a node is absent without one. */
export interface ContainerCgroup {
  readonly oomScoreAdj?: number;
  readonly config?: ContainerResourceConfig;
}

/** Tells the cgroup of any container. */
export function containerCgroups({ known, machine, os, options }: Sized): (named: NamedContainer) => ContainerCgroup {
  if (os !== 'linux') return () => ({});
  if (machine === undefined) {
    const scoreOf = lazily(() => oomScores(known, boundless));
    return (named) => (known.qosClass() === 'Burstable' ? {} : { oomScoreAdj: scoreOf()(named) });
  }
  const { cgroupVersion = 2, swapBehavior = '', swapCapacity = 0 } = options;
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
  const configOf = lazily(() =>
    containerConfigs({ known, machine: machineFacts(facts, known.release.minor), settings: containerSettings(options) }),
  );
  return (named) => {
    const config = configOf()(named);
    return { oomScoreAdj: config.oomScoreAdj, config };
  };
}

/** Tells the `/dev/shm` of any container; without a node, a size that only a node would bound is left out. */
export function containerMemories({ known, machine, options, bounds }: Sized): (named: NamedContainer) => SharedMemory {
  const { runtimeDefault } = options;
  const memoryOf = sharedMemories(known, { hostMemory: machine?.memory ?? boundless, runtimeDefault }, bounds);
  return (named) => {
    const memory = memoryOf(named);
    if (machine !== undefined || memory.size === undefined || memory.size.cmp(boundless / 2n) < 0) return memory;
    const { size: _unknown, headroom: _unknownToo, ...rest } = memory;
    return { ...rest, oomKilled: rest.limit === undefined ? 'never' : 'alone' };
  };
}
