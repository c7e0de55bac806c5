import type { Opt } from '../../core/index.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { flagAt, objectOf } from '../../core/checks.ts';
import type { Signal } from './signals.ts';
import { isHardEvictionThreshold, signalAt, type Threshold } from './thresholds.ts';

/** Where images and the containers' writable layers live, as the kubelet finds it. */
export interface ImageFilesystems {
  /** Whether images have another filesystem than the kubelet. Upstream: `HasDedicatedImageFs`. */
  readonly dedicatedImageFs?: Opt<boolean>;
  /** Whether writable layers live apart from images, on the kubelet's filesystem. Upstream: `HasDedicatedContainerFs`, 1.29 and later. */
  readonly splitContainerImageFs?: Opt<boolean>;
}

/** The filesystems that stand at a place, their flags checked. */
export function filesystemsAt(filesystems: ImageFilesystems, path: string): ImageFilesystems {
  const { dedicatedImageFs, splitContainerImageFs } = objectOf(filesystems, path);
  return {
    dedicatedImageFs: flagAt(dedicatedImageFs, `${path}.dedicatedImageFs`),
    splitContainerImageFs: flagAt(splitContainerImageFs, `${path}.splitContainerImageFs`),
  };
}

/** What {@link updateContainerFsThresholds} returns. */
export interface ContainerFsThresholds {
  readonly thresholds: readonly Threshold[];
  /** Upstream's complaint about the last `containerfs` threshold of the user, as users cannot set any; otherwise empty. */
  readonly errors: readonly string[];
}

/** Whether the kubelet sets thresholds for the container filesystem. */
const makesThresholds = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

interface Pair {
  readonly signal: 'containerfs.available' | 'containerfs.inodesFree';
  readonly hard: boolean;
}

/** The four thresholds in the order in which upstream writes or appends them. */
const pairs: readonly Pair[] = [
  { signal: 'containerfs.available', hard: true },
  { signal: 'containerfs.available', hard: false },
  { signal: 'containerfs.inodesFree', hard: true },
  { signal: 'containerfs.inodesFree', hard: false },
];

/**
 * The thresholds with those for the container filesystem, which the kubelet always sets itself.
 *
 * It copies, each hard and soft, for bytes and for inodes, the thresholds of the filesystem that the writable layers live on: those of
 * `imagefs` with a dedicated image filesystem that is not split, else those of `nodefs`. A threshold of the user is overwritten in its place;
 * the others are appended. Where there is nothing to copy, the new threshold has an empty operator and is never met. A split container
 * filesystem without a dedicated image filesystem changes nothing. The last of several sources of one kind counts, and the last
 * of several thresholds of the user is overwritten.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `UpdateContainerFsThresholds`, since 1.29; before, thresholds stay as they are.
 *
 * @param thresholds as `parseThresholdConfig` returns them
 * @throws {SizingError} `InvalidInput` for thresholds that are not a list of objects
 * @example
 * const before = parseThresholdConfig({ evictionHard: { 'nodefs.available': '10%' } });
 * const { thresholds } = updateContainerFsThresholds(before, {});
 * thresholds.length // => 5
 * thresholds[1] // => { signal: 'containerfs.available', operator: 'LessThan', value: { percentage: 0.10000000149011612 } }
 * thresholds[2] // => { signal: 'containerfs.available', operator: '', value: { percentage: 0 } }
 */
export function updateContainerFsThresholds(
  thresholds: readonly Threshold[],
  filesystems: ImageFilesystems,
  options?: VersionOptions,
): ContainerFsThresholds {
  const given = objectsAt(thresholds, 'thresholds');
  for (const [i, threshold] of given.entries()) signalAt(threshold, `thresholds[${i}]`);
  return withContainerFsThresholds(given, filesystemsAt(filesystems, 'filesystems'), minorOf(options));
}

/** As {@link updateContainerFsThresholds}. */
export function withContainerFsThresholds(
  given: readonly Threshold[],
  { dedicatedImageFs, splitContainerImageFs }: ImageFilesystems,
  minor: number,
): ContainerFsThresholds {
  if (!makesThresholds(minor)) return { thresholds: given, errors: [] };
  const [image, split] = [dedicatedImageFs === true, splitContainerImageFs === true];
  const own = [...given].reverse().find(({ signal }) => pairs.some((pair) => pair.signal === signal));
  const kind = own !== undefined && isHardEvictionThreshold(own) ? 'hard' : 'soft';
  const errors = own === undefined ? [] : [`found ${own.signal} for ${kind} eviction. ignoring`];
  if (split && !image) return { thresholds: given, errors };
  const filesystem = image && !split ? 'imagefs' : 'nodefs';
  const result = [...given];
  for (const pair of pairs) {
    const at = lastIndex(given, pair);
    const copy = copyFor(pair, given, filesystem);
    if (at === -1) result.push(copy);
    else result[at] = copy;
  }
  return { thresholds: result, errors };
}

function lastIndex(thresholds: readonly Threshold[], { signal, hard }: { readonly signal: Signal; readonly hard: boolean }): number {
  const isOne = (threshold: Threshold): boolean => threshold.signal === signal && isHardEvictionThreshold(threshold) === hard;
  return thresholds.reduce((found, threshold, index) => (isOne(threshold) ? index : found), -1);
}

function copyFor({ signal, hard }: Pair, thresholds: readonly Threshold[], filesystem: 'imagefs' | 'nodefs'): Threshold {
  const source = signal === 'containerfs.available' ? (`${filesystem}.available` as const) : (`${filesystem}.inodesFree` as const);
  const found = thresholds[lastIndex(thresholds, { signal: source, hard })];
  return found === undefined ? { signal, operator: '', value: { percentage: 0 } } : { ...found, signal };
}
