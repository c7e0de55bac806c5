/** Upstream `ResourceHugePagesPrefix`: what stands in front of the page size in the name of a hugepage resource. */
const resourceHugePagesPrefix = 'hugepages-';

/** Whether a resource is hugepages of some size. */
export function isHugePageResourceName(name: string): boolean {
  return name.startsWith(resourceHugePagesPrefix);
}

const qualifiedName =
  /^((?=.{1,253}\/)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?(?=.{1,63}$)([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;

/**
 * Whether a name is at most 63 letters, digits, `-`, `_` and `.`, with a DNS subdomain and a slash before it or not.
 *
 * Upstream: `apimachinery/pkg/util/validation`, `IsQualifiedName`, every supported minor.
 */
export function isQualifiedName(name: string): boolean {
  return qualifiedName.test(name);
}

/** What Kubernetes itself calls its own, such as `kubernetes.io/batch-cpu`. */
function isPrefixedNativeResource(name: string): boolean {
  return name.includes('kubernetes.io/');
}

/** Whether a resource is one of Kubernetes itself, such as `cpu` or `kubernetes.io/batch-cpu`. */
export function isNativeResource(name: string): boolean {
  return !name.includes('/') || isPrefixedNativeResource(name);
}

/**
 * Whether a resource is one that somebody added to a node, such as `nvidia.com/gpu`.
 *
 * Upstream: `pkg/apis/core/v1/helper/helpers.go`, `IsExtendedResourceName`, every supported minor.
 */
export function isExtendedResourceName(name: string): boolean {
  return !isNativeResource(name) && !name.startsWith('requests.') && isQualifiedName(`requests.${name}`);
}

/**
 * Whether the scheduler counts a resource beside cpu, memory and ephemeral-storage.
 *
 * Upstream: `pkg/scheduler/util`, `IsScalarResourceName`, since 1.20; `pkg/apis/core/v1/helper` before.
 */
export function isScalarResourceName(name: string): boolean {
  return (
    isHugePageResourceName(name) || isPrefixedNativeResource(name) || name.startsWith('attachable-volumes-') || isExtendedResourceName(name)
  );
}
