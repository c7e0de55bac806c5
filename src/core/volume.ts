import type { QuantityLike } from '../quantity/index.ts';
import type { Opt } from './optional.ts';
import type { ResourceRequirementsLike } from './resources.ts';

/** A directory that lives as long as its pod. Upstream: `k8s.io/api/core/v1`, `EmptyDirVolumeSource`. */
export interface EmptyDirLike {
  /** `''` is the node's disk, `'Memory'` a tmpfs, `'HugePages'` or `'HugePages-<size>'` a hugetlbfs. */
  readonly medium?: Opt<string>;
  readonly sizeLimit?: Opt<QuantityLike>;
  /** Permission bits of the directory, 1.37 and later. */
  readonly mode?: Opt<number>;
}

/** A volume with a claim of its own, made from a template. Upstream: `k8s.io/api/core/v1`, `EphemeralVolumeSource`, 1.19 and later. */
export interface EphemeralLike {
  readonly volumeClaimTemplate?: Opt<{ readonly spec?: Opt<{ readonly resources?: Opt<ResourceRequirementsLike> }> }>;
}

/** The source of a volume; only the kinds that bear on sizing are named. Upstream: `k8s.io/api/core/v1`, `VolumeSource`. */
export interface VolumeSourceLike {
  readonly emptyDir?: Opt<EmptyDirLike>;
  readonly gitRepo?: Opt<object>;
  readonly configMap?: Opt<object>;
  readonly downwardAPI?: Opt<object>;
  readonly hostPath?: Opt<object>;
  readonly ephemeral?: Opt<EphemeralLike>;
}

/** A volume of a pod. Upstream: `k8s.io/api/core/v1`, `Volume`. */
export interface VolumeLike extends VolumeSourceLike {
  readonly name: string;
}
