import { hugePageSizeFromResourceName } from '../../core/page-sizes.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import type { Quantity } from '../../quantity/index.ts';
import { amountOf, setAmount, type Totals } from '../../core/resource-lists.ts';
import { since } from '../../version/since.ts';
import { byteQuantity } from '../../core/int64.ts';
import { hugePageUnitSizeFromByteSize } from '../cgroup-files.ts';
import type { ContainerBasis } from './basis.ts';

/**
 * The hugepages that a container may use, by the name of their size: its limits, 0 for a size that it does not limit; sizes that the machine
 * lacks are left out. `undefined` where the minor or the machine does not have hugepages.
 *
 * Upstream: `pkg/kubelet/kuberuntime/kuberuntime_container_linux.go`, `GetHugepageLimitsFromResources`, since 1.18.
 */
export function getHugepageLimitsFromResources(basis: ContainerBasis): Totals | undefined {
  const { hugePageSizes } = basis.machine;
  const { minor } = basis.known.release;
  const limits = limitsBySize(minor)(basis);
  if (limits === undefined || hugePageSizes.length === 0) return undefined;
  const result: Totals = {};
  for (const size of hugePageSizes) setAmount(result, size, byteQuantity(limits.get(size) ?? 0n, minor));
  return result;
}

/** Bytes by size, uint64. */
type Sizes = Map<string, bigint>;

const limitsBySize = /* @__PURE__ */ since<(basis: ContainerBasis) => Sizes | undefined>({
  '1.15': () => undefined,
  '1.18': (basis) => withLimits(new Map(), basis.limits, basis),
  '1.34': withPodLimits,
  '1.37': (basis) => withClaims(withPodLimits(basis), basis),
});

function withPodLimits(basis: ContainerBasis): Sizes {
  return withLimits(withLimits(new Map(), basis.podLimits, basis), basis.limits, basis);
}

function withLimits(sizes: Sizes, limits: Totals | undefined, { known }: ContainerBasis): Sizes {
  for (const name in limits) {
    const size = unitSizeOf(name, known.release.minor);
    if (size !== undefined) sizes.set(size, bytesIn(limits, name));
  }
  return sizes;
}

/** Claims come on top of the container's limit, and stand alone where neither it nor its pod has one. */
function withClaims(sizes: Sizes, { known, claimed, limits, podLimits }: ContainerBasis): Sizes {
  for (const name in claimed) {
    const size = unitSizeOf(name, known.release.minor);
    if (size === undefined) continue;
    if (amountOf(limits, name) !== undefined) sizes.set(size, BigInt.asUintN(64, (sizes.get(size) ?? 0n) + bytesIn(claimed, name)));
    else if (amountOf(podLimits, name) === undefined) sizes.set(size, bytesIn(claimed, name));
  }
  return sizes;
}

function bytesIn(list: Totals, name: string): bigint {
  return BigInt.asUintN(64, (list[name] as Quantity).value());
}

/** The name of a page size as Linux and the runtimes write it, from the name of its resource; `undefined` for a name without a size. */
function unitSizeOf(name: string, minor: number): string | undefined {
  const parsed = isHugePageResourceName(name) ? hugePageSizeFromResourceName(name, minor) : undefined;
  return parsed?.ok === true ? hugePageUnitSizeFromByteSize(parsed.value.value()) : undefined;
}
