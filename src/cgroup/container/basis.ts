import { quantityAt } from '../../core/at-path.ts';
import type { PodLike } from '../../core/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { claimedByContainer } from '../../resources/totals/claims.ts';
import { isPodLevelSet, podLevelList } from '../../resources/totals/pod-level.ts';
import { amountOf, readList, type Totals } from '../../resources/totals/resource-lists.ts';
import { gatesOf, type GateLookup } from '../../version/feature-gates.ts';
import { minorOf } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { checkChoices, type ContainerMachine, type ContainerResourceConfigOptions } from './machine.ts';
import { amountsOf, containerNamed, type NamedContainer } from '../../resources/totals/named-container.ts';

/** What the values of a container's cgroup are computed from. */
export interface ContainerBasis {
  readonly pod: PodLike;
  readonly named: NamedContainer;
  readonly minor: number;
  readonly gate: GateLookup;
  readonly options: ContainerResourceConfigOptions;
  readonly machine: ContainerMachine;
  readonly cgroupV2: boolean;
  /** Of the machine, bytes; 0 where it is not known. */
  readonly memory: bigint;
  readonly allocatable: bigint;
  readonly swap: bigint;
  readonly requests: Totals | undefined;
  readonly limits: Totals | undefined;
  /** The pod's own limits, where its own resources count. */
  readonly podLimits: Totals | undefined;
  /** What the claims take that name the container, where they count. */
  readonly claimed: Totals;
}

const countsClaims = /* @__PURE__ */ since({ '1.15': false, '1.37': true });

export function containerBasis(
  pod: PodLike,
  containerName: string,
  machine: ContainerMachine,
  given: ContainerResourceConfigOptions | undefined,
): ContainerBasis {
  const options = given ?? {};
  const minor = minorOf(options);
  const gate = gatesOf(options);
  const named = containerNamed(pod, containerName);
  checkChoices(machine, options);
  const podLevel = gate('PodLevelResources') && isPodLevelSet(pod, minor);
  return {
    pod,
    named,
    minor,
    gate,
    options,
    machine,
    cgroupV2: machine.cgroupVersion === 2,
    memory: quantityAt(machine.nodeMemory, 'machine.nodeMemory').value(),
    allocatable: quantityAt(machine.nodeAllocatableMemory ?? 0, 'machine.nodeAllocatableMemory').value(),
    swap: quantityAt(machine.swapCapacity, 'machine.swapCapacity').value(),
    requests: amountsOf(named, 'requests'),
    limits: amountsOf(named, 'limits'),
    podLimits: podLevel ? (readList(podLevelList(pod, 'limits', minor), 'spec.resources.limits') ?? {}) : undefined,
    claimed: countsClaims(minor) && gate('DRANodeAllocatableResources') ? claimedByContainer(pod, containerName) : {},
  };
}

/** The limit that counts for a container: its own or, where it has none, since 1.32 that of its pod. */
export function limitOf({ limits, podLimits }: ContainerBasis, resource: string): Quantity | undefined {
  const own = amountOf(limits, resource);
  return podLimits !== undefined && isZero(own) ? amountOf(podLimits, resource) : own;
}

/** The same, with what the claims take on top of the container's own limit. */
export function limitWithClaims(basis: ContainerBasis, resource: string): Quantity | undefined {
  const own = amountOf(basis.limits, resource);
  const claimed = amountOf(basis.claimed, resource);
  return own === undefined || own.isZero() || claimed === undefined ? limitOf(basis, resource) : own.add(claimed);
}

export function isZero(amount: Quantity | undefined): boolean {
  return amount === undefined || amount.isZero();
}
