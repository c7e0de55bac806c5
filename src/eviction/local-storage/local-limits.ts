import { amountIn, atPath, quantityAt } from '../../core/at-path.ts';
import type { IntegerLike, Opt, PodLike, PodStatsLike, VolumeLike } from '../../core/index.ts';
import { isRestartableInitContainer, objectAt, requirementsOf, specOf, textAt, visitContainers, visitEach } from '../../core/pod-fields.ts';
import type { ContainerSection } from '../../core/pod-fields.ts';
import { isSizingError, SizingError } from '../../errors.ts';
import type { Quantity } from '../../quantity/index.ts';
import { podLimitOf } from '../../resources/totals/one-resource.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { isLocalEphemeral } from '../../volumes/local-ephemeral.ts';
import { exactQuantity, fsUsage, podDiskUsage, statOf } from '../ranking/pod-usage.ts';
import { addExact, int64Of } from '../../core/int64.ts';

/** A limit of local storage: of a volume, of the pod, or of a container. */
export interface LocalLimit {
  readonly kind: 'volume' | 'pod' | 'container';
  /** The name of the volume or container. */
  readonly name?: string;
  readonly limit: Quantity;
  /** How much of it is used; absent without statistics. */
  readonly usage?: Quantity;
}

/** What is known of a pod beside its manifest. */
export interface LocalUse {
  readonly stats: PodStatsLike | undefined;
  readonly dedicatedImageFs?: Opt<boolean>;
}

const storage = 'ephemeral-storage';

/** The limits of a pod in the order in which the kubelet looks at them. Upstream: `localStorageEviction`. */
export function localLimits(pod: PodLike, use: LocalUse, release: Release): LocalLimit[] {
  return [...volumeLimits(pod, use, release), ...podLimit(pod, use, release), ...containerLimits(pod, use, release)];
}

/**
 * The limits of volumes, in the order of the pod. The last of two statistics with one name counts.
 *
 * @throws {SizingError} `UpstreamPanics` where the statistic of any volume does not say what is used
 */
function volumeLimits(pod: PodLike, { stats }: LocalUse, { minor, gate }: Release): LocalLimit[] {
  const used = new Map<string, IntegerLike>();
  visitEach(stats?.volume, 'volume', ({ name, usedBytes }) => {
    const bytes = int64Of(usedBytes, 'usedBytes');
    if (bytes === undefined)
      throw new SizingError('UpstreamPanics', 'got no statistic, which the kubelet reads without looking', { path: 'usedBytes' });
    used.set(name ?? '', bytes);
  });
  const resizable = gate('InPlacePodVerticalScalingMemoryBackedVolumes');
  const limits: LocalLimit[] = [];
  visitEach(specOf(pod)?.volumes, 'spec.volumes', ({ name, emptyDir }) => {
    const source = objectAt(emptyDir, 'emptyDir');
    const size = source?.sizeLimit;
    if (size === undefined || size === null || (resizable && source?.medium === 'Memory')) return;
    const limit = quantityAt(size, 'emptyDir.sizeLimit', minor);
    const named = textAt(name, 'name');
    if (limit.sign() === 1) limits.push(withUsage({ kind: 'volume', name: named, limit }, used.get(named), minor));
  });
  return limits;
}

function withUsage(limit: LocalLimit, used: IntegerLike | undefined, minor: number): LocalLimit {
  return used === undefined ? limit : { ...limit, usage: exactQuantity(used, 'BinarySI', minor) };
}

/** The pod's limit, also one of 0. */
function podLimit(pod: PodLike, use: LocalUse, release: Release): LocalLimit[] {
  const limit = limitInSpec(pod, release);
  const { minor } = release;
  return limit === undefined ? [] : [withUsage({ kind: 'pod', limit }, podUsage(minor)(pod, use, minor), minor)];
}

/** A sum that cannot be written out is the pod's fault, though no container is to blame. */
function limitInSpec(pod: PodLike, release: Release): Quantity | undefined {
  try {
    return podLimitOf(pod, storage, release);
  } catch (error) {
    throw isSizingError(error) && error.path === undefined ? atPath(error, 'spec') : error;
  }
}

/** What counts as used by a pod: what its statistics add up to, or one number of theirs. */
const podUsage = /* @__PURE__ */ since<(pod: PodLike, use: LocalUse, minor: number) => IntegerLike | undefined>({
  '1.15': (pod, { stats, dedicatedImageFs }, minor) => {
    const parts = dedicatedImageFs === true ? (['logs', 'localVolumeSource'] as const) : (['root', 'logs', 'localVolumeSource'] as const);
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

/** The limits of containers, in the order of the statistics; those without any at the end. A limit of 0 does not count. */
function containerLimits(pod: PodLike, { stats, dedicatedImageFs }: LocalUse, { minor }: Release): LocalLimit[] {
  const limits = new Map<string, Quantity>();
  for (const section of limitedSections(minor)) {
    visitContainers(pod, section, (container) => {
      if (section === 'initContainers' && !isRestartableInitContainer(container)) return;
      const limit = amountIn(requirementsOf(container, 'limits'), storage, 'resources.limits', minor);
      if (limit !== undefined && limit.value() !== 0n) limits.set(textAt(container.name, 'name'), limit);
    });
  }
  if (limits.size === 0) return [];
  const found: LocalLimit[] = [];
  const measured = new Set<string>();
  visitEach(stats?.containers, 'containers', (container) => {
    const name = textAt(container.name, 'name');
    const limit = limits.get(name);
    if (limit === undefined) return;
    measured.add(name);
    const logs = fsUsage(container, 'logs', storage);
    const used = dedicatedImageFs === true ? logs : addExact(logs, fsUsage(container, 'rootfs', storage));
    found.push(withUsage({ kind: 'container', name, limit }, used, minor));
  });
  for (const [name, limit] of limits) if (!measured.has(name)) found.push({ kind: 'container', name, limit });
  return found;
}

/** Whether more is used than allowed. */
export function isExceeded({ usage, limit }: LocalLimit): boolean {
  return usage !== undefined && usage.cmp(limit) > 0;
}
