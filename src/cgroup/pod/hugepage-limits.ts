import type { PodLike } from '../../core/index.ts';
import { requirementsOf, visitContainers } from '../../core/pod-fields.ts';
import { isHugePageName } from '../../core/resource-names.ts';
import { Quantity } from '../../quantity/index.ts';
import { readList, type Totals } from '../../resources/totals/resource-lists.ts';
import { since } from '../../version/since.ts';

/** Bytes by page size in bytes, both int64. */
export type HugePageLimits = Map<bigint, bigint>;

/** Which requests make up the hugepage limits of a pod. */
const sourceOf = /* @__PURE__ */ since<(pod: PodLike, requests: Totals) => HugePageLimits>({
  '1.15': (pod) => ofContainers(pod, false),
  '1.23': (pod) => ofContainers(pod, true),
  '1.27': (_pod, requests) => hugePageLimits(requests),
});

/**
 * The hugepages that a pod may use, by page size: its total requests since 1.27, before the sum over its containers or, since 1.23, a
 * greater init container.
 *
 * Upstream: `pkg/kubelet/cm/helpers_linux.go`, `HugePageLimits` and `ResourceConfigForPod`.
 *
 * @param requests the pod's total requests
 */
export function podHugePageLimits(pod: PodLike, requests: Totals, minor: number): HugePageLimits {
  return sourceOf(minor)(pod, requests);
}

/** The hugepages in a list. Sizes are compared as numbers; what is no size counts as one of 0 bytes. */
function hugePageLimits(list: Totals | undefined): HugePageLimits {
  const limits: HugePageLimits = new Map();
  for (const name in list) if (isHugePageName(name)) add(limits, pageSizeOf(name), (list[name] as Quantity).value());
  return limits;
}

export function pageSizeOf(name: string): bigint {
  const size = Quantity.tryParse(name.slice('hugepages-'.length));
  return size.ok ? size.value.value() : 0n;
}

function add(limits: HugePageLimits, pageSize: bigint, bytes: bigint): void {
  limits.set(pageSize, BigInt.asIntN(64, (limits.get(pageSize) ?? 0n) + bytes));
}

function ofContainers(pod: PodLike, withInit: boolean): HugePageLimits {
  const limits: HugePageLimits = new Map();
  visitContainers(pod, 'containers', (container) => {
    const own = hugePageLimits(readList(requirementsOf(container, 'requests'), 'resources.requests'));
    for (const [pageSize, bytes] of own) add(limits, pageSize, bytes);
  });
  if (!withInit) return limits;
  visitContainers(pod, 'initContainers', (container) => {
    const own = hugePageLimits(readList(requirementsOf(container, 'requests'), 'resources.requests'));
    for (const [pageSize, bytes] of own) {
      const before = limits.get(pageSize);
      if (before === undefined || bytes > before) limits.set(pageSize, bytes);
    }
  });
  return limits;
}
