import { invalid } from '../../errors.ts';
import { since } from '../../version/since.ts';
import { filesystemsAt, type ImageFilesystems } from '../thresholds/container-fs-thresholds.ts';
import type { FsStatsType } from './pod-usage.ts';
import type { Measure } from './pod-use.ts';
import { validSignal, signalToResource, type Signal } from '../thresholds/signals.ts';

/** Which filesystems a node has: one for all, another one for images and layers, or images apart from layers. */
export type Layout = 'single' | 'dedicated' | 'split';

/** Whether images may live apart from writable layers. */
const knowsSplit = /* @__PURE__ */ since({ '1.15': false, '1.29': true });

/** A split without a dedicated image filesystem is treated as one filesystem. */
export function layoutOf({ dedicatedImageFs, splitContainerImageFs }: ImageFilesystems, minor: number): Layout {
  if (dedicatedImageFs !== true) return 'single';
  return splitContainerImageFs === true && knowsSplit(minor) ? 'split' : 'dedicated';
}

/** The filesystem of a signal. The containers' one is another name for that of the writable layers. */
export function filesystemOf(signal: Signal, layout: Layout): 'nodefs' | 'imagefs' {
  if (signal.startsWith('containerfs')) return layout === 'dedicated' ? 'imagefs' : 'nodefs';
  return signal.startsWith('imagefs') ? 'imagefs' : 'nodefs';
}

/** The parts of a pod's use that lie on a filesystem. */
export const partsOn: { readonly [layout in Layout]: { readonly [filesystem in 'nodefs' | 'imagefs']: readonly FsStatsType[] } } = {
  single: { nodefs: ['root', 'logs', 'localVolumeSource'], imagefs: ['root', 'logs', 'localVolumeSource'] },
  dedicated: { nodefs: ['logs', 'localVolumeSource'], imagefs: ['root'] },
  split: { nodefs: ['root', 'logs', 'localVolumeSource'], imagefs: ['images'] },
};

/**
 * What pods are ranked by for a signal. Upstream: `buildSignalToRankFunc`.
 *
 * @throws {SizingError} `InvalidInput` for a signal that the minor does not have
 */
export function buildSignalToRankFunc(signal: Signal, filesystems: ImageFilesystems, minor: number): Measure {
  const layout = layoutOf(filesystemsAt(filesystems, 'filesystems'), minor);
  if (typeof signal === 'string' && validSignal(signal, minor)) return measureIn(signal, layout);
  throw invalid(`a signal of Kubernetes 1.${minor}`, 'signal', signal);
}

export function measureIn(signal: Signal, layout: Layout): Measure {
  const resource = signalToResource[signal];
  if (resource === 'memory' || resource === 'pids') return resource;
  return { parts: partsOn[layout][filesystemOf(signal, layout)], resource };
}
