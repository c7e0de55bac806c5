import type { ContainerLike } from '../../core/index.ts';
import { hugePageSizeFromResourceName } from '../../core/page-sizes.ts';
import { visitContainers } from '../../core/pod-fields.ts';
import { readRequirements } from '../../core/requirements.ts';
import type { Totals } from '../../core/resource-lists.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { since } from '../../version/since.ts';

/** Bytes by page size in bytes, both int64. */
export type HugePageLimits = Map<bigint, bigint>;

/**
 * The hugepages that a pod may use, by page size: its total requests since 1.27, before the sum over its containers or, since 1.23, a
 * greater init container.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `HugePageLimits` and `ResourceConfigForPod`.
 */
export function podHugePageLimits(known: KnownPod): HugePageLimits {
  for (const name in known.requests()) if (isHugePageResourceName(name)) return sourceOf(known.release.minor)(known);
  return new Map();
}

/** Which requests make up the hugepage limits of a pod. */
const sourceOf = /* @__PURE__ */ since<(known: KnownPod) => HugePageLimits>({
  '1.15': ofContainers,
  '1.23': (known) => withInit(known, ofContainers(known)),
  '1.27': (known) => hugePageLimits(known.requests(), known.release.minor),
});

/** The hugepages in a list. Sizes are compared as numbers; a name without a size counts as one of 0 bytes. */
function hugePageLimits(list: Totals | undefined, minor: number): HugePageLimits {
  const limits: HugePageLimits = new Map();
  for (const name in list) if (isHugePageResourceName(name)) add(limits, pageSizeOf(name, minor), (list[name] as Quantity).value());
  return limits;
}

/** The bytes of a page size, int64. */
export function pageSizeOf(name: string, minor: number): bigint {
  const size = hugePageSizeFromResourceName(name, minor);
  return size.ok ? size.value.value() : 0n;
}

function add(limits: HugePageLimits, pageSize: bigint, bytes: bigint): void {
  limits.set(pageSize, BigInt.asIntN(64, (limits.get(pageSize) ?? 0n) + bytes));
}

function ofContainers(known: KnownPod): HugePageLimits {
  const limits: HugePageLimits = new Map();
  visitContainers(known.read(), 'containers', (container) => {
    for (const [pageSize, bytes] of requestedBy(container, known)) add(limits, pageSize, bytes);
  });
  return limits;
}

function requestedBy(container: ContainerLike, { release: { minor } }: KnownPod): HugePageLimits {
  return hugePageLimits(readRequirements(container, 'requests', minor), minor);
}

function withInit(known: KnownPod, limits: HugePageLimits): HugePageLimits {
  visitContainers(known.read(), 'initContainers', (container) => {
    for (const [pageSize, bytes] of requestedBy(container, known)) {
      const before = limits.get(pageSize);
      if (before === undefined || bytes > before) limits.set(pageSize, bytes);
    }
  });
  return limits;
}
