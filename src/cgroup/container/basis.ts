import type { PodLike } from '../../core/index.ts';
import { lazily } from '../../core/lazily.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { PodQOSClass } from '../../resources/qos/qos.ts';
import { claimedByContainer } from '../../resources/totals/claims.ts';
import { amountsOf, type NamedContainer } from '../../resources/totals/named-container.ts';
import { isPodLevelSet, podLevelList } from '../../resources/totals/pod-level.ts';
import { amountOf, readList, type Totals } from '../../resources/totals/resource-lists.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import type { ContainerMachineFacts, ContainerSettings } from './machine.ts';

/** What the containers of a pod have in common on a machine. */
export interface PodOnMachine {
  readonly pod: PodLike;
  readonly release: Release;
  readonly settings: ContainerSettings;
  readonly machine: ContainerMachineFacts;
  /** Computed when a rule first asks for it. */
  readonly qosClass: () => PodQOSClass;
}

/** What the values of a container's cgroup are computed from. */
export interface ContainerBasis extends PodOnMachine {
  readonly requests: Totals | undefined;
  readonly limits: Totals | undefined;
  /** The pod's own limits, where its own resources count. */
  readonly podLimits: Totals | undefined;
  /** What the claims take that name the container, where they count. */
  readonly claimed: Totals;
}

const countsClaims = /* @__PURE__ */ since({ '1.15': false, '1.37': true });

/** The bases of a pod's containers. */
export function containerBases(of: PodOnMachine): (named: NamedContainer) => ContainerBasis {
  const { pod, release } = of;
  const { minor, gate } = release;
  const podLimits = lazily(() =>
    gate('PodLevelResources') && isPodLevelSet(pod, minor)
      ? (readList(podLevelList(pod, 'limits', minor), 'spec.resources.limits') ?? {})
      : undefined,
  );
  const useClaims = countsClaims(minor) && gate('DRANodeAllocatableResources');
  return (named) => ({
    ...of,
    requests: amountsOf(named, 'requests'),
    limits: amountsOf(named, 'limits'),
    podLimits: podLimits(),
    claimed: useClaims ? claimedByContainer(pod, named.container.name) : {},
  });
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

/** The same, with what the claims take on top of the container's own limit. */
export function limitWithClaims(basis: ContainerBasis, resource: string): Quantity | undefined {
  const own = amountOf(basis.limits, resource);
  const claimed = amountOf(basis.claimed, resource);
  return own === undefined || own.isZero() || claimed === undefined ? limitWithoutClaims(basis, resource) : own.add(claimed);
}

export function isZero(amount: Quantity | undefined): boolean {
  return amount === undefined || amount.isZero();
}
