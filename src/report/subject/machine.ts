import { hugePageUnitSizeFromByteSize } from '../../cgroup/cgroup-files.ts';
import { pageSizeOf } from '../../cgroup/pod/hugepage-limits.ts';
import { operatingSystemOf } from '../../cgroup/pod/settings.ts';
import { amountIn } from '../../core/at-path.ts';
import type { NodeLike, PodLike } from '../../core/index.ts';
import { nodeStatusOf, objectAt, specOf } from '../../core/pod-fields.ts';
import { isHugePageResourceName } from '../../core/resource-names.ts';
import { SizingError } from '../../errors.ts';
import type { Quantity } from '../../quantity/index.ts';

/** What a report knows of the machine. */
export interface Machine {
  /** The memory that the node can give to pods. */
  readonly allocatable: Quantity;
  /** Its RAM. */
  readonly memory: Quantity;
  /** Such as `2MB`. */
  readonly hugePageSizes: readonly string[];
}

/** The memory of a node; `undefined` without a node. */
export function machineOf(node: NodeLike | undefined, minor: number): Machine | undefined {
  if (node === undefined) return undefined;
  const status = nodeStatusOf(node, 'node');
  const allocatable = amountIn(objectAt(status?.allocatable, 'node.status.allocatable'), 'memory', 'node.status.allocatable', minor);
  const capacity = objectAt(status?.capacity, 'node.status.capacity');
  const memory = amountIn(capacity, 'memory', 'node.status.capacity', minor);
  if (allocatable === undefined)
    throw new SizingError('MissingField', 'the node does not say how much memory it can give to pods', {
      path: 'node.status.allocatable.memory',
    });
  const pages = Object.keys(capacity ?? {}).filter(isHugePageResourceName);
  return {
    allocatable,
    memory: memory ?? allocatable,
    hugePageSizes: pages.flatMap((name) => hugePageUnitSizeFromByteSize(pageSizeOf(name, minor)) ?? []),
  };
}

/** The operating system: as asked for, or of the node, or of the pod, or Linux. One that Kubernetes does not know has no cgroups either. */
export function osOf(pod: PodLike, node: NodeLike | undefined, asked: string | undefined): 'linux' | 'windows' {
  if (asked !== undefined) return operatingSystemOf(asked);
  const found = node?.status?.nodeInfo?.operatingSystem ?? specOf(pod)?.os?.name ?? 'linux';
  return found === 'linux' ? 'linux' : 'windows';
}
