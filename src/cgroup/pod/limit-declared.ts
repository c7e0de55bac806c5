import type { ContainerLike } from '../../core/index.ts';
import { containersOf, isRestartableInitContainer, visitContainers } from '../../core/pod-fields.ts';
import { readRequirement } from '../../core/requirements.ts';
import { amountOf } from '../../core/resource-lists.ts';
import type { Quantity } from '../../quantity/index.ts';
import type { KnownPod } from '../../resources/qos/known-pod.ts';
import { since } from '../../version/since.ts';

/** A limit that reaches the cgroup of a pod only if all of it is limited. */
export type LimitedResource = 'cpu' | 'memory';

/** The first container that leaves a resource without limit, by resource; absent where none does. */
export interface Undeclared {
  cpu?: string;
  memory?: string;
}

/** Which containers must declare a limit before it reaches the pod's cgroup. */
const limitDeclaredBy = /* @__PURE__ */ since<(known: KnownPod) => Undeclared>({
  '1.15': containersOnly,
  '1.23': containersAndInit,
  '1.28': cumulativeInit,
  '1.37': containersAndInit,
});

/**
 * The containers that leave a limit undeclared: those that have none, or one of 0. From 1.28 to 1.36 what counts for an init container is
 * its limit together with those of the sidecars that started before it. A limit of the pod itself declares it for all.
 */
export function undeclaredLimits(known: KnownPod): Undeclared {
  return undeclaredBy(known.release.minor)(known);
}

const undeclaredBy = /* @__PURE__ */ since<(known: KnownPod) => Undeclared>({ '1.15': byContainers, '1.38': byTotals });

/** Totals leave out what is not limited as a whole. */
function byTotals(known: KnownPod): Undeclared {
  const undeclared: Undeclared = {};
  const limits = known.limits();
  for (const resource of limitedResources) {
    const limit = amountOf(limits, resource);
    const units = resource === 'cpu' ? limit?.milliValue() : limit?.value();
    if ((units ?? 0n) === 0n) undeclared[resource] = containersAndInit(known)[resource] ?? 'the pod';
  }
  return undeclared;
}

function byContainers(known: KnownPod): Undeclared {
  const hasInit = containersOf(known.read(), 'initContainers').length > 0;
  const undeclared = hasInit ? limitDeclaredBy(known.release.minor)(known) : containersOnly(known);
  if (undeclared.cpu === undefined && undeclared.memory === undefined) return undeclared;
  const limits = known.own()?.limits;
  if (limits === undefined) return undeclared;
  const result: Undeclared = {};
  for (const resource of limitedResources) {
    const missing = undeclared[resource];
    if (missing !== undefined && !isLimit(amountOf(limits, resource))) result[resource] = missing;
  }
  return result;
}

const limitedResources: readonly LimitedResource[] = ['cpu', 'memory'];

function isLimit(amount: Quantity | undefined): boolean {
  return amount !== undefined && !amount.isZero();
}

function declaredLimit(container: ContainerLike, resource: LimitedResource, { release }: KnownPod): Quantity | undefined {
  return readRequirement(container, 'limits', resource, release.minor);
}

function addUndeclared(undeclared: Undeclared, container: ContainerLike, known: KnownPod): void {
  for (const resource of limitedResources)
    if (!isLimit(declaredLimit(container, resource, known))) undeclared[resource] ??= container.name ?? '';
}

function containersOnly(known: KnownPod): Undeclared {
  const undeclared: Undeclared = {};
  visitContainers(known.read(), 'containers', (container) => addUndeclared(undeclared, container, known));
  return undeclared;
}

function containersAndInit(known: KnownPod): Undeclared {
  const undeclared = containersOnly(known);
  visitContainers(known.read(), 'initContainers', (container) => addUndeclared(undeclared, container, known));
  return undeclared;
}

/** Once a sidecar has a limit, the init containers after it count as limited too. */
function cumulativeInit(known: KnownPod): Undeclared {
  const undeclared = containersOnly(known);
  const sidecars: { cpu?: Quantity; memory?: Quantity } = {};
  visitContainers(known.read(), 'initContainers', (container) => {
    for (const resource of limitedResources) {
      const own = declaredLimit(container, resource, known);
      const before = sidecars[resource];
      const together = own === undefined ? before : before === undefined ? own : before.add(own);
      if (!isLimit(together)) undeclared[resource] ??= container.name ?? '';
      if (isRestartableInitContainer(container) && together !== undefined) sidecars[resource] = together;
    }
  });
  return undeclared;
}
