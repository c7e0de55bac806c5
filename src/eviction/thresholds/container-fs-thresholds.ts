import { objectsAt } from '../../core/pod-fields.ts';
import { minorOf, type VersionOptions } from '../../version/minors.ts';
import { since } from '../../version/since.ts';
import { objectOf } from '../../core/checks.ts';
import type { Signal } from './signals.ts';
import { isHard, type Threshold } from './thresholds.ts';

/** Where images and the containers' writable layers live, as the kubelet finds it. No upstream counterpart. */
export interface ImageFilesystems {
  /** Whether the runtime's image filesystem is another one than the kubelet's. Upstream: `HasDedicatedImageFs`. */
  readonly dedicatedImageFs?: boolean | undefined;
  /** Whether writable layers live apart from images, on the kubelet's filesystem. Upstream: `HasDedicatedContainerFs`, 1.29 and later. */
  readonly splitContainerImageFs?: boolean | undefined;
}

/** What {@link updateContainerFsThresholds} returns. No upstream counterpart. */
export interface ContainerFsThresholds {
  readonly thresholds: readonly Threshold[];
  /** Upstream's complaint about the last `containerfs` threshold of the user, who cannot set any; otherwise empty. */
  readonly errors: readonly string[];
}

/** Whether the kubelet makes thresholds for the container filesystem. */
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
 * filesystem without a dedicated image filesystem changes nothing. Of several sources of one kind the last counts, and of several
 * thresholds of the user the last is overwritten.
 *
 * Upstream: `pkg/kubelet/eviction/helpers.go`, `UpdateContainerFsThresholds`, since 1.29; before, thresholds stay as they are.
 *
 * @param thresholds as `parseThresholdConfig` returns them
 * @param filesystems where images and writable layers live
 * @param options the version
 * @throws {SizingError} `InvalidInput` for thresholds that are none
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
  const image = objectOf(filesystems, 'filesystems').dedicatedImageFs === true;
  const split = filesystems.splitContainerImageFs === true;
  if (!makesThresholds(minorOf(options))) return { thresholds: given, errors: [] };
  const own = [...given].reverse().find(({ signal }) => pairs.some((pair) => pair.signal === signal));
  const errors = own === undefined ? [] : [`found ${own.signal} for ${isHard(own) ? 'hard' : 'soft'} eviction. ignoring`];
  if (split && !image) return { thresholds: given, errors };
  const filesystem = image && !split ? 'imagefs' : 'nodefs';
  const result = [...given];
  for (const pair of pairs) {
    const at = lastIndex(given, pair.signal, pair.hard);
    const copy = copyFor(pair, given, filesystem);
    if (at === -1) result.push(copy);
    else result[at] = copy;
  }
  return { thresholds: result, errors };
}

function lastIndex(thresholds: readonly Threshold[], signal: Signal, hard: boolean): number {
  return thresholds.reduce((found, threshold, index) => (threshold.signal === signal && isHard(threshold) === hard ? index : found), -1);
}

function copyFor({ signal, hard }: Pair, thresholds: readonly Threshold[], filesystem: 'imagefs' | 'nodefs'): Threshold {
  const source = signal === 'containerfs.available' ? (`${filesystem}.available` as const) : (`${filesystem}.inodesFree` as const);
  const found = thresholds[lastIndex(thresholds, source, hard)];
  return found === undefined ? { signal, operator: '', value: { percentage: 0 } } : { ...found, signal };
}
