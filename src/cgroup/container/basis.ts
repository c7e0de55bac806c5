import { lazily } from '../../core/lazily.ts';
import { amountOf, type Totals } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { getContainerDRAAllocations } from '../../resources/totals/claims.ts';
import { amountsOf, namedContainers, type NamedContainer } from '../../resources/totals/named-container.ts';
import { since } from '../../version/since.ts';
import type { ContainerMachineFacts, ContainerSettings } from './machine.ts';

/** A pod on a machine, and how its kubelet is set up. */
export interface PodOnMachine {
  readonly known: KnownPod;
  readonly settings: ContainerSettings;
  readonly machine: ContainerMachineFacts;
}

/** What the values of a container's cgroup are computed from. */
export interface ContainerBasis extends PodOnMachine {
  readonly requests: Totals | undefined;
  readonly limits: Totals | undefined;
  /** The pod's own limits, where its own resources count. */
  readonly podLimits: Totals | undefined;
  /** What the claims take that name the container, where they count. */
  readonly claimed: Totals;
  /** The limits of the first container of the name, init containers last: claims count on top of those that it has. */
  readonly declared: Totals | undefined;
}

const countsClaims = /* @__PURE__ */ since({ '1.15': false, '1.37': true });

/** What the values of each container of a pod are computed from; what they have in common is found out once. */
export function containerBases(of: PodOnMachine): (named: NamedContainer) => ContainerBasis {
  const { known } = of;
  const { minor, gate } = known.release;
  const claimedBy = lazily(() =>
    countsClaims(minor) && gate('DRANodeAllocatableResources') ? getContainerDRAAllocations(known.pod, minor) : undefined,
  );
  const firstOf = lazily(() => {
    const containers = namedContainers(known.pod, ['containers', 'initContainers']);
    return new Map([...containers].reverse().map((one) => [one.container.name, one]));
  });
  return (named) => {
    const requests = amountsOf(named, 'requests', minor);
    const limits = amountsOf(named, 'limits', minor);
    const podLimits = known.own()?.limits;
    const claimed = claimedBy()?.(named.container.name);
    const declared = claimed && amountsOf(firstOf().get(named.container.name) ?? named, 'limits', minor);
    return { ...of, requests, limits, podLimits, claimed: claimed ?? {}, declared };
  };
}

/**
 * The limit that counts for a container: its own or, where it has none, since 1.32 that of its pod.
 *
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`, `getCPULimit` and `getMemoryLimit`, without allocations of claims.
 */
export function limitWithoutClaims({ limits, podLimits }: ContainerBasis, resource: string): Quantity | undefined {
  const own = amountOf(limits, resource);
  return podLimits !== undefined && isZero(own) ? amountOf(podLimits, resource) : own;
}

/** The same, with what the claims take on top of the container's own limit, if the first container of its name has one. */
export function limitWithClaims(basis: ContainerBasis, resource: string): Quantity | undefined {
  const own = amountOf(basis.limits, resource);
  const claimed = amountOf(basis.claimed, resource);
  if (own === undefined || own.isZero() || claimed === undefined) return limitWithoutClaims(basis, resource);
  return isZero(amountOf(basis.declared, resource)) ? own : own.add(claimed);
}

export function isZero(amount: Quantity | undefined): boolean {
  return amount === undefined || amount.isZero();
}
