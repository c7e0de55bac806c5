import { containerBases, type ContainerBasis } from '../../../src/cgroup/container/basis.ts';
import {
  containerSettings,
  machineFacts,
  type ContainerMachine,
  type ContainerResourceConfigOptions,
} from '../../../src/cgroup/container/machine.ts';
import type { PodLike, ResourceRequirementsLike } from '../../../src/core/index.ts';
import { KnownPod } from '../../../src/resources/qos/known-pod.ts';
import { containerNamed } from '../../../src/resources/totals/named-container.ts';
import { releaseOf } from '../../../src/version/release.ts';
import { deepFreeze } from '../../deep-freeze.ts';

/** A machine with cgroup v2 and swap. */
export const machine: ContainerMachine = deepFreeze({
  nodeMemory: '16Gi',
  nodeAllocatableMemory: '14Gi',
  swapCapacity: '8Gi',
  swapBehavior: 'LimitedSwap',
  swapControllerAvailable: true,
  cgroupVersion: 2,
  hugePageSizes: ['2MB', '1GB'],
});

/** A pod with one container, `app`, beside the rest of its spec. */
export function podWith(resources: ResourceRequirementsLike, spec: object = {}, rest: object = {}): PodLike {
  return deepFreeze({ spec: { containers: [{ name: 'app', resources }], ...spec }, ...rest });
}

/** What the cgroup of the container `app` is computed from, at a minor. */
export function basisOf(
  pod: PodLike,
  minor: number,
  options: ContainerResourceConfigOptions = {},
  other: Partial<ContainerMachine> = {},
): ContainerBasis {
  const settings = deepFreeze({ kubernetesVersion: `1.${minor}`, ...options });
  const of = { known: new KnownPod(pod, releaseOf(settings)), machine: machineFacts(deepFreeze({ ...machine, ...other }), 37) };
  return containerBases({ ...of, settings: containerSettings(settings) })(containerNamed(pod, 'app'));
}
