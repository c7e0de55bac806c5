import { amountIn, atPath } from '../../core/at-path.ts';
import type { PodLike } from '../../core/index.ts';
import { isRestartableInitContainer, visitContainers, type RequirementsKind } from '../../core/pod-fields.ts';
import { overheadIn, readRequirement } from '../../core/requirements.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { Release } from '../../version/release.ts';
import { knowsSidecars } from './aggregate-containers.ts';
import { isPodLevelResource, podLevelList, podLevelResources } from './pod-level.ts';
import { unlimitedContainer } from './totals.ts';

/** What a pod requests of one resource, without overhead, as `podRequests` of its spec; for many pods, as nothing else is read. */
export function podRequestOf(pod: PodLike, name: string, minor: number): Quantity | undefined {
  const own = podLevelResources(pod, minor) === undefined ? undefined : podLevelAmount(pod, 'requests', name, minor);
  return own ?? containersAmount(pod, 'requests', name, minor);
}

/** What a pod may use of one resource, as `podLimits`. */
export function podLimitOf(pod: PodLike, name: string, { minor, gate }: Release): Quantity | undefined {
  const own = podLevelAmount(pod, 'limits', name, minor);
  const limit = own ?? (unlimitedContainer(pod, name, minor) === undefined ? containersAmount(pod, 'limits', name, minor) : undefined);
  const overhead = gate('PodOverhead') ? overheadIn(pod, name, minor) : undefined;
  return limit === undefined || limit.isZero() ? limit : plus(limit, overhead, `spec.overhead.${name}`);
}

/** What a pod has of its own of one resource. */
export function podLevelAmount(pod: PodLike, kind: RequirementsKind, name: string, minor: number): Quantity | undefined {
  if (!isPodLevelResource(minor)(name)) return undefined;
  const list = podLevelList(pod, kind, minor);
  return list === undefined ? undefined : amountIn(list, name, `spec.resources.${kind}`, minor);
}

/** As `aggregateContainerResourcesByFn` of the spec. */
function containersAmount(pod: PodLike, kind: RequirementsKind, name: string, minor: number): Quantity | undefined {
  const sidecarsRun = knowsSidecars(minor);
  const place = `resources.${kind}.${name}`;
  let sum: Quantity | undefined;
  let sidecars: Quantity | undefined;
  let peak: Quantity | undefined;
  visitContainers(pod, 'containers', (container) => {
    sum = plus(sum, readRequirement(container, kind, name, minor), place);
  });
  visitContainers(pod, 'initContainers', (container) => {
    const own = readRequirement(container, kind, name, minor);
    if (sidecarsRun && isRestartableInitContainer(container)) {
      sum = plus(sum, own, place);
      sidecars = plus(sidecars, own, place);
      peak = greaterAmount(peak, sidecars);
    } else peak = greaterAmount(peak, plus(own, sidecars, place));
  });
  return greaterAmount(sum, peak);
}

/** The sum of what is there; an error blames the second. */
export function plus<A extends Quantity | undefined>(a: A, b: Quantity | undefined, place: string): A | Quantity {
  if (a === undefined || b === undefined) return b ?? a;
  try {
    return a.add(b);
  } catch (error) {
    throw atPath(error, place);
  }
}

/** The first where both are equal. */
function greaterAmount(a: Quantity | undefined, b: Quantity | undefined): Quantity | undefined {
  return a === undefined || (b !== undefined && b.cmp(a) > 0) ? b : a;
}
