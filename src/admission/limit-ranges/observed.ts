import { within } from '../../core/at-path.ts';
import type { PodLike } from '../../core/index.ts';
import { textAt, visitContainers } from '../../core/pod-fields.ts';
import { amountOf, type ResourceLists } from '../../core/resource-lists.ts';
import type { Release } from '../../version/release.ts';
import { since } from '../../version/since.ts';
import { containerLists, podLists } from './limit-range-totals.ts';

/** What the rules of a LimitRange are held against, and what it was before where that counts. */
export interface Observed extends ResourceLists {
  readonly old?: ResourceLists | undefined;
}

/** Whether what an update leaves as it was is not checked again. */
const keepsUnchanged = /* @__PURE__ */ since({ '1.15': false, '1.38': true });

/** The old pod of an update where it counts. */
export function countedOld(old: PodLike | null | undefined, minor: number): PodLike | undefined {
  return keepsUnchanged(minor) ? (old ?? undefined) : undefined;
}

const place = 'options.oldPod';

/** What a pod requests and limits in all. */
export function observedPod(pod: PodLike, old: PodLike | undefined, release: Release): Observed {
  return { ...podLists(pod, release), old: old && within(place, () => podLists(old, release)) };
}

/** What the containers request and limit, each with the container of the same section and name in the old pod; of equal names the first. */
export function observedContainers(pod: PodLike, old: PodLike | undefined, minor: number): readonly Observed[] {
  const lists = containerLists(pod, minor);
  if (old === undefined) return lists;
  const before = new Map<string, ResourceLists>();
  within(place, () => {
    const oldLists = containerLists(old, minor);
    for (const [i, key] of keysOf(old).entries()) if (!before.has(key)) before.set(key, oldLists[i] as ResourceLists);
  });
  return keysOf(pod).map((key, i) => ({ ...(lists[i] as ResourceLists), old: before.get(key) }));
}

function keysOf(pod: PodLike): readonly string[] {
  const keys: string[] = [];
  for (const section of ['containers', 'initContainers'] as const)
    visitContainers(pod, section, ({ name }) => keys.push(`${section} ${textAt(name, 'name')}`));
  return keys;
}

/** Whether request and limit of a resource are what they were. Upstream: `resourceUnchanged`, since 1.38. */
export function isUnchanged(resource: string, { old, ...lists }: Observed): boolean {
  if (old === undefined) return false;
  return (['requests', 'limits'] as const).every((kind) => {
    const [amount, before] = [amountOf(lists[kind], resource), amountOf(old[kind], resource)];
    return amount === undefined || before === undefined ? amount === before : amount.equals(before);
  });
}
