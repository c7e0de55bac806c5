import { amountIn } from '../../core/at-path.ts';
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
  return limit === undefined || limit.isZero() || overhead === undefined ? limit : limit.add(overhead);
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
  let sum: Quantity | undefined;
  let sidecars: Quantity | undefined;
  let peak: Quantity | undefined;
  visitContainers(pod, 'containers', (container) => {
    sum = plus(sum, readRequirement(container, kind, name, minor));
  });
  visitContainers(pod, 'initContainers', (container) => {
    const own = readRequirement(container, kind, name, minor);
    if (sidecarsRun && isRestartableInitContainer(container)) {
      sum = plus(sum, own);
      sidecars = plus(sidecars, own);
      peak = greaterAmount(peak, sidecars);
    } else peak = greaterAmount(peak, plus(own, sidecars));
  });
  return greaterAmount(sum, peak);
}

function plus(a: Quantity | undefined, b: Quantity | undefined): Quantity | undefined {
  if (a === undefined) return b;
  return b === undefined ? a : a.add(b);
}

/** The first where both are equal. */
function greaterAmount(a: Quantity | undefined, b: Quantity | undefined): Quantity | undefined {
  return a === undefined || (b !== undefined && b.cmp(a) > 0) ? b : a;
}
