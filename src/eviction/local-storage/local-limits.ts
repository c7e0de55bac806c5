import { amountIn, quantityAt } from '../../core/at-path.ts';
import type { IntegerLike, PodLike, PodStatsLike, VolumeLike } from '../../core/index.ts';
import { isSidecar, objectAt, requirementsOf, specOf, visitContainers, type ContainerSection, textAt } from '../../core/pod-fields.ts';
import { SizingError } from '../../errors.ts';
import type { Quantity } from '../../quantity/index.ts';
import { podLimitOf } from '../../resources/totals/one-resource.ts';
import { since } from '../../version/since.ts';
import { isLocalEphemeral } from '../../volumes/local-ephemeral.ts';
import { exactQuantity, fsUsage, podDiskUsage, statOf, visitEach } from '../ranking/pod-usage.ts';
import type { Rules } from '../ranking/pod-use.ts';
import { addExact, int64Of } from '../../core/int64.ts';

/** A limit of local storage: of a volume, of the pod, or of a container. No upstream counterpart. */
export interface LocalLimit {
  readonly kind: 'volume' | 'pod' | 'container';
  /** The name of the volume or container. */
  readonly name?: string;
  readonly limit: Quantity;
  /** What of it is used; absent where there are no statistics. */
  readonly usage?: Quantity;
}

/** What is known of a pod beside the pod. */
export interface LocalUse {
  readonly stats: PodStatsLike | undefined;
  readonly dedicatedImageFs: boolean;
}

const storage = 'ephemeral-storage';

/** The limits of a pod in the order in which the kubelet looks at them. Upstream: `localStorageEviction`. */
export function localLimits(pod: PodLike, use: LocalUse, rules: Rules): LocalLimit[] {
  return [...volumeLimits(pod, use, rules), ...podLimit(pod, use, rules), ...containerLimits(pod, use, rules)];
}

/**
 * The volumes whose size is limited, by their order in the pod. Of two statistics of one name the last counts.
 *
 * @throws {SizingError} `UpstreamPanics` where a statistic of a volume, whichever, does not say what is used
 */
function volumeLimits(pod: PodLike, { stats }: LocalUse, { gate }: Rules): LocalLimit[] {
  const used = new Map<string, IntegerLike>();
  visitEach(stats?.volume, 'volume', ({ name, usedBytes }) => {
    const bytes = int64Of(usedBytes, 'usedBytes');
    if (bytes === undefined) throw new SizingError('UpstreamPanics', 'the kubelet reads it without looking', { path: 'usedBytes' });
    used.set(name ?? '', bytes);
  });
  const resizable = gate('InPlacePodVerticalScalingMemoryBackedVolumes');
  const limits: LocalLimit[] = [];
  visitEach(specOf(pod)?.volumes, 'spec.volumes', ({ name, emptyDir }) => {
    const source = objectAt(emptyDir, 'emptyDir');
    const size = source?.sizeLimit;
    if (size === undefined || size === null || (resizable && source?.medium === 'Memory')) return;
    const limit = quantityAt(size, 'emptyDir.sizeLimit');
    if (limit.sign() === 1) limits.push(withUsage({ kind: 'volume', name: textAt(name, 'name'), limit }, used.get(textAt(name, 'name'))));
  });
  return limits;
}

function withUsage(limit: LocalLimit, used: IntegerLike | undefined): LocalLimit {
  return used === undefined ? limit : { ...limit, usage: exactQuantity(used, 'BinarySI') };
}

/** The pod's limit, also one of 0. */
function podLimit(pod: PodLike, use: LocalUse, rules: Rules): LocalLimit[] {
  const { minor } = rules;
  const limit = podLimitOf(pod, storage, rules);
  return limit === undefined ? [] : [withUsage({ kind: 'pod', limit }, podUsage(minor)(pod, use, minor))];
}

/** What counts as used by a pod: what its statistics add up to, or one number of theirs. */
const podUsage = /* @__PURE__ */ since<(pod: PodLike, use: LocalUse, minor: number) => IntegerLike | undefined>({
  '1.15': (pod, { stats, dedicatedImageFs }, minor) => {
    const parts = dedicatedImageFs ? (['logs', 'localVolumeSource'] as const) : (['root', 'logs', 'localVolumeSource'] as const);
    const counts = (volume: VolumeLike): boolean => isLocalEphemeral(volume, minor);
    return stats === undefined ? undefined : podDiskUsage(pod, stats, { parts, resource: storage, counts });
  },
  '1.21': (_pod, { stats }) => (stats === undefined ? undefined : (statOf(stats, storage, 'usedBytes') ?? 0)),
});

/** Which containers' limits count. */
const limitedSections = /* @__PURE__ */ since<readonly ContainerSection[]>({
  '1.15': ['containers'],
  '1.37': ['containers', 'initContainers'],
});

/** The containers that are limited, by the order of the statistics; those without any at the end. A limit of 0 is none. */
function containerLimits(pod: PodLike, { stats, dedicatedImageFs }: LocalUse, { minor }: Rules): LocalLimit[] {
  const limits = new Map<string, Quantity>();
  for (const section of limitedSections(minor)) {
    visitContainers(pod, section, (container) => {
      if (section === 'initContainers' && !isSidecar(container)) return;
      const limit = amountIn(requirementsOf(container, 'limits'), storage, 'resources.limits');
      if (limit !== undefined && limit.value() !== 0n) limits.set(textAt(container.name, 'name'), limit);
    });
  }
  if (limits.size === 0) return [];
  const found: LocalLimit[] = [];
  visitEach(stats?.containers, 'containers', (container) => {
    const name = textAt(container.name, 'name');
    const limit = limits.get(name);
    if (limit === undefined) return;
    const used = fsUsage(container, 'logs', storage);
    found.push(
      withUsage({ kind: 'container', name, limit }, dedicatedImageFs ? used : addExact(used, fsUsage(container, 'rootfs', storage))),
    );
  });
  for (const [name, limit] of limits) if (!found.some((one) => one.name === name)) found.push({ kind: 'container', name, limit });
  return found;
}

/** Whether more is used than allowed. */
export function isExceeded({ usage, limit }: LocalLimit): boolean {
  return usage !== undefined && usage.cmp(limit) > 0;
}
