import type { Opt } from './optional.ts';
import type { ConditionLike, ObjectMetaLike } from './pod.ts';
import type { ResourceListLike } from './resources.ts';

/** What a node has and gives to pods. Upstream: `k8s.io/api/core/v1`, `NodeStatus`. */
export interface NodeStatusLike {
  readonly capacity?: Opt<ResourceListLike>;
  readonly allocatable?: Opt<ResourceListLike>;
  readonly conditions?: Opt<readonly ConditionLike[]>;
  readonly nodeInfo?: Opt<{ readonly kubeletVersion?: Opt<string>; readonly operatingSystem?: Opt<string> }>;
}

/** A node, as any client holds it. Upstream: `k8s.io/api/core/v1`, `Node`. */
export interface NodeLike {
  readonly metadata?: Opt<ObjectMetaLike>;
  readonly status?: Opt<NodeStatusLike>;
}
