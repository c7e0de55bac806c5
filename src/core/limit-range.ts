import type { Opt } from './optional.ts';
import type { ObjectMetaLike } from './pod.ts';
import type { ResourceListLike } from './resources.ts';

/**
 * What a namespace demands of every container, pod or claim. Some clients write `_default`, because `default` is a word of their language.
 *
 * Upstream: `k8s.io/api/core/v1`, `LimitRangeItem`.
 */
export interface LimitRangeItemLike {
  /** `'Container'`, `'Pod'` or `'PersistentVolumeClaim'`. */
  readonly type: string;
  readonly min?: Opt<ResourceListLike>;
  readonly max?: Opt<ResourceListLike>;
  readonly default?: Opt<ResourceListLike>;
  readonly _default?: Opt<ResourceListLike>;
  readonly defaultRequest?: Opt<ResourceListLike>;
  readonly maxLimitRequestRatio?: Opt<ResourceListLike>;
}

/** Limits of a namespace. Upstream: `k8s.io/api/core/v1`, `LimitRange`. */
export interface LimitRangeLike {
  readonly metadata?: Opt<ObjectMetaLike>;
  readonly spec?: Opt<{ readonly limits: Opt<readonly LimitRangeItemLike[]> }>;
}
