import type { QuantityLike } from '../quantity/index.ts';
import type { IntegerLike, Opt, TimeLike } from './optional.ts';
import type { ResourceListLike, ResourceRequirementsLike } from './resources.ts';
import type { VolumeLike } from './volume.ts';

/** Name, namespace, uid, labels and annotations. Upstream: `apimachinery/pkg/apis/meta/v1`, `ObjectMeta`. */
export interface ObjectMetaLike {
  readonly name?: Opt<string>;
  readonly namespace?: Opt<string>;
  readonly uid?: Opt<string>;
  readonly creationTimestamp?: Opt<TimeLike>;
  readonly deletionTimestamp?: Opt<TimeLike>;
  readonly deletionGracePeriodSeconds?: Opt<IntegerLike>;
  readonly labels?: Opt<{ readonly [key: string]: string }>;
  readonly annotations?: Opt<{ readonly [key: string]: string }>;
}

/** Whether a resize of a resource restarts the container. Upstream: `k8s.io/api/core/v1`, `ContainerResizePolicy`. */
export interface ResizePolicyLike {
  readonly resourceName: string;
  readonly restartPolicy?: Opt<string>;
}

/** Where a container mounts a volume. Upstream: `k8s.io/api/core/v1`, `VolumeMount`. */
export interface VolumeMountLike {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: Opt<string>;
  readonly readOnly?: Opt<boolean>;
}

/** A container or init container. Upstream: `k8s.io/api/core/v1`, `Container`. */
export interface ContainerLike {
  readonly name: string;
  readonly image?: Opt<string>;
  readonly resources?: Opt<ResourceRequirementsLike>;
  /** `"Always"` on an init container makes it a sidecar. */
  readonly restartPolicy?: Opt<string>;
  readonly resizePolicy?: Opt<readonly ResizePolicyLike[]>;
  readonly volumeMounts?: Opt<readonly VolumeMountLike[]>;
}

/** What a pod tolerates. Upstream: `k8s.io/api/core/v1`, `Toleration`. */
export interface TolerationLike {
  readonly key?: Opt<string>;
  readonly operator?: Opt<string>;
  readonly value?: Opt<string>;
  readonly effect?: Opt<string>;
}

/** Which pods a pod wants beside it, or not. Upstream: `k8s.io/api/core/v1`, `PodAffinityTerm`. */
export interface PodAffinityTermLike {
  readonly topologyKey?: Opt<string>;
  readonly labelSelector?: Opt<object>;
  readonly namespaces?: Opt<readonly string[]>;
  readonly namespaceSelector?: Opt<object>;
}

/** What a pod wants beside it, or not. Upstream: `k8s.io/api/core/v1`, `PodAffinity` and `PodAntiAffinity`. */
export interface PodAffinityLike {
  readonly requiredDuringSchedulingIgnoredDuringExecution?: Opt<readonly PodAffinityTermLike[]>;
  readonly preferredDuringSchedulingIgnoredDuringExecution?: Opt<
    readonly { readonly weight?: Opt<number>; readonly podAffinityTerm?: Opt<PodAffinityTermLike> }[]
  >;
}

/** Where a pod wants to run. Upstream: `k8s.io/api/core/v1`, `Affinity`. */
export interface AffinityLike {
  readonly nodeAffinity?: Opt<object>;
  readonly podAffinity?: Opt<PodAffinityLike>;
  readonly podAntiAffinity?: Opt<PodAffinityLike>;
}

