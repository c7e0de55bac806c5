/** Upstream `ResourceHugePagesPrefix`: what stands in front of the page size in the name of a hugepage resource. */
const hugePagesPrefix = 'hugepages-';

/** Whether a resource is hugepages of some size. */
export function isHugePageName(name: string): boolean {
  return name.startsWith(hugePagesPrefix);
}
