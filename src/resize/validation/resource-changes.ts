import type { ResourceRequirementsLike } from '../../core/index.ts';
import type { Opt } from '../../core/optional.ts';
import { objectsAt } from '../../core/pod-fields.ts';
import { amountOf, type Totals } from '../../core/resource-lists.ts';

/** The two resources that a running pod can get more or less of. */
export const cpuAndMemory: readonly string[] = ['cpu', 'memory'];

/** Whether a resource that was there no longer is. Upstream: `resourcesRemoved`. */
export function resourcesRemoved(list: Totals, before: Totals): boolean {
  return Object.keys(before).some((name) => !Object.hasOwn(list, name));
}

/** Whether two lists hold the same amounts of all but some resources, whatever their spelling. */
export function sameLists(list: Totals, before: Totals, ignored: readonly string[]): boolean {
  return Object.keys({ ...list, ...before }).every((name) => {
    const [amount, old] = [amountOf(list, name), amountOf(before, name)];
    return ignored.includes(name) || (amount !== undefined && old !== undefined && amount.equals(old));
  });
}

/** The claims that resources name, as a text that tells them apart. */
export function claimsOf({ resources }: { readonly resources?: Opt<ResourceRequirementsLike> }): string {
  return objectsAt(resources?.claims, 'resources.claims')
    .map(({ name, request }) => JSON.stringify([name, request ?? '']))
    .join();
}