/** The wish of a pod, as far as it bears on sizing. Upstream: `k8s.io/api/core/v1`, `PodSpec`. */
export interface PodSpecLike {
  readonly containers: Opt<readonly ContainerLike[]>;
  readonly initContainers?: Opt<readonly ContainerLike[]>;
  /** They have no resources. */
  readonly ephemeralContainers?: Opt<readonly ContainerLike[]>;
  readonly overhead?: Opt<ResourceListLike>;
  readonly resources?: Opt<ResourceRequirementsLike>;
  readonly volumes?: Opt<readonly VolumeLike[]>;
  readonly priority?: Opt<number>;
  readonly priorityClassName?: Opt<string>;
  readonly tolerations?: Opt<readonly TolerationLike[]>;
  readonly affinity?: Opt<AffinityLike>;
  /** The claims to devices that containers may name. */
  readonly resourceClaims?: Opt<readonly { readonly name: string }[]>;
  readonly terminationGracePeriodSeconds?: Opt<IntegerLike>;
  readonly activeDeadlineSeconds?: Opt<IntegerLike>;
  readonly restartPolicy?: Opt<string>;
  readonly runtimeClassName?: Opt<string>;
  readonly nodeName?: Opt<string>;
  readonly hostIPC?: Opt<boolean>;
  readonly hostUsers?: Opt<boolean>;
  readonly os?: Opt<{ readonly name: string }>;
}

/** What the kubelet reports of a container. Upstream: `k8s.io/api/core/v1`, `ContainerStatus`. */
export interface ContainerStatusLike {
  readonly name: string;
  readonly resources?: Opt<ResourceRequirementsLike>;
  readonly allocatedResources?: Opt<ResourceListLike>;
  readonly restartCount?: Opt<number>;
  readonly state?: Opt<{ readonly running?: Opt<object>; readonly waiting?: Opt<object>; readonly terminated?: Opt<object> }>;
}

/** A condition of a pod or node. Upstream: `k8s.io/api/core/v1`, `PodCondition` and `NodeCondition`. */
export interface ConditionLike {
  readonly type: string;
  readonly status: string;
  readonly reason?: Opt<string>;
  readonly message?: Opt<string>;
  readonly lastTransitionTime?: Opt<TimeLike>;
}

/**
 * A claim of dynamically allocated devices that takes node-allocatable resources. The fields of 1.36 (`resources`) and of 1.37 (`mapping`,
 * `overhead`) are both known.
 *
 * Upstream: `k8s.io/api/core/v1`, `NodeAllocatableResourceClaimStatus`, 1.36 and later.
 */
export interface NodeAllocatableResourceClaimStatusLike {
  readonly resourceClaimName?: Opt<string>;
  readonly containers?: Opt<readonly string[]>;
  readonly resources?: Opt<ResourceListLike>;
  readonly mapping?: Opt<readonly { readonly name: string; readonly quantity?: Opt<QuantityLike> }[]>;
  readonly overhead?: Opt<
    readonly { readonly name: string; readonly perPod?: Opt<QuantityLike>; readonly perContainer?: Opt<QuantityLike> }[]
  >;
}

/** What the cluster reports of a pod, as far as it bears on sizing. Upstream: `k8s.io/api/core/v1`, `PodStatus`. */
export interface PodStatusLike {
  readonly phase?: Opt<string>;
  readonly qosClass?: Opt<string>;
  /** Deprecated since 1.33, replaced by the conditions PodResizePending and PodResizeInProgress. */
  readonly resize?: Opt<string>;
  readonly reason?: Opt<string>;
  readonly startTime?: Opt<TimeLike>;
  readonly conditions?: Opt<readonly ConditionLike[]>;
  readonly containerStatuses?: Opt<readonly ContainerStatusLike[]>;
  readonly initContainerStatuses?: Opt<readonly ContainerStatusLike[]>;
  readonly allocatedResources?: Opt<ResourceListLike>;
  readonly resources?: Opt<ResourceRequirementsLike>;
  readonly nodeAllocatableResourceClaimStatuses?: Opt<readonly NodeAllocatableResourceClaimStatusLike[]>;
}

/**
 * A pod, as any client holds it. Absent or null `metadata`, `spec`, `containers` and `status` are empty.
 *
 * Upstream: `k8s.io/api/core/v1`, `Pod`.
 */
export interface PodLike {
  readonly metadata?: Opt<ObjectMetaLike>;
  readonly spec?: Opt<PodSpecLike>;
  readonly status?: Opt<PodStatusLike>;
}
