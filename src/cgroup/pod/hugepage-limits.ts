import type { PodLike } from '../../core/index.ts';
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
  return sourceOf(known.release.minor)(known);
}

/** Which requests make up the hugepage limits of a pod. */
const sourceOf = /* @__PURE__ */ since<(known: KnownPod) => HugePageLimits>({
  '1.15': (known) => ofContainers(known.read()),
  '1.23': (known) => withInit(known.read(), ofContainers(known.read())),
  '1.27': (known) => hugePageLimits(known.requests()),
});

/** The hugepages in a list. Sizes are compared as numbers; a name without a size counts as one of 0 bytes. */
function hugePageLimits(list: Totals | undefined): HugePageLimits {
  const limits: HugePageLimits = new Map();
  for (const name in list) if (isHugePageResourceName(name)) add(limits, pageSizeOf(name), (list[name] as Quantity).value());
  return limits;
}

/** The bytes of a page size, int64. */
export function pageSizeOf(name: string): bigint {
  const size = hugePageSizeFromResourceName(name);
  return size.ok ? size.value.value() : 0n;
}

function add(limits: HugePageLimits, pageSize: bigint, bytes: bigint): void {
  limits.set(pageSize, BigInt.asIntN(64, (limits.get(pageSize) ?? 0n) + bytes));
}

function ofContainers(pod: PodLike): HugePageLimits {
  const limits: HugePageLimits = new Map();
  visitContainers(pod, 'containers', (container) => {
    for (const [pageSize, bytes] of hugePageLimits(readRequirements(container, 'requests'))) add(limits, pageSize, bytes);
  });
  return limits;
}

function withInit(pod: PodLike, limits: HugePageLimits): HugePageLimits {
  visitContainers(pod, 'initContainers', (container) => {
    for (const [pageSize, bytes] of hugePageLimits(readRequirements(container, 'requests'))) {
      const before = limits.get(pageSize);
      if (before === undefined || bytes > before) limits.set(pageSize, bytes);
    }
  });
  return limits;
}
