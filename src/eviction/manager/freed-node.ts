import type { IntegerLike, NodeStatsLike, Opt, PodLike, PodStatsLike } from '../../core/index.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { isLocalEphemeral } from '../../volumes/local-ephemeral.ts';
import { memoryUsage, podDiskUsage, processUsage, type DiskResource } from '../ranking/pod-usage.ts';
import { partsOn, type Layout } from '../ranking/signal-measures.ts';
import { addInt64, signedInt64Of } from '../../core/int64.ts';

/** A pod that is gone, with its statistics. */
export interface GonePod {
  readonly pod: PodLike;
  readonly stats: PodStatsLike;
}

/** How a pod's use becomes free again. */
export interface Freeing {
  /** How much of it, 0 to 1. */
  readonly fraction: number;
  readonly layout: Layout;
  readonly minor: number;
  /** When the node is measured again, in milliseconds since the epoch. */
  readonly now: number;
}

type Filesystem = 'nodefs' | 'imagefs' | 'containerfs';

/** The statistics of a node after pods are gone: what they used is available again, on the filesystem that it lay on. */
export function freedNode(node: NodeStatsLike, gone: readonly GonePod[], freeing: Freeing): NodeStatsLike {
  const freed = (use: (pod: GonePod) => IntegerLike): number =>
    gone.reduce((sum, one) => sum + Math.floor(Number(use(one)) * freeing.fraction), 0);
  const [memory, processes] = [freed(({ stats }) => memoryUsage(stats)), freed(({ stats }) => processUsage(stats))];
  const ofMemory = { availableBytes: memory, workingSetBytes: -memory, usageBytes: -memory };
  const ofFs = (filesystem: Filesystem): Changes => {
    const of = (resource: DiskResource): number => freed((one) => useOn(filesystem, one, resource, freeing));
    const [bytes, inodes] = [of('ephemeral-storage'), of('inodes')];
    return { availableBytes: bytes, usedBytes: -bytes, inodesFree: inodes, inodesUsed: -inodes };
  };
  const { now } = freeing;
  const { runtime } = node;
  return {
    ...node,
    memory: changed(node.memory, ofMemory, now),
    systemContainers: objectsAt(node.systemContainers, 'node.systemContainers').map((container) => ({
      ...container,
      memory: changed(container.memory, ofMemory, now),
    })),
    fs: changed(node.fs, ofFs('nodefs'), now),
    runtime: runtime && {
      imageFs: changed(runtime.imageFs, ofFs('imagefs'), now),
      containerFs: changed(runtime.containerFs, ofFs('containerfs'), now),
    },
    rlimit: changed(node.rlimit, { curproc: -processes }, now),
  };
}

/** What a pod keeps on a filesystem. What a hostPath holds stays on the node. */
function useOn(filesystem: Filesystem, { pod, stats }: GonePod, resource: DiskResource, { layout, minor }: Freeing): IntegerLike {
  const on = filesystem === 'containerfs' ? (layout === 'dedicated' ? 'imagefs' : 'nodefs') : filesystem;
  return podDiskUsage(pod, stats, { parts: partsOn[layout][on], resource, counts: (volume) => isLocalEphemeral(volume, minor) });
}

/** By how much each field changes. */
type Changes = Readonly<Record<string, number>>;

/** Statistics with their numbers changed, none below 0 by that; a time that was there is that of the next measurement. */
function changed<T extends object>(stats: Opt<T>, changes: Changes, now: number): Opt<T> {
  if (stats === undefined || stats === null) return stats;
  const result = { ...stats } as Record<string, unknown>;
  if (result['time'] !== undefined && result['time'] !== null) result['time'] = now;
  for (const [field, by] of Object.entries(changes)) {
    const value = signedInt64Of(result[field] as Opt<IntegerLike>, field);
    if (value !== undefined) result[field] = by < 0 && value < -by ? 0 : addInt64(value, by);
  }
  return result as T;
}
