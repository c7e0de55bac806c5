import type { Quantity, QuantityLike } from '../quantity/index.ts';
import type { Opt } from './optional.ts';

/**
 * A list of resources as clients hold it: names to amounts, as an index signature or as a named interface without one.
 *
 * Upstream: `k8s.io/api/core/v1`, `ResourceList`.
 */
export type ResourceListLike =
  | { readonly [name: string]: QuantityLike | null | undefined }
  | {
      readonly cpu?: QuantityLike | null | undefined;
      readonly memory?: QuantityLike | null | undefined;
      readonly 'ephemeral-storage'?: QuantityLike | null | undefined;
    };

/** Requests and limits, of a container or of a whole pod. Upstream: `k8s.io/api/core/v1`, `ResourceRequirements`. */
export interface ResourceRequirementsLike {
  readonly limits?: Opt<ResourceListLike>;
  readonly requests?: Opt<ResourceListLike>;
  /** Claims to dynamically allocated devices. */
  readonly claims?: Opt<readonly { readonly name: string; readonly request?: Opt<string> }[]>;
}

/**
 * A list of resources as this library returns it: a plain object of quantities; a resource that is not set is an absent property.
 *
 * Upstream: `k8s.io/api/core/v1`, `ResourceList`.
 */
export interface ResourceList {
  readonly cpu?: Quantity;
  readonly memory?: Quantity;
  readonly 'ephemeral-storage'?: Quantity;
  readonly [name: string]: Quantity | undefined;
}
